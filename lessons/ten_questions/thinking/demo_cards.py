"""The demo of the shuffled labels: two networks alike, one taught the truth, one a pack of cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from engine import Adam, Network, train
from engine.arrays import Labels
from lessons.kit.charts import Field, Lines, Mark, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.live import still
from lessons.kit.slopes import Array
from lessons.ten_questions.thinking.model import clusters, on_the_map, outputs_on_the_map

UPDATES, EVERY = 300, 6
RATE, SPREAD = 0.03, 0.6
HALF, NEARLY_ALL = 0.7, 0.95
OPTIONS = (
    f"About half of them: below {HALF:.0%}",
    f"Clearly more than half, but below {NEARLY_ALL:.0%}",
    f"Nearly all: {NEARLY_ALL:.0%} or more",
)


def learnt(share: float) -> int:
    """Which option a share of right answers belongs to."""
    return int(share >= HALF) + int(share >= NEARLY_ALL)


def shuffled(labels: Labels, share: float, seed: int) -> Labels:
    """The labels with a share of them gathered up, shuffled and dealt out again."""
    rng = np.random.default_rng([seed, 2])
    dealt = labels.copy()
    chosen = rng.permutation(len(labels))[: round(share * len(labels))]
    dealt[chosen] = dealt[rng.permutation(chosen)]
    return dealt


@dataclass(eq=False)
class Pupil:
    """A network, the labels that it is taught, and how it has done so far.

    Attributes:
        own: the share right of the examples it is taught, at each picture.
        new: the share right of examples that it never sees, labelled in the same manner.
    """

    net: Network
    inputs: Array
    labels: Labels
    new_inputs: Array
    new_labels: Labels
    own: list[float] = field(default_factory=list)
    new: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, examples: int, hidden: int, share: float, seed: int) -> Pupil:
        """A network with two hidden layers, before its first lesson."""
        taught, others = clusters(seed, examples, SPREAD)
        labels = shuffled(taught.targets, share, seed)
        new_labels = shuffled(others.targets, share, seed + 1)
        return cls(Network([2, hidden, hidden, 1], "tanh", seed=seed), taught.inputs, labels, others.inputs, new_labels)

    @classmethod
    def taught(cls, examples: int, hidden: int, share: float, seed: int) -> Pupil:
        """Return a network with two hidden layers, after all its lessons."""
        pupil = cls.of(examples, hidden, share, seed)
        for _ in pupil.study():
            pass
        return pupil

    def study(self, updates: int = UPDATES, every: int = EVERY) -> Iterator[int]:
        """Train, and note the shares at each stop; gives the updates made so far."""
        data, loss = (self.inputs, self.labels[:, None].astype(float)), "binary_cross_entropy"
        for update in train(self.net, data, loss=loss, optimiser=Adam(RATE), updates=updates, every=every):
            self.own.append(self.score(self.inputs, self.labels))
            self.new.append(self.score(self.new_inputs, self.new_labels))
            yield update.number

    def score(self, inputs: Array, labels: Labels) -> float:
        """The share that it gets right."""
        return float(np.mean((self.net.outputs(inputs)[:, 0] > 0) == labels))


@demo(
    prediction=Prediction(
        "One network is taught labels that have been shuffled like cards. How many of these very labels will it get "
        f"right after {UPDATES} updates?",
        OPTIONS,
    ),
    gone=("view",),
    examples=Knob(10, 80, start=30, scale="log", steps=6, whole=True),
    hidden=Knob(1, 64, start=32, scale="log", steps=6, whole=True, label="units a layer"),
    share=Knob(0.0, 1.0, start=1.0, steps=10, label="share shuffled"),
)
def cards(examples: float, hidden: float, share: float, seed: int) -> Frames:
    """The same network, taught the truth and taught nonsense."""
    honest, misled = (Pupil.of(int(examples), int(hidden), each, seed) for each in (0.0, share))
    for number, _ in zip(misled.study(), honest.study(), strict=True):
        if number < UPDATES:
            yield _frame(number, honest, misled)
    yield from still(lambda: _frame(UPDATES, honest, misled))


def _frame(number: int, honest: Pupil, misled: Pupil) -> Frame:
    own, new, true_own, true_new = misled.own[-1], misled.new[-1], honest.own[-1], honest.new[-1]
    over = number == UPDATES
    caption = (
        f"{f'After {number} updates' if over else f'Update {number}'}: of its {len(misled.labels)} shuffled labels the "
        f"network gets {own:.0%} right, of new ones {new:.0%}. Its twin, taught the truth: {true_own:.0%}, and "
        f"{true_new:.0%} of new ones."
    )
    readings: dict[str, Reading] = {"update": number, "shuffled, own": own, "shuffled, new": new}
    readings |= {"true, own": true_own, "true, new": true_new}
    charts, label = (scores(misled, honest), _map(misled)), float(misled.labels[0])
    title = "The first card, with its shuffled label"
    inside = network_example(misled.net, misled.inputs[0], label, "binary_cross_entropy", title=title)
    learned = learnt(own) if over else None
    return Frame(number, charts, caption, readings, over, inspect=inside, outcome=learned)


def scores(pupil: Pupil, twin: Pupil | None = None) -> Lines:
    """The share right, on what a pupil was taught and on what is new, and what its twin makes of the new."""
    drawn: list[tuple[str, list[float], Tone]] = [("own", pupil.own, "third"), ("new", pupil.new, "bad")]
    if twin:
        drawn.insert(0, ("twin's new", twin.new, "fourth"))
    updates = np.arange(len(pupil.own)) * float(EVERY)
    series = tuple(Series(name, updates, np.array(shares), tone=tone) for name, shares, tone in drawn)
    marks = (Mark("a coin toss", y=0.5),)
    return Lines("Share right", series, "update", "", (0.0, float(UPDATES)), (0.0, 1.05), marks=marks)


def _map(pupil: Pupil) -> Field:
    """Draw what the network taught shuffled labels would say anywhere."""
    reach, points = 3.5, on_the_map(pupil.inputs, pupil.labels)
    values = (outputs_on_the_map(pupil.net, reach) > 0).astype(float)
    limits, names = (-reach, reach), tuple(cloud.label for cloud in points)
    return Field("The map it found", values, limits, limits, kind="regions", points=points, regions=names)
