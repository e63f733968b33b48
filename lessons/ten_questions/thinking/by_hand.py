"""Learning by heart written out in plain NumPy, backward pass, Adam and all: the second way to what a pupil learns."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.slopes import Array
from lessons.ten_questions.thinking.clusters import Labels


def share_by_hand(net: Network, inputs: Array, labels: Labels, rate: float, updates: int) -> float:
    """The share of its own examples that a tanh network gets right after full-batch training with Adam.

    Args:
        net: gives the weights to start from; it is left as it is.
        inputs: shape (n, features).
        labels: 0 or 1, shape (n,).
        rate: the learning rate.
        updates: how many.

    Source: Kingma and Ba, Adam: a method for stochastic optimization (2015), algorithm 1, with its defaults.
    """
    weights = [np.array(layer.weights) for layer in net.layers] + [np.array(layer.biases) for layer in net.layers]
    mean, square = [0.0 * w for w in weights], [0.0 * w for w in weights]
    for number in range(1, updates + 1):
        for i, slope in enumerate(_slopes(weights, inputs, labels)):
            mean[i] = 0.9 * mean[i] + 0.1 * slope
            square[i] = 0.999 * square[i] + 0.001 * slope**2
            even, uneven = mean[i] / (1 - 0.9**number), square[i] / (1 - 0.999**number)
            weights[i] = weights[i] - rate * even / (np.sqrt(uneven) + 1e-8)
    return float(np.mean((_outputs(weights, inputs)[-1][:, 0] > 0) == labels))


def _outputs(weights: list[Array], inputs: Array) -> list[Array]:
    """The inputs, what each hidden layer plays, and the last sums."""
    layers = len(weights) // 2
    outputs = [inputs]
    for i in range(layers):
        sums = outputs[-1] @ weights[i] + weights[layers + i]
        outputs.append(np.tanh(sums) if i < layers - 1 else sums)
    return outputs


def _slopes(weights: list[Array], inputs: Array, labels: Labels) -> list[Array]:
    """The gradient of the mean binary cross-entropy, in the order of the weights."""
    layers = len(weights) // 2
    outputs = _outputs(weights, inputs)
    slopes = [np.zeros_like(w) for w in weights]
    blame = (1 / (1 + np.exp(-outputs[-1])) - labels[:, None]) / len(labels)
    for i in reversed(range(layers)):
        slopes[i], slopes[layers + i] = outputs[i].T @ blame, blame.sum(axis=0)
        blame = (blame @ weights[i].T) * (1 - outputs[i] ** 2)
    return slopes
