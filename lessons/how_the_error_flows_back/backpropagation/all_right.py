"""A network whose answers are all right, what backpropagation leaves there, and what a step makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from engine import SGD, Network, datasets, loss_of, train
from lessons.how_the_error_flows_back.backpropagation.network import right_answers
from lessons.kit.differences import central_difference
from lessons.kit.slopes import Array

RATE = 0.5
_EXAMPLES, _UPDATES = 20, 60
_MOVED = 1e-9
Measure = Literal["mse", "binary_cross_entropy"]


@dataclass(frozen=True, eq=False)
class AllRight:
    """Weights of a small network, and examples that it answers rightly.

    Attributes:
        hidden: units in the hidden layer (tanh).
        weights: shape (parameters,).
        inputs: shape (n, 2).
        targets: shape (n, 1): 0 or 1, or the very outputs where nothing is missed at all.
        measure: the engine's name of the loss.
    """

    hidden: int
    weights: Array
    inputs: Array
    targets: Array
    measure: Measure

    def net(self) -> Network:
        """Return a network of its own with these weights."""
        net = Network([2, self.hidden, 1], "tanh")
        net.parameters[...] = self.weights
        return net

    def loss_at(self, weights: Array) -> float:
        """Return the loss of the examples under some weights, shape (parameters,), from a forward pass."""
        net = self.net()
        net.parameters[...] = weights
        return loss_of(net(self.inputs), self.targets, self.measure).item()

    def went(self, steps: int) -> tuple[float, float]:
        """Go back once, then make some steps; return the largest blame and how far the weights have moved."""
        net = self.net()
        loss_of(net(self.inputs), self.targets, self.measure).backward()
        blame = float(np.abs(net.gradients).max())
        for _ in range(steps):
            net.parameters[...] -= RATE * net.gradients
        return blame, float(np.abs(net.parameters - self.weights).max())

    def felt(self) -> float:
        """Return the largest slope without any backward pass, by central differences."""
        return max(abs(central_difference(self.loss_at, self.weights, index)) for index in range(len(self.weights)))


@cache
def all_right(hidden: int, seed: int, *, perfect: bool) -> AllRight:
    """Return a network that has learned two groups of points; a perfect one misses its targets by nothing."""
    split = datasets.blobs(seed, classes=2).train
    inputs, targets = split.inputs[:_EXAMPLES], split.targets[:_EXAMPLES, None].astype(float)
    net = Network([2, hidden, 1], "tanh", seed=seed)
    for _ in train(net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(RATE), updates=_UPDATES):
        pass
    kept = right_answers(net, inputs, targets)
    inputs, targets = inputs[kept], targets[kept]
    if perfect:
        return AllRight(hidden, np.array(net.parameters), inputs, np.array(net.outputs(inputs)), "mse")
    return AllRight(hidden, np.array(net.parameters), inputs, targets, "binary_cross_entropy")
