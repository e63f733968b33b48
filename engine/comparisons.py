"""What may be asked of a tensor's numbers and is no tensor itself: comparisons, and where the extremes lie.

The answers are plain arrays of truth values or positions; nothing is recorded, and no gradient flows through them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.errors import EngineError
from engine.node import Node
from engine.tape import Array


class Comparable(Node):
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
        same = how in (np.equal, np.not_equal)
        try:
            numbers = other.value if isinstance(other, Node) else np.asarray(other)
            if numbers.dtype.kind in ("biufc" if same else "biuf"):
                return np.asarray(how(self._value, numbers))
        except ValueError as reason:
            raise EngineError(
                f"This tensor of shape {self.shape} cannot be compared so: {str(reason).rstrip(' .')}."
            ) from reason
        if same and numbers.ndim == 0:  # None, or a word: nothing that a number could be
            return np.full(self.shape, how is np.not_equal)
        raise EngineError(f"A tensor is compared with numbers, or arrays of them, not with {other!r}.")

    def _place(self, where: Callable[..., Any], axis: int | None, keepdims: bool) -> Array:
        try:
            return np.asarray(where(self._value, axis=axis, keepdims=keepdims))
        except (TypeError, ValueError) as reason:
            raise EngineError(f"{where.__name__} cannot take shape {self.shape}: {reason}.") from reason
