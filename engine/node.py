"""A node of an expression: numbers that remember how they were computed, and the gradient that comes back to them."""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine import buffers
from engine.arrays import Array
from engine.backward import Back
from engine.errors import EngineError, OutOfRange
from engine.numbers import real_numbers
from engine.operation import Call, Operation
from engine.validate import kind_of_numbers


class Writes:
    """How often the numbers in some memory have been written since they were first there."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


class Node:
    """Numbers with a gradient: what a `Tensor` is below its arithmetic.

    Attributes:
        operands: what it was computed from.
        steps: the NumPy calls that computed it.
        backward_rule: how it passes its gradient on to its operands; None for one that was not computed.
    """

    __slots__ = (
        "_buffer",
        "_grad",
        "_seen",
        "_value",
        "_writes",
        "backward_rule",
        "constant",
        "name",
        "operands",
        "steps",
    )

    def __init__(
        self, data: ArrayLike, name: str = "", *, dtype: DTypeLike = np.float64, constant: bool = False
    ) -> None:
        if isinstance(data, Node):
            raise EngineError("This is a Tensor already: use it as it is, or pass its .value to copy its numbers.")
        self._start(real_numbers(data, kind_of_numbers(dtype)), name, constant)

    def _start(self, value: Array, name: str, constant: bool, buffer: Array | None = None) -> None:
        self._value, self.name, self.constant, self._buffer = value, name, constant, buffer
        self.operands: tuple[Node, ...] = ()
        self.steps: list[Call] = []
        self.backward_rule: Callable[[Back, Array], None] | None = None
        self._grad: Array | None = None
        self._writes = Writes()
        self._seen: tuple[int, ...] = ()  # how often each operand had been written when this was computed

    @classmethod
    def over(cls, value: Array, name: str = "", *, gradient: Array | None = None) -> Self:
        """One that works on the given arrays themselves; without a `gradient` buffer it is a constant."""
        tensor = cls.__new__(cls)
        tensor._start(value, name, gradient is None, gradient)
        return tensor

    @classmethod
    def apply(cls, operation: Callable[..., Operation], *operands: "Node", **settings: Any) -> Self:
        """Record one operation and run it.

        Raises:
            EngineError: if the shapes do not fit together, or a setting makes no sense of them.
            OutOfRange: if there is no such place or axis.
        """
        try:
            with np.errstate(all="ignore"):
                recorded = operation(*(each.value for each in operands), **settings)
                for step in recorded.steps:
                    step.call(*step.arguments, out=step.value)
        except (ValueError, TypeError, IndexError) as reason:
            seen = " and ".join(str(each.shape) for each in operands) or "of nothing"
            kind = OutOfRange if isinstance(reason, IndexError) else EngineError
            raise kind(f"{operation.__name__} cannot take shapes {seen}: {reason}.") from reason
        tensor = cls.over(recorded.value)
        tensor.constant = all(each.constant for each in operands)
        tensor.operands, tensor.steps, tensor.backward_rule = operands, recorded.steps, recorded.backward
        tensor._seen = tuple(each._writes.count for each in operands)
        return tensor

    @property
    def value(self) -> Array:
        """The numbers. Writing `tensor.value = ...` overwrites them in place, and a replay will use them."""
        return self._value

    @value.setter
    def value(self, numbers: ArrayLike) -> None:
        given = real_numbers(numbers, self._value.dtype)
        try:
            self._value[...] = given
        except ValueError as reason:
            raise EngineError(f"Numbers of shape {given.shape} do not fit into shape {self.shape}.") from reason
        self._writes.count += 1

    @property
    def grad(self) -> Array:
        """The gradient with respect to this tensor, in its shape, of the result whose `backward()` was called last.

        Raises:
            EngineError: if there is none yet.
        """
        if self._grad is None:
            reason = "it is a constant" if self.constant else "call backward() on a result first"
            raise EngineError(f"{self.name or 'This tensor'} has no gradient: {reason}.")
        return self._grad

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return self._value.shape

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return self._value.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """The kind of its numbers: float64 or float32."""
        return self._value.dtype

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return self._value.ndim

    def named(self, name: str) -> Self:
        """Give this tensor the name that the tape's labels use, and return it."""
        self.name = name
        return self

    def gradient_buffer(self) -> Array:
        """The buffer that its gradient goes to (for the engine's own use)."""
        return self._buffer if self._buffer is not None else buffers.filled(0.0, self.shape, self._value.dtype)

    def _outdated(self) -> bool:
        """Whether an operand has been written since this was computed from it."""
        return self._seen != tuple(each._writes.count for each in self.operands)

    def _note_replay(self) -> None:
        if self.operands:
            self._seen = tuple(each._writes.count for each in self.operands)
            self._writes.count += 1
