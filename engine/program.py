"""The training step for one batch size: recorded once, then run for every batch of that size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine import buffers
from engine.backpropagation import backpropagate
from engine.data import Data, as_inputs, as_pair, as_targets, as_weights, with_ones
from engine.losses import Loss
from engine.network import Network
from engine.straight_line import StraightLine, moved
from engine.tape import Array, Step, Tape
from engine.tensor import Tensor

CACHE = 2**18  # bytes of inputs that are laid out at a time: some way below the usual second-level cache


class Work(NamedTuple):
    """What is to be learned from: every example once.

    Attributes:
        rows: (n, inputs + 1), the last column ones.
        targets: (outputs, n).
        weights: (n,).
    """

    rows: Array
    targets: Array
    weights: Array


def work_from(
    net: Network,
    data: Data,
    loss: Loss,
    weights: ArrayLike | None = None,
    class_weights: ArrayLike | None = None,
) -> Work:
    """The caller's examples, as the network and the loss want them.

    Raises:
        EngineError: if something does not fit.
    """
    inputs, targets = as_pair(data)
    rows = with_ones(as_inputs(inputs, net.sizes[0]), net.dtype)
    encoded = as_targets(targets, net.sizes[-1], loss)
    return Work(rows, encoded, as_weights(weights, class_weights, encoded))


class Program:
    """Forward, loss and backward for a batch of `size` examples, and the update before it.

    As many batches of a shuffled epoch as the processor's cache holds lie in one buffer, and each batch is a window on
    it: nothing is copied from batch to batch.

    Args:
        net: the network.
        loss: the loss.
        work: all examples.
        size: how many make a batch.
        first: which place in the epoch's order begins them.
        count: how many batches of this size an epoch has.
        generator: draws dropout's masks.
    """

    def __init__(
        self, net: Network, loss: Loss, work: Work, size: int, first: int, count: int, generator: np.random.Generator
    ) -> None:
        self._first, self._size, self._count = first, size, count
        self._all_rows = work.rows
        self._all_encoded = loss.encode(work.targets, work.weights / size).astype(net.dtype).T.copy()
        rows, encoded = np.ones((size, work.rows.shape[1]), net.dtype), self._all_encoded[:size].T.copy()
        self._moving = (rows, encoded)
        room = min(count, max(1, CACHE // rows.nbytes))
        self._rows = buffers.empty((room, *rows.shape), net.dtype)
        self._encoded = buffers.empty((room, *encoded.shape), net.dtype)
        self._laid_out: tuple[Array | None, int] = (None, 0)
        outputs = net.express(rows, generator).activations[-1]
        self.loss = Tensor.apply(lambda z: loss.record(z, encoded), outputs).named("loss")
        self.tape = backpropagate(self.loss, head=True)[0]

    def write(self, update: Tape, penalty: Tape, prepare: Callable[[int], None] | None) -> None:
        """Write out the loops: only looking, updating before each look, and the same without the loss's value."""
        self.tape = self.tape + penalty
        self._look = StraightLine(self.tape, self._moving)
        self.update_and_look = StraightLine([*update, *self.tape], self._moving, prepare)
        self._update = StraightLine([*update, *without_value(self.tape, self.loss)], self._moving, prepare)
        pairs = list(zip(self._rows, self._encoded, strict=True))
        self._windows = [self.update_and_look.window(pair) for pair in pairs]
        self._update_windows = [self._update.window(pair) for pair in pairs]

    def run(self, order: Array, place: int, most: int, number: int) -> int:
        """Update, and look at the next batch, `most` times at most; the loss is computed at the last look only.

        Args:
            order: of the epoch's examples.
            place: the batch of the epoch that is looked at first.
            most: how many batches to look at; fewer, if no more are laid out.
            number: updates made so far.

        Returns:
            How many updates were made.
        """
        start = self._lay_out(order, place)
        begin, last = place - start, min(place + most, self._count, start + len(self._windows)) - start - 1
        self._update.run(self._update_windows[begin:last], number)
        self.update_and_look.run(self._windows[last : last + 1], number + last - begin)
        return last + 1 - begin

    def look_at(self, order: Array, place: int) -> None:
        """Compute loss and gradient for batch `place` of the epoch, without an update."""
        self._look.run([self._look.window(self._batch(order, place))], 0)

    def tape_at(self, order: Array, place: int) -> Tape:
        """The tape as it runs for batch `place` of the epoch, with that batch for its input."""
        pair = self._batch(order, place)

        def here(value: Any) -> Any:
            for old, new in zip(self._moving, pair, strict=True):
                if isinstance(value, np.ndarray) and np.may_share_memory(value, old):
                    return moved(value, old, new)
            return value

        return Tape(replace(step, arguments=tuple(map(here, step.arguments))) for step in self.tape)

    def _batch(self, order: Array, place: int) -> tuple[Array, Array]:
        start = self._lay_out(order, place)
        return self._rows[place - start], self._encoded[place - start]

    def _lay_out(self, order: Array, place: int) -> int:
        """Put the examples of this batch and its neighbours where the windows look; returns which batch comes first."""
        room = len(self._rows)
        start = place - place % room
        if self._laid_out[0] is not order or self._laid_out[1] != start:
            self._laid_out = (order, start)
            begin, end = (self._first + each * self._size for each in (start, min(start + room, self._count)))
            chosen = order[begin:end].reshape(-1, self._size)
            np.take(self._all_rows, chosen, axis=0, out=self._rows[: len(chosen)], mode="clip")
            self._encoded[: len(chosen)] = self._all_encoded[chosen].swapaxes(1, 2)
        return start


def without_value(tape: Tape, loss: Tensor) -> list[Step]:
    """The steps that the gradients need: those that only lead to the loss's value are left out."""
    of_loss = {id(do.value) for do in loss.steps}
    needed: list[Step] = []
    for step in reversed(tape):
        read = any(np.may_share_memory(step.value, each) for later in needed for each in later.inputs)
        if read or id(step.value) not in of_loss:
            needed.insert(0, step)
    return needed
