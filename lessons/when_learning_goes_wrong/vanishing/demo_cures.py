"""The demo of the cures: one deep network, plain and with each of three changes, and who of the four learns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Network
from lessons.kit.charts import Bars, Lines, Mark, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.when_learning_goes_wrong.vanishing.model import examples, learning, lengths, network

UPDATES, EVERY = 300, 5
LEARNED = 0.5
"""A loss below this is learning; knowing nothing costs ln 2 = 0.693."""
KINDS = {
    "sigmoid": ("sigmoid", "none"),
    "ReLU": ("ReLU", "none"),
    "normalised": ("sigmoid", "normalisation"),
    "skip": ("sigmoid", "skip"),
}
"""The plain network, and three with a change: the activation and what is added."""
NAMES = tuple(KINDS)
OPTIONS = ("None of the four", "One or two", "Three", "All four")
CALM = {"rate": 0.3, "weights": 1.0}
_TONES: tuple[Tone, ...] = ("bad", "main", "second", "fourth")
_LIMITS = (0.003, 2.0)


@demo(
    prediction=Prediction(f"How many of the four will have learned something after {UPDATES} updates?", OPTIONS),
    depth=Knob(3, 10, start=8, steps=7, whole=True, label="hidden layers"),
    weights=Knob(1.0, 3.0, start=1.0, steps=4, label="first weights ×"),
    rate=Knob(0.03, 1.0, start=0.3, scale="log", steps=6, label="learning rate"),
)
def cures(depth: float, weights: float, rate: float, seed: int) -> Frames:
    """A deep network, and three changes."""
    runners = [Candidate(name, int(depth), weights, rate, seed) for name in NAMES]
    for number in range(0, UPDATES + 1, EVERY):
        for runner in runners:
            runner.go_on()
        yield _frame(runners, number, seed)


class Candidate:
    """One of the four networks, and how it has fared so far.

    Attributes:
        net: it, trained in place.
        losses: at each look; nan once it has burst.
        first: the length of the first layer's gradient at the latest look.
    """

    def __init__(self, name: str, depth: int, weights: float, rate: float, seed: int) -> None:
        activation, extra = KINDS[name]
        self.net: Network = network(activation, depth, seed, weights, extra)
        self.losses: list[float] = []
        self.first = float("nan")
        self._run = learning(self.net, seed, rate, UPDATES, EVERY)

    def go_on(self) -> None:
        """Look, and train as far as the next look; a network that has burst has no more numbers."""
        update = next(self._run, None)
        lost = update is None or not np.isfinite(update.loss)
        self.losses.append(float("nan") if update is None or lost else update.loss)
        self.first = float("nan") if lost else float(lengths(self.net)[0])

    @property
    def learned(self) -> bool:
        """Whether its latest loss is clearly below that of knowing nothing."""
        return self.losses[-1] < LEARNED


def what_became_of(learned: Sequence[bool]) -> int:
    """Return which option came true, from whether each of the four has learned."""
    return (0, 1, 1, 2, 3)[sum(learned)]


def _frame(runners: Sequence[Candidate], number: int, seed: int) -> Frame:
    over, data = number == UPDATES, examples(seed)
    learned = [runner.learned for runner in runners]
    readings: dict[str, Reading] = {"update": number}
    readings |= {f"loss, {name}": _told(each.losses[-1]) for name, each in zip(NAMES, runners, strict=True)}
    title = "The plain network, on its first example"
    return Frame(
        number,
        (_losses(runners), _firsts(runners)),
        _caption(runners, number),
        readings,
        over,
        _trouble(runners) if over else None,
        network_example(runners[0].net, data.inputs[0], data.targets[0], "binary_cross_entropy", title=title),
        what_became_of(learned) if over else None,
    )


def _told(loss: float) -> Reading:
    return loss if np.isfinite(loss) else "burst"


def _caption(runners: Sequence[Candidate], number: int) -> str:
    named = [(name, runner.losses[-1]) for name, runner in zip(NAMES, runners, strict=True)]
    losses = ", ".join(f"{name} {figure(loss) if np.isfinite(loss) else 'burst'}" for name, loss in named)
    if number < UPDATES:
        return f"Update {number}. Losses: {losses}."
    got = [name for name, runner in zip(NAMES, runners, strict=True) if runner.learned]
    return f"After {UPDATES} updates: {losses}. Learned: {', '.join(got) or 'none'}."


def _trouble(runners: Sequence[Candidate]) -> Trouble | None:
    """Name a network that had a cure and did not learn; the plain one, which cannot, is no trouble but the point."""
    lost = [name for name, runner in zip(NAMES[1:], runners[1:], strict=True) if not runner.learned]
    if not lost:
        return None
    why = f"Not learned: {', '.join(lost)}. The cures begin from first weights and a rate that suit them."
    return Trouble("A cure failed", why, CALM)


def _losses(runners: Sequence[Candidate]) -> Lines:
    losses = np.array([runner.losses for runner in runners]).T
    updates = EVERY * np.arange(len(losses))
    nothing = (Mark("knows nothing", y=float(np.log(2))),)
    return loss_curves("Loss", NAMES, updates, losses, limits=_LIMITS, until=UPDATES, tones=_TONES, marks=nothing)


def _firsts(runners: Sequence[Candidate]) -> Bars:
    values = np.array([runner.first for runner in runners])
    return Bars("First layer's gradient", NAMES, values, (1e-9, 1e4), tones=_TONES, log=True)
