"""Buffers that begin where a cache line begins: NumPy's own may lie across, which makes some calls a third slower."""

import math

import numpy as np
from numpy.typing import DTypeLike

from engine.tape import Array

CACHE_LINE = 64  # bytes


def empty(shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """A buffer of that shape, with whatever numbers happen to lie there."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    memory = np.empty(size + CACHE_LINE, np.uint8)
    start = -memory.ctypes.data % CACHE_LINE
    return memory[start : start + size].view(dtype).reshape(shape)


def filled(number: float, shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """A buffer of that shape, with the same number everywhere."""
    buffer = empty(shape, dtype)
    buffer.fill(number)
    return buffer
