"""Activation functions, each with its slope beside it: step, sigmoid, tanh, ReLU, leaky ReLU, identity, softmax.

An activation may be given the buffer `a` that it is to fill, so that a network can keep a row of ones below it. And a
network whose layers have the same activation gives it a place for their `slopes`, so that one call finds them all.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar
from engine.operations.axes import Axis, plain_axes, shape_with_ones, shape_without

LEAK = 0.01  # the slope of leaky ReLU below zero, as in Maas, Hannun & Ng (2013)


class Slopes(NamedTuple):
    """Where several layers with the same activation keep its slopes, so that they are computed at once.

    Attributes:
        activations: of all these layers, end to end.
        all: the slope at each of them.
        own: the part of `all` that belongs to one of the layers.
    """

    activations: Array
    all: Array
    own: Array


def _slope(back: Back, a: Array, slopes: Slopes | None, record: Callable[[str, Array, Array], None]) -> Array:
    """The slope at `a`: recorded for this layer alone, or for all layers by the first of them that asks."""
    if slopes is None:
        own = back.room(a)
        record("{out}", a, own)
        return own
    if not back.wrote(slopes.all):
        record("every a", slopes.activations, slopes.all)
    return slopes.own


def step(z: Array, a: Array | None = None) -> Operation:
    """A = 1 where z > 0, else 0. Its slope is 0 everywhere, on purpose: nothing can be learned through it."""
    a = room(z) if a is None else a
    flat = np.zeros_like(z)
    return Operation(
        a,
        [Call("{out} = step({0})", np.greater, (z, scalar(0.0, z)), a)],
        lambda back, d: back.give(0, "{d} × 0", back.times, d, flat),
    )


def sigmoid(z: Array, a: Array | None = None, slopes: Slopes | None = None) -> Operation:
    """A = 1 / (1 + e⁻ᶻ). The slope is a (1 − a), at most 1/4."""
    a = room(z) if a is None else a
    one = scalar(1.0, z)

    def backward(back: Back, d: Array) -> None:
        def record(name: str, a: Array, slope: Array) -> None:
            back.do(f"slope = 1 − {name}", np.subtract, one, a, out=slope)
            back.do(f"slope = {name} × slope", np.multiply, a, slope, out=slope)

        back.give(0, "{d} × slope", back.times, d, _slope(back, a, slopes, record))

    steps = [
        Call("{out} = −{0}", np.negative, (z,), a),
        Call("{out} = exp({out})", np.exp, (a,), a),
        Call("{out} = 1 + {out}", np.add, (a, one), a),
        Call("{out} = 1 / {out}   (sigmoid of {0})", np.reciprocal, (a,), a),
    ]
    return Operation(a, steps, backward)


def tanh(z: Array, a: Array | None = None, slopes: Slopes | None = None) -> Operation:
    """A = tanh z. The slope is 1 − a², at most 1."""
    a = room(z) if a is None else a

    def backward(back: Back, d: Array) -> None:
        def record(name: str, a: Array, slope: Array) -> None:
            back.do(f"slope = {name}²", np.square, a, out=slope)
            back.do("slope = 1 − slope", np.subtract, scalar(1.0, a), slope, out=slope)

        back.give(0, "{d} × slope", back.times, d, _slope(back, a, slopes, record))

    return Operation(a, [Call("{out} = tanh({0})", np.tanh, (z,), a)], backward)


def relu(z: Array, a: Array | None = None, slopes: Slopes | None = None) -> Operation:
    """A = the larger of z and 0. The slope is 1 where z > 0, else 0."""
    a = room(z) if a is None else a
    zeros = np.zeros_like(z)  # `maximum` takes a third longer with a single zero

    def backward(back: Back, d: Array) -> None:
        def record(name: str, a: Array, slope: Array) -> None:
            back.do(f"slope = {name} > 0", np.greater, a, scalar(0.0, a), out=slope)

        back.give(0, "{d} × slope", back.times, d, _slope(back, a, slopes, record))

    return Operation(a, [Call("{out} = relu({0})", np.maximum, (z, zeros), a)], backward)


def leaky_relu(z: Array, a: Array | None = None, slopes: Slopes | None = None) -> Operation:
    """A = the larger of z and z/100. The slope is 1 where z > 0, else 1/100."""
    a = room(z) if a is None else a
    leak = scalar(LEAK, z)

    def backward(back: Back, d: Array) -> None:
        def record(name: str, a: Array, slope: Array) -> None:
            back.do(f"slope = {name} > 0", np.greater, a, scalar(0.0, a), out=slope)
            back.do("slope = maximum(slope, 0.01)", np.maximum, slope, leak, out=slope)

        back.give(0, "{d} × slope", back.times, d, _slope(back, a, slopes, record))

    steps = [
        Call("{out} = 0.01 × {0}", np.multiply, (z, leak), a),
        Call("{out} = leaky_relu({0})", np.maximum, (z, a), a),
    ]
    return Operation(a, steps, backward)


def identity(z: Array, a: Array | None = None) -> Operation:
    """A = z. The slope is 1."""
    a = room(z) if a is None else a
    return Operation(
        a,
        [Call("{out} = {0}", np.positive, (z,), a)],
        lambda back, d: back.give(0, "{d}", np.positive, d),
    )


class _Along(NamedTuple):
    """A number for each place that remains when some axes are summed over, and the same seen along those axes."""

    axes: tuple[int, ...]
    total: Array
    spread: Array


def _along(a: Array, axis: Axis) -> _Along:
    axes = plain_axes(axis, a.ndim)
    total = np.empty(shape_without(a, axes), a.dtype)
    return _Along(axes, total, total.reshape(shape_with_ones(a, axes)))


def _empty(p: Array) -> Operation:
    """Nothing, along whatever axis, becomes nothing."""
    return Operation(p, [], lambda back, d: back.give(0, "{d}", np.positive, d))


def _shift(a: Array, shifted: Array, along: _Along) -> list[Call]:
    """The two steps that subtract the largest number, so that no exponential overflows."""
    return [
        Call("largest = max({0})", np.maximum.reduce, (a, along.axes), along.total),
        Call("{out} = {0} − largest", np.subtract, (a, along.spread), shifted),
    ]


def softmax(a: Array, axis: Axis = -1) -> Operation:
    """P = eᵃ / Σ eᵃ along an axis (or several at once). Sends back p × (d − Σ d p)."""
    p, along = room(a), _along(a, axis)
    if not a.size:
        return _empty(p)
    axes, total, spread = along

    def backward(back: Back, d: Array) -> None:
        product, mean = back.room(p), back.room(total)
        everywhere = mean.reshape(spread.shape)
        back.do("product = {d} × {out}", back.times, d, p, out=product)
        back.do("mean = Σ product", np.add.reduce, product, axes, out=mean)
        back.do("product = {d} − mean", np.subtract, d, everywhere, out=product)
        back.give(0, "{out} × product", back.times, p, product)

    steps = [
        *_shift(a, p, along),
        Call("{out} = exp({out})", np.exp, (p,), p),
        Call("total = Σ {out}", np.add.reduce, (p, axes), total),
        Call("{out} = {out} / total   (softmax of {0})", np.divide, (p, spread), p),
    ]
    return Operation(p, steps, backward)


def log_softmax(a: Array, axis: Axis = -1) -> Operation:
    """C = a − ln Σ eᵃ along an axis (or several at once). Sends back d − softmax(a) Σ d."""
    c, powers, along = room(a), room(a), _along(a, axis)
    if not a.size:
        return _empty(c)
    axes, total, spread = along

    def backward(back: Back, d: Array) -> None:
        p, arriving = back.room(c), back.room(total)
        back.do("p = exp({out})", np.exp, c, out=p)
        back.do("arriving = Σ {d}", np.add.reduce, d, axes, out=arriving)
        back.do("p = arriving × p", back.times, arriving.reshape(spread.shape), p, out=p)
        back.give(0, "{d} − p", np.subtract, d, p)

    steps = [
        *_shift(a, c, along),
        Call("powers = exp({out})", np.exp, (c,), powers),
        Call("total = Σ powers", np.add.reduce, (powers, axes), total),
        Call("total = ln total", np.log, (total,), total),
        Call("{out} = {out} − total", np.subtract, (c, spread), c),
    ]
    return Operation(c, steps, backward)
