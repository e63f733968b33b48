"""Sums, means, extremes and logarithms of sums over axes, forward beside backward."""

import math
import warnings

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar
from engine.operations.axes import Axis, plain_axes, shape_with_ones


def result_room(a: Array, axes: tuple[int, ...], keepdims: bool) -> tuple[Array, Array]:
    """The buffer of the result, and the same buffer with the reduced axes kept at length 1."""
    kept = np.empty(shape_with_ones(a, axes), a.dtype)
    return (kept if keepdims else np.squeeze(kept, axes)), kept


def total(a: Array, axis: Axis = None, keepdims: bool = False) -> Operation:
    """C = Σ a. Every summand receives what arrives."""
    axes = plain_axes(axis, a.ndim)
    c, kept = result_room(a, axes, keepdims)

    def backward(back: Back, d: Array) -> None:
        spread = np.broadcast_to(d.reshape(kept.shape), a.shape)
        back.give(0, "{d} for each", np.positive, spread)

    return Operation(c, [Call("{out} = Σ {0}", np.add.reduce, (a, axes), np.squeeze(kept, axes))], backward)


def mean(a: Array, axis: Axis = None, keepdims: bool = False) -> Operation:
    """C = Σ a / n. Every summand receives 1/n of what arrives. The mean of nothing is not a number, as in NumPy."""
    axes = plain_axes(axis, a.ndim)
    c, kept = result_room(a, axes, keepdims)
    count = math.prod(a.shape[each] for each in axes)
    share = scalar(1.0 / count if count else math.nan, a)
    if not count and c.size:
        warnings.warn("The mean of no numbers at all is nan.", RuntimeWarning, stacklevel=4)

    def backward(back: Back, d: Array) -> None:
        spread = np.broadcast_to(d.reshape(kept.shape), a.shape)
        back.give(0, f"{{d}} / {count}", np.multiply, spread, share)

    steps = [
        Call("{out} = Σ {0}", np.add.reduce, (a, axes), np.squeeze(kept, axes)),
        Call(f"{{out}} = {{out}} / {count}", np.multiply, (c, share), c),
    ]
    return Operation(c, steps, backward)


def largest(a: Array, axis: Axis = None, keepdims: bool = False) -> Operation:
    """C = max a. What arrives goes to the largest; where several tie, in equal shares."""
    return _extreme(a, axis, keepdims, np.maximum, "max")


def smallest(a: Array, axis: Axis = None, keepdims: bool = False) -> Operation:
    """C = min a. What arrives goes to the smallest; where several tie, in equal shares."""
    return _extreme(a, axis, keepdims, np.minimum, "min")


def _extreme(a: Array, axis: Axis, keepdims: bool, choose: np.ufunc, name: str) -> Operation:
    axes = plain_axes(axis, a.ndim)
    c, kept = result_room(a, axes, keepdims)
    if c.size and not a.size:
        raise ValueError(f"there is no {'largest' if choose is np.maximum else 'smallest'} of no numbers")

    def backward(back: Back, d: Array) -> None:
        share, ties = back.room(a), back.room(kept)
        spread = np.broadcast_to(d.reshape(kept.shape), a.shape)
        back.do("share = {0} is {out}", np.equal, a, kept, out=share)
        back.do("ties = Σ share", np.add.reduce, share, axes, out=np.squeeze(ties, axes))
        back.do("share = share / ties", np.divide, share, ties, out=share)
        back.give(0, "{d} × share", back.times, spread, share)

    return Operation(c, [Call(f"{{out}} = {name} {{0}}", choose.reduce, (a, axes), np.squeeze(kept, axes))], backward)


def logsumexp(a: Array, axis: Axis = None, keepdims: bool = False) -> Operation:
    """C = ln Σ eᵃ = largest + ln Σ eᵃ⁻ˡᵃʳᵍᵉˢᵗ, so that nothing overflows. Each is sent its part of the sum.

    The largest lies at a distance of 0 from itself even if it is infinite: only a NaN makes a NaN.
    """
    axes = plain_axes(axis, a.ndim)
    c, kept = result_room(a, axes, keepdims)
    powers, largest, total = room(a), np.empty_like(kept), np.empty_like(kept)
    flat = np.squeeze(total, axes)

    def backward(back: Back, d: Array) -> None:
        share = back.room(a)
        back.do("share = powers / total", np.divide, powers, total, out=share)
        back.give(0, "{d} × share", back.times, np.broadcast_to(d.reshape(kept.shape), a.shape), share)

    steps = [
        Call("largest = max {0}", np.maximum.reduce, (a, axes), np.squeeze(largest, axes)),
        Call("powers = {0} − largest", _distance, (a, largest), powers),
        Call("powers = exp(powers)", np.exp, (powers,), powers),
        Call("total = Σ powers", np.add.reduce, (powers, axes), flat),
        Call("{out} = ln total", np.log, (total,), kept),
        Call("{out} = largest + {out}", np.add, (largest, kept), kept),
    ]
    return Operation(c, steps, backward)


def _distance(a: Array, largest: Array, *, out: Array) -> None:
    """Out = a − largest, and 0 where they are the same, although ∞ − ∞ is no number."""
    np.subtract(a, largest, out=out)
    np.copyto(out, 0.0, where=a == largest)
