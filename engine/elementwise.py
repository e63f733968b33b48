"""Functions of one tensor that take each number by itself: exponentials, activations, sine and cosine, bounds."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from engine.comparisons import Comparable
from engine.errors import EngineError
from engine.node import Node
from engine.numbers import real_numbers
from engine.operations import activations, functions


class Elementwise(Comparable):
    """A node with these functions as methods."""

    __slots__ = ()

    def exp(self) -> Self:
        """eᵃ, element by element."""
        return self.apply(functions.exp, self)

    def log(self) -> Self:
        """The natural logarithm, element by element."""
        return self.apply(functions.log, self)

    def sin(self) -> Self:
        """The sine of an angle in radians."""
        return self.apply(functions.sin, self)

    def cos(self) -> Self:
        """The cosine of an angle in radians."""
        return self.apply(functions.cos, self)

    def clip(self, low: ArrayLike | None = None, high: ArrayLike | None = None) -> Self:
        """Every number, but none below `low` and none above `high`; beyond the bounds the gradient is 0.

        Args:
            low: a number or an array, or None for no lower bound.
            high: the same from above.

        Raises:
            EngineError: if `low` is above `high`, or one of them is a tensor, whose gradient would be lost.
        """
        if isinstance(low, Node) or isinstance(high, Node):
            raise EngineError("clip's bounds are plain numbers or arrays: x.maximum(low).minimum(high) takes tensors.")
        below = real_numbers(-np.inf if low is None else low, self.dtype)
        above = real_numbers(np.inf if high is None else high, self.dtype)
        return self.apply(functions.clip, self, low=below, high=above)

    def tanh(self) -> Self:
        """The hyperbolic tangent, between −1 and 1."""
        return self.apply(activations.tanh, self)

    def sigmoid(self) -> Self:
        """1 / (1 + e⁻ᵃ), between 0 and 1."""
        return self.apply(activations.sigmoid, self)

    def relu(self) -> Self:
        """The larger of a and 0."""
        return self.apply(activations.relu, self)

    def leaky_relu(self) -> Self:
        """The larger of a and a/100."""
        return self.apply(activations.leaky_relu, self)

    def step(self) -> Self:
        """1 where a > 0, else 0; its gradient is 0 everywhere."""
        return self.apply(activations.step, self)

    def softplus(self) -> Self:
        """ln(1 + eᵃ), a ReLU without its kink."""
        return self.apply(functions.softplus, self)

    def detach(self) -> Self:
        """A constant over the same numbers, in the same memory, through which no gradient flows.

        What the numbers were computed from is left behind; it runs again only where it has another part in the result.
        """
        constant = self.over(self._value, f"{self.name} detached".strip())
        constant._writes = self._writes
        return constant
