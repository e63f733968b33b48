"""The demo of two networks that begin almost certain of no: one learns by squares, the other by cross-entropy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, Tensor, datasets, train
from lessons.how_the_error_flows_back.choosing_a_loss.model import SURE_RULES, SURE_TONES
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.loss_curves import loss_curves
from lessons.kit.remedies import first_that_mends
from lessons.kit.slopes import Array

UPDATES, EVERY, HIDDEN = 300, 5, 8
LEARNED = 0.8
"""The share of the examples right from which a network has learned them."""
_STUCK = 0.05
"""A mean chance for yes, where yes is true, below which a network is still certain of no."""
WHO = ("Both", "Only cross-entropy's", "Only squares'", "Neither")
_MADE = {"moons": datasets.moons, "circles": datasets.circles}
_ENGINE = {"squared": ("mse", "sigmoid"), "cross-entropy": ("binary_cross_entropy", "identity")}
"""The engine's loss for each rule, and the output that it wants: cross-entropy has a sigmoid of its own."""


@dataclass(frozen=True, eq=False)
class SureMoment:
    """How the two stand after some updates, in the order of SURE_RULES.

    Attributes:
        update: updates made so far.
        right: the share of the examples that each gets right, shape (2,).
        yes: the mean chance that each gives to yes where yes is true, shape (2,).
        pushes: the mean size of the push on each one's last sum where yes is true, shape (2,).
    """

    update: int
    right: Array
    yes: Array
    pushes: Array


def examples(data: str, seed: int) -> tuple[Array, Array]:
    """Return 100 points, shape (100, 2), and what they are, 0 for no and 1 for yes, shape (100, 1)."""
    split = _MADE[data](seed, samples=100).train
    return split.inputs, split.targets[:, None].astype(float)


def networks(sure: float, seed: int) -> tuple[Network, Network]:
    """Return two networks with the same weights, whose last bias is −sure; they differ in where the sigmoid stands."""
    both = tuple(Network([2, HIDDEN, 1], "tanh", output=_ENGINE[rule][1], seed=seed) for rule in SURE_RULES)
    for net in both:
        net.layers[-1].biases[...] = -sure
    return both[0], both[1]


def learn(
    nets: tuple[Network, Network], inputs: Array, targets: Array, rate: float, every: int = EVERY
) -> Iterator[SureMoment]:
    """Train the two side by side, and tell how they stand before the first update and after every few."""
    runs = [
        train(net, (inputs, targets), loss=_ENGINE[rule][0], optimiser=SGD(rate), updates=UPDATES, every=every)
        for net, rule in zip(nets, SURE_RULES, strict=True)
    ]
    for updates in zip(*runs, strict=True):
        yield _moment(updates[0].number, nets, inputs, targets)


def _moment(update: int, nets: tuple[Network, Network], inputs: Array, targets: Array) -> SureMoment:
    chances = np.array([nets[0].outputs(inputs), Tensor(nets[1].outputs(inputs)).sigmoid().value])
    right = ((chances > 0.5) == targets).mean(axis=(1, 2))
    yes = chances[:, targets[:, 0] > 0.5, 0]
    squares, surprise = 2 * (1 - yes[0]) * yes[0] * (1 - yes[0]), 1 - yes[1]
    return SureMoment(update, right, yes.mean(axis=1), np.array([squares.mean(), surprise.mean()]))


@demo(
    prediction=Prediction("Who gets at least eight in ten right in the end?", WHO),
    sure=Knob(0.0, 10.0, start=10.0, steps=10, label="sure of no"),
    rate=Knob(0.1, 3.0, start=1.0, scale="log", label="learning rate"),
    data=Choices(*_MADE),
    net=Choices(*SURE_RULES, label="microscope on", live=True),
)
def stubborn(sure: float, rate: float, data: str, net: Live[str], seed: int) -> Frames:
    """Two networks that are sure of no."""
    inputs, targets = examples(data, seed)
    nets = networks(sure, seed)
    first_yes = int(np.argmax(targets[:, 0]))
    story: list[SureMoment] = []

    def shown(trouble: Trouble | None = None) -> Frame:
        rule = net()
        loss, looked_at = _ENGINE[rule][0], nets[SURE_RULES.index(rule)]
        title = f"A point that is a yes, {rule}"
        inside = network_example(looked_at, inputs[first_yes], targets[first_yes], loss, focus="z2", title=title)
        return _frame(story, trouble, inside=inside)

    for moment in learn(nets, inputs, targets, rate):
        story.append(moment)
        if moment.update < UPDATES:
            yield shown()
    trouble = _trouble(story, sure, rate, data, seed)
    yield from still(lambda: shown(trouble))


def who_learned(right: Array) -> int:
    """Return which of WHO came true, by the share that each got right."""
    squares, surprise = right >= LEARNED
    return (0 if surprise else 2) if squares else (1 if surprise else 3)


def _frame(story: Sequence[SureMoment], trouble: Trouble | None, inside: Inspection) -> Frame:
    now = story[-1]
    over = now.update == UPDATES
    updates = np.array([moment.update for moment in story], dtype=float)
    pushes = np.array([moment.pushes for moment in story])
    charts = (
        _shares(updates, np.array([moment.right for moment in story])),
        loss_curves(
            "Mean push where yes is true", SURE_RULES, updates, pushes, limits=(1e-5, 1.0), until=UPDATES,
            tones=SURE_TONES, beyond="along the rim",
        ),
    )  # fmt: skip
    readings: dict[str, Reading] = {"update": now.update}
    readings |= {
        f"{rule.replace('-', ' ')} right": float(share) for rule, share in zip(SURE_RULES, now.right, strict=True)
    }
    caption = _caption(now) + (f" {trouble.name}." if trouble else "")
    return Frame(now.update, charts, caption, readings, over, trouble, inside, who_learned(now.right) if over else None)


def _shares(updates: Array, right: Array) -> Lines:
    """Draw the share of the examples that each has got right."""
    series = tuple(Series(rule, updates, 100 * right[:, k], tone=SURE_TONES[k]) for k, rule in enumerate(SURE_RULES))
    mark = (Mark("eight in ten", y=100 * LEARNED),)
    return Lines("Right, per cent", series, "update", "", (0.0, float(UPDATES)), (0.0, 100.0), marks=mark)


def _caption(now: SureMoment) -> str:
    each = "; ".join(
        f"{rule} gets {right:.0%} right and gives a true yes {figure(float(yes))}"
        for rule, right, yes in zip(SURE_RULES, now.right, now.yes, strict=True)
    )
    return f"Update {now.update}: {each}."


def _stuck(moment: SureMoment) -> bool:
    """Tell whether the network of squares is still certain of no."""
    return bool(moment.yes[0] < _STUCK)


def _trouble(story: Sequence[SureMoment], sure: float, rate: float, data: str, seed: int) -> Trouble | None:
    """Name a network that is still as certain as it began, and look for a beginning that mends it."""
    if not _stuck(story[-1]):
        return None

    def comes_loose(start: float) -> bool:
        *_, last = learn(networks(start, seed), *examples(data, seed), rate, every=UPDATES)
        return not _stuck(last)

    start = first_that_mends([s for s in (4.0, 2.0) if s < sure], comes_loose, otherwise=0.0)
    why = "It stands where the sigmoid is all but level, so hardly any of its squared misses comes back."
    return Trouble("Squares are stuck", why, {"sure": start})
