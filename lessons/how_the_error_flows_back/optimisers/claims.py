"""The proofs of what the text asserts."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.optimisers.network import GOAL, RATES, UPDATES, arrivals, learn, learners
from lessons.how_the_error_flows_back.optimisers.quiz import moves
from lessons.how_the_error_flows_back.optimisers.ravine import NEAR, Ravine, burst
from lessons.how_the_error_flows_back.optimisers.ravine import arrivals as arrivals_of
from lessons.how_the_error_flows_back.optimisers.rules import ADAGRAD, ADAM, MOMENTUM, NAMES, PLAIN, RMSPROP
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array

SEEDS = range(5)


def race(steepness: float, turned: float, seed: int) -> dict[str, float]:
    """Return after how many updates each arrives at its best rate."""
    ground = Ravine(steepness, turned, seed)
    return {
        name: float(arrivals_of(ground.heights(ground.walks(name, [rate])))[0]) for name, rate in ground.bests().items()
    }


def finish(seed: int) -> dict[str, float]:
    """Return after how many updates each network arrives, at its best rate."""
    runs = {name: np.array(list(learn(name, [RATES[name]], learners(16, seed), seed))) for name in NAMES}
    return {name: arrivals(losses)[0] for name, losses in runs.items()}


def _scaled(name: str, slopes: Array) -> bool:
    """Whether slopes a hundred times as steep lead to the same moves."""
    return bool(np.allclose(moves(name, 0.1, slopes.tolist()), moves(name, 0.1, (100 * slopes).tolist()), rtol=1e-4))


@claim("A steady slope adds up, to nearly ten of itself. Let the slopes go to and fro: they cancel.")
def adds_up_or_cancels() -> bool:
    """After many updates, and to and fro it comes to about half."""
    steady, fro = moves(MOMENTUM, 1.0, [1.0] * 60), moves(MOMENTUM, 1.0, [(-1.0) ** k for k in range(60)])
    return bool(9.9 < steady[-1] < 10 and 0.5 < abs(fro[-1]) < 0.55)


@claim("the velocity is 1, then 1.9, then 2.71, and in the end nearly 10")
def first_velocities() -> bool:
    return bool(np.allclose(moves(MOMENTUM, 1.0, [1.0] * 3), [1, 1.9, 2.71]))


@claim("The sum only grows, so steps shrink; and steep or gentle, they are alike")
def shrinks_alike() -> bool:
    steps = moves(ADAGRAD, 0.1, [1.0] * 30)
    return bool(np.all(np.diff(steps) < 0)) and _scaled(ADAGRAD, np.ones(30))


@claim("Multiply all of a weight's slopes by a hundred and its moves stay as they were.")
def scale_does_not_matter() -> bool:
    """For any slopes, and for the other two that scale."""
    slopes = [np.random.default_rng(seed).uniform(0.5, 2.0, 20) for seed in SEEDS]
    return all(_scaled(name, each) for name in (ADAGRAD, RMSPROP, ADAM) for each in slopes)


@claim("after four equal slopes the step is half the first, after a hundred a tenth")
def adagrad_tires() -> bool:
    steps = moves(ADAGRAD, 0.1, [3.0] * 100)
    return bool(np.allclose(steps[[3, 99]] / steps[0], [0.5, 0.1]))


@claim("So its first move is the rate itself, whatever the slope")
def adams_first_move() -> bool:
    return all(abs(abs(float(moves(ADAM, 0.05, [slope])[0])) - 0.05) < 1e-6 for slope in (-300.0, -0.01, 0.2, 7.0))


@claim("Three updates were enough; plain descent crept for more than fifty.")
def scalers_first() -> bool:
    races = [race(50.0, 0.0, seed) for seed in SEEDS]
    return all(max(each[ADAGRAD], each[RMSPROP]) == 3 and each[PLAIN] > 50 for each in races)


@claim("With twice the rate it is thrown out")
def thrown_out() -> bool:
    grounds = [Ravine(50.0, 0.0, seed) for seed in SEEDS]
    return all(burst(each.heights(each.walks(PLAIN, [2 * each.best(PLAIN)]))[:, 0]) for each in grounds)


@claim("by way of a leap that takes AdaGrad higher than it began")
def leaps() -> bool:
    grounds = [Ravine(50.0, 0.0, seed) for seed in SEEDS]
    heights = [each.heights(each.walks(ADAGRAD, [each.best(ADAGRAD)]))[:, 0] for each in grounds]
    return all(float(each[1]) > float(each[0]) for each in heights)


@claim("while AdaGrad, whose best is a hundred times that, is far from there after a hundred updates")
def one_rate_for_all() -> bool:
    """At 0.05 it is still at twenty times the height of arrival; its best lies at 5 or more."""
    grounds = [Ravine(50.0, 0.0, seed) for seed in SEEDS]
    thrown = all(burst(each.heights(each.walks(PLAIN, [0.05]))[:, 0]) for each in grounds)
    heights = [each.heights(each.walks(ADAGRAD, [0.05]))[:, 0] for each in grounds]
    far = all(each[-1] > 20 * NEAR * each[0] for each in heights)
    return thrown and far and all(each.best(ADAGRAD) >= 5 for each in grounds)


@claim("Plain descent and momentum never noticed the turn. AdaGrad fell behind even plain descent.")
def turned() -> bool:
    races = [(race(50.0, 0.0, seed), race(50.0, 35.0, seed)) for seed in SEEDS]
    same = all(before[name] == after[name] for before, after in races for name in (PLAIN, MOMENTUM))
    return same and all(after[ADAGRAD] > after[PLAIN] for _, after in races)


@claim("Turn the steepness down to 10: plain descent wins.")
def plain_wins() -> bool:
    races = [race(10.0, 35.0, seed) for seed in range(10)]
    return all(each[PLAIN] < min(each[name] for name in NAMES if name != PLAIN) for each in races)


@claim("In a bowl that is equally steep all round, plain descent arrives with a single step.")
def round_bowl() -> bool:
    return all(race(1.0, 0.0, seed)[PLAIN] == 1 for seed in SEEDS)


@claim("momentum and Adam arrive in about half the time")
def velocity_pays() -> bool:
    """The slower of the two against the quickest of the three others, over ten seeds: the median is below 0.6."""
    races = [finish(seed) for seed in range(10)]
    ratios = [max(each[MOMENTUM], each[ADAM]) / min(each[n] for n in (PLAIN, ADAGRAD, RMSPROP)) for each in races]
    first = all(min(each[MOMENTUM], each[ADAM]) == min(each.values()) for each in races)
    return first and bool(np.median(ratios) < 0.6)


@claim("try several, each at\nits own best rate")
def best_rates() -> bool:
    """Half of the rate and twice the rate are slower, by the mean over ten seeds; never counts as `UPDATES`."""
    for name, rate in RATES.items():
        late = np.zeros(3)
        for seed in range(10):
            rates = [rate / 2, rate, 2 * rate]
            losses = np.array(list(learn(name, rates, learners(16, seed, 3), seed)))
            late += np.minimum(arrivals(losses), UPDATES)
        if not late[1] < min(late[0], late[2]):
            return False
    return GOAL == 0.2
