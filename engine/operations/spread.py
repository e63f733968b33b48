"""Variance and standard deviation over axes, forward beside backward."""

import math
import warnings

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar
from engine.operations.axes import Axis, plain_axes
from engine.operations.reductions import result_room


def variance(a: Array, axis: Axis = None, keepdims: bool = False, ddof: float = 0) -> Operation:
    """C = Σ (a − mean)² / (n − ddof). Each number is sent 2 (a − mean) / (n − ddof) of what arrives."""
    c, kept, centred, steps, share = _squares(a, axis, keepdims, ddof)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = centred × 2", np.add, centred, centred, out=slope)
        back.do("slope = slope / n", np.multiply, slope, share, out=slope)
        back.give(0, "{d} × slope", back.times, np.broadcast_to(d.reshape(kept.shape), a.shape), slope)

    return Operation(c, steps, backward)


def standard_deviation(a: Array, axis: Axis = None, keepdims: bool = False, ddof: float = 0) -> Operation:
    """C = √(Σ (a − mean)² / (n − ddof)). Each number is sent (a − mean) / (n − ddof) / c of what arrives.

    Where all numbers are the same the deviation has a kink, as |a| has at 0; its slope is taken to be 0 there too.
    """
    c, kept, centred, steps, share = _squares(a, axis, keepdims, ddof)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = centred / n", np.multiply, centred, share, out=slope)
        back.do("slope = slope / {out}, or 0 where nothing deviates", _over_deviation, slope, kept, out=slope)
        back.give(0, "{d} × slope", back.times, np.broadcast_to(d.reshape(kept.shape), a.shape), slope)

    return Operation(c, [*steps, Call("{out} = √{out}", np.sqrt, (kept,), kept)], backward)


def _over_deviation(centred: Array, deviation: Array, *, out: Array) -> None:
    """Out = centred / deviation, and 0 where the deviation is 0."""
    np.divide(centred, deviation, out=out)
    np.copyto(out, 0.0, where=deviation == 0)


def _squares(a: Array, axis: Axis, keepdims: bool, ddof: float) -> tuple[Array, Array, Array, list[Call], Array]:
    """The result, the same with all axes, the distances from the mean, the steps to the variance, and 1 / (n − ddof).

    The first number is taken off first: numbers that are the same then deviate by 0, and not by a rounding error.
    Where n is not above ddof there is nothing left to divide by, and the result is NaN, with a warning, as NumPy's.
    """
    axes = plain_axes(axis, a.ndim)
    c, kept = result_room(a, axes, keepdims)
    count = math.prod(a.shape[each] for each in axes)
    if count <= ddof and c.size:
        warnings.warn(f"{count} numbers have no variance with ddof={ddof:g}: nan.", RuntimeWarning, stacklevel=5)
    centred, squares, flat = room(a), room(a), np.squeeze(kept, axes)
    part, share = (scalar(1.0 / n if n > 0 else np.nan, a) for n in (count, count - ddof))
    first = a[tuple(slice(0, 1) if each in axes else slice(None) for each in range(a.ndim))]
    steps = [
        Call("centred = {0} − first", np.subtract, (a, first), centred),
        Call("mean = Σ centred", np.add.reduce, (centred, axes), flat),
        Call(f"mean = mean / {count}", np.multiply, (kept, part), kept),
        Call("centred = centred − mean", np.subtract, (centred, kept), centred),
        Call("squares = centred²", np.square, (centred,), squares),
        Call("{out} = Σ squares", np.add.reduce, (squares, axes), flat),
        Call(f"{{out}} = {{out}} / {count - ddof:g}", np.multiply, (kept, share), kept),
    ]
    return c, kept, centred, steps, share
