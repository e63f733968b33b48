"""The forward pass: a network's layers, recorded one after another as an expression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from engine import buffers
from engine.arrays import Array
from engine.errors import EngineError
from engine.layer import Layer
from engine.operation import Operation
from engine.operations import activations
from engine.operations.arithmetic import add
from engine.operations.batch_normalisation import EPSILON, batch_normalise
from engine.operations.dense import dense
from engine.operations.dropout import dropout
from engine.tensor import Tensor

ACTIVATIONS: dict[str, Callable[..., Operation]] = {
    "step": activations.step,
    "sigmoid": activations.sigmoid,
    "tanh": activations.tanh,
    "relu": activations.relu,
    "leaky_relu": activations.leaky_relu,
    "identity": activations.identity,
}


def activations_for(given: Any, output: Any, hidden: int) -> tuple[str, ...]:
    """Return the name of each layer's activation.

    Args:
        given: the name of every hidden layer's, or one name for each.
        output: that of the last layer.
        hidden: how many hidden layers there are.

    Raises:
        EngineError: if a name is none, or if they are too few or too many.
    """
    listed = isinstance(given, Sequence) and not isinstance(given, str)
    names = [*(given if listed else [given] * hidden), output]
    if len(names) != hidden + 1:
        raise EngineError(f"There are {hidden} hidden layers and {len(given)} activations: give one for each.")
    for name in names:
        if not isinstance(name, str) or name not in ACTIVATIONS:
            raise EngineError(f"There is no activation called {name!r}; there are {', '.join(ACTIVATIONS)}.")
    return tuple(names)


class Signals(NamedTuple):
    """The signals that flow forward: for each layer its weighted sums z and its activations a, columns as examples."""

    sums: list[Tensor]
    activations: list[Tensor]


class Noise(NamedTuple):
    """Dropout: the share of activations that are silenced, and what draws them."""

    share: float
    generator: np.random.Generator


def training_mode(training: Any, dropout: float) -> tuple[bool, Noise | None]:
    """Return whether a pass is one of training, and its noise.

    Args:
        training: True or False; or what draws dropout's masks, which means True.
        dropout: the share of activations that are silenced while training.

    Raises:
        EngineError: if it is something else, or nothing is there to draw the masks that are needed.
    """
    if isinstance(training, np.random.Generator):
        return True, Noise(dropout, training) if dropout else None
    if not isinstance(training, bool | np.bool_):
        raise EngineError(f"training is True, False, or np.random.default_rng(7) to draw with, not {training!r}.")
    if training and dropout:
        raise EngineError(
            "Dropout draws its masks while training: pass training=generator with one generator for the whole loop, "
            "such as generator = np.random.default_rng(7)."
        )
    return bool(training), None


def forward(
    layers: Sequence[Layer],
    signal: Tensor,
    augmented: Array,
    rows: Array | None = None,
    training: bool = False,
    noise: Noise | None = None,
) -> Signals:
    """Layer after layer: weighted sums, normalisation, activation, dropout, skip.

    Args:
        layers: the first takes the signal.
        signal: (inputs, examples).
        augmented: (inputs + 1, examples): the signal with a row of ones below it.
        rows: the same as (examples, inputs + 1), if it is at hand.
        training: whether batch normalisation takes the batch's statistics rather than the running ones.
        noise: dropout behind every layer but the last; None for none.
    """
    signals = Signals([], [])
    rooms = _rooms(layers, signal.value, joint=noise is None)
    for layer, room in zip(layers, rooms, strict=True):
        last = layer is layers[-1]
        seen = augmented, augmented.swapaxes(-1, -2) if rows is None or signals.sums else rows
        z = _sums(layer, signal, *seen)
        signals.sums.append(z)
        z = _normalise(layer, z, training)
        augmented, received = room.augmented, signal
        signal = z if last and layer.activation == "identity" else _activate(layer, z, room, None if last else noise)
        signal = _skip(signal, received, layer.number, augmented) if layer.skip else signal
        signals.activations.append(signal)
    return signals


def _sums(layer: Layer, signal: Tensor, augmented: Array, rows: Array) -> Tensor:
    """The weighted sums; a skip takes the same signal, so that the sums are not alone in sending it a gradient."""
    alone = not layer.skip
    z = Tensor.apply(lambda w, a: dense(w, a, augmented, rows, alone=alone), layer.tensor, signal)
    return z.named(f"z{layer.number}")


class Room(NamedTuple):
    """Where a layer's activations go, above a row of ones; and their slopes, if all hidden layers share a place."""

    augmented: Array
    slopes: dict[str, activations.Slopes]


