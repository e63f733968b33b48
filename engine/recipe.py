"""What one operation hands over: the buffer for its value, the steps that fill it, and its way back."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import numpy as np

from engine.tape import Array


class Do(NamedTuple):
    """A step without its names yet: in `label`, {0} and {1} stand for the operands and {out} for the result."""

    label: str
    call: Callable[..., object]
    arguments: tuple[Any, ...]
    value: Array


class Back(Protocol):
    """What an operation's way back may do (see `backpropagation.py`)."""

    def room(self, like: Array) -> Array:
        """A new buffer of that shape."""

    def do(self, label: str, call: Callable[..., object], *arguments: Any, out: Array) -> None:
        """Record an auxiliary step, such as one that prepares the local derivative."""

    def give(
        self,
        operand: int,
        label: str,
        call: Callable[..., object],
        *arguments: Any,
        shape: tuple[int, ...] | None = None,
        like: tuple[int, ...] | None = None,
        room: Array | None = None,
    ) -> None:
        """Record the step that computes one operand's share of the gradient.

        Args:
            operand: which operand: 0 for the first.
            label: what the step computes, without the name of the gradient that it goes to.
            call: the NumPy function.
            arguments: what it is called with.
            shape: the share's shape where it may be larger than the operand's, which was then broadcast: the shares
                of all its copies are added up.
            like: the operand's shape as the call sees it, where that differs (a vector seen as a matrix).
            room: a buffer with a row more than the operand, for a call that fills the operand's rows and then one.
        """


class Recipe(NamedTuple):
    """One operation on arrays: its value, the steps that compute it, and the rule that sends gradients back.

    The rule is called as `backward(back, d)`, where `d` is the buffer with the gradient of the value.
    """

    value: Array
    steps: list[Do]
    backward: Callable[[Back, Array], None]


def room(*operands: Array) -> Array:
    """A buffer for the result of an element-wise operation on these operands."""
    shape = np.broadcast_shapes(*(each.shape for each in operands))
    return np.empty(shape, np.result_type(*operands))


def scalar(number: float, like: Array) -> Array:
    """A number as an array of shape () (NumPy is quicker with it than with a Python float)."""
    return np.array(number, like.dtype)
