"""The same training written out in plain NumPy, backward pass and all: the second way to a race's outcome."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import Network
from lessons.kit.slopes import Array

_FUNCTIONS: dict[str, tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]] = {
    "step": (lambda z: (z > 0).astype(float), lambda _, a: 0.0 * a),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda _, a: a * (1 - a)),
    "tanh": (np.tanh, lambda _, a: 1 - a**2),
    "ReLU": (lambda z: np.maximum(z, 0.0), lambda z, _: (z > 0).astype(float)),
}
"""Each activation, and its slope from z and the output a."""


def losses_by_hand(name: str, net: Network, inputs: Array, targets: Array, rate: float, updates: int) -> Array:
    """The mean squared errors of full-batch descent, before the first update and after each.

    Args:
        name: the activation of every layer.
        net: gives the weights to start from; it is left as it is.
        inputs: shape (n, features).
        targets: shape (n, 1).
        rate: the learning rate.
        updates: how many.

    Returns:
        Shape (updates + 1,).
    """
    function, slope = _FUNCTIONS[name]
    weights = [np.array(layer.weights) for layer in net.layers]
    biases = [np.array(layer.biases) for layer in net.layers]
    losses = []
    for _ in range(updates + 1):
        sums, outputs = [], [inputs]
        for weight, bias in zip(weights, biases, strict=True):
            sums.append(outputs[-1] @ weight + bias)
            outputs.append(function(sums[-1]))
        miss = outputs[-1] - targets
        losses.append(float(np.mean(miss**2)))
        correction = 2 * miss / len(targets)
        for i in reversed(range(len(weights))):
            correction = correction * slope(sums[i], outputs[i + 1])
            below = correction @ weights[i].T
            weights[i] -= rate * outputs[i].T @ correction
            biases[i] -= rate * correction.sum(axis=0)
            correction = below
    return np.array(losses)
