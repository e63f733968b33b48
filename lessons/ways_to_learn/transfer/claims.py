"""The proofs of what the text asserts about frozen layers, and about what is gained by taking over."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import SGD, train
from lessons.kit.lesson import claim
from lessons.ways_to_learn.transfer.demo_freeze import chain
from lessons.ways_to_learn.transfer.demo_needed import COUNTS, needs
from lessons.ways_to_learn.transfer.model import CLEAR, FINE, FROZEN, RaceStanding, pretrained, race
from lessons.ways_to_learn.transfer.tasks import GRAINY, MOVED, OTHERS, pair_of

_SEEDS = range(10)


@cache
def _end(name: str, count: int, body: str, seed: int) -> RaceStanding:
    *_, end = race(name, count, body, seed)
    return end


def _leads(name: str, count: int, body: str) -> list[float]:
    return [_end(name, count, body, seed).lead for seed in _SEEDS]


@claim("The update skips what is frozen, though its slope is worked out as ever. The loss came down all the same")
def skipped() -> bool:
    for seed in _SEEDS:
        net, target = chain(seed)
        before = net.parameters.copy()
        updates = list(train(net, ([[1.0]], [[target]]), optimiser=SGD(0.08), updates=20, frozen=(1,)))
        if net.parameters[:2].tobytes() != before[:2].tobytes() or updates[-1].loss > updates[0].loss / 100:
            return False
        net.parameters[...] = before
        start = next(train(net, ([[1.0]], [[target]]), updates=1, frozen=(1,)))
        if not start.gradient_norm or not np.all(net.gradients[:2]):
            return False
    return True


@claim("about 600 of them with labels")
def six_hundred() -> bool:
    return all(580 < len(pair_of(GRAINY, seed).first) < 620 for seed in _SEEDS)


@claim("more than ten in a hundred ahead of the one that starts afresh")
def ahead() -> bool:
    return min(_leads(GRAINY, 5, FROZEN)) > 0.1


@claim("they even\ncost it a little")
def read_more_before() -> bool:
    """On no seed did it gain by them; the median cost is some six in a hundred."""
    pairs = [(next(race(GRAINY, 5, FROZEN, seed)).taken, _end(GRAINY, 5, FROZEN, seed).taken) for seed in _SEEDS]
    costs = [before - after for before, after in pairs]
    return min(costs) > -0.01 and 0.02 < float(np.median(costs)) < 0.1


@claim("Fifty *a digit* gained it a little on most seeds.")
def gained_with_fifty() -> bool:
    pairs = [(next(race(GRAINY, 50, FROZEN, seed)).taken, _end(GRAINY, 50, FROZEN, seed).taken) for seed in _SEEDS]
    gains = [after - before for before, after in pairs]
    return 0 < float(np.median(gains)) < 0.05 and sum(gain > 0 for gain in gains) >= 6


@claim("With its first layer frozen, the network was clearly behind on every\nseed.")
def behind() -> bool:
    return max(_leads(OTHERS, 5, FROZEN)) < -CLEAR


@claim("then it draws level, but gains nothing")
def level() -> bool:
    leads = _leads(OTHERS, 5, FINE)
    return max(map(abs, leads)) < CLEAR and abs(float(np.median(leads))) < 0.02


@claim("A network pretrained on straight scans, frozen, was behind on scans moved by one pixel, too.")
def a_pixel() -> bool:
    return max(_leads(MOVED, 10, FROZEN)) < 0 and float(np.median(_leads(MOVED, 10, FROZEN))) < -CLEAR


@claim("Five times as many labels or more")
def five_times() -> bool:
    """The fresh network needs 10 a digit at the least for as much as the other does with 2."""
    found = [needs([_end(GRAINY, count, FROZEN, seed) for count in COUNTS]) for seed in _SEEDS]
    return all(count is None or count >= 10 for count in found)


@claim("With 50 the lead is nearly gone.")
def nearly_gone() -> bool:
    leads = [_leads(GRAINY, count, FROZEN) for count in COUNTS]
    medians = [float(np.median(each)) for each in leads]
    return medians[-1] < 0.06 and all(medians[-1] < each / 2 for each in medians[:-2])


@claim("With one labelled scan a digit the fresh network is hardly better than a guess in three")
def one_a_digit() -> bool:
    return all(_end(GRAINY, 1, FROZEN, seed).fresh < 0.37 for seed in _SEEDS)


@claim("It had 32 units to tell five digits apart")
def thirty_two() -> bool:
    return pretrained(OTHERS, 0).sizes == (64, 32, 5)
