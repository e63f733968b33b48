"""A tensor in everyday Python: as text, as a truth, as a number, as a copy, and what NumPy sees of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, SupportsIndex

import numpy as np
from numpy.typing import DTypeLike

from engine.arrays import Array
from engine.backpropagation import Differentiable
from engine.errors import EngineError


class Everyday(Differentiable):
    """Numbers that can be shown, asked whether they are there, turned into Python's own, and copied."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = [np.array2string(self._value, separator=", ", prefix="Tensor(")]
        parts += [f"shape={self.shape}"] if not self.size and self.shape != (0,) else []
        parts += [f"name={self.name!r}"] if self.name else []
        parts += [f"dtype={self.dtype}"] if self.dtype != np.float64 else []
        parts += ["constant=True"] if self.constant else []
        return f"Tensor({', '.join(parts)})"

    def __format__(self, how: str) -> str:
        return format(self.item(), how) if how else str(self)

    def __bool__(self) -> bool:
        if self.size != 1:
            raise EngineError(
                f"Shape {self.shape} is not one number, which is true or false: say which, "
                "with (t.value > 0).any() or .all(), or ask len(t) whether it is empty."
            )
        return bool(self._value.item())

    def item(self) -> float:
        """The one number, as a Python float.

        Raises:
            EngineError: if there are several, or none.
        """
        if self._value.size != 1:
            raise EngineError(f"Shape {self.shape} is not one number: take one with [...], or .value for all of them.")
        return float(self._value.item())

    def __float__(self) -> float:
        return self.item()

    def __int__(self) -> int:
        return int(self.item())

    if not TYPE_CHECKING:  # to a type checker, `array @ tensor` would be an array, if it knew

        def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
            """Return the numbers of a constant, for NumPy to compute with.

            Raises:
                EngineError: if it has a gradient, which would be lost without a word.
            """
            if not self.constant:
                raise EngineError(
                    "NumPy knows nothing of gradients: pass .value for the numbers alone, or use Tensor's own methods "
                    "(to join Tensors, use concatenate)."
                )
            return np.array(self._value, dtype=dtype, copy=copy)

    def __len__(self) -> int:
        return len(self._value)

    def __reduce_ex__(self, _: SupportsIndex, /) -> tuple[Callable[..., "Everyday"], tuple[Any, ...]]:
        """Copy (`copy`, `pickle`) one that was not computed, whole: numbers, name, and the gradient if it has one.

        Raises:
            EngineError: if it was computed, since the steps of a copy would write into the original.
        """
        if self.operands:
            raise EngineError(
                f"{self.name or 'This tensor'} was computed, and the steps of a copy would write into the original: "
                "compute it anew from copies, or copy its numbers, Tensor(y.value)."
            )
        return _copied, (type(self), self._value, self.name, self.constant, self._grad)


def _copied(kind: type[Everyday], value: Array, name: str, constant: bool, gradient: Array | None) -> Everyday:
    """One with the same numbers in memory of its own."""
    node = kind(value, name, dtype=value.dtype, constant=constant)
    node._grad = None if gradient is None else gradient.copy()
    return node
