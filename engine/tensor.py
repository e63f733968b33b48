"""Tensor: an array that remembers how it was computed, so that every number in it can be asked for its gradient.

>>> from engine import Tensor
>>> x = Tensor(3.0, name="x")
>>> y = x * x
>>> y.backward()
>>> float(x.grad)
6.0
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine import buffers
from engine.backpropagation import Back, backpropagate, forward_steps, in_order
from engine.errors import EngineError
from engine.operations import activations, arithmetic, functions, products, reductions, shapes
from engine.recipe import Do, Recipe
from engine.tape import Array, Tape

Operand = "Tensor | ArrayLike"
Axis = reductions.Axis


class Tensor:
    """An array with a gradient.

    Arithmetic follows NumPy's rules and names; plain numbers and arrays may be mixed in, and get no gradient.

    Args:
        data: numbers, of any shape. They are copied.
        name: how the tape's labels call it.
        dtype: float64 (the default) or float32.
        constant: whether to leave it out when gradients are computed.

    Attributes:
        operands: what this tensor was computed from.
        steps: the NumPy calls that computed it.
        backward_rule: how it passes its gradient on to its operands; None for a tensor that was not computed.
    """

    __slots__ = (
        "_buffer",
        "_grad",
        "_gradients",
        "_tape",
        "_value",
        "backward_rule",
        "constant",
        "name",
        "operands",
        "steps",
    )
    __array_ufunc__ = None  # so that `array @ tensor` asks the tensor

    def __init__(
        self, data: ArrayLike, name: str = "", *, dtype: DTypeLike = np.float64, constant: bool = False
    ) -> None:
        if isinstance(data, Tensor):
            raise EngineError("This is a Tensor already: use it as it is, or pass its .value to copy its numbers.")
        try:
            numbers = np.array(data, dtype=dtype, order="C")
        except (TypeError, ValueError) as reason:
            raise EngineError(f"A Tensor is made of numbers (to join Tensors, use concatenate): {reason}.") from reason
        self._start(numbers, name, constant)

    def _start(self, value: Array, name: str, constant: bool, buffer: Array | None = None) -> None:
        self._value, self.name, self.constant, self._buffer = value, name, constant, buffer
        self.operands: tuple[Tensor, ...] = ()
        self.steps: list[Do] = []
        self.backward_rule: Callable[[Back, Array], None] | None = None
        self._grad: Array | None = None
        self._tape: Tape | None = None
        self._gradients: list[tuple[Tensor, Array]] = []

    @classmethod
    def over(cls, value: Array, name: str = "", *, gradient: Array | None = None) -> "Tensor":
        """A tensor that works on the given arrays themselves; without a `gradient` buffer it is a constant."""
        tensor = cls.__new__(cls)
        tensor._start(value, name, gradient is None, gradient)
        return tensor

    @classmethod
    def apply(cls, operation: Callable[..., Recipe], *operands: "Tensor", **settings: Any) -> "Tensor":
        """Record one operation on tensors and run it.

        Raises:
            EngineError: if the shapes do not fit together.
        """
        try:
            recipe = operation(*(each.value for each in operands), **settings)
        except ValueError as reason:
            seen = " and ".join(str(each.shape) for each in operands)
            raise EngineError(f"{operation.__name__} cannot take shapes {seen}: {reason}.") from reason
        tensor = cls.over(recipe.value)
        tensor.constant = all(each.constant for each in operands)
        tensor.operands, tensor.steps, tensor.backward_rule = operands, recipe.steps, recipe.backward
        with np.errstate(all="ignore"):
            for do in recipe.steps:
                do.call(*do.arguments, out=do.value)
        return tensor

    @property
    def value(self) -> Array:
        """The numbers. Writing `tensor.value = ...` overwrites them in place, and a replay will use them."""
        return self._value

    @value.setter
    def value(self, numbers: ArrayLike) -> None:
        self._value[...] = numbers

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
    def ndim(self) -> int:
        """The number of axes."""
        return self._value.ndim

    def item(self) -> float:
        """The one number, as a Python float."""
        return float(self._value.item())

    def named(self, name: str) -> "Tensor":
        """Give this tensor the name that the tape's labels use, and return it."""
        self.name = name
        return self

    @property
    def tape(self) -> Tape:
        """What was computed: the forward steps, and after `backward()` the backward steps too."""
        return self._tape if self._tape is not None else Tape(forward_steps(in_order(self)))

    def gradient_buffer(self) -> Array:
        """The buffer that its gradient goes to (for the engine's own use)."""
        return self._buffer if self._buffer is not None else buffers.filled(0.0, self.shape, self._value.dtype)

    def backward(self) -> None:
        """Compute the gradient of this number with respect to every tensor that it was computed from.

        The reverse steps join the tape. Calling it again gives the same gradients, not twice as much.

        Raises:
            EngineError: if this is not a single number, or does not depend on any tensor that has a gradient.
        """
        if self._value.size != 1:
            raise EngineError(
                f"backward() starts from one number; this has shape {self.shape}: take .sum() or .mean()."
            )
        if self.constant:
            raise EngineError("backward() found only constants: make what you want gradients for a Tensor.")
        if self._tape is None:
            self._tape, gradients = backpropagate(self)
            self._gradients = [(each, gradients[id(each)]) for each in in_order(self)[:-1] if not each.constant]
            self._grad = gradients[id(self)]
        self._tape.phase("backward").replay()
        for tensor, gradient in self._gradients:
            tensor._grad = gradient

    def __repr__(self) -> str:
        name = f", name={self.name!r}" if self.name else ""
        return f"Tensor({np.array2string(self._value, separator=', ')}{name})"

    def __len__(self) -> int:
        return len(self._value)

    def __iter__(self) -> "Iterator[Tensor]":
        return (self[index] for index in range(len(self)))

    def _with(self, operation: Callable[..., Recipe], other: Any, *, swap: bool = False) -> "Tensor":
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
            return Tensor.apply(shapes.pick, self, index=index)
        except IndexError as reason:
            raise EngineError(f"This index does not fit shape {self.shape}: {reason}.") from reason

    def abs(self) -> "Tensor":
        """|a|, element by element."""
        return abs(self)

    def exp(self) -> "Tensor":
        """eᵃ, element by element."""
        return Tensor.apply(functions.exp, self)

    def log(self) -> "Tensor":
        """The natural logarithm, element by element."""
        return Tensor.apply(functions.log, self)

    def sqrt(self) -> "Tensor":
        """The square root, element by element."""
        return self**0.5

    def tanh(self) -> "Tensor":
        """The hyperbolic tangent, between −1 and 1."""
        return Tensor.apply(activations.tanh, self)

    def sigmoid(self) -> "Tensor":
        """1 / (1 + e⁻ᵃ), between 0 and 1."""
        return Tensor.apply(activations.sigmoid, self)

    def relu(self) -> "Tensor":
        """The larger of a and 0."""
        return Tensor.apply(activations.relu, self)

    def leaky_relu(self) -> "Tensor":
        """The larger of a and a/100."""
        return Tensor.apply(activations.leaky_relu, self)

    def step(self) -> "Tensor":
        """1 where a > 0, else 0; its gradient is 0 everywhere."""
        return Tensor.apply(activations.step, self)

    def maximum(self, other: Any) -> "Tensor":
        """The larger of the two, element by element."""
        return self._with(arithmetic.maximum, other)

    def sum(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The sum, over all axes or over some."""
        return Tensor.apply(reductions.total, self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The mean, over all axes or over some."""
        return Tensor.apply(reductions.mean, self, axis=axis, keepdims=keepdims)

    def max(self, axis: Axis = None, keepdims: bool = False) -> "Tensor":
        """The largest number, over all axes or over some."""
        return Tensor.apply(reductions.largest, self, axis=axis, keepdims=keepdims)

    def softmax(self, axis: int = -1) -> "Tensor":
        """Positive numbers that add up to 1 along an axis."""
        return Tensor.apply(activations.softmax, self, axis=axis)

    def log_softmax(self, axis: int = -1) -> "Tensor":
        """The logarithm of softmax, finite for any finite input."""
        return Tensor.apply(activations.log_softmax, self, axis=axis)

    def reshape(self, *shape: Any) -> "Tensor":
        """The same numbers, row by row, in another shape."""
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], Sequence) else shape
        return Tensor.apply(shapes.reshape, self, shape=tuple(wanted))

    def transpose(self, *axes: Any) -> "Tensor":
        """The axes in another order; reversed if none is given."""
        wanted = axes[0] if len(axes) == 1 and isinstance(axes[0], Sequence) else axes
        return Tensor.apply(shapes.transpose, self, axes=tuple(wanted) or None)

    @property
    def T(self) -> "Tensor":  # noqa: N802 - NumPy's name
        """The transpose."""
        return self.transpose()


def where(condition: Any, a: Any, b: Any) -> Tensor:
    """`a` where the condition holds, else `b`. The condition is fixed when it is recorded."""
    fixed = np.asarray(condition.value if isinstance(condition, Tensor) else condition, dtype=np.bool)
    left = a if isinstance(a, Tensor) else Tensor(a, constant=True)
    right = b if isinstance(b, Tensor) else Tensor(b, constant=True)
    return Tensor.apply(lambda x, y: arithmetic.where(fixed, x, y), left, right)


def maximum(a: Any, b: Any) -> Tensor:
    """The larger of the two, element by element."""
    left = a if isinstance(a, Tensor) else Tensor(a, constant=True)
    return left.maximum(b)


def concatenate(parts: Sequence[Tensor], axis: int = 0) -> Tensor:
    """Tensors joined one after another along an axis."""
    return Tensor.apply(shapes.concatenate, *parts, axis=axis)
