"""Tensor: an array that remembers how it was computed, so that every number in it can be asked for its gradient.

>>> from engine import Tensor
>>> x = Tensor(3.0, name="x")
>>> y = x * x
>>> y.backward()
>>> float(x.grad)
6.0
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from engine.elementwise import Elementwise
from engine.errors import EngineError, OutOfRange
from engine.numbers import real_numbers
from engine.operation import Operation
from engine.operations import activations, arithmetic, functions, indexing, products, reductions, shapes, spread
from engine.operations.axes import Axis


class Tensor(Elementwise):
    """An array with a gradient.

    Arithmetic follows NumPy's rules and names; plain numbers and arrays may be mixed in, and get no gradient.

    Args:
        data: numbers, of any shape. They are copied.
        name: how the tape's labels call it.
        dtype: float64 (the default) or float32.
        constant: whether to leave it out when gradients are computed.
    """

    __slots__ = ()
    __array_ufunc__ = None  # so that `array @ tensor` asks the tensor

    def __iter__(self) -> "Iterator[Tensor]":
        return (self[index] for index in range(len(self)))

    def _with(self, operation: Callable[..., Operation], other: Any, *, swap: bool = False) -> "Tensor":
        """An operation with another operand, which may be a plain number or array."""
        if not isinstance(other, Tensor):
            other = Tensor(other, dtype=self._value.dtype, constant=True)
        return Tensor.apply(operation, *((other, self) if swap else (self, other)))

    def __add__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.add, other)

    def __radd__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.add, other, swap=True)

    def __sub__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.subtract, other)

    def __rsub__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.subtract, other, swap=True)

    def __mul__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.multiply, other)

    def __rmul__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.multiply, other, swap=True)

    def __truediv__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.divide, other)

    def __rtruediv__(self, other: Any) -> "Tensor":
        return self._with(arithmetic.divide, other, swap=True)

    def __pow__(self, exponent: Any) -> "Tensor":
        if isinstance(exponent, int | float) and exponent == 2:
            return Tensor.apply(arithmetic.square, self)
        return self._with(arithmetic.power, exponent)

    def __rpow__(self, base: Any) -> "Tensor":
        return self._with(arithmetic.power, base, swap=True)

    def __matmul__(self, other: Any) -> "Tensor":
        return self._with(products.matmul, other)

    def __rmatmul__(self, other: Any) -> "Tensor":
        return self._with(products.matmul, other, swap=True)

    def __neg__(self) -> "Tensor":
        return Tensor.apply(arithmetic.negative, self)

    def __abs__(self) -> "Tensor":
        return Tensor.apply(functions.absolute, self)

    def __getitem__(self, index: Any) -> "Tensor":
        try:
            return Tensor.apply(indexing.pick, self, index=index)
        except OutOfRange as problem:
            raise OutOfRange(f"This index does not fit shape {self.shape}: {problem.__cause__}.") from problem

    def abs(self) -> "Tensor":
        """|a|, element by element."""
        return abs(self)

    def sqrt(self) -> "Tensor":
        """The square root, element by element."""
        return self**0.5

    def maximum(self, other: Any) -> "Tensor":
        """The larger of the two, element by element."""
        return self._with(arithmetic.maximum, other)

    def minimum(self, other: Any) -> "Tensor":
        """The smaller of the two, element by element."""
        return self._with(arithmetic.minimum, other)

    def sum(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The sum, over all axes or over some."""
        return Tensor.apply(reductions.total, self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The mean, over all axes or over some."""
        return Tensor.apply(reductions.mean, self, axis=axis, keepdims=keepdims)

    def max(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The largest number, over all axes or over some."""
        return Tensor.apply(reductions.largest, self, axis=axis, keepdims=keepdims)

    def min(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The smallest number, over all axes or over some; where several tie, the gradient is shared."""
        return Tensor.apply(reductions.smallest, self, axis=axis, keepdims=keepdims)

    def var(self, axis: Axis = None, keepdims: bool = False, ddof: float = 0) -> "Tensor":
        """The variance, over all axes or over some: the squares' sum over n − ddof (PyTorch divides by n − 1)."""
        return Tensor.apply(spread.variance, self, axis=axis, keepdims=keepdims, ddof=ddof)

    def std(self, axis: Axis = None, keepdims: bool = False, ddof: float = 0) -> "Tensor":
        """The standard deviation, √var; its gradient is 0 where all numbers are the same."""
        return Tensor.apply(spread.standard_deviation, self, axis=axis, keepdims=keepdims, ddof=ddof)

    def logsumexp(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The logarithm of Σ eᵃ, over all axes or over some, finite for any finite numbers."""
        return Tensor.apply(reductions.logsumexp, self, axis=axis, keepdims=keepdims)

    def softmax(self, axis: Axis = -1) -> "Tensor":
        """Positive numbers that add up to 1 along an axis, or over several."""
        return Tensor.apply(activations.softmax, self, axis=axis)

    def log_softmax(self, axis: Axis = -1) -> "Tensor":
        """The logarithm of softmax, finite for any finite input."""
        return Tensor.apply(activations.log_softmax, self, axis=axis)

    def reshape(self, *shape: Any) -> "Tensor":
        """Return the tensor's numbers, row by row, in another shape."""
        return Tensor.apply(shapes.reshape, self, shape=_one_or_several(shape))

    def transpose(self, *axes: Any) -> "Tensor":
        """The axes in another order, negative ones counted from the end; reversed if none is given."""
        order = None if not axes or axes[0] is None else _one_or_several(axes)
        return Tensor.apply(shapes.transpose, self, axes=order)

    @property
    def T(self) -> "Tensor":  # noqa: N802 - NumPy's name
        """The transpose."""
        return self.transpose()


def where(condition: Any, a: Any, b: Any) -> Tensor:
    """`a` where the condition holds, else `b`. The condition is fixed when it is recorded."""
    given = condition.value if isinstance(condition, Tensor) else real_numbers(condition)
    return Tensor.apply(arithmetic.where, *_alike(a, b), condition=given.astype(np.bool))


def maximum(a: Any, b: Any) -> Tensor:
    """The larger of the two, element by element."""
    return Tensor.apply(arithmetic.maximum, *_alike(a, b))


def minimum(a: Any, b: Any) -> Tensor:
    """The smaller of the two, element by element."""
    return Tensor.apply(arithmetic.minimum, *_alike(a, b))


def concatenate(parts: Iterable[Any], axis: int | None = 0) -> Tensor:
    """Tensors, arrays or lists, joined one after another along an axis (None: all their numbers in a row)."""
    return Tensor.apply(shapes.concatenate, *_listed("concatenate", parts), axis=axis)


def stack(parts: Iterable[Any], axis: int = 0) -> Tensor:
    """Tensors, arrays or numbers of one shape, one after another along a new axis."""
    return Tensor.apply(shapes.stack, *_listed("stack", parts), axis=axis)


def _listed(name: str, parts: Iterable[Any]) -> list[Tensor]:
    if not isinstance(parts, Iterable) or isinstance(parts, str):
        raise EngineError(f"{name} takes a list of what is to be joined, such as {name}([a, b]).")
    return _alike(*parts)


def _one_or_several(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what was given as several arguments, or as a single list, tuple or array of them."""
    return tuple(given[0]) if len(given) == 1 and np.ndim(given[0]) else given


def _alike(*operands: Any) -> list[Tensor]:
    """All as tensors; plain numbers and arrays become constants of the kind that the tensors hold."""
    kinds = [each.value.dtype for each in operands if isinstance(each, Tensor)] or [np.dtype(np.float64)]
    kind = np.result_type(*kinds)
    return [each if isinstance(each, Tensor) else Tensor(each, dtype=kind, constant=True) for each in operands]
