"""A route of two streets, x → h → y: the smallest network in which a correction must travel back through a link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.inspection import Inspection

STEPS = ("h", "y", "loss", "dy", "dv", "dh", "dw")
"""The figures that matter on the way there and back, by the engine's names; dy is the slope of the loss along y."""


@dataclass(frozen=True)
class Route:
    """Two weights in a row: h = w·x, y = v·h, and the loss (y − t)².

    Attributes:
        x: the input.
        w: the first weight.
        v: the second weight.
        t: the right answer.
    """

    x: float
    w: float
    v: float
    t: float

    @cached_property
    def values(self) -> dict[str, float]:
        """Every figure of the way there and back, by the name of its step, in the order of the engine's tape."""
        loss = _loss(Tensor(self.w, name="w"), Tensor(self.v, name="v"), self.x, self.t).named("loss")
        loss.backward()
        steps = [(step.label.partition(" ")[0], step.value) for step in loss.tape]
        return {name: float(value) for name, value in steps if name in STEPS}

    @property
    def computation(self) -> Computation:
        """The loss, with its slopes along w and v."""
        return Computation(_loss, {"w": self.w, "v": self.v}, {"x": self.x, "t": self.t})

    def inspection(self, focus: str) -> Inspection:
        """Return the way there and back, for the microscope."""
        notes = {"t": "the right answer", "h": "after the first street", "y": "what the network says"}
        return self.computation.inspect(focus, title="A route of two streets", notes=notes)

    def updated(self, rate: float) -> Route:
        """Return the route after one update of both weights."""
        return Route(self.x, self.w - rate * self.values["dw"], self.v - rate * self.values["dv"], self.t)


def _loss(w: Tensor, v: Tensor, x: Tensor | float, t: Tensor | float) -> Tensor:
    return ((v * (w * x).named("h")).named("y") - t).named("miss") ** 2
