"""How far slopes that are felt by nudges are off, for any length of the nudge and either kind of number."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import DTypeLike

from engine import Network, datasets, loss_of
from lessons.kit.differences import central_difference
from lessons.kit.slopes import Array

EXAMPLES, HIDDEN = 20, 4
ONE, BOTH = SIDES = ("one side", "both sides")
LONG, SHORT = NUMBERS = ("64 bits", "32 bits")
KINDS: dict[str, DTypeLike] = {LONG: np.float64, SHORT: np.float32}
POWERS = np.arange(0.0, -16.25, -0.5)
"""The nudges, as powers of ten."""


@cache
def _learner(seed: int) -> tuple[Network, Array, Array]:
    """Return a fresh network, inputs of shape (n, 2) and targets of shape (n, 1)."""
    split = datasets.moons(seed).train
    net = Network([2, HIDDEN, 1], "tanh", seed=seed)
    return net, split.inputs[:EXAMPLES], split.targets[:EXAMPLES, None].astype(float)


def exact_slopes(seed: int) -> Array:
    """Return the slope along each weight, shape (weights,), from the engine's way back in 64 bits."""
    net, inputs, targets = _learner(seed)
    loss_of(net(inputs), targets, "mse").backward()
    return np.array(net.gradients)


def felt_slopes(power: float, sides: str, numbers: str, seed: int) -> Array:
    """Return the slopes along each weight, shape (weights,), felt by nudges of ten to that power.

    One side: (loss after − loss before) / nudge. Both sides: (loss above − loss below) / (2 × nudge).
    """
    net, *_ = _learner(seed)
    kind, loss = KINDS[numbers], _loss(seed, numbers)
    stood, nudge = np.array(net.parameters, dtype=kind), np.array(10.0**power, dtype=kind)
    moves = nudge * np.eye(len(stood), dtype=kind)
    if sides == ONE:
        felt = [(loss(stood + move) - loss(stood)) / nudge for move in moves]
    else:
        felt = [(loss(stood + move) - loss(stood - move)) / (nudge + nudge) for move in moves]
    return np.array(felt, dtype=float)


def error(power: float, sides: str, numbers: str, seed: int) -> float:
    """Return how far the felt slopes are off, as a share of the length of the exact ones."""
    exact = exact_slopes(seed)
    off = felt_slopes(power, sides, numbers, seed) - exact
    return float(np.linalg.norm(off) / np.linalg.norm(exact))


def errors(sides: str, numbers: str, seed: int) -> Array:
    """Return the error at each of the nudges, shape (nudges,)."""
    return np.array([error(float(power), sides, numbers, seed) for power in POWERS])


def _loss(seed: int, numbers: str) -> Callable[[Array], Array]:
    """Return the mean squared error as a function of the weights, computed in numbers of one kind throughout."""
    net, inputs, targets = _learner(seed)
    given, wanted = inputs.astype(KINDS[numbers]), targets[:, 0].astype(KINDS[numbers])
    units = net.sizes[1]

    def loss(weights: Array) -> Array:
        first, second = weights[: 3 * units].reshape(units, 3), weights[3 * units :]
        heard = np.tanh(given @ first[:, :2].T + first[:, 2])
        return np.asarray(np.mean((heard @ second[:-1] + second[-1] - wanted) ** 2))

    return loss


def error_again(power: float, seed: int) -> float:
    """Return the error of nudges to one side once more: by the engine's forward pass, against central differences."""
    net, inputs, targets = _learner(seed)
    nudge, stood, recorded = 10.0**power, net.parameters.copy(), loss_of(net(inputs), targets, "mse")
    forward = recorded.tape

    def loss(weights: Array) -> float:
        net.parameters[...] = weights
        forward.replay()
        net.parameters[...] = stood
        return recorded.item()

    moves = np.eye(len(stood))
    felt = np.array([(loss(stood + nudge * move) - loss(stood)) / nudge for move in moves])
    true = np.array([central_difference(loss, stood, index) for index in range(len(stood))])
    return float(np.linalg.norm(felt - true) / np.linalg.norm(true))