def _rooms(layers: Sequence[Layer], x: Array, joint: bool) -> list[Room]:
    """A room for each layer; joint for several hidden layers with the same activation, if they have slopes.

    A single example is for the microscope: there each layer keeps its own.
    """
    shapes = [(*layer.tensor.shape[:-2], layer.units + 1, x.shape[-1]) for layer in layers]
    hidden, dtype = shapes[:-1], layers[0].tensor.value.dtype
    names = {layer.activation for layer in layers[:-1]}
    joint = joint and not any(layer.skip for layer in layers)
    if not joint or len(hidden) < 2 or len(names) > 1 or names & {"step", "identity"} or x.shape[-1] == 1:
        return [Room(buffers.filled(1.0, shape, dtype), {}) for shape in shapes]
    everything, blocks = buffers.end_to_end(hidden, dtype)
    all_slopes, own = buffers.end_to_end(hidden, dtype)
    rooms = [
        Room(block, {"slopes": activations.Slopes(everything, all_slopes, slopes[..., :-1, :])})
        for block, slopes in zip(blocks, own, strict=True)
    ]
    return [*rooms, Room(buffers.filled(1.0, shapes[-1], dtype), {})]


def _normalise(layer: Layer, z: Tensor, training: bool) -> Tensor:
    """Batch normalisation, if the layer has it: with the batch's statistics, or the running ones.

    Raises:
        EngineError: if a batch of one example is to be normalised by its own statistics.
    """
    norm = layer.normalisation
    if norm is None:
        return z
    mean, variance = norm.running_mean, norm.running_variance
    if not training:
        spread = (Tensor.over(variance, "running variance") + EPSILON) ** 0.5
        normal = (z - Tensor.over(mean, "running mean")) / spread * norm.scale + norm.shift
        return normal.named(f"n{layer.number}")
    if z.shape[-1] < 2:
        raise EngineError(
            "Batch normalisation compares the examples of a batch, so each batch needs at least two: "
            "choose a batch size that leaves no single example over."
        )
    normal = Tensor.apply(
        lambda *three: batch_normalise(*three, running_mean=mean, running_variance=variance), z, norm.scale, norm.shift
    )
    return normal.named(f"n{layer.number}")


def _activate(layer: Layer, z: Tensor, room: Room, noise: Noise | None) -> Tensor:
    """The activation, and dropout if there is any, into the buffer that has a row of ones below it.

    Before a skip it keeps a buffer of its own, for its slopes are told from it.
    """
    into, name = None if layer.skip else room.augmented[..., :-1, :], f"a{layer.number}"
    function = ACTIVATIONS[layer.activation]
    if noise is None:
        return Tensor.apply(lambda value: function(value, into, **room.slopes), z).named(name)
    a = Tensor.apply(lambda value: function(value, None), z).named(name)
    thinned = Tensor.apply(lambda value: dropout(value, noise.share, noise.generator, into), a)
    return thinned.named(f"{name}'")


def _skip(a: Tensor, signal: Tensor, number: int, into: Array) -> Tensor:
    """A layer's activation plus what the layer received, into the buffer that has a row of ones below it."""
    both = Tensor.apply(lambda value, received: add(value, received, into[..., :-1, :]), a, signal)
    return both.named(f"s{number}")
