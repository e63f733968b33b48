"""The proofs of what the text asserts about drift, rates, forgetting and replay."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine.arrays import Array
from lessons.kit.lesson import claim
from lessons.ways_to_learn.online.demo_job import FROZEN, NOBODY, RETRAINED, UPDATING, means, most_often
from lessons.ways_to_learn.online.digits import Examined, lessons
from lessons.ways_to_learn.online.follower import followed
from lessons.ways_to_learn.online.stream import on_the_job

SEEDS = range(6)


@cache
def scores(turn: float, rate: float, wrong: float, seed: int) -> tuple[Array, Array]:
    """Return the three average scores on a job, and those at its end."""
    looks = list(on_the_job(turn, rate, wrong, seed))
    return means(looks), looks[-1].scores


@cache
def read(replayed: int, rate: float, seed: int) -> tuple[Examined, ...]:
    """Return all looks at a network that learns the new digits."""
    return tuple(lessons(replayed, rate, seed))


@claim("The frozen one ended up worse than a coin.")
def worse_than_a_coin() -> bool:
    return all(scores(180, 0.1, 0, seed)[1][FROZEN] < 0.2 for seed in SEEDS)


@claim("Retraining lags: its lessons are partly past.")
def retraining_lags() -> bool:
    return all(most_often(scores(180, 0.1, 0, seed)[0]) == UPDATING for seed in SEEDS)


@claim("Where nothing drifts, updating gains nothing: the frozen one is as good.")
def nothing_to_gain() -> bool:
    return all(most_often(scores(0, 0.1, 0, seed)[0]) == NOBODY for seed in SEEDS)


@claim("Two hundred at once outvote their liars.")
def outvoted() -> bool:
    return all(most_often(scores(180, 1.0, 0.2, seed)[0]) == RETRAINED for seed in SEEDS)


@claim("A rate of 0.01 lags\nbehind the turning world, even behind the retrained network.")
def too_calm() -> bool:
    return all(most_often(scores(180, 0.01, 0, seed)[0]) == RETRAINED for seed in SEEDS)


@claim("At a rate of 0.1 half of it is gone\nafter seven, at 0.01 after 69.")
def half_lives() -> bool:
    """By the engine's updates, from 1 towards 0."""
    for rate, updates in ((0.1, 7), (0.01, 69)):
        left = followed(1.0, rate, [0.0] * updates)
        if not (left[-1] <= 0.5 < left[-2] and np.isclose(left[-1], (1 - rate) ** updates)):
            return False
    return True


@claim("It learned the new and lost the old")
def lost_the_old() -> bool:
    ends = [read(0, 0.01, seed)[-1] for seed in SEEDS]
    return all(end.old < 0.05 and end.new > 0.9 for end in ends) and all(
        read(0, 0.01, seed)[0].old > 0.95 for seed in SEEDS
    )


@claim("Within some forty updates hardly any of the old digits are left.")
def gone_in_forty() -> bool:
    return all(next(look for look in read(0, 0.01, seed) if look.update == 40).old < 0.2 for seed in SEEDS)


@claim("A lower learning rate only slows that down, and the learning, too.")
def only_slower() -> bool:
    ends = [read(0, 0.001, seed)[-1] for seed in SEEDS]
    return all(
        0.2 < end.old < 0.95 and end.new < read(0, 0.01, seed)[-1].new - 0.05
        for seed, end in zip(SEEDS, ends, strict=True)
    )


@claim("a quarter of each batch kept nearly all of the old, at hardly any cost to the new")
def cheap() -> bool:
    """Averaged over the seeds, the new digits lose less than three in a hundred."""
    ends = [(read(8, 0.01, seed)[-1], read(0, 0.01, seed)[-1]) for seed in SEEDS]
    lost = np.mean([without.new - with_old.new for with_old, without in ends])
    return all(with_old.old > 0.85 for with_old, _ in ends) and bool(lost < 0.03)


@claim("Two in 32 already save about four in five of the old digits,\neight save nine in ten.")
def few_will_do() -> bool:
    two, eight = (np.mean([read(count, 0.01, seed)[-1].old for seed in SEEDS]) for count in (2, 8))
    return bool(0.75 < two < 0.85 and 0.88 < eight < 0.97)
