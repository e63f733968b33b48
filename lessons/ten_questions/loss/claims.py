"""The proofs of what the text asserts about misses, slopes and the two throwers."""

from __future__ import annotations

import numpy as np

from lessons.kit.computation import Computation
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array, loss_and_gradient
from lessons.ten_questions.loss.evening import COSTS, costs, thrown
from lessons.ten_questions.loss.model import Aiming, Thrower
from lessons.ten_questions.loss.quiz import come_to_rest, mean_cost, one_answer

_SEEDS = range(10)


@claim("a miss of 2 costs four times as much as a miss of 1")
def four_times() -> bool:
    return mean_cost([2.0]) == 4 * mean_cost([1.0])


@claim("added up as they are, left makes up for right")
def left_makes_up_for_right() -> bool:
    """The mean miss of an evening is below a third of the mean distance."""
    evenings = [thrown(0.5, 3.0, seed) for seed in _SEEDS]
    return all(abs(misses.mean()) < costs(misses, "plain").mean() / 3 for misses in evenings)


@claim("Under plain distance it is 1 or −1, however far")
def plain_slope_is_one() -> bool:
    return all(loss_and_gradient(COSTS["plain"], [miss])[1][0] == np.sign(miss) for miss in (-3.0, -0.1, 0.1, 3.0))


@claim("On a line, squares rest at the mean, plain distance at the middle")
def middle_and_mean() -> bool:
    """Along the line that `where_it_rests` asks about: five targets, one far off."""
    targets = (1.0, 2.0, 3.0, 5.0, 14.0)
    ends = [come_to_rest(one_answer(targets, rule))[-1] for rule in ("squared", "absolute")]
    return bool(np.allclose(ends, [np.mean(targets), np.median(targets)], atol=0.1))


@claim("Misses of −1, 2 and 4 come to (1 + 4 + 16) / 3 = 7")
def seven() -> bool:
    return mean_cost([-1.0, 2.0, 4.0]) == 7


def _slope(prediction: float) -> float:
    """The slope of a squared miss along the prediction, with a target of 3."""
    return Computation(lambda p: (p - 3.0) ** 2, {"p": prediction}).slope("p")


@claim("negative when the prediction is too small, positive when it is too large")
def slope_has_the_sign() -> bool:
    return all(_slope(3.0 + miss) * miss > 0 for miss in (-2.0, -0.1, 0.1, 2.0)) and _slope(3.0) == 0


@claim("close to zero as the miss shrinks")
def slope_shrinks() -> bool:
    return abs(_slope(3.01)) < 0.03 < abs(_slope(4.0))


def _last(slip: float, rate: float, seed: int) -> Aiming:
    return list(Thrower.of(0.4, slip, seed).improve(rate))[-1]


def _aims(slip: float) -> Array:
    """Where both throwers end with the demo's other settings as they stand, for each seed, shape (seeds, 2)."""
    return np.array([_last(slip, 0.15, seed).aims for seed in _SEEDS])


@claim("one dart in seven drags everybody else off the bullseye")
def dragged() -> bool:
    """The steady darts wobble around the aim, so the aim is where they centre."""
    return bool(np.all(_aims(3.0)[:, 0] < -0.4))


@claim("Counting plain distance, it moves them far less")
def far_less() -> bool:
    aims = np.abs(_aims(3.0))
    return bool(np.all(aims[:, 1] < 0.6 * aims[:, 0]))


@claim("Without a slip the two agree")
def agree() -> bool:
    return bool(np.all(np.abs(_aims(0.0)) < 0.02))


@claim("Past a learning rate of 1 the squares fling their darts out of the building")
def flung_out() -> bool:
    """Just past it and well past it; just below, they settle."""
    wild = all(_last(3.0, rate, seed).losses[0] > 3 for rate in (1.05, 1.5, 2.0) for seed in _SEEDS)
    return wild and all(_last(3.0, 0.9, seed).level[0] for seed in _SEEDS)


@claim("The best aim still has a loss above zero")
def above_zero() -> bool:
    throwers = [Thrower.of(0.4, slip, seed) for slip in (0.0, 3.0) for seed in _SEEDS]
    return all(bool(np.all(thrower.feel(thrower.bottoms())[0] > 0.05)) for thrower in throwers)
