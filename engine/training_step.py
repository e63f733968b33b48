"""The training step for one batch size: recorded once, then run for every batch of that size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from engine.arrays import Array
from engine.backpropagation import backpropagate
from engine.batches import Batches
from engine.compiled import CompiledLoop, moved
from engine.encoding import Data, as_pair, as_targets, as_weights
from engine.losses import Loss, refuse_squashed, shared_weight
from engine.network import Network
from engine.tape import Step, Tape, is_read
from engine.tensor import Tensor


@dataclass(frozen=True, eq=False)
class Work:
    """All that is to be learned from: every example once.

    Attributes:
        rows: (n, inputs + 1), the last column ones.
        targets: (outputs, n).
        weights: (n,).
    """

    rows: Array
    targets: Array
    weights: Array

    @cached_property
    def digest(self) -> str:
        """A fingerprint: equal for equal examples with equal weights."""
        found = sha256(repr((self.rows.shape, self.targets.shape, self.rows.dtype.str)).encode())
        for each in (self.rows, self.targets, self.weights):
            found.update(np.ascontiguousarray(each).data)
        return found.hexdigest()

    def unusable(self) -> str:
        """Tell which numbers no training can use, and what to do about it; nothing if every number is finite."""
        for name, numbers in (("inputs", self.rows), ("targets", self.targets)):
            if not np.isfinite(numbers).all():
                return f"The {name} are not all finite: look for NaN, infinite or huge numbers in them."
        return ""


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
    refuse_squashed(loss, net.layers[-1].activation)
    inputs, targets = as_pair(data)
    rows = net.rows(inputs)
    encoded = as_targets(targets, net.sizes[-1], loss)
    return Work(rows, encoded, as_weights(weights, class_weights, encoded))


class TrainingStep:
    """Forward, loss and backward for a batch of `size` examples, and the update before it.

    Args:
        net: the network.
        loss: the loss.
        work: all examples.
        penalties: the steps that L1 and L2 add to the gradient.
        size: how many make a batch.
        first: which place in the epoch's order begins them.
        count: how many batches of this size an epoch has.
        generator: draws dropout's masks.
    """

    def __init__(
        self,
        net: Network,
        loss: Loss,
        work: Work,
        penalties: Tape,
        size: int,
        first: int,
        count: int,
        generator: np.random.Generator,
    ) -> None:
        targets = loss.encode(work.targets, work.weights / size).astype(net.dtype)
        self._batches = Batches(work.rows, targets, size, first, count)
        rows, columns, encoded = self._batches.windows[0]
        outputs, weight = net.express(columns, generator, rows).activations[-1], shared_weight(targets)
        self.loss = Tensor.apply(lambda z: loss.record(z, encoded, weight), outputs).named("loss")
        self.tape = backpropagate(self.loss, head=True)[0] + penalties

        self._look = CompiledLoop(self.tape, self._batches.windows[0])

    def write(self, update: Tape, prepare: Callable[[int], None] | None) -> None:
        """Write out the loops: updating before each look, and the same without the loss's value."""
        windows = self._batches.windows
        self.update_and_look = CompiledLoop([*update, *self.tape], windows[0], prepare)
        self._update = CompiledLoop([*update, *without_value(self.tape, self.loss)], windows[0], prepare)
        self._windows = [self.update_and_look.window(each) for each in windows]
        self._update_windows = [self._update.window(each) for each in windows]

    def run(self, order: Array, place: int, most: int, number: int) -> int:
        """Update, and look at the next batch, `most` times at most; the loss is computed at the last of those only.

        Args:
            order: of the epoch's examples.
            place: the batch of the epoch that is looked at first.
            most: how many batches to look at; fewer, if no more are laid out.
            number: updates made so far.

        Returns:
            How many updates were made.
        """
        start = self._batches.lay_out(order, place)
        begin, last = place - start, min(place + most, self._batches.count, start + len(self._windows)) - start - 1
        made = last + 1 - begin
        if made < most:
            self._update.run(self._update_windows[begin : last + 1], number)
        else:
            self._update.run(self._update_windows[begin:last], number)
            self.update_and_look.run(self._windows[last : last + 1], number + last - begin)
        return made

    def look_at(self, order: Array, place: int) -> None:
        """Compute loss and gradient for batch `place` of the epoch, without an update."""
        self._look.run([self._look.window(self._batches.at(order, place))], 0)

    def tape_at(self, order: Array, place: int) -> Tape:
        """The tape as it runs for batch `place` of the epoch, with that batch for its input."""
        recorded, batch = self._batches.windows[0], self._batches.at(order, place)

        def here(value: Any) -> Any:
            for old, new in zip(recorded, batch, strict=True):
                if isinstance(value, np.ndarray) and np.may_share_memory(value, old):
                    return moved(value, old, new)
            return value

        return Tape(replace(step, arguments=tuple(map(here, step.arguments))) for step in self.tape)


def without_value(tape: Tape, loss: Tensor) -> list[Step]:
    """The steps that the gradients need: those that only lead to the loss's value are left out."""
    of_loss = {id(step.value) for step in loss.steps}
    needed: list[Step] = []
    for step in reversed(tape):
        if id(step.value) not in of_loss or is_read(step.value, needed):
            needed.insert(0, step)
    return needed
