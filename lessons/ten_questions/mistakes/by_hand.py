"""The same training written out in plain NumPy, backward pass and all: the second way to a run's outcome."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.slopes import Array


def logits_by_hand(net: Network, inputs: Array, targets: Array, rate: float, updates: int) -> Array:
    """What each member says, before the first update and after each, of networks with one hidden layer of tanh.

    Args:
        net: gives the weights to start from (an ensemble, or one network); it is left as it is.
        inputs: shape (n, features).
        targets: shape (n, 1), 0 or 1.
        rate: the learning rate.
        updates: how many.

    Returns:
        The logits, shape (updates + 1, members, n); one network is an ensemble of one.
    """
    hidden, last = net.layers
    w1, w2 = (np.array(layer.weights).reshape(-1, *layer.weights.shape[-2:]) for layer in (hidden, last))
    b1, b2 = (np.array(layer.biases).reshape(-1, 1, layer.biases.shape[-1]) for layer in (hidden, last))
    said = []
    for _ in range(updates + 1):
        a1 = np.tanh(inputs @ w1 + b1)
        z2 = a1 @ w2 + b2
        said.append(z2[..., 0])
        d2 = (0.5 * (1 + np.tanh(z2 / 2)) - targets) / len(targets)
        d1 = (d2 @ w2.swapaxes(1, 2)) * (1 - a1**2)
        w2 = w2 - rate * a1.swapaxes(1, 2) @ d2
        b2 = b2 - rate * d2.sum(axis=1, keepdims=True)
        w1 = w1 - rate * inputs.T @ d1
        b1 = b1 - rate * d1.sum(axis=1, keepdims=True)
    return np.array(said)


def losses_by_hand(logits: Array, targets: Array) -> Array:
    """The mean cross-entropy over the examples, the last axis: softplus of the logit, less the logit of the 1s."""
    return np.asarray((np.logaddexp(0.0, logits) - targets[:, 0] * logits).mean(axis=-1))
