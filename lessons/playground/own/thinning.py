"""Takes a bounded number of rows out of any number, evenly: one by chance out of each stretch of the same length.

Chance (with a seed of its own, so that it is always the same) keeps clear of whatever repeats in a file: every second
row of a file in which two classes take turns would be of one class.
"""

from __future__ import annotations

import numpy as np

from engine.arrays import Array

CHUNK = 8192
"""Rows that come at once; a power of two, so that stretches end where chunks do."""


class Thinning:
    """Chooses rows chunk by chunk, never holding on to more than twice as many as are wanted, and a chunk.

    Args:
        most: rows that are wanted.
    """

    def __init__(self, most: int) -> None:
        self._most, self._step, self._kept = most, 1, 0
        self._chance = np.random.default_rng(0)

    def of_chunk(self, count: int) -> Array:
        """Return the places of the rows to keep of the next chunk, from 0, in order.

        Args:
            count: its rows: `CHUNK`, but of the last chunk fewer.
        """
        starts = np.arange(0, count, self._step)
        places = starts + self._chance.integers(0, np.minimum(self._step, count - starts))
        self._kept += len(places)
        return places

    def of_kept(self) -> Array | None:
        """Return the places of those to keep of all that were kept so far; None for all of them, for now."""
        if self._kept <= 2 * self._most or self._step == CHUNK:
            return None
        self._step *= 2
        return self._one_of_each(-(-self._kept // 2))

    def at_the_end(self) -> Array | None:
        """Return the places of those to keep of all that were kept, now that no row comes any more; None for all."""
        return self._one_of_each(self._most) if self._kept > self._most else None

    def _one_of_each(self, count: int) -> Array:
        """Return a place by chance in each stretch of what was kept, which are a number of them, all as long."""
        edges = np.arange(count + 1) * self._kept // count
        self._kept = count
        return edges[:-1] + self._chance.integers(0, np.diff(edges))
