"""A network small enough for paper: three inputs, two neurons of which one is asleep, one score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.figures import exact
from lessons.kit.inspection import Inspection
from lessons.kit.questions import Draw
from lessons.kit.slopes import Array

NAMES = ("ears", "whiskers", "bark")
SIGNS = ("e", "w", "k")


@dataclass(frozen=True, eq=False)
class Tiny:
    """Three inputs, two ReLU neurons, one score.

    Attributes:
        first: the weights and the bias of each neuron, shape (2, 4).
        second: how each neuron counts in the score, shape (2,).
        inputs: shape (3,).
    """

    first: Array
    second: Array
    inputs: Array

    @classmethod
    def drawn(cls, draw: Draw) -> Tiny:
        """One neuron awake and one asleep, the sleeper with the larger weights: the numbers that tell people apart."""
        while True:
            loud, soft = (np.array([draw.whole(-most, most) for _ in range(3)]) for most in (5, 3))
            inputs = np.array([draw.whole(1, 3) for _ in range(3)])
            if min(abs(loud).min(), abs(soft).min()) == 0 or len(set(abs(soft))) < 3 or len(set(inputs)) < 2:
                continue
            rows = [
                np.append(soft, draw.whole(1, 2) - soft @ inputs),
                np.append(loud, -draw.whole(1, 2) - loud @ inputs),
            ]
            if (
                max(abs(row[3]) for row in rows) > 6
                or abs(loud).max() <= abs(soft).max()
                or 0 in (rows[0][3], rows[1][3])
            ):
                continue
            order = [draw.whole(0, 1)]
            order.append(1 - order[0])
            second = np.array([draw.one_of((-3, -2, 2, 3)) for _ in range(2)], dtype=float)
            return cls(np.array(rows, dtype=float)[order], second, inputs.astype(float))

    def score(self) -> Computation:
        """The way from the inputs to the score, in engine operations."""
        return Computation(
            lambda inputs, weights, biases, second: (
                ((weights @ inputs + biases).named("sums").relu().named("h") * second).sum().named("score")
            ),
            {"inputs": self.inputs},
            {"W": self.first[:, :3], "b": self.first[:, 3], "v": self.second},
        )

    def sums(self) -> Array:
        """Return what each neuron adds up, shape (2,)."""
        return np.asarray((Tensor(self.first[:, :3]) @ Tensor(self.inputs) + self.first[:, 3]).value)

    def slopes(self) -> Array:
        """How fast the score moves with each input: one backward pass down to the inputs, shape (3,)."""
        return self.score().slopes("inputs")

    def inspection(self, focus: str = "") -> Inspection:
        """The way from the inputs to the score, for the microscope."""
        names = {
            "inputs": "ears, whiskers, bark",
            "W": "the weights of h1 in one row, of h2 in the other",
            "b": "the numbers at the end of h1 and h2, their biases",
            "sums": "what h1 and h2 add up, before ReLU",
            "h": "h1 and h2",
            "v": "how h1 and h2 count in the score",
        }
        return self.score().inspect(focus, title="A cat score", notes=names)

    @property
    def awake(self) -> int:
        """The neuron whose sum is above 0."""
        return int(np.argmax(self.sums()))

    @property
    def sleeping(self) -> Array:
        """The sizes of the weights of the neuron that sleeps, shape (3,)."""
        return np.abs(self.first[1 - self.awake, :3])

    @property
    def tells_three_apart(self) -> bool:
        """Whether sleeper, inputs and awake neuron each point to another of the three, and none to two."""
        sizes = (self.sleeping, self.inputs, np.abs(self.first[self.awake, :3]))
        places = [np.flatnonzero(each == each.max()).tolist() for each in sizes]
        return sorted(place for found in places for place in found) == [0, 1, 2]

    def written(self) -> str:
        """The network as a reader writes it."""
        rows = [f"`h{i} = ReLU({_written(row)})`" for i, row in enumerate(self.first, start=1)]
        last = _written(np.append(self.second, 0.0), ("h1", "h2"))
        return f"{rows[0]}, {rows[1]}, `score = {last}`"

    def shown(self) -> str:
        """Tell the inputs that the network is shown."""
        return ", ".join(f"{name} {sign} = {exact(x)}" for name, sign, x in zip(NAMES, SIGNS, self.inputs, strict=True))


def _written(weights: Array, names: tuple[str, ...] = SIGNS) -> str:
    """A weighted sum as a reader writes it, such as 2e − w + 1; the last of the weights is the bias."""
    pieces = []
    for weight, name in zip(weights, (*names, ""), strict=True):
        if weight:
            size = "" if abs(weight) == 1 and name else exact(abs(weight)) + ("·" if name else "")
            pieces.append(f"{'−' if weight < 0 else '+'} {size}{name}")
    text = " ".join(pieces)
    return text.removeprefix("+ ") if text.startswith("+") else text.replace("− ", "−", 1)
