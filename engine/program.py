"""The training step for one batch size: recorded once, then run for every batch of that size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.backpropagation import backpropagate
from engine.data import Data, as_inputs, as_pair, as_targets, as_weights, with_ones
from engine.losses import Loss
from engine.network import Network
from engine.straight_line import StraightLine, moved
from engine.tape import Array, Tape
from engine.tensor import Tensor


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

    A shuffled epoch lies in one buffer, and each batch is a window on it: nothing is copied from batch to batch.

    Args:
        net: the network.
        loss: the loss.
        work: all examples.
        size: how many make a batch.
        count: how many batches of this size an epoch has.
        generator: draws dropout's masks.
    """

    def __init__(
        self, net: Network, loss: Loss, work: Work, size: int, count: int, generator: np.random.Generator
    ) -> None:
        self._all_rows = work.rows
        self._all_encoded = loss.encode(work.targets, work.weights / size).astype(net.dtype)
        rows, encoded = np.ones((size, work.rows.shape[1]), net.dtype), self._all_encoded[:, :size].copy()
        self._moving = (rows, encoded)
        self._rows = np.empty((count, *rows.shape), net.dtype)
        self._encoded = np.empty((count, *encoded.shape), net.dtype)
        examples = np.arange(len(encoded))[:, np.newaxis] * self._all_encoded.shape[1]
        self._encoded_places = np.broadcast_to(examples, encoded.shape)
        outputs = net.express(rows, generator).activations[-1]
        self.loss = Tensor.apply(lambda z: loss.record(z, encoded), outputs).named("loss")
        self.tape = backpropagate(self.loss, head=True)[0]

    def write(self, update: Tape, penalty: Tape, prepare: Callable[[int], None] | None) -> None:
        """Write out the two loops: only looking, and updating before each look."""
        self.tape = self.tape + penalty
        self._look = StraightLine(self.tape, self._moving)
        self.update_and_look = StraightLine([*update, *self.tape], self._moving, prepare)
        self.windows = [self.update_and_look.window(pair) for pair in zip(self._rows, self._encoded, strict=True)]

    def look_at(self, place: int) -> None:
        """Compute loss and gradient for batch `place` of the epoch, without an update."""
        self._look.run([self._look.window((self._rows[place], self._encoded[place]))], 0)

    def tape_at(self, place: int) -> Tape:
        """The tape as it runs for batch `place` of the epoch, with that batch for its input."""
        pair = (self._rows[place], self._encoded[place])

        def here(value: Any) -> Any:
            for old, new in zip(self._moving, pair, strict=True):
                if isinstance(value, np.ndarray) and np.may_share_memory(value, old):
                    return moved(value, old, new)
            return value

        return Tape(replace(step, arguments=tuple(map(here, step.arguments))) for step in self.tape)

    def fill(self, order: Array) -> None:
        """Lay out an epoch: the examples in this order, batch by batch."""
        count, size = self._rows.shape[:2]
        np.take(self._all_rows, order.reshape(count, size), axis=0, out=self._rows, mode="clip")
        places = self._encoded_places + order.reshape(count, 1, size)
        np.take(self._all_encoded.reshape(-1), places, out=self._encoded, mode="clip")
