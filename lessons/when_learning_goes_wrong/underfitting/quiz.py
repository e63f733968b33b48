"""Five questions: what is the matter, the best of all cuts, the work of a cure, units for changes, and a patient."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Network, Tensor
from lessons.kit import by_hand
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame
from lessons.kit.questions import Choice, Draw, Number, Outcome, Predict, option, question
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.underfitting.cures import BOTH, ENOUGH, ONE, Patient, strangers_right
from lessons.when_learning_goes_wrong.underfitting.model import best_cut, piles

NAMES = ("took it for underfitting", "took it for overfitting", "saw nothing amiss")
FAR = 15
"""Points of a hundred that are a good deal."""
PATIENTS = (Patient(units=2), Patient(rate=0.001), Patient(penalty=0.01), Patient(sees=ONE))
ANSWERS = ("larger", "faster", "free", "none")


@question
def name_it(draw: Draw) -> Choice:
    """A network's shares right, beside what others reach."""
    reach, kind = draw.whole(93, 98), draw.whole(0, 2)
    own = reach - draw.whole(25, 38) if kind == 0 else reach + draw.whole(0, 2)
    strangers = own - (draw.whole(18, 28) if kind == 1 else draw.whole(0, 3))
    order = draw.shuffled(NAMES)
    behind, gap = reach - own, own - strangers
    return Choice(
        options=tuple(option(name) for name in order),
        decide=lambda: order.index(NAMES[0 if behind > FAR else 1 if gap > FAR else 2]),
        again=lambda: order.index(NAMES[_named(reach, own, strangers)]),
        figures={
            "own": own / 100,
            "strangers": strangers / 100,
            "reach": reach / 100,
            "under": behind > FAR,
            "behind": max(behind, 0),
            "gap": gap,
        },
    )


def _named(reach: int, own: int, strangers: int) -> int:
    """Return which of NAMES is true, from the engine's differences."""
    away = (Tensor([float(reach), float(own)]) - Tensor([float(own), float(strangers)])).value > FAR
    return 2 if not away.any() else int(np.argmax(away))


def cut_right(labels: Array, cut: int, up: bool) -> int:
    """Return how many of some points in a row one neuron gets right that says B beyond a cut, or before it.

    Args:
        labels: 1 for B and 0 for A, shape (n,), at 0, 1, 2 and so on.
        cut: how many points lie before it.
        up: whether B is beyond.
    """
    neuron, sign = Network([1, 1]), 1.0 if up else -1.0
    neuron.layers[0].weights[...], neuron.layers[0].biases[...] = sign, -sign * (cut - 0.5)
    places = np.arange(len(labels), dtype=float)[:, np.newaxis]
    return round(len(labels) * neuron.accuracy((places, labels[:, np.newaxis])))


def best_by_counting(labels: Array, *ways: bool) -> int:
    """Return the best that any cut gets right, with B beyond it (True), before it (False), or either."""
    return max(cut_right(labels, cut, up) for cut in range(len(labels) + 1) for up in ways)


def rows_that_ask(draw: Draw) -> Array:
    """Return ten labels with which every way of miscounting leads somewhere else."""
    while True:
        labels = np.array(draw.shuffled((0,) * 5 + (1,) * 5), dtype=float)
        a_first, best = best_by_counting(labels, True), best_by_counting(labels, False)
        if 5 < a_first < best < 9:
            return labels


@question
def best_cut_of_ten(draw: Draw) -> Number:
    """The best that one cut does with ten points in a row."""
    labels = rows_that_ask(draw)
    count = len(labels)
    return Number(
        value=lambda: best_by_counting(labels, True, False),
        again=lambda: count * best_cut(np.arange(count, dtype=float), labels > 0.5)[0],
        tolerance=0,
        mistakes={
            "one too many": lambda: best_by_counting(labels, True, False) + 1,
            "A had to be on the left": lambda: best_by_counting(labels, True),
            "called all alike": lambda: max(cut_right(labels, 0, up) for up in (True, False)),
            "all of them": lambda: count,
        },
        figures={"row": " ".join("AB"[int(label)] for label in labels)},
    )


