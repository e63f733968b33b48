"""Three landscapes to walk in: each is the loss of a model with two weights on a handful of examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array, loss_and_gradient

WEST_EAST, SOUTH_NORTH = (-3.0, 3.0), (-2.0, 4.0)
"""The map's edges: the first weight grows to the east, the second to the north."""
STARTS = {"north-west": (-2.5, 3.0), "north-east": (2.5, 3.0), "south-west": (-2.5, -1.0), "south-east": (2.5, -1.0)}
COLUMNS, ROWS = 73, 49


@dataclass(frozen=True, eq=False)
class Landscape:
    """The mean squared error of a small model over its two weights.

    Attributes:
        name: what the knob calls it.
        model: the output for two weights and the inputs, in engine operations.
        inputs: shape (n,).
        targets: shape (n,).
        weights: what the two weights are, for the axes.
    """

    name: str
    model: Callable[[Tensor, Tensor, Tensor], Tensor]
    inputs: Array
    targets: Array
    weights: tuple[str, str]

    def loss(self, first: Tensor, second: Tensor) -> Tensor:
        """Mean squared error for weights of shape (..., 1), shape (...); the map and the hiker use the same lines."""
        inputs, targets = (
            Tensor(each, name, constant=True) for each, name in ((self.inputs, "inputs"), (self.targets, "targets"))
        )
        outputs = self.model(first, second, inputs).named("outputs")
        squared = ((outputs - targets).named("misses") ** 2).named("squared")
        return squared.mean(axis=-1).named("loss")

    def inspection(self, place: Array) -> Inspection:
        """The loss at a place, for the microscope."""
        names = [name.partition(" ")[0] for name in self.weights]
        at = dict(zip(names, map(float, place), strict=True))
        notes = dict(zip(names, self.weights, strict=True))
        return expression(self.loss, at, focus=names[0], title=f"The ground of the {self.name}, here", notes=notes)

    def feel(self, place: Array) -> tuple[float, Array]:
        """The loss at a place, and its gradient there, shape (2,)."""
        return loss_and_gradient(self.loss, place)

    def heights(self) -> Array:
        """The loss all over the map, shape (ROWS, COLUMNS), row 0 in the south."""
        west_east, south_north = np.meshgrid(np.linspace(*WEST_EAST, COLUMNS), np.linspace(*SOUTH_NORTH, ROWS))
        loss = self.loss(Tensor(west_east[..., None]), Tensor(south_north[..., None]))
        return np.asarray(loss.value)

    def lowest(self, heights: Array) -> tuple[float, Array]:
        """The loss at the deepest point of the map, and where that is: Newton's method from the lowest cell."""
        row, column = np.unravel_index(int(heights.argmin()), heights.shape)
        place = np.array([np.linspace(*WEST_EAST, COLUMNS)[column], np.linspace(*SOUTH_NORTH, ROWS)[row]])
        for _ in range(3):
            place = place - np.linalg.solve(self.curvatures(place), self.feel(place)[1])
        return self.feel(place)[0], place

    def curvatures(self, place: Array) -> Array:
        """How fast the slope itself changes there, shape (2, 2): central differences of the engine's gradient."""
        nudge = 1e-5 * np.eye(2)
        rows = [(self.feel(place + step)[1] - self.feel(place - step)[1]) / 2e-5 for step in nudge]
        return np.array(rows)

    def edge(self, bottom: Array) -> float:
        """The learning rate above which a hiker cannot settle at that bottom: 2 / the largest curvature there."""
        return 2.0 / float(np.linalg.eigvalsh(self.curvatures(bottom))[-1])


def straight_line(w: Tensor, b: Tensor, x: Tensor) -> Tensor:
    """The line w·x + b."""
    return w * x + b


def one_hump(w: Tensor, v: Tensor, x: Tensor) -> Tensor:
    """A single hump with its top at x = w and of height v: v·exp(−(x − w)²)."""
    return v * (-((w - x) ** 2)).exp()


_LINE = ("w (tilt)", "b (height)")
_X = np.linspace(-3.0, 3.0, 13)
LANDSCAPES = {
    "bowl": Landscape("bowl", straight_line, np.array([-1.5, -0.5, 0.5, 1.5]), np.array([-0.9, -0.1, 0.9, 2.1]), _LINE),
    "ravine": Landscape("ravine", straight_line, np.array([0.5, 1.0, 1.5, 2.0]), np.array([0.9, 1.6, 1.9, 2.6]), _LINE),
    "two valleys": Landscape(
        "two valleys",
        one_hump,
        _X,
        np.round(np.exp(-((_X + 1.5) ** 2)) + 2.0 * np.exp(-((_X - 1.5) ** 2)), 1),
        ("w (place)", "v (height)"),
    ),
}
"""The ravine has the bowl's model, on inputs to one side of zero; the last has two humps to fit with one."""
