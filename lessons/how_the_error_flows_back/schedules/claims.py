"""The proofs of what the text asserts."""

from __future__ import annotations

import numpy as np

from engine import train
from engine.schedules import Constant, StepDecay, WarmUp
from lessons.how_the_error_flows_back.schedules import wave
from lessons.how_the_error_flows_back.schedules.demo_warm_up import LEARNED, LOSS, NETWORKS, digits, learn, learners
from lessons.how_the_error_flows_back.schedules.noise import SPREAD, schedules, walk
from lessons.kit.lesson import claim

SEEDS = range(5)


def learned(warm_up: int, rate: float, seed: int) -> int:
    """Return how many of the eight have learned the digits."""
    *_, last = learn(learners(seed), WarmUp(warm_up, rate), seed)
    return int((last < LEARNED).sum())


@claim("Long steps get near but follow each stray measurement;\nshort ones average them. Hence the kink at the drop.")
def kink() -> bool:
    """The large rate stands still before the drop, near where its formula says; the drop lets it fall again at once."""
    hovering = 0.1 / (2 - 0.1) * SPREAD**2
    races = [np.array(list(walk(schedules(0.1, 100), seed))) for seed in SEEDS]
    return all(
        abs(away[80:100, 0].mean() / hovering - 1) < 0.2 and away[130, 2] < 0.85 * away[80:100, 2].mean()
        for away in races
    )


@claim("Dropped too early, short steps had to walk the long way. `f` drops it later")
def too_early() -> bool:
    races = [[list(walk(schedules(0.1, drop), seed))[-1] for drop in (10, 100)] for seed in SEEDS]
    return all(early.argmin() == 0 and late.argmin() == 2 for early, late in races)


@claim("Each beat the constant\nrate.")
def constant_is_last() -> bool:
    return all(wave.race(0.15, 2, seed)[-1].argmax() == 0 for seed in range(10))


@claim("turn the largest rate down to 0.01, and lowering it only leaves them stranded")
def starved() -> bool:
    return all(wave.race(0.01, 2, seed)[-1].argmin() == 0 for seed in range(10))


@claim("Where all is still random, slopes are steep, and the first steps threw them far off.")
def steep_at_first() -> bool:
    """More than ten times as steep as after a warm-up; at full rate each loss more than doubles within ten updates."""
    for seed in SEEDS:
        net = learners(seed)
        first = next(train(net, digits(seed), loss=LOSS, updates=0)).gradient_norms
        *_, _ = learn(net, WarmUp(20, 3.0), seed, updates=20)
        warmed = next(train(net, digits(seed), loss=LOSS, updates=0)).gradient_norms
        at_once = np.array(list(learn(learners(seed), WarmUp(0, 3.0), seed, updates=10)))
        if not (np.median(first) > 10 * np.median(warmed) and np.all(at_once.max(axis=0) > 2 * at_once[0])):
            return False
    return True


@claim("after 20 such updates the same rate is welcome")
def saved() -> bool:
    return all(learned(20, 3.0, seed) == NETWORKS for seed in SEEDS)


@claim("At a rate of 3 none of eight networks learned\nthe digits without, and all eight learned them with it.")
def none_without() -> bool:
    return all(learned(0, 3.0, seed) == 0 and learned(20, 3.0, seed) == NETWORKS for seed in SEEDS)


@claim("At 0.5 all learned without one")
def modest() -> bool:
    return all(learned(0, 0.5, seed) == NETWORKS for seed in SEEDS)


@claim("the first takes 1/20 of the rate, the second 2/20")
def first_shares() -> bool:
    return [round(20 * WarmUp(20, 1.0)(number), 9) for number in range(3)] == [1, 2, 3]


@claim("the further the longer its steps")
def hovers() -> bool:
    chosen = [Constant(rate) for rate in (0.05, 0.1, 0.2, 0.4)]
    ends = [list(walk(chosen, seed))[-1] for seed in SEEDS]
    return all(bool(np.all(np.diff(each) > 0)) for each in ends)


@claim("rate × factor, once more at each drop")
def steps_multiply() -> bool:
    return np.allclose([StepDecay(0.8, 10, 0.5)(number) for number in (0, 9, 10, 25)], [0.8, 0.8, 0.4, 0.2])
