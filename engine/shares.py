"""A gradient times a slope, where nothing times anything is nothing.

An operation that is not reached (the unchosen side of `where`, the loser of `maximum`, what lies below a ReLU that is
shut) is sent a gradient of 0; one that lets nothing through has a slope of 0. Neither changes because the other factor
happens to be infinite or not a number: 0 × ∞ is NaN to IEEE 754, but 0 to the chain rule, since whatever a change does
beyond a closed door, nothing of it arrives.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.arrays import Array


def times(arriving: Array, slope: Array, *, out: Array) -> None:
    """Out = arriving × slope, and 0 where either is 0."""
    np.multiply(arriving, slope, out=out)
    if _may_hold_nan(out):
        np.copyto(out, 0.0, where=np.isnan(out) & ((arriving == 0) | (slope == 0)))


def over(arriving: Array, divisor: Array, *, out: Array) -> None:
    """Out = arriving / divisor, and 0 where nothing arrives or the divisor is infinite."""
    np.divide(arriving, divisor, out=out)
    if _may_hold_nan(out):
        np.copyto(out, 0.0, where=np.isnan(out) & ((arriving == 0) | np.isinf(divisor)))


def product(a: Array, b: Array) -> tuple[Callable[..., object], tuple[Any, ...]]:
    """The quickest call for a @ b: two matrices through `dot`, stacks of them through `matmul`."""
    return (a.dot, (b,)) if b.ndim == 2 and a.ndim <= 2 and a.dtype == b.dtype else (np.matmul, (a, b))


def sums_of_products(a: Array, b: Array, *, out: Array) -> None:
    """Out = a @ b, for matrices and stacks of them, in which 0 × anything adds nothing."""
    if a.dtype == b.dtype == out.dtype:
        call, arguments = product(a, b)
        call(*arguments, out=out)
    else:
        np.matmul(a, b, out=out, casting="same_kind")
    if _may_hold_nan(out):
        rows = np.broadcast_to(a, (*out.shape[:-1], a.shape[-1]))
        matrices = np.broadcast_to(b, (*out.shape[:-2], *b.shape[-2:]))
        for place in np.ndindex(out.shape[:-1]):  # row by row: all the terms at once might not fit into memory
            terms = np.empty(b.shape[-2:], out.dtype)
            times(rows[place][:, np.newaxis], matrices[place[:-1]], out=terms)
            np.add.reduce(terms, 0, out=out[place])


def _may_hold_nan(numbers: Array) -> bool:
    """Whether there is a closer look to be taken; one call that needs no room says no of ordinary numbers."""
    total = np.add.reduce(numbers, axis=None)
    return bool(total != total)
