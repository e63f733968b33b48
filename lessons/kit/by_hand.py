"""Training written out in plain NumPy, backward pass and all: the second way to a run's outcome, without the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, repeat
from typing import Literal

import numpy as np

from engine import Network
from engine.arrays import Labels
from lessons.kit.slopes import Array

Function = Callable[[Array], Array]
LossName = Literal["mse", "binary_cross_entropy", "softmax_cross_entropy"]
_FUNCTIONS: dict[str, tuple[Function, Callable[[Array, Array], Array]]] = {
    "identity": (lambda z: z, lambda z, _: np.ones_like(z)),
    "step": (lambda z: (z > 0).astype(float), lambda z, _: np.zeros_like(z)),
    "sigmoid": (lambda z: 0.5 * (1 + np.tanh(z / 2)), lambda _, a: a * (1 - a)),
    "tanh": (np.tanh, lambda _, a: 1 - a**2),
    "relu": (lambda z: np.maximum(z, 0.0), lambda z, _: (z > 0).astype(float)),
}
"""Each activation, and its slope from z and the output a."""


def train(
    net: Network,
    inputs: Array,
    targets: Array,
    *,
    loss: LossName,
    rate: float,
    updates: int,
    rule: Literal["sgd", "adam"] = "sgd",
    asked: Array | None = None,
    l2: float = 0.0,
    batches: Iterable[Labels] | None = None,
) -> Iterator[Array]:
    """Give what each member says before the first update and after each, shape (members, n, outputs).

    Args:
        net: gives the layers and the weights to start from, and is left as it is; one network is an ensemble of one.
        inputs: shape (n, features).
        targets: shape (n, outputs); for softmax, a 1 for the class of each example.
        loss: the engine's name of it; the mean over examples and outputs, for softmax over examples alone.
            Cross-entropy takes what is said as logits.
        rate: the learning rate.
        updates: how many.
        rule: plain descent, or Adam with its defaults.
        asked: what it is asked about, shape (n, features); by default the inputs that it learns from.
        l2: adds l2 / 2 × Σ w² to what is minimised, over weights, not biases; at each update, l2 × w to the slope.
        batches: the rows that each update learns from, at least as many as there are updates; by default all examples.

    Source: Kingma and Ba, Adam: a method for stochastic optimization (2015), algorithm 1.
    """
    kinds = [layer.activation for layer in net.layers]
    weights = [np.array(layer.weights).reshape(-1, *layer.weights.shape[-2:]) for layer in net.layers]
    weights += [np.array(layer.biases).reshape(-1, 1, layer.biases.shape[-1]) for layer in net.layers]
    move = _plain(rate) if rule == "sgd" else _adam(rate)
    heard = inputs if asked is None else asked
    given = repeat((inputs, targets)) if batches is None else ((inputs[rows], targets[rows]) for rows in batches)
    for seen, wanted in islice(given, updates):
        sums, outputs = _forward(weights, kinds, seen)
        yield outputs[-1] if seen is heard else _forward(weights, kinds, heard)[1][-1]
        slopes = _slopes(weights, kinds, sums, outputs, _correction(outputs[-1], wanted, loss))
        for i in range(len(kinds)):
            slopes[i] += l2 * weights[i]
        move(weights, slopes)
    yield _forward(weights, kinds, heard)[1][-1]


def mean_squares(said: Array, targets: Array) -> Array:
    """Return each member's mean squared error."""
    return np.asarray(((said - targets) ** 2).mean(axis=(-2, -1)))


def cross_entropies(logits: Array, targets: Array) -> Array:
    """Return each member's mean cross-entropy: softplus of the logit, less the logit of the 1s."""
    return np.asarray((np.logaddexp(0.0, logits) - targets * logits).mean(axis=(-2, -1)))


def _forward(weights: list[Array], kinds: list[str], inputs: Array) -> tuple[list[Array], list[Array]]:
    """Return the sums of each layer, and the inputs and each layer's outputs."""
    sums: list[Array] = []
    outputs = [inputs]
    for i, kind in enumerate(kinds):
        sums.append(outputs[-1] @ weights[i] + weights[len(kinds) + i])
        outputs.append(_FUNCTIONS[kind][0](sums[-1]))
    return sums, outputs


def _correction(said: Array, targets: Array, loss: LossName) -> Array:
    """Return the slope of the loss along what was said."""
    if loss == "softmax_cross_entropy":
        powers = np.exp(said - said.max(axis=-1, keepdims=True))
        return np.asarray((powers / powers.sum(axis=-1, keepdims=True) - targets) / len(targets))
    miss = 2 * (said - targets) if loss == "mse" else _FUNCTIONS["sigmoid"][0](said) - targets
    return np.asarray(miss / targets.size)


def _slopes(
    weights: list[Array], kinds: list[str], sums: list[Array], outputs: list[Array], back: Array
) -> list[Array]:
    """Return the slopes in the order of the weights: first all matrices, then all biases."""
    slopes = [np.zeros_like(each) for each in weights]
    for i in reversed(range(len(kinds))):
        back = back * _FUNCTIONS[kinds[i]][1](sums[i], outputs[i + 1])
        slopes[i] = outputs[i].swapaxes(-1, -2) @ back
        slopes[len(kinds) + i] = back.sum(axis=-2, keepdims=True)
        back = back @ weights[i].swapaxes(-1, -2)
    return slopes


def _plain(rate: float) -> Callable[[list[Array], list[Array]], None]:
    def move(weights: list[Array], slopes: list[Array]) -> None:
        for weight, slope in zip(weights, slopes, strict=True):
            weight -= rate * slope

    return move


def _adam(rate: float) -> Callable[[list[Array], list[Array]], None]:
    means: dict[int, Array] = {}
    squares: dict[int, Array] = {}
    number = 0

    def move(weights: list[Array], slopes: list[Array]) -> None:
        nonlocal number
        number += 1
        for i, (weight, slope) in enumerate(zip(weights, slopes, strict=True)):
            means[i] = 0.9 * means.get(i, 0.0 * slope) + 0.1 * slope
            squares[i] = 0.999 * squares.get(i, 0.0 * slope) + 0.001 * slope**2
            even, uneven = means[i] / (1 - 0.9**number), squares[i] / (1 - 0.999**number)
            weight -= rate * even / (np.sqrt(uneven) + 1e-8)

    return move
