"""One operation's part in a computation: the buffer for its value, the steps that fill it, and its way back."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from engine import buffers
from engine.arrays import Array
from engine.backward import Back


class Call(NamedTuple):
    """A step without its names yet: in `label`, {0} and {1} stand for the operands and {out} for the result."""

    label: str
    call: Callable[..., object]
    arguments: tuple[Any, ...]
    value: Array


class Operation(NamedTuple):
    """One operation on arrays: its value, the steps that compute it, and the rule that sends gradients back.

    The rule is called as `backward(back, d)`, where `d` is the buffer with the gradient of the value.
    """

    value: Array
    steps: list[Call]
    backward: Callable[[Back, Array], None]


def room(*operands: Array) -> Array:
    """A buffer for the result of an element-wise operation on these operands."""
    first, *others = operands
    if all(each.shape == first.shape and each.dtype == first.dtype for each in others):
        return buffers.empty(first.shape, first.dtype)  # NumPy's own search for both costs more than a small operation
    shape = np.broadcast_shapes(*(each.shape for each in operands))
    return buffers.empty(shape, np.result_type(*operands))


def scalar(number: float, like: Array) -> Array:
    """A number as an array of shape () (NumPy is quicker with it than with a Python float)."""
    return np.array(number, like.dtype)
