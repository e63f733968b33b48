"""The proofs of what the text asserts about pushes, strays and two networks that are sure of no."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.choosing_a_loss.demo_strays import learn as learn_lines
from lessons.how_the_error_flows_back.choosing_a_loss.demo_strays import moved
from lessons.how_the_error_flows_back.choosing_a_loss.demo_stubborn import (
    LEARNED,
    UPDATES,
    SureMoment,
    examples,
    learn,
    networks,
)
from lessons.how_the_error_flows_back.choosing_a_loss.model import charge, push, sureness
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array

_SEEDS = range(10)
_MISSES = (-6.0, -1.5, -0.4, 0.2, 1.5, 6.0)


@claim("true of squares: `slope = 2 × miss`")
def squares_push_by_twice_the_miss() -> bool:
    return all(np.isclose(push("squared", miss), 2 * miss) for miss in _MISSES)


@claim("Plain distance pushes by 1, however far")
def plain_pushes_by_one() -> bool:
    return all(push("absolute", miss) == np.sign(miss) for miss in _MISSES)


@claim("pushes by the miss, but never more than 1")
def huber_is_capped() -> bool:
    return all(push("Huber", miss) == np.clip(miss, -1, 1) for miss in _MISSES)


@claim("A miss of 4 costs it 3.5")
def four_costs_three_and_a_half() -> bool:
    return charge("Huber", 4.0).value() == charge("Huber", -4.0).value() == 3.5


def _ways() -> Array:
    """How far each line moved after half-time, as shares of the strays' way, for each seed, shape (seeds, 3)."""
    return np.array([moved(list(learn_lines(8.0, 4, 0.1, seed))) / 4 for seed in _SEEDS])


@claim("Squares went a third of the strays' way")
def squares_go_along() -> bool:
    return bool(np.all(np.abs(_ways()[:, 0] - 1 / 3) < 0.02))


@claim("The other lines hardly noticed")
def others_hardly_move() -> bool:
    return bool(np.all(np.abs(_ways()[:, 1:]) < 0.03))


@claim("Huber's does not move at all")
def huber_stays() -> bool:
    return bool(np.all(np.abs(_ways()[:, 2]) < 1e-4))


@claim("that of absolute error only trembles")
def absolute_trembles() -> bool:
    ways = np.abs(_ways()[:, 1])
    return bool(np.all(ways < 0.03) and np.all(ways > 1e-6))


@claim("At a sum of −8 it is all but level: of a squared miss comes 0.0007")
def squares_whisper() -> bool:
    return round(abs(sureness("squared", -8.0, 1.0).slope("z", 0, 0)), 4) == 0.0007


@claim("0.9997 in size at the same place")
def cross_entropy_does_not() -> bool:
    return round(abs(sureness("cross-entropy", -8.0, 1.0).slope("z", 0, 0)), 4) == 0.9997


def _ends(sure: float) -> list[SureMoment]:
    """How both networks stand in the end, for each seed."""
    runs = (learn(networks(sure, seed), *examples("moons", seed), 1.0, every=UPDATES) for seed in _SEEDS)
    return [list(run)[-1] for run in runs]


@claim("Squares said no throughout")
def squares_stay() -> bool:
    return all(end.right[0] == 0.5 and end.yes[0] < 0.01 for end in _ends(10.0))


@claim("while cross-entropy has long learned")
def cross_entropy_learns() -> bool:
    return all(end.right[1] >= LEARNED for end in _ends(10.0))


@claim("Begin undecided, and both learn")
def both_learn() -> bool:
    return all(bool(np.all(end.right >= LEARNED)) for end in _ends(0.0))
