"""What the machine runs for this lesson: one demo, six questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lessons.kit.lesson import Claim
from lessons.kit.slopes import Array
from lessons.ten_questions.loss.costs import loss_by_the_engine, three_throws, worst_share
from lessons.ten_questions.loss.darts import darts
from lessons.ten_questions.loss.hands import costs_most
from lessons.ten_questions.loss.nudges import slope_by_the_engine, slope_formula, slope_of_a_miss
from lessons.ten_questions.loss.outcomes import where_it_rests
from lessons.ten_questions.loss.thrower import Aiming, Thrower

__all__ = (
    "claims",
    "costs_most",
    "darts",
    "slope_formula",
    "slope_of_a_miss",
    "three_throws",
    "where_it_rests",
    "worst_share",
)
SEEDS = range(10)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("a miss of 2 costs four times as much as a miss of 1", lambda: _costs(2.0) == 4 * _costs(1.0))
    yield Claim("Misses of −1, 2 and 4 come to (1 + 4 + 16) / 3 = 7", lambda: loss_by_the_engine((-1.0, 2.0, 4.0)) == 7)
    yield Claim("negative when the prediction is too small, positive when it is too large", _slope_has_the_sign)
    yield Claim("close to zero as the miss shrinks", _slope_shrinks)
    yield Claim("one dart in seven drags everybody else off the bullseye", _dragged)
    yield Claim("Counting plain distance, it moves them far less", _far_less)
    yield Claim("Turn the slip down to 0 and the two agree", _agree)
    yield Claim("Past a learning rate of 1 the squares fling their darts out of the building", _flung_out)
    yield Claim("The best aim still has a loss above zero", _above_zero)


def _costs(miss: float) -> float:
    return loss_by_the_engine((miss,))


def _last(slip: float, rate: float, seed: int) -> Aiming:
    return list(Thrower.of(0.4, slip, seed).improve(rate))[-1]


def _aims(slip: float) -> Array:
    """Where both throwers end with the demo's other settings as they stand, for each seed, shape (seeds, 2)."""
    return np.array([_last(slip, 0.15, seed).aims for seed in SEEDS])


def _slope_has_the_sign() -> bool:
    return all(
        slope_by_the_engine(1.0, 3.0 + miss, 3.0) * miss > 0 and slope_by_the_engine(1.0, 3.0, 3.0) == 0
        for miss in (-2.0, -0.1, 0.1, 2.0)
    )


def _slope_shrinks() -> bool:
    return abs(slope_by_the_engine(1.0, 3.01, 3.0)) < 0.03 < abs(slope_by_the_engine(1.0, 4.0, 3.0))


def _dragged() -> bool:
    """The steady darts wobble around the aim, so the aim is where they centre."""
    return bool(np.all(_aims(3.0)[:, 0] < -0.4))


def _far_less() -> bool:
    aims = np.abs(_aims(3.0))
    return bool(np.all(aims[:, 1] < 0.6 * aims[:, 0]))


def _agree() -> bool:
    return bool(np.all(np.abs(_aims(0.0)) < 0.02))


def _flung_out() -> bool:
    """Just past it and well past it; just below, they settle."""
    wild = all(_last(3.0, rate, seed).losses[0] > 3 for rate in (1.05, 1.5, 2.0) for seed in SEEDS)
    return wild and all(_last(3.0, 0.9, seed).level[0] for seed in SEEDS)


def _above_zero() -> bool:
    throwers = [Thrower.of(0.4, slip, seed) for slip in (0.0, 3.0) for seed in SEEDS]
    return all(bool(np.all(thrower.feel(thrower.bottoms())[0] > 0.05)) for thrower in throwers)
