"""The proofs of what the text asserts about groups, and about scans that are squeezed."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Tensor
from lessons.kit.lesson import claim
from lessons.ways_to_learn.unsupervised.demo_groups import fell, shared_heap
from lessons.ways_to_learn.unsupervised.demo_numbers import UPDATES as SHORT
from lessons.ways_to_learn.unsupervised.demo_squeeze import UPDATES
from lessons.ways_to_learn.unsupervised.kmeans import BY_CHANCE, SPREAD, customers, first_centres, steps
from lessons.ways_to_learn.unsupervised.squeezing import (
    codes,
    rebuilding_error,
    scans_of,
    squeezer,
    squeezing,
    told_by_neighbours,
)

_SEEDS = range(5)


@claim("neither can make the sum larger, so it comes to rest")
def never_rises() -> bool:
    for seed in range(20):
        points = customers(2 + seed % 4, seed)
        for count in (2, 3, 5):
            walk = list(steps(points, first_centres(points, count, BY_CHANCE, seed)))
            if fell([moment.cost for moment in walk]) or not np.array_equal(walk[-1].groups, walk[-3].groups):
                return False
    return True


@claim("the middle is the very\nplace from which squared distances are least")
def middle_is_least() -> bool:
    """The slope of the squared distances is 0 there, by the engine."""
    for seed in _SEEDS:
        points = customers(3, seed)
        place = Tensor(points.mean(axis=0), "place")
        ((Tensor(points, constant=True) - place) ** 2).sum().backward()
        if np.abs(np.array(place.grad)).max() > 1e-9:
            return False
    return True


@claim("Turn `centres` to 5: it finds five, as it was asked to.")
def as_many_as_asked() -> bool:
    for seed in range(10):
        points = customers(3, seed)
        last = list(steps(points, first_centres(points, 5, SPREAD, seed)))[-1]
        if len(np.unique(last.groups)) != 5:
            return False
    return True


@claim("With an unlucky start two pins share one heap, and a third looks after two.")
def can_be_stuck() -> bool:
    """By chance it happens on some seeds; with pins far apart on none."""
    stuck = [_is_stuck(BY_CHANCE, seed) for seed in range(10)]
    return any(stuck) and not all(stuck) and not any(_is_stuck(SPREAD, seed) for seed in range(10))


def _is_stuck(how: str, seed: int) -> bool:
    points = customers(5, seed)
    return shared_heap(points, list(steps(points, first_centres(points, 5, how, seed)))[-1], 5)


@claim("Like digits come to lie together because\nthat makes drawing easier.")
def alike_lie_together() -> bool:
    """Most neighbours on the map are of one digit, and neighbours on the map are alike in their pixels, too."""
    for seed in (0, 1, 2):
        scans, net = scans_of(seed), squeezer(2, seed)
        for _ in squeezing(net, scans, UPDATES, UPDATES, seed):
            pass
        places, labels = codes(net, scans.test.inputs), np.ravel(scans.test.targets).astype(int)
        near = ((places[:, np.newaxis] - places) ** 2).sum(axis=2).argsort(axis=1)[:, 1]
        pixels = ((scans.test.inputs - scans.test.inputs[near]) ** 2).mean()
        others = ((scans.test.inputs - np.roll(scans.test.inputs, 1, axis=0)) ** 2).mean()
        if not (told_by_neighbours(places, labels) > 0.6 and pixels < 0.75 * others):
            return False
    return True


@claim("Sixteen\nnumbers rebuild scans with less than half the error that two leave.")
def sixteen_against_two() -> bool:
    return all(_error(16, seed) < 0.5 * _error(2, seed) for seed in _SEEDS)


@cache
def _error(kept: int, seed: int) -> float:
    scans, net = scans_of(seed), squeezer(kept, seed)
    for _ in squeezing(net, scans, SHORT, SHORT, seed):
        pass
    return rebuilding_error(net, scans.test.inputs)


@claim("what the network\nrebuilds badly is unlike what it has learned from")
def strange_is_rebuilt_badly() -> bool:
    """Scans with their pixels shuffled, all alike, are rebuilt worse than scans."""
    for seed in (0, 1):
        scans, net = scans_of(seed), squeezer(16, seed)
        for _ in squeezing(net, scans, SHORT, SHORT, seed):
            pass
        mixed = scans.test.inputs[:, np.random.default_rng(seed).permutation(64)]
        if rebuilding_error(net, mixed) < 2 * rebuilding_error(net, scans.test.inputs):
            return False
    return True
