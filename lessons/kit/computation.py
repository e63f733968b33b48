"""A formula written once: for marking, for the second way to its slopes, and for the microscope.

here = Computation(lambda w, x, y: ((w * x).named("output") - y).named("miss") ** 2, {"w": 0.5}, {"x": 3.0, "y": 1.0})
here.value(), here["miss"]              # the engine's forward pass
here.slope("w"), here.nudged("w")       # its backward pass, and a central difference of forward passes
here.at(w=2.0).slope("w")               # the formula elsewhere
here.inspect("w", title="One weight")   # for the microscope
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from engine import Tensor
from lessons.kit.differences import central_difference
from lessons.kit.errors import LessonError
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array


class Computation:
    """A formula of one number, mostly a loss, at a place; nothing is kept, it is computed whenever it is asked for."""

    def __init__(
        self, formula: Callable[..., Tensor], at: Mapping[str, ArrayLike], given: Mapping[str, ArrayLike] | None = None
    ) -> None:
        """Take a formula.

        Args:
            formula: takes a Tensor for each entry of `at`, then one for each of `given`, in their order; gives one
                number. Intermediate results that are wanted by name are `.named("miss")`.
            at: what has a slope, by name; numbers or arrays.
            given: what is fixed and only named.
        """
        self._formula = formula
        self._at = {name: np.array(value, dtype=np.float64) for name, value in at.items()}
        self._given = {name: np.array(value, dtype=np.float64) for name, value in (given or {}).items()}

    def at(self, **numbers: ArrayLike) -> Computation:
        """Return the formula with some of its numbers changed.

        Raises:
            LessonError: it has no number of that name.
        """
        for name in numbers:
            self._refuse_unknown(name, {**self._at, **self._given})
        at, given = (
            {name: numbers.get(name, value) for name, value in each.items()} for each in (self._at, self._given)
        )
        return Computation(self._formula, at, given)

    def value(self) -> float:
        """Return what it comes to, by the engine's forward pass."""
        return self._forward()[1].item()

    def __getitem__(self, name: str) -> float:
        """Return the intermediate result that the formula calls so.

        Raises:
            LessonError: it calls nothing so, or that is not one number.
        """
        found = [node for node in _nodes(self._forward()[1]) if node.name == name]
        if not found or found[0].value.size != 1:
            raise LessonError(
                f"The formula has no number called {name}: write (…).named({name!r}) where it is computed."
            )
        return found[0].item()

    def slope(self, name: str, *index: int) -> float:
        """Return the slope along a number, by the engine's backward pass; along one entry of an array by its index.

        Raises:
            LessonError: no number with a slope has that name.
        """
        return float(self.slopes(name)[index])

    def slopes(self, name: str) -> Array:
        """Return the slope along each entry of an array, in its shape.

        Raises:
            LessonError: as `slope`.
        """
        self._refuse_unknown(name, self._at)
        leaves, result = self._forward()
        result.backward()
        return np.array(leaves[name].grad)

    def nudged(self, name: str, *index: int) -> float:
        """Return the slope along a number without any backward pass: by a central difference of forward passes.

        Raises:
            LessonError: as `slope`.
        """
        self._refuse_unknown(name, self._at)
        return central_difference(lambda numbers: self.at(**{name: numbers}).value(), self._at[name], index)

    def inspect(self, focus: str = "", *, title: str = "", notes: Mapping[str, str] | None = None) -> Inspection:
        """Return the formula as the microscope looks at it; the arguments are as in `Inspection`."""
        return expression(self._formula, self._at, self._given, focus=focus, title=title, notes=notes)

    def _forward(self) -> tuple[dict[str, Tensor], Tensor]:
        leaves = {name: Tensor(value, name) for name, value in self._at.items()}
        fixed = (Tensor(value, name, constant=True) for name, value in self._given.items())
        return leaves, self._formula(*leaves.values(), *fixed)

    @staticmethod
    def _refuse_unknown(name: str, known: Mapping[str, object]) -> None:
        if name not in known:
            raise LessonError(f"The formula has no number called {name}; it has {', '.join(known)}.")


def _nodes(result: Tensor) -> list[Tensor]:
    """Return a result and all that it was computed from."""
    found, waiting = [], [result]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(each for each in node.operands if isinstance(each, Tensor))
    return found
