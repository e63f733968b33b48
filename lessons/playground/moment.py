"""One moment of a run: a copy of the network with the gradient that it has met and the change that it has made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from engine import Network
from engine.arrays import Array
from engine.memory import Snapshot
from lessons.kit.demo import Frame
from lessons.playground.bench import Bench


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
    """

    number: int
    epoch: int
    train_loss: float
    test_loss: float
    train_accuracy: float | None
    test_accuracy: float | None
    rate: float
    diverged: bool


@dataclass(frozen=True, eq=False)
class RunMoment:
    """A network as it was after some updates, which can be asked for anything, also long afterwards.

    Attributes:
        bench: what the run is made of.
        standing: its figures.
        snapshot: the network.
        gradients: of the batch that the next update uses, penalties included, (parameters,).
        change: what the last update has added to the parameters, (parameters,); zeros before the first.
    """

    bench: Bench
    standing: RunFigures
    snapshot: Snapshot
    gradients: Array
    change: Array

    @cached_property
    def net(self) -> Network:
        """The network as it was, for looking only."""
        net = self.bench.network()
        net.restore(self.snapshot)
        return net

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


@dataclass(frozen=True, eq=False)
class PlaygroundFrame(Frame):
    """A frame of the playground, with the network behind it.

    Attributes:
        moment: the network and its figures.
    """

    moment: RunMoment | None = field(default=None, kw_only=True)
