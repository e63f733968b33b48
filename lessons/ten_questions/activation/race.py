"""The demo of the race: four networks alike to the last weight, but for the activation of their neurons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from engine import SGD, Network, Update, datasets, train
from lessons.kit.charts import Bars, Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.ten_questions.activation.shapes import NAMES, TONES

UPDATES, EVERY = 300, 5
HIDDEN = 8
LOST = 0.3
"""A mean squared error this large at the end, against targets of 0 and 1: no better than always saying one half."""
_LIMITS = (0.001, 1.0)
_FATES = {
    "ReLU": ("The ReLU died", ("A step too long threw its neurons to where z is below 0 for every example. There the "
             "slope is 0, so that no correction gets through any more.")),
    "tanh": ("The tanh jammed", ("Its steps made the sums so large that its neurons sit at −1 or 1, where the curve is "
             "flat and hardly any correction gets through.")),
}  # fmt: skip


def winner(frame: Frame) -> int | None:
    """Which network has the lowest loss, once the race is over."""
    return NAMES.index(str(frame.readings["lowest"])) if frame.finished else None


@demo(
    prediction=Prediction(f"Which network will have the lowest loss after {UPDATES} updates?", NAMES, winner),
    data=Choices("moons", "circles"),
    layers=Knob(1, 4, start=2, steps=3, whole=True, label="hidden layers"),
    rate=Knob(0.03, 3.0, start=0.3, scale="log", label="learning rate"),
    view=Choices("losses", "gradients", live=True),
)
def race(data: str, layers: float, rate: float, view: str, seed: int) -> Frames:
    """One network, four activations."""
    runners = [Runner(name, data, int(layers), rate, seed) for name in NAMES]
    over = False
    while True:
        frame = _frame(runners, over)
        charts = frame.charts if view == "losses" else frame.charts[::-1]
        turned = yield replace(frame, charts=charts)
        view = str((turned or {}).get("view", view))
        if not over:
            for runner in runners:
                runner.go_on()
            over = runners[0].number == UPDATES


class Runner:
    """One of the four networks, and how it has fared so far."""

    def __init__(self, name: str, data: str, layers: int, rate: float, seed: int) -> None:
        self.name, self.layers, self.rate = name, layers, rate
        self.inputs, self.targets = examples(data, seed)
        self.net = network(name, layers, seed)
        self.losses: list[float] = []
        self.number, self.gradient = 0, 0.0
        self._data, self._seed = data, seed
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
        rates = [float(f"{max(0.03, self.rate / share):.2g}") for share in (3, 10, 30)]
        net = network(self.name, self.layers, [self._seed] * len(rates))
        *_, last = train(net, (self.inputs, self.targets), optimiser=SGD(rates), updates=UPDATES, every=UPDATES)
        calm = [rate for rate, loss in zip(rates, last.losses, strict=True) if loss < LOST]
        return calm[0] if calm else rates[-1]


def examples(data: str, seed: int) -> tuple[Array, Array]:
    """The inputs, shape (n, 2), and the targets 0 and 1, shape (n, 1)."""
    split = (datasets.moons if data == "moons" else datasets.circles)(seed).train
    return split.inputs, split.targets[:, None].astype(float)


def network(name: str, layers: int, seed: int | Sequence[int]) -> Network:
    """A network in which every neuron, the last one too, has this activation; the same seed gives the same weights."""
    sizes = [2, *[HIDDEN] * layers, 1]
    net = Network(sizes, name.lower(), output=name.lower(), seed=seed, initialisation="glorot")
    net.layers[-1].biases[...] = 0.5  # undecided at first, so that a ReLU at the end does not begin switched off
    return net


def _frame(runners: Sequence[Runner], over: bool) -> Frame:
    best = min(runners, key=lambda runner: runner.loss)
    readings: dict[str, Reading] = {
        "update": runners[0].number,
        **{f"loss, {runner.name}": runner.loss for runner in runners},
    }
    readings["lowest"] = best.name
    charts = (_losses(runners), _gradients(runners))
    trouble = _trouble(runners) if over else None
    return Frame(runners[0].number, charts, _caption(runners, over), readings, over, trouble, _inside(best))


def _inside(runner: Runner) -> Inspection:
    """What the network in the lead makes of its first example."""
    title = f"{runner.name}, in the lead, on its first example"
    return network_example(runner.net, runner.inputs[0], runner.targets[0], title=title)


def _losses(runners: Sequence[Runner]) -> Lines:
    """The four losses on a logarithmic axis, so that the end of the race can be seen."""
    updates = np.arange(len(runners[0].losses), dtype=float) * EVERY
    series = tuple(
        Series(runner.name, updates, np.clip(runner.losses, *_LIMITS), tone=TONES[runner.name]) for runner in runners
    )
    return Lines("Loss, by activation", series, "update", "loss", (0.0, float(UPDATES)), _LIMITS, log_y=True)


def _gradients(runners: Sequence[Runner]) -> Bars:
    """How long each network's gradient is: all that it has to go by."""
    lengths = np.array([runner.gradient for runner in runners])
    longest = max(1.0, float(lengths.max()))
    return Bars("Length of the gradient", NAMES, lengths, limits=(0.0, longest), highlight=0, decimals=4)


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
