"""One cycle of training a network of seven numbers, with everything that each of its steps leaves on the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine import Network, Tensor, loss_of
from lessons.kit.slopes import Array

EARS = np.array([[-1.5], [0.5], [-0.5], [1.5]])
CATS = np.array([0.0, 1.0, 0.0, 1.0])
"""Four animals: how pointed the ears are, and whether it is a cat."""
NAMES = ("w1", "b1", "w2", "b2", "v1", "v2", "c")
"""The network's parameters, in the engine's order: two hidden units, then the output."""
STEPS = (
    "prepare examples",
    "initialise",
    "forward pass",
    "loss",
    "backpropagation",
    "update",
    "repeat",
)


@dataclass(frozen=True, eq=False)
class Cycle:
    """The findings of one cycle.

    Attributes:
        network: a copy of the network as the cycle met it.
        batch: which of the examples it took, from 0.
        hidden: what the hidden units pass on, shape (examples, 2).
        says: the chance of a cat, shape (examples,).
        losses: each example's surprise, shape (examples,).
        slopes: the slope of the mean of those along each parameter, shape (7,).
        steps: the parameters after each of the seven steps (before there are any, none), shape (7, 7).
    """

    network: Network
    batch: Array
    hidden: Array
    says: Array
    losses: Array
    slopes: Array
    steps: Array

    @property
    def loss(self) -> float:
        """The mean surprise."""
        return float(self.losses.mean())

    @property
    def before(self) -> Array:
        """The parameters that it met, shape (7,)."""
        return np.asarray(self.steps[1])

    @property
    def after(self) -> Array:
        """The parameters that it left, shape (7,)."""
        return np.asarray(self.steps[-1])

    @property
    def first_to_change(self) -> int:
        """The first step, from 0, after which a parameter is no longer what it was after the one before; or −1."""
        changed = np.any(self.steps[2:] != self.steps[1:-1], axis=1)
        return int(np.argmax(changed)) + 2 if np.any(changed) else -1


def initialised(spread: float, seed: int) -> Network:
    """Return a network with random weights around 0, and biases of 0.

    Args:
        spread: the standard deviation of the weights.
        seed: of the chance.
    """
    return scattered(Network([1, 2, 1], "sigmoid", seed=seed), spread, seed)


def scattered(network: Network, spread: float, seed: int) -> Network:
    """Draw a network's weights afresh around 0, and set its biases to 0."""
    chance = np.random.default_rng(seed)
    for layer in network.layers:
        layer.weights[...] = chance.normal(0.0, spread, layer.weights.shape)
        layer.biases[...] = 0.0
    return network


def one_cycle(network: Network, batch: Array, rate: float) -> Cycle:
    """Make one cycle with a batch, from the forward pass to the update, and note the parameters after each step."""
    met, inputs, targets = network.__copy__(), EARS[batch], CATS[batch]
    steps = [np.full(network.size, np.nan), network.parameters.copy()]

    def noted(value: Array) -> Array:
        steps.append(network.parameters.copy())
        return value

    hidden, raw = network.activations(inputs)
    says = noted(Tensor(raw[:, 0]).sigmoid().value)
    losses = noted(np.array([loss_of(raw[[i]], targets[[i]], "binary_cross_entropy").item() for i in range(len(raw))]))
    loss_of(network(inputs), targets, "binary_cross_entropy").backward()
    slopes = noted(network.gradients.copy())
    network.parameters[...] -= rate * slopes
    noted(says)
    return Cycle(met, batch, hidden, says, losses, slopes, np.array([*steps, network.parameters.copy()]))


def cycles(spread: float, rate: float, size: int, seed: int, count: int) -> list[Cycle]:
    """Return some cycles of a run that takes its examples in turn.

    Args:
        spread: of the starting weights.
        rate: the learning rate.
        size: examples to a batch.
        seed: of the start.
        count: how many cycles.
    """
    network = initialised(spread, seed)
    taken: Callable[[int], Array] = lambda number: (size * number + np.arange(size)) % len(CATS)  # noqa: E731
    return [one_cycle(network, taken(number), rate) for number in range(count)]


def mean_loss(network: Network) -> float:
    """Return a network's mean surprise over all four animals."""
    return loss_of(network.outputs(EARS), CATS, "binary_cross_entropy").item()
