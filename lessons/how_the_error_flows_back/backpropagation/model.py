"""The cookies: sugar that sweetens and browns, the smallest network with two ways from a weight to the loss."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.inspection import Inspection

NOTES = {
    "x": "how many eggs the batch has",
    "w": "spoons of sugar for each egg",
    "h": "the sugar in the dough",
    "p": "how much that sweetens",
    "q": "how much that browns",
    "y": "the taste",
    "t": "the taste that was wanted",
}
"""The letters in words."""


@dataclass(frozen=True)
class Cookies:
    """A batch: h = w·x, from there two ways, p = u·h and q = v·h, to the taste y = p + q; the loss is (y − t)².

    Attributes:
        x: how many eggs the batch has.
        w: spoons of sugar for each egg.
        u: how strongly sugar sweetens.
        v: how strongly sugar browns; below 0 it spoils the taste.
        t: the taste that was wanted.
    """

    x: float
    w: float
    u: float
    v: float
    t: float

    @property
    def computation(self) -> Computation:
        """The loss, with its slopes along w, u and v."""
        return Computation(_loss, {"w": self.w, "u": self.u, "v": self.v}, {"x": self.x, "t": self.t})

    @cached_property
    def values(self) -> dict[str, float]:
        """Every figure of the way there and back by the name of its step on the engine's tape, such as "h" and "dh"."""
        leaves = [Tensor(getattr(self, name), name) for name in "wuv"]
        loss = _loss(leaves[0], leaves[1], leaves[2], self.x, self.t).named("loss")
        loss.backward()
        given = {name: float(getattr(self, name)) for name in "xwuvt"}
        return given | {step.label.partition(" ")[0]: float(step.value) for step in loss.tape}

    def inspection(self, focus: str = "w") -> Inspection:
        """Return the way there and back, for the microscope."""
        return self.computation.inspect(focus, title="A batch of cookies: two ways from w to the loss", notes=NOTES)


def _loss(w: Tensor, u: Tensor, v: Tensor, x: Tensor | float, t: Tensor | float) -> Tensor:
    h = (w * x).named("h")
    y = ((u * h).named("p") + (v * h).named("q")).named("y")
    return (y - t).named("miss") ** 2
