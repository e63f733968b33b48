"""A run of the playground on its way: how far each stride goes, weights set by hand, and where it stands."""

from __future__ import annotations

import numpy as np

from engine import Update
from engine.arrays import Array
from engine.losses import loss_named
from engine.validation import Validation
from lessons.playground import notation
from lessons.playground.bench import Bench
from lessons.playground.moment import RunFigures, RunMoment

SINGLE = 16
"""Updates that are shown one by one."""
PART = 12
"""After them a stride is one in so many of the updates that have been made: looking then costs less than half as much
as the training itself."""


class Track:
    """A network in training.

    Args:
        bench: what it is made of.

    Attributes:
        bench: likewise.
        net: the network, which changes.
        ended: whether no update comes any more.
        lowest: how the run stood when its loss on the test was lowest.
    """

    def __init__(self, bench: Bench) -> None:
        self.bench, self.net = bench, bench.network()
        self._training = bench.training(self.net)
        loss = loss_named(bench.loss)
        self._sides = (
            Validation(self.net, (bench.train_inputs, bench.train_targets), loss),
            Validation(self.net, (bench.test_inputs, bench.test_targets), loss),
        )
        self._change: Array = np.zeros(self.net.size)
        self._update: Update | None = None
        self.ended = self._by_hand = False
        self.lowest: RunFigures | None = None

    def start(self) -> RunMoment:
        """Look at the first batch, and tell where the run stands before any update."""
        before = self.net.snapshot()
        self._go(1)
        if self.bench.starts_as_saved:
            self.net.restore(before)  # a look moves the running statistics of batch norm, and the file's are wanted
        return self.moment()

    def advance(self, stride: str, stop: str) -> RunMoment:
        """Make the updates of one stride, and tell where the run stands.

        Args:
            stride: one of `controls.STRIDES`.
            stop: an epoch at which it is to pause is not passed over.
        """
        count = stride_of(stride, self.number, self.bench.per_epoch)
        watched = notation.stop_in(stop)
        if watched is not None and watched[0] == "epoch":
            before = int(watched[1]) * self.bench.per_epoch - self.number
            count = min(count, before) if before > 0 else count
        count = min(count, self.bench.updates - self.number)
        place = self._training.snapshot()
        if count > 1:
            self._go(count - 1)
        if not self.ended:
            before_last = self.net.parameters.copy()
            self._go(1)
            self._change = self.net.parameters - before_last
        if self._diverged and count > 1:
            self._training.restore(place)
            self._to_the_first_that_is_none()
        return self.moment()

    @property
    def number(self) -> int:
        """Updates made so far."""
        return self._update.number if self._update is not None else 0

    @property
    def _diverged(self) -> bool:
        return self._update is not None and self._update.diverged

    def _go(self, count: int) -> None:
        self._training.every = count
        self._update = next(self._training)
        self.ended = bool(self._update.reason)

    def _to_the_first_that_is_none(self) -> None:
        """Go on update by update, from a place after which a number stops being finite, to where it does."""
        self.ended = False
        while not self.ended:
            before = self.net.parameters.copy()
            self._go(1)
            with np.errstate(all="ignore"):
                self._change = self.net.parameters - before

    def set_by_hand(self, edits: str) -> str:
        """Write weights that somebody has typed; the next update starts from there.

        Returns:
            What could not be written and why, in a sentence; "" if all was.
        """
        wrong = ""
        for layer, unit, source, number in notation.edits_in(edits):
            if not self.bench.has_weight(layer, unit, source):
                wrong = f"There is no weight {notation.edit_text(layer, unit, source, number).partition('=')[0]} here."
                continue
            self._by_hand = self._update is not None
            self.net.layers[layer - 1].tensor.value[unit - 1, source - 1] = number  # source 0 is the last column
        return wrong

    def moment(self) -> RunMoment:
        """Return a copy of where the run stands."""
        with np.errstate(all="ignore"):
            standing = self._standing()
        if self.lowest is None or standing.test_loss < self.lowest.test_loss:
            self.lowest = standing
        return RunMoment(self.bench, standing, self.net.snapshot(), self._change.copy())

    def _standing(self) -> RunFigures:
        update = self._update
        assert update is not None
        (train_loss, train_share), (test_loss, test_share) = (each.measure() for each in self._sides)
        if self.bench.data.classes and train_share is None:
            train_share, test_share = self._shares()
        broken = update.diverged or not np.isfinite([train_loss, test_loss]).all()
        figures = (train_loss, test_loss, train_share, test_share)
        return RunFigures(update.number, update.epoch, *figures, update.learning_rate, broken, self._by_hand)

    def _shares(self) -> tuple[float, float]:
        """Return the shares that are right, where the loss knows of no classes."""
        bench, data = self.bench, self.bench.data
        both = ((bench.train_inputs, data.train.targets), (bench.test_inputs, data.test.targets))
        train, test = (float(np.mean(bench.classes(self.net.outputs(inputs)) == targets)) for inputs, targets in both)
        return train, test


def stride_of(kind: str, number: int, per_epoch: int) -> int:
    """Return how many updates lie between two frames.

    Args:
        kind: one by one, to the end of the epoch, or ever more: one by one at first, then a share of what has been
            made, in whole epochs as soon as that is more than one.
        number: updates made so far.
        per_epoch: updates in an epoch.
    """
    to_its_end = per_epoch - number % per_epoch
    if kind == "epoch":
        return to_its_end
    growing = 1 if kind == "update" or number < SINGLE else number // PART
    if growing < per_epoch or kind == "update":
        return growing
    return to_its_end + (growing // per_epoch - 1) * per_epoch
