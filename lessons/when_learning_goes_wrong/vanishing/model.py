"""Deep networks, how long the gradient of each layer is, and the factor per layer that the forward pass foretells."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, Training, datasets, train
from lessons.kit.slopes import Array

ACTIVATIONS = ("sigmoid", "tanh", "ReLU")
EXTRAS = ("none", "normalisation", "skip")
WIDTH = 16
"""Units in each hidden layer."""
EXAMPLES = 100


def examples(seed: int) -> datasets.Split:
    """Return two moons, told apart by 0 and 1."""
    return datasets.moons(seed, samples=EXAMPLES).train


def network(activation: str, depth: int, seed: int, weights: float = 1.0, extra: str = "none") -> Network:
    """Return a network with that many hidden layers, before it has learned anything.

    Args:
        activation: of the hidden layers, one of `ACTIVATIONS`; their first weights suit it (He or Glorot).
        depth: hidden layers.
        seed: of the first weights.
        weights: what the first weights of the hidden layers are multiplied by.
        extra: one of `EXTRAS`.
    """
    sizes = [2, *[WIDTH] * depth, 1]
    net = Network(sizes, activation.lower(), seed=seed, batch_norm=extra == "normalisation", skip=extra == "skip")
    for layer in net.layers[:-1]:
        layer.weights[...] *= weights
    return net


def learning(net: Network, seed: int, rate: float, updates: int, every: int) -> Training:
    """Return its training on the moons, all of them for each update."""
    return train(
        net,
        examples(seed),
        loss="binary_cross_entropy",
        optimiser=SGD(rate),
        shuffle=False,
        updates=updates,
        every=every,
    )


def lengths(net: Network) -> Array:
    """Return the length of each hidden layer's gradient, weights and biases, of the latest look: shape (depth,)."""
    return np.array([float(np.linalg.norm(layer.tensor.gradient_buffer())) for layer in net.layers[:-1]])


def first_lengths(net: Network, seed: int) -> Array:
    """Return the length of each hidden layer's gradient before the first update: shape (depth,)."""
    next(learning(net, seed, 0.1, 1, 1))
    return lengths(net)


def measured(found: Array) -> float:
    """Return what one layer multiplies the length by on the way back, on average.

    The first hidden layer has other inputs and is left out.

    Args:
        found: the length of each hidden layer's gradient, shape (depth,), the last at the end; three or more.
    """
    return float((found[1] / found[-1]) ** (1 / (len(found) - 2)))


def expected(net: Network, inputs: Array) -> float:
    """Return the factor per layer that the forward pass alone foretells, or nan behind normalisation.

    A random matrix stretches what comes back by the root of its summed squares per unit, an activation by the root of
    its mean squared slope, and a skip adds 1 to that square. A layer's gradient is then what comes back times what the
    layer hears, so that it also counts how loud that is.

    Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), sec. 4.

    Args:
        net: a network with three or more hidden layers.
        inputs: shape (n, 2).
    """
    hidden, said = net.layers[:-1], net.activations(inputs)
    if hidden[0].normalisation is not None:
        return float("nan")
    logs = [np.log(_stretch(net, inputs, number)) / 2 for number in range(2, len(hidden))]
    loudness = [float(np.mean(np.sum(each**2, axis=1) + 1)) for each in said]
    return float(np.exp(np.mean(logs) + np.log(loudness[0] / loudness[len(hidden) - 2]) / 2 / len(logs)))


def _stretch(net: Network, inputs: Array, number: int) -> float:
    """Return by what the square of a length is multiplied from layer `number + 1`'s sums back to layer `number`'s."""
    above, sums = net.layers[number], net.sums(inputs)
    steep = [float(np.mean(_slope(net, sums[place], place) ** 2)) for place in (number, number - 1)]
    squares = float(np.sum(above.weights**2)) / above.units
    if not above.skip:
        return squares * steep[1]
    return (squares + 1 / steep[0]) * steep[1]


def _slope(net: Network, z: Array, place: int) -> Array:
    """Return the slope of a layer's activation at each of its sums."""
    name = net.layers[place].activation
    if name == "relu":
        return np.asarray((z > 0).astype(float))
    a = np.tanh(z) if name == "tanh" else 1 / (1 + np.exp(-z))
    return np.asarray(1 - a**2 if name == "tanh" else a * (1 - a))
