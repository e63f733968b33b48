"""A real network whose weights are blamed at once and nudged to see whether the blame keeps its promise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine import Network, datasets, loss_of
from lessons.kit import by_hand
from lessons.kit.slopes import Array

EXAMPLES = 40
LOSS = "binary_cross_entropy"
EVERY, RIGHT = ASKED = ("all examples", "those it gets right")
"""The examples that may be asked about."""


@dataclass(frozen=True, eq=False)
class Blamed:
    """A network, the examples that it is asked about, and the blame of each of its weights and biases.

    Attributes:
        net: the network; its weights stand as before whenever nothing is being tried.
        inputs: shape (n, 2).
        targets: 0 or 1, shape (n, 1).
    """

    net: Network
    inputs: Array
    targets: Array

    @cached_property
    def loss(self) -> float:
        """The loss as it stands, by the engine."""
        return loss_of(self.net(self.inputs), self.targets, LOSS).item()

    @cached_property
    def slopes(self) -> Array:
        """The slope along each weight and bias, shape (parameters,), from one backward pass."""
        loss_of(self.net(self.inputs), self.targets, LOSS).backward()
        return np.array(self.net.gradients)

    @property
    def most(self) -> int:
        """Which weight is most to blame."""
        return int(np.argmax(np.abs(self.slopes)))

    @property
    def names(self) -> tuple[str, ...]:
        """The two ends that each weight and bias joins, in the order of the slopes."""
        return names_of(self.net.sizes[1])

    def promised(self, nudge: float) -> Array:
        """Return by how much the loss falls for each weight's nudge if its slope stays, shape (parameters,)."""
        return nudge * np.abs(self.slopes)

    def fall(self, weight: int, nudge: float) -> float:
        """Nudge one weight against its slope, see by how much the loss falls, and put the weight back."""
        alone = np.zeros_like(self.slopes)
        alone[weight] = nudge * np.sign(self.slopes[weight])
        return self._fall(alone)

    def fall_together(self, nudge: float) -> float:
        """Nudge all weights at once, each against its slope, see by how much the loss falls, and put them back."""
        return self._fall(nudge * np.sign(self.slopes))

    def _fall(self, change: Array) -> float:
        """Take a change off the weights, and add it again once the loss is known."""
        before = self.net.parameters.copy()
        self.net.parameters[...] -= change
        after = float(by_hand.cross_entropies(self.net.outputs(self.inputs), self.targets))
        self.net.parameters[...] = before
        return self.loss - after


def blamed(hidden: int, asked: str, seed: int) -> Blamed:
    """Return a fresh network with that many hidden units (tanh), asked about the moons' first examples.

    Args:
        hidden: units in the hidden layer.
        asked: all examples, or only those that it gets right as it stands (it gets some).
        seed: of the weights and of the examples.
    """
    split = datasets.moons(seed).train
    inputs, targets = split.inputs[:EXAMPLES], split.targets[:EXAMPLES, None].astype(float)
    net = Network([2, hidden, 1], "tanh", seed=seed)
    right = right_answers(net, inputs, targets)
    kept = right if asked == RIGHT and right.any() else np.ones_like(right)
    return Blamed(net, inputs[kept], targets[kept])


def right_answers(net: Network, inputs: Array, targets: Array) -> NDArray[np.bool_]:
    """Return which examples a network gets right, shape (n,)."""
    return np.asarray((net.outputs(inputs)[:, 0] > 0) == (targets[:, 0] == 1))


def names_of(hidden: int) -> tuple[str, ...]:
    """Return what each weight and bias of such a network joins, in the order of its parameters."""
    first = [f"{source}→h{unit}" for unit in range(1, hidden + 1) for source in ("x1", "x2", "bias")]
    return (*first, *(f"h{unit}→y" for unit in range(1, hidden + 1)), "bias→y")


def in_the_microscope(weight: int, hidden: int) -> str:
    """Return a weight's name in the microscope's notation."""
    unit, entry = divmod(weight, 3)
    if unit < hidden:
        return f"W1[{unit + 1}, {entry + 1}]" if entry < 2 else f"b1[{unit + 1}]"
    entry = weight - 3 * hidden
    return f"W2[1, {entry + 1}]" if entry < hidden else "b2[1]"
