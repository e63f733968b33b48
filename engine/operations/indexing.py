"""Picking numbers out of an array by an index, as NumPy does, forward beside backward."""

import math
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.operation import Call, Operation


def gather(source: Array, positions: Array, *, out: Array) -> None:
    """Out = the numbers of `source` at these flat positions."""
    np.take(source, positions, out=out, mode="clip")


def scatter(positions: Array, d: Array, *, out: Array) -> None:
    """Out = 0, then each number of `d` added at its flat position (which may occur more than once)."""
    out.fill(0)
    np.add.at(out.reshape(-1), positions.reshape(-1), d.reshape(-1))


def pick(a: Array, index: Any) -> Operation:
    """C = a[index], under NumPy's rules; an embedding look-up is `table[words]`. Sends back to where it came from."""
    if _is_basic(index):
        return _pick_view(a, index)
    positions = _positions(a.shape, index)
    c = np.empty(positions.shape, a.dtype)
    steps = [Call("{out} = {0}[…]", gather, (a, positions), c)]
    return Operation(c, steps, lambda back, d: back.give(0, "{d} put back at […]", scatter, positions, d))


def _is_basic(index: Any) -> bool:
    """Return whether NumPy answers this index with a view: whole numbers, slices, `...` and None, no list or mask."""
    parts = index if isinstance(index, tuple) else (index,)
    return all(
        part is None or part is ... or (isinstance(part, int | np.integer | slice) and not isinstance(part, bool))
        for part in parts
    )


def _pick_view(a: Array, index: Any) -> Operation:
    """C = a[index], for an index that repeats nothing: no position of any number needs to be kept."""
    parts = index if isinstance(index, tuple) else (index,)
    whole = parts if any(part is ... for part in parts) else (*parts, ...)  # so that one number is a view too
    view = a[whole]
    c = np.empty(view.shape, a.dtype)

    def put_back(d: Array, *, out: Array) -> None:
        out.fill(0)
        out[whole] = d

    steps = [Call("{out} = {0}[…]", np.positive, (view,), c)]
    return Operation(c, steps, lambda back, d: back.give(0, "{d} put back at […]", put_back, d))


def _positions(shape: tuple[int, ...], index: Any) -> Array:
    """The flat positions of what an index picks, found without numbering everything that it could pick from."""
    rows = np.asarray(index) if isinstance(index, list | np.ndarray) else None
    if rows is not None and rows.dtype.kind in "iu" and shape:
        _ = np.broadcast_to(0, shape[:1])[rows]  # NumPy's own word on what is out of bounds
        length = math.prod(shape[1:])
        rows = rows.astype(np.intp)  # so that a small kind of number does not overflow
        starts = np.where(rows < 0, rows + shape[0], rows) * length
        return (starts[..., np.newaxis] + np.arange(length)).reshape(rows.shape + shape[1:])
    positions = np.zeros((), np.intp)
    for axis, size in enumerate(shape):
        here = np.arange(size).reshape(-1, *[1] * (len(shape) - axis - 1))
        positions = positions + math.prod(shape[axis + 1 :]) * np.broadcast_to(here, shape)[index]
    return np.array(positions)
