"""The demo of the race: four networks alike to the last weight, but for the activation of their neurons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from engine import SGD, Update, train
from lessons.kit.charts import Bars, Lines
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import still
from lessons.kit.loss_curves import loss_curves
from lessons.kit.remedies import first_that_mends
from lessons.ten_questions.activation.model import NAMES, TONES, examples, network

UPDATES, EVERY = 300, 5
LOST = 0.3
"""A mean squared error this large at the end, against targets of 0 and 1: no better than always saying one half."""
_LIMITS = (0.001, 1.0)
_FATES = {
    "ReLU": ("The ReLU died", ("A step too long threw its neurons to where z is below 0 for every example. There the "
             "slope is 0, so that no correction gets through any more.")),
    "tanh": ("The tanh jammed", ("Its steps made the sums so large that its neurons sit at −1 or 1, where the curve is "
             "flat and hardly any correction gets through.")),
}  # fmt: skip


@demo(
    prediction=Prediction(f"Which network will have the lowest loss after {UPDATES} updates?", NAMES),
    gone=("view",),
    data=Choices("moons", "circles"),
    layers=Knob(1, 4, start=2, steps=3, whole=True, label="hidden layers"),
    rate=Knob(0.03, 3.0, start=0.3, scale="log", label="learning rate"),
)
def race(data: str, layers: float, rate: float, seed: int) -> Frames:
    """One network, four activations."""
    runners = [Runner(name, data, int(layers), rate, seed) for name in NAMES]
    while runners[0].number < UPDATES:
        yield _frame(runners, None)
        for runner in runners:
            runner.go_on()
    trouble = _trouble(runners)
    yield from still(lambda: _frame(runners, trouble))


class Runner:
    """One of the four networks, and how it has fared so far."""

    def __init__(self, name: str, data: str, layers: int, rate: float, seed: int) -> None:
        self.name, self.layers, self.rate = name, layers, rate
        self.inputs, self.targets = examples(data, seed)
        self.net = network(name, layers, seed)
        self.losses: list[float] = []
        self.number, self.gradient = 0, 0.0
        self._seed = seed
        self._updates: Iterator[Update] = train(
            self.net, (self.inputs, self.targets), optimiser=SGD(rate), updates=UPDATES, every=EVERY
        )
        self.go_on()

    def go_on(self) -> None:
        """Train as far as the next picture; a network that has burst keeps its last figures."""
        update = next(self._updates, None)
        self.number += EVERY if self.losses else 0
        if update is not None and np.isfinite(update.loss):
            self.losses.append(update.loss)
            self.gradient = update.gradient_norm
        else:
            self.losses.append(self.losses[-1])

    @property
    def loss(self) -> float:
        """The loss now."""
        return self.losses[-1]

    @property
    def stuck(self) -> bool:
        """Whether it hardly moves any more, though it has learned nothing."""
        return self.loss > LOST and self.gradient < 0.01

    def calmer_rate(self) -> float:
        """The first rate, of some ever smaller ones, at which this network does not get stuck."""

        def calm(rate: float) -> bool:
            net = network(self.name, self.layers, self._seed)
            *_, last = train(net, (self.inputs, self.targets), optimiser=SGD(rate), updates=UPDATES, every=UPDATES)
            return last.loss < LOST

        rates = [float(f"{max(0.03, self.rate / share):.2g}") for share in (3, 10, 30)]
        return first_that_mends(rates, calm, otherwise=rates[-1])


def _frame(runners: Sequence[Runner], trouble: Trouble | None) -> Frame:
    best, number = min(runners, key=lambda runner: runner.loss), runners[0].number
    losses = {f"loss, {runner.name}": runner.loss for runner in runners}
    readings: dict[str, Reading] = {"update": number, **losses, "lowest": best.name}
    charts = (_losses(runners), _gradients(runners))
    title = f"{best.name}, in the lead, on its first example"
    inside = network_example(best.net, best.inputs[0], best.targets[0], title=title)
    over = number == UPDATES
    came_true = NAMES.index(best.name) if over else None
    return Frame(number, charts, _caption(runners, over), readings, over, trouble, inside, came_true)


def _losses(runners: Sequence[Runner]) -> Lines:
    """The four losses on a logarithmic axis, so that the end of the race can be seen."""
    losses = np.array([runner.losses for runner in runners]).T
    updates, tones = EVERY * np.arange(len(losses)), list(TONES.values())
    title = "Loss, by activation"
    return loss_curves(
        title, NAMES, updates, losses, limits=_LIMITS, until=UPDATES, tones=tones, beyond="along the rim"
    )


def _gradients(runners: Sequence[Runner]) -> Bars:
    """How long each network's gradient is: all that it has to go by."""
    lengths = np.array([runner.gradient for runner in runners])
    longest = max(1.0, float(lengths.max()))
    return Bars(
        "Length of the gradient", NAMES, lengths, limits=(0.0, longest), decimals=4, tones=tuple(TONES.values())
    )


def _caption(runners: Sequence[Runner], over: bool) -> str:
    order = sorted(runners, key=lambda runner: runner.loss)
    losses = ", ".join(f"{runner.name} {figure(runner.loss)}" for runner in order)
    still = [runner.name for runner in runners if runner.gradient == 0]
    zero = f" Gradient exactly 0: {' and '.join(still)}." if still else ""
    if not runners[0].number:
        return f"Before the first update. Losses, lowest first: {losses}.{zero}"
    if not over:
        return f"Update {runners[0].number}. Losses, lowest first: {losses}.{zero}"
    unmoved = [runner.name for runner in runners if len(set(runner.losses)) == 1]
    told = f" Not moved by a hair since the start: {' and '.join(unmoved)}." if unmoved else ""
    return f"After {UPDATES} updates, lowest first: {losses}.{zero}{told}"


def _trouble(runners: Sequence[Runner]) -> Trouble | None:
    """Name a network that could have learned and did not; the step, which never can, is no trouble but the point."""
    for runner in reversed(runners):
        if runner.stuck and runner.name in _FATES:
            name, why = _FATES[runner.name]
            return Trouble(name, f"{why} A smaller learning rate keeps them awake.", {"rate": runner.calmer_rate()})
    return None
