"""Tables of which letter followed which, read in the right and in wrong ways, and a network trained on one."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Adam, Network, train
from engine.arrays import Array
from lessons.kit.questions import Draw


def next_counts(draw: Draw) -> tuple[Array, int, dict[str, list[int]]]:
    """Return how often each of four letters followed each, shape (4, 4), a start, and what each reading of it writes.

    The right one has the name "", the others are slips; all four differ.
    """
    while True:
        counts, start = np.array([draw.shuffled((1, 3, 6, 10)) for _ in range(4)]), draw.whole(0, 3)
        ways = {
            "": followed(counts.argmax(axis=1), start),
            "read the columns": followed(counts.argmax(axis=0), start),
            "took the second": followed(np.argsort(counts, axis=1)[:, -2], start),
            "took the rarest": followed(counts.argmin(axis=1), start),
        }
        if len({tuple(text) for text in ways.values()}) == len(ways):
            return counts, start, ways


def followed(after: Array, start: int) -> list[int]:
    """Return seven numbers, each but the first what comes after the one before."""
    numbers = [start]
    for _ in range(6):
        numbers.append(int(after[numbers[-1]]))
    return numbers


@cache
def pen_of(counts: tuple[tuple[int, ...], ...]) -> Network:
    """Return a network that sees one letter, trained on a table of pairs, with no hidden layer."""
    table = np.array(counts)
    pairs = np.repeat(np.indices(table.shape).reshape(2, -1).T, table.ravel(), axis=0)
    net = Network([4, 4], seed=0)
    examples = (np.eye(4)[pairs[:, 0]], pairs[:, 1])
    for _ in train(net, examples, loss="softmax_cross_entropy", optimiser=Adam(0.1), updates=200, every=200):
        pass
    return net
