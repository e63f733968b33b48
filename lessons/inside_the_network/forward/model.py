"""The network that fits on a sheet of paper: two inputs, two hidden units with ReLU, one output with a sigmoid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from numpy.typing import ArrayLike

from engine import Tensor
from lessons.kit.charts import Table
from lessons.kit.computation import Computation
from lessons.kit.figures import exact, signed

InputPair = tuple[float, float]
NOTES = {
    "x": "the two inputs",
    "h1": "what the first hidden unit passes on",
    "h2": "what the second hidden unit passes on",
    "sum": "what the output unit adds up",
    "output": "the sum after the sigmoid: what the network says",
}


@dataclass(frozen=True)
class PaperUnit:
    """A unit that hears two numbers.

    Attributes:
        weights: one for each.
        bias: what goes in whatever it hears.
    """

    weights: InputPair
    bias: float

    def adds_up(self, heard: Sequence[float]) -> float:
        """Return its weighted sum, on paper: w1·x1 + w2·x2 + b."""
        return self.weights[0] * heard[0] + self.weights[1] * heard[1] + self.bias

    def written(self, heard: Sequence[float]) -> str:
        """Return that sum as one writes it, such as “1 × 1.5 + 2 × (−0.5) + 0.25”."""
        products = (f"{exact(each)} × {signed(w)}" for each, w in zip(heard, self.weights, strict=True))
        return f"{' + '.join(products)} + {signed(self.bias)}"


@dataclass(frozen=True)
class PaperNetwork:
    """Three units in two layers: `first` and `second` hear the inputs, `last` hears those two."""

    first: PaperUnit
    second: PaperUnit
    last: PaperUnit

    def meets(self, inputs: InputPair) -> Computation:
        """Return its forward pass for two inputs; the numbers on the way are called h1, h2, sum and output."""
        at: dict[str, ArrayLike] = {"x": inputs, "v": self.last.weights, "c": self.last.bias}
        for k, unit in enumerate((self.first, self.second), 1):
            at[f"w{k}"], at[f"b{k}"] = unit.weights, unit.bias
        return Computation(_passed, {name: at[name] for name in ("x", "v", "c", "w1", "w2", "b1", "b2")})

    def hidden(self, inputs: InputPair) -> InputPair:
        """Return what the hidden units pass on, on paper."""
        return max(0.0, self.first.adds_up(inputs)), max(0.0, self.second.adds_up(inputs))

    def sum(self, inputs: InputPair) -> float:
        """Return what the output unit adds up, on paper."""
        return self.last.adds_up(self.hidden(inputs))

    def sheet(self) -> Table:
        """Return its weights and biases as a table."""
        units = (("h1", "x1, x2", self.first), ("h2", "x1, x2", self.second), ("out", "h1, h2", self.last))
        rows = tuple((name, heard, *map(exact, unit.weights), exact(unit.bias)) for name, heard, unit in units)
        return Table("The network", ("unit", "hears", "weight", "weight", "bias"), rows)


def sigmoid(number: float) -> float:
    """Return the sigmoid, on paper."""
    return 1 / (1 + exp(-number))


def _passed(x: Tensor, v: Tensor, c: Tensor, w1: Tensor, w2: Tensor, b1: Tensor, b2: Tensor) -> Tensor:
    first = ((w1 * x).sum() + b1).named("sum of h1").relu().named("h1")
    second = ((w2 * x).sum() + b2).named("sum of h2").relu().named("h2")
    return (v[0] * first + v[1] * second + c).named("sum").sigmoid().named("output")
