"""Where buffers begin: nothing short lies across two cache lines, and anything longer begins with one."""

from __future__ import annotations

import numpy as np
import pytest

from engine import buffers
from engine.operation import room


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("shape", [(), (1,), (2,), (2, 1), (3,), (8, 1), (5, 7)])
def test_a_buffer_lies_across_no_more_cache_lines_than_it_must(shape: tuple[int, ...], dtype: type) -> None:
    kept = [buffers.empty(shape, dtype) for _ in range(64)]  # kept, so that each lies elsewhere
    for buffer in kept:
        assert (
            buffer.shape == shape
            and buffer.dtype == np.dtype(dtype)
            and buffer.flags.c_contiguous
            and buffer.flags.writeable
        )
        first, last = buffer.ctypes.data, buffer.ctypes.data + buffer.nbytes - 1
        assert first % buffers.CACHE_LINE == 0 or first // buffers.CACHE_LINE == last // buffers.CACHE_LINE


@pytest.mark.parametrize(
    ("shapes", "wanted"),
    [([()], ()), ([(), ()], ()), ([(3,), (3,)], (3,)), ([(3,), ()], (3,)), ([(2, 1), (3,)], (2, 3))],
)
def test_there_is_room_for_what_operands_come_to(shapes: list[tuple[int, ...]], wanted: tuple[int, ...]) -> None:
    assert room(*map(np.ones, shapes)).shape == wanted


def test_there_is_room_for_the_wider_of_two_kinds_of_numbers() -> None:
    assert room(np.ones(2, np.float32), np.ones(2, np.float64)).dtype == np.float64
    assert room(np.ones(2, np.float32), np.ones(2, np.float32)).dtype == np.float32