@question
def work_of_a_cure(draw: Draw) -> Number:
    """How many times the work a larger network is that is trained longer."""
    small, times = draw.one_of((2, 3, 4, 5)), draw.one_of((2, 3, 4))
    updates, more = draw.one_of((200, 300, 500)), draw.one_of((2, 3, 5))
    large, longer = small * times, updates * more

    def size(units: int) -> int:
        return Network([2, units, 1]).size

    return Number(
        value=lambda: Patient(units=large, updates=longer).work / Patient(units=small, updates=updates).work,
        again=lambda: (4 * large + 1) * longer / ((4 * small + 1) * updates),
        tolerance=0.05,
        mistakes={
            "counted only the updates": lambda: more,
            "counted only the weights": lambda: size(large) / size(small),
            "added the two": lambda: size(large) / size(small) + more,
            "forgot the biases": lambda: times * more,
        },
        figures={
            "small": small,
            "large": large,
            "updates": updates,
            "longer": longer,
            "before": lambda: size(small),
            "after": lambda: size(large),
        },
    )


def zigzag(units: int, points: int) -> int:
    """Return the number of points in turn A and B, at 0, 1, 2 and so on, that a zigzag of some ReLU units gets right.

    It bends at 1, 2 and so on, once for each unit. The third looks to the left, which gives the first piece its slope;
    with fewer than three that cannot be had, and none is right.
    """
    if units < 3:
        return 0
    net, at = Network([1, units, 1], "relu"), np.arange(1.0, units + 1)
    first, last = net.layers
    sides, turns = np.ones(units), np.where(np.arange(units) % 2, 1.0, -1.0)
    sides[2], turns[:2] = -1.0, (-2.0, 1.5)
    first.weights[0], first.biases[...] = sides, -sides * at
    last.weights[:, 0], last.biases[...] = turns, -0.25 + 3.0
    places = np.arange(points, dtype=float)[:, np.newaxis]
    return round(points * net.accuracy((places, (np.arange(points) % 2)[:, np.newaxis])))


@question
def units_at_least(draw: Draw) -> Number:
    """The fewest ReLU units that tell points in turn A and B apart."""
    points = draw.whole(5, 11)
    return Number(
        value=lambda: next(units for units in range(1, points + 1) if zigzag(units, points) == points),
        again=lambda: points - 2,
        tolerance=0,
        mistakes={
            "one for each point": lambda: points,
            "one for each change": lambda: points - 1,
            "one piece for each point": lambda: points + 1,
            "half of them": lambda: points // 2,
        },
        figures={"points": points, "changes": points - 1},
    )


def first_that_heals(right: tuple[float, ...]) -> int:
    """Return which of ANSWERS it is: the shares of strangers right with each of three cures, from larger to free.

    Faster and free cost no work, larger does: it is the answer only where neither of them is.
    """
    larger, faster, free = (share > ENOUGH for share in right)
    return 1 if faster else 2 if free else 0 if larger else 3


def _three(patient: Patient) -> tuple[Patient, ...]:
    _, _, larger, faster, free = patient.cures()
    return larger, faster, free


@cache
def right_by_hand(patient: Patient, seed: int) -> tuple[float, ...]:
    """Return the shares of strangers right with each of the three cures, trained in plain NumPy."""
    own, strangers = (patient.shown(each) for each in piles(seed))
    found = []
    for treated in _three(patient):
        *_, said = by_hand.train(
            treated.network(seed), own.inputs, own.targets, loss="binary_cross_entropy", rate=treated.rate,
            updates=treated.updates, rule="adam", asked=strangers.inputs, l2=treated.penalty,
        )  # fmt: skip
        found.append(float(np.mean((said[0] > 0) == (strangers.targets > 0.5))))
    return tuple(found)


@question
def which_cure(draw: Draw) -> Predict:
    """A patient with one fault, and which of three changes mends it."""
    patient, seed = draw.one_of(PATIENTS), draw.whole(0, 10_000)
    order = draw.shuffled(ANSWERS)

    def treated() -> Outcome:
        right = tuple(strangers_right(each, seed) for each in _three(patient))
        told = ", ".join(f"{name} {share:.0%}" for name, share in zip(ANSWERS, right, strict=False))
        bars = Bars("Strangers right", ANSWERS[:3], np.array(right), (0.0, 1.0))
        caption = f"Strangers right: {told}."
        frame = Frame(patient.updates, (bars,), caption, {"updates": patient.updates}, finished=True)
        return Outcome(order.index(ANSWERS[first_that_heals(right)]), frame)

    return Predict(
        experiment=treated,
        again=lambda: order.index(ANSWERS[first_that_heals(right_by_hand(patient, seed))]),
        options=tuple(option(name) for name in order),
        figures={
            "units": patient.units,
            "updates": patient.updates,
            "rate": patient.rate,
            "penalty": patient.penalty,
            "sees": "both coordinates" if patient.sees == BOTH else patient.sees,
        },
    )
