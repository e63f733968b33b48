"""A route of two streets, x → h → y: the smallest network in which a correction must travel back through a link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine import Tensor
from engine.tape import Tape
from lessons.kit.differences import central_difference
from lessons.kit.inspection import Inspection, expression

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

    def tape(self) -> Tape:
        """The engine's tape of one way there and back."""
        return self._driven[0]

    def values(self) -> dict[str, float]:
        """Every figure of the way there and back, by the name of the step: as in `STEPS`."""
        return dict(named_steps(self.tape()))

    def slopes(self) -> tuple[float, float]:
        """The slopes of the loss along w and along v, by the engine."""
        return self._driven[1]

    @cached_property
    def _driven(self) -> tuple[Tape, tuple[float, float]]:
        """One way there and back by the engine, made once: a frame asks every route of its trail for its figures."""
        w, v = Tensor(self.w, name="w"), Tensor(self.v, name="v")
        h = (w * self.x).named("h")
        y = (v * h).named("y")
        loss = ((y - self.t).named("miss") ** 2).named("loss")
        loss.backward()
        return loss.tape, (float(w.grad), float(v.grad))

    def inspection(self, focus: str = "") -> Inspection:
        """The way there and back, for the microscope."""
        return expression(
            lambda w, v, x, t: ((v * (w * x).named("h")).named("y") - t).named("miss") ** 2,
            {"w": self.w, "v": self.v},
            {"x": self.x, "t": self.t},
            focus=focus,
            title="A route of two streets",
            notes={"t": "the right answer", "h": "after the first street", "y": "what the network says"},
        )

    def loss(self, w: float, v: float) -> float:
        """The loss in plain arithmetic, for other weights."""
        return (v * w * self.x - self.t) ** 2

    def measured(self) -> tuple[float, float]:
        """The slopes along w and v, by central differences."""
        return (
            central_difference(lambda at: self.loss(float(at), self.v), self.w),
            central_difference(lambda at: self.loss(self.w, float(at)), self.v),
        )

    def updated(self, rate: float) -> Route:
        """The route after one update of both weights."""
        along_w, along_v = self.slopes()
        return Route(self.x, self.w - rate * along_w, self.v - rate * along_v, self.t)


def named_steps(tape: Tape) -> list[tuple[str, float]]:
    """The tape's steps that matter, in the engine's order, each with what it computed."""
    found = []
    for step in tape:
        name = step.label.partition(" ")[0]
        if name in STEPS:
            found.append((name, float(step.value)))
    return found
