"""Batches: the examples of an epoch, gathered in its order, where the training step looks for them.

As many batches as the processor's cache holds are gathered at once, and each batch is a window on them: nothing is
copied from batch to batch. The inputs lie there twice, as rows and as columns, because matrix products are quicker if
the forward pass finds columns and the backward pass finds rows. In a large batch, turning them costs what it saves.
"""

from typing import NamedTuple

import numpy as np

from engine import buffers
from engine.arrays import Array

CACHE = 2**19  # bytes of inputs that are laid out at a time: no more than the usual second-level cache holds
LARGE = 2**18  # bytes of inputs from which on a batch is not turned


class Batch(NamedTuple):
    """One batch, as a training step reads it.

    Attributes:
        rows: the inputs, (examples, inputs + 1), the last column ones.
        columns: the same, turned: (inputs + 1, examples).
        encoded: the targets, as the loss wants them: (r, examples).
    """

    rows: Array
    columns: Array
    encoded: Array


class Batches:
    """Batches of one size.

    Args:
        rows: all examples' inputs, (n, inputs + 1).
        encoded: their targets, (r, n).
        size: how many examples make a batch.
        first: which place in the epoch's order begins them.
        count: how many batches of this size an epoch has.

    Attributes:
        windows: the batches that are laid out at a time.
    """

    def __init__(self, rows: Array, encoded: Array, size: int, first: int, count: int) -> None:
        self._size, self._first, self.count = size, first, count
        self._examples = (rows, encoded.T.copy())
        self._laid_out: tuple[Array | None, int] = (None, 0)
        bytes_of_inputs = rows[:size].nbytes
        room = min(count, max(1, CACHE // (2 * bytes_of_inputs)))
        self._gathered = [buffers.empty((room, size, each.shape[1]), rows.dtype) for each in self._examples]
        self._turned = [buffers.empty(each.swapaxes(1, 2).shape, rows.dtype) for each in self._gathered]
        self._to_turn = [*zip(self._gathered, self._turned, strict=True)]
        if bytes_of_inputs >= LARGE:
            self._turned[0] = self._gathered[0].swapaxes(1, 2)
            del self._to_turn[0]
        self.windows = [Batch(*each) for each in zip(self._gathered[0], *self._turned, strict=True)]
        self.lay_out(np.arange(len(rows)), 0)

    def at(self, order: Array, place: int) -> Batch:
        """Batch `place` of an epoch in this order."""
        return self.windows[place - self.lay_out(order, place)]

    def lay_out(self, order: Array, place: int) -> int:
        """Put this batch and its neighbours where the windows look; returns which batch comes first."""
        room = len(self.windows)
        start = place - place % room
        if self._laid_out[0] is not order or self._laid_out[1] != start:
            self._laid_out = (order, start)
            begin, end = (self._first + each * self._size for each in (start, min(start + room, self.count)))
            chosen = order[begin:end].reshape(-1, self._size)
            for examples, rows in zip(self._examples, self._gathered, strict=True):
                examples.take(chosen, 0, rows[: len(chosen)], "clip")
            for rows, columns in self._to_turn:
                np.copyto(columns[: len(chosen)], rows[: len(chosen)].swapaxes(1, 2))
        return start
