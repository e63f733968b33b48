"""The forward pass: a network's layers, recorded one after another as an expression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from engine import buffers
from engine.layer import Layer
from engine.operations import activations
from engine.operations.batch_normalisation import EPSILON, batch_normalise
from engine.operations.dense import dense
from engine.operations.dropout import dropout
from engine.recipe import Recipe
from engine.tape import Array
from engine.tensor import Tensor

ACTIVATIONS: dict[str, Callable[[Array, Array | None], Recipe]] = {
    "step": activations.step,
    "sigmoid": activations.sigmoid,
    "tanh": activations.tanh,
    "relu": activations.relu,
    "leaky_relu": activations.leaky_relu,
    "identity": activations.identity,
}


class Signals(NamedTuple):
    """What flows forward: for each layer its weighted sums z and its activations a, columns as examples."""

    sums: list[Tensor]
    activations: list[Tensor]


class Noise(NamedTuple):
    """Dropout: the share of activations that are silenced, and what draws them."""

    share: float
    generator: np.random.Generator


def forward(
    layers: Sequence[Layer],
    signal: Tensor,
    augmented: Array,
    rows: Array | None = None,
    training: bool = False,
    noise: Noise | None = None,
) -> Signals:
    """Layer after layer: weighted sums, normalisation, activation, dropout.

    Args:
        layers: the first takes the signal.
        signal: (inputs, examples).
        augmented: (inputs + 1, examples): the signal with a row of ones below it.
        rows: the same as (examples, inputs + 1), if it is at hand.
        training: whether batch normalisation takes the batch's statistics rather than the running ones.
        noise: dropout behind every layer but the last; None for none.
    """
    signals = Signals([], [])
    for layer in layers:
        last = layer is layers[-1]
        seen = augmented, augmented.swapaxes(-1, -2) if rows is None or signals.sums else rows
        z = Tensor.apply(lambda w, a, both=seen: dense(w, a, *both), layer.tensor, signal).named(f"z{layer.number}")
        signals.sums.append(z)
        z = _normalise(layer, z, training)
        augmented = buffers.filled(1.0, (*z.shape[:-2], z.shape[-2] + 1, z.shape[-1]), z.value.dtype)
        signal = (
            z if last and layer.activation == "identity" else _activate(layer, z, augmented, None if last else noise)
        )
        signals.activations.append(signal)
    return signals


def _normalise(layer: Layer, z: Tensor, training: bool) -> Tensor:
    """Batch normalisation, if the layer has it: with the batch's statistics, or the running ones."""
    norm = layer.normalisation
    if norm is None:
        return z
    mean, variance = norm.running_mean, norm.running_variance
    if not training:
        spread = (Tensor.over(variance, "running variance") + EPSILON) ** 0.5
        normal = (z - Tensor.over(mean, "running mean")) / spread * norm.scale + norm.shift
        return normal.named(f"n{layer.number}")
    normal = Tensor.apply(
        lambda *three: batch_normalise(*three, running_mean=mean, running_variance=variance), z, norm.scale, norm.shift
    )
    return normal.named(f"n{layer.number}")


def _activate(layer: Layer, z: Tensor, augmented: Array, noise: Noise | None) -> Tensor:
    """The activation, and dropout if there is any, into the buffer that has a row of ones below it."""
    into, name = augmented[..., :-1, :], f"a{layer.number}"
    function = ACTIVATIONS[layer.activation]
    if noise is None:
        return Tensor.apply(lambda value: function(value, into), z).named(name)
    a = Tensor.apply(lambda value: function(value, None), z).named(name)
    thinned = Tensor.apply(lambda value: dropout(value, noise.share, noise.generator, into), a)
    return thinned.named(f"{name}'")
