"""Buffers that begin where a cache line begins: NumPy's own may lie across, which makes some calls a third slower."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike

from engine.arrays import Array

CACHE_LINE = 64  # bytes
ALIGNED = (
    16  # bytes: every allocator of a 64-bit machine begins at a multiple, so that what is no longer never lies across
)


def empty(shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """Return a buffer of the given shape, with whatever numbers happen to lie there."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if size <= ALIGNED:  # single numbers, of which a formula has a dozen: to look for a line costs ten times the buffer
        return np.empty(shape, dtype)
    memory = np.empty(size + CACHE_LINE, np.uint8)
    start = -memory.ctypes.data % CACHE_LINE
    return memory[start : start + size].view(dtype).reshape(shape)


def filled(number: float, shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """Return a buffer of the given shape, with the same number everywhere."""
    buffer = empty(shape, dtype)
    buffer.fill(number)
    return buffer


def end_to_end(shapes: Sequence[tuple[int, ...]], dtype: DTypeLike) -> tuple[Array, list[Array]]:
    """One vector of ones, and blocks of these shapes in it, one after another, each from a cache line on."""
    line = CACHE_LINE // np.dtype(dtype).itemsize
    starts = [0]
    for shape in shapes:
        starts.append(starts[-1] + math.ceil(math.prod(shape) / line) * line)
    vector = filled(1.0, (starts[-1],), dtype)
    blocks = [vector[start : start + math.prod(shape)] for start, shape in zip(starts, shapes, strict=False)]
    return vector, [block.reshape(shape) for block, shape in zip(blocks, shapes, strict=True)]
