"""One moment of a run: a copy of the network with the gradient that it has met and the change that it has made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from engine import Network, loss_of
from engine.arrays import Array
from engine.errors import EngineError
from engine.memory import Snapshot
from lessons.playground.bench import Bench

MOST_EXAMPLES = 1000
"""Examples that gradients are taken over, and that units are asked about."""


@dataclass(frozen=True, eq=False)
class RunFigures:
    """The figures of a run after some updates.

    Attributes:
        number: updates made.
        epoch: whole passes made.
        train_loss: over all examples to learn from.
        test_loss: over those for the test.
        train_accuracy: the share that is right; None where values are predicted.
        test_accuracy: likewise.
        rate: the learning rate of the next update.
        diverged: whether a number has stopped being finite.
        by_hand: whether a weight has been set by hand on the way; those set before the first update are a setting.
    """

    number: int
    epoch: int
    train_loss: float
    test_loss: float
    train_accuracy: float | None
    test_accuracy: float | None
    rate: float
    diverged: bool
    by_hand: bool = False


@dataclass(frozen=True, eq=False)
class RunMoment:
    """A network as it was after some updates, which can be asked for anything, also long afterwards.

    Attributes:
        bench: what the run is made of.
        standing: its figures.
        snapshot: the network.
        change: what the last update has added to the parameters, (parameters,); zeros before the first.
    """

    bench: Bench
    standing: RunFigures
    snapshot: Snapshot
    change: Array

    @cached_property
    def net(self) -> Network:
        """The network as it was, for looking only."""
        net = self.bench.network()
        net.restore(self.snapshot)
        return net

    @cached_property
    def gradients(self) -> Array:
        """The gradient over all examples (of very many, over the first), with the network as it answers, (parameters,).

        That of the next batch would jump about for reasons of its own.
        """
        bench = self.bench
        inputs, targets = bench.train_inputs[:MOST_EXAMPLES], bench.train_targets[:MOST_EXAMPLES]
        with np.errstate(all="ignore"):
            try:
                loss_of(self.net(inputs), targets, bench.loss).backward()
            except EngineError:  # of numbers that are none there is no gradient
                return np.full(self.net.size, np.nan)
        return self.net.gradients.copy()

    def weights(self, layer: int) -> Array:
        """Return a layer's weights and biases, (units, inputs + 1), the bias last; layers are counted from 1."""
        return self._block(self.snapshot.parameters, layer)

    def weight_gradients(self, layer: int) -> Array:
        """Return their gradients."""
        return self._block(self.gradients, layer)

    def weight_changes(self, layer: int) -> Array:
        """Return how the last update changed them."""
        return self._block(self.change, layer)

    def _block(self, vector: Array, layer: int) -> Array:
        sizes = self.bench.sizes
        lengths = [after * (before + 1) for before, after in pairwise(sizes)]
        start = sum(lengths[: layer - 1])
        return vector[start : start + lengths[layer - 1]].reshape(sizes[layer], -1)

    def activations(self, coordinates: Array) -> list[Array]:
        """Return the activations of every layer for some coordinates, each (n, units), in one forward pass."""
        with np.errstate(all="ignore"):
            return self.net.activations(self.bench.given(coordinates))
