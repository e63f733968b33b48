"""Questions about a tensor's numbers whose answers are no tensors: comparisons, and where the extremes lie.

The answers are plain arrays of truth values or positions; nothing is recorded, and no gradient flows through them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.errors import EngineError, OutOfRange
from engine.everyday import Everyday
from engine.node import Node
from engine.numbers import real_numbers


class Comparable(Everyday):
    """A node whose numbers can be compared, element by element, with another's, or with plain numbers and arrays.

    Two tensors are one key in a dictionary or a set only if they are the same object: `==` compares their numbers.
    """

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Array:  # type: ignore[override]
        return self._compare(np.equal, other)

    def __ne__(self, other: object) -> Array:  # type: ignore[override]
        return self._compare(np.not_equal, other)

    def __lt__(self, other: Any) -> Array:
        return self._compare(np.less, other)

    def __le__(self, other: Any) -> Array:
        return self._compare(np.less_equal, other)

    def __gt__(self, other: Any) -> Array:
        return self._compare(np.greater, other)

    def __ge__(self, other: Any) -> Array:
        return self._compare(np.greater_equal, other)

    def __contains__(self, number: object) -> bool:
        return bool((self == number).any())

    def argmax(self, axis: int | None = None, keepdims: bool = False) -> Array:
        """Return where the largest number lies: its place along an axis, or among all, row by row.

        The first of several; a NaN counts as the largest, as in NumPy.
        """
        return self._place(np.argmax, axis, keepdims)

    def argmin(self, axis: int | None = None, keepdims: bool = False) -> Array:
        """Return where the smallest number lies: its place along an axis, or among all, row by row.

        The first of several; a NaN counts as the smallest, as in NumPy.
        """
        return self._place(np.argmin, axis, keepdims)

    def _compare(self, how: Callable[..., Any], other: object) -> Array:
        """The truth values, in the shape to which both are broadcast.

        Raises:
            EngineError: if the shapes do not fit together, or the other is no number and has no order.
        """
        try:
            numbers = other.value if isinstance(other, Node) else real_numbers(other)
        except EngineError:
            if how in (np.equal, np.not_equal) and not isinstance(other, list | tuple | np.ndarray):
                return np.full(self.shape, how is np.not_equal)  # None, or a word: nothing that a number could be
            raise
        try:
            return np.asarray(how(self._value, numbers))
        except ValueError as reason:
            raise EngineError(
                f"Shapes {self.shape} and {numbers.shape} do not fit together to be compared."
            ) from reason

    def _place(self, where: Callable[..., Any], axis: int | None, keepdims: bool) -> Array:
        try:
            return np.asarray(where(self._value, axis=axis, keepdims=keepdims))
        except (TypeError, ValueError) as reason:
            kind = OutOfRange if isinstance(reason, IndexError) else EngineError
            raise kind(f"{where.__name__} cannot take shape {self.shape}: {reason}.") from reason
