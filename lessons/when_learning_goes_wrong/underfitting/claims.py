"""The proofs of what the text asserts about lines, sizes, and the cures of three patients."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Adam, Network, train
from lessons.kit.lesson import claim
from lessons.when_learning_goes_wrong.underfitting.cures import ENOUGH, ONE, CheckUp, Patient, healed_by
from lessons.when_learning_goes_wrong.underfitting.demo_ruler import STEPS, laid
from lessons.when_learning_goes_wrong.underfitting.model import RATE, UPDATES, piles, sizes_learned

_SEEDS = range(10)


@cache
def _best_line(seed: int, directions: int = STEPS) -> float:
    """The share that the best of the lines in some directions gets right, by the engine's count."""
    own = piles(seed)[0]
    return max(laid(own, np.pi * step / directions)[1].accuracy(own) for step in range(directions + 1))


@cache
def _healed(patient: Patient, seed: int) -> CheckUp:
    return healed_by(patient, seed)


@claim("gets six to eight in ten of its points")
def best_line() -> bool:
    return all(0.6 < _best_line(seed) < 0.8 for seed in _SEEDS)


@claim("No search, however long, finds a line much better.")
def none_much_better() -> bool:
    """In twelve times as many directions."""
    return all(_best_line(seed, 12 * STEPS) < _best_line(seed) + 0.02 for seed in _SEEDS)


@claim("A line that training finds is no better, and mostly worse")
def trained_line() -> bool:
    worse = 0
    for seed in _SEEDS:
        own, net = piles(seed)[0], Network([2, 1], seed=seed)
        list(train(net, own, loss="binary_cross_entropy", optimiser=Adam(RATE), updates=UPDATES, every=UPDATES))
        if net.accuracy(own) > _best_line(seed, 12 * STEPS) + 0.005:
            return False
        worse += net.accuracy(own) < _best_line(seed)
    return worse >= 8


@claim("Too simple on the left: both curves are low, and close.")
def low_and_close() -> bool:
    """With one unit and two; at most nine in a hundred apart."""
    pairs = [sizes_learned(seed) for seed in _SEEDS]
    return all(bool(np.all(own[:2] < 0.85) and np.all(np.abs(own - strangers)[:2] < 0.09)) for own, strangers in pairs)


@claim("with eight or more it nearly always gets more than nine in ten strangers right")
def eight_suffice() -> bool:
    return all(bool(np.all(sizes_learned(seed)[1][3:] > 0.9)) for seed in _SEEDS)


@claim("four are a matter of luck with the start")
def four_are_luck() -> bool:
    fours = [sizes_learned(seed)[1][2] for seed in _SEEDS]
    return bool(min(fours) < 0.7 and max(fours) > 0.85)


@claim("Eight times the time would do, at eight times the work; the larger\nrate costs nothing.")
def slow() -> bool:
    ends = [_healed(Patient(rate=0.001), seed) for seed in _SEEDS]
    heal = all(end.strangers[[1, 3]].min() > ENOUGH > end.strangers[[0, 2, 4]].max() for end in ends)
    return bool(heal and all(end.work[1] == 8 and end.work[3] == 1 and end.cheapest == 3 for end in ends))


@claim("More time and size, at eight times the price,\nbuy nothing.")
def held_back() -> bool:
    ends = [_healed(Patient(penalty=0.01), seed) for seed in _SEEDS]
    heal = all(end.strangers[4] > ENOUGH > end.strangers[:4].max() for end in ends)
    return bool(heal and all(np.all(end.strangers[1:3] - end.strangers[0] < 0.02) for end in ends))


@claim("no size, time,\nrate or freedom can tell them apart")
def half_blind() -> bool:
    return all(_healed(Patient(sees=ONE), seed).cheapest is None for seed in _SEEDS)


@claim("six hundred updates would be, if each were not so small")
def well() -> bool:
    return all(_healed(Patient(rate=0.001), seed).strangers[3] > ENOUGH for seed in _SEEDS) and all(
        _healed(Patient(penalty=0.01), seed).strangers[4] > ENOUGH for seed in _SEEDS
    )
