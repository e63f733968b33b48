"""Exercises in forward passes, every node a number for paper, and what a pencil that went wrong has forgotten."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.inside_the_network.forward.model import InputPair, PaperNetwork, PaperUnit
from lessons.kit.draw import Draw

EXERCISES = 8
LARGEST = 4.0
"""No node of an exercise is further from zero than that."""
NODES = ("h1", "h2", "sum")


@dataclass(frozen=True)
class Exercise:
    """A network and the two inputs that it meets."""

    network: PaperNetwork
    inputs: InputPair

    def nodes(self) -> dict[str, float]:
        """Return what h1 and h2 pass on and the output's sum, by the engine."""
        there = self.network.meets(self.inputs)
        return {name: there[name] for name in NODES}

    def slips(self) -> dict[str, dict[str, float]]:
        """Return, for each node, what comes out for somebody who forgets something there."""
        unbent = self.network.first.adds_up(self.inputs), self.network.second.adds_up(self.inputs)
        last, hidden = self.network.last, self.network.hidden(self.inputs)
        found = {"sum": {"counts hidden sums from before ReLU": last.adds_up(unbent), **_forgetful(last, hidden)}}
        for name, unit, added in zip(NODES, (self.network.first, self.network.second), unbent, strict=False):
            bent = {what: max(0.0, number) for what, number in _forgetful(unit, self.inputs).items()}
            found[name] = {"is the sum from before ReLU": added, **bent}
        return found


def _forgetful(unit: PaperUnit, heard: InputPair) -> dict[str, float]:
    added = unit.adds_up(heard)
    return {
        "leaves the bias out": added - unit.bias,
        "ignores the signs of the weights": PaperUnit((abs(unit.weights[0]), abs(unit.weights[1])), unit.bias).adds_up(
            heard
        ),
        "leaves the weights out": sum(heard) + unit.bias,
    }


def exercise(number: int) -> Exercise:
    """Return an exercise; the same number gives the same one."""
    return drawn_exercise(Draw(number))


def drawn_exercise(draw: Draw) -> Exercise:
    """Return an exercise of chance: one hidden unit is awake, the other silent, and all nodes are quarters."""
    while True:
        inputs = (draw.number(0.5, 2, step=0.5), draw.number(0.5, 2, step=0.5))
        found = Exercise(PaperNetwork(_unit(draw), _unit(draw), _unit(draw)), inputs)
        low, high = sorted((found.network.first.adds_up(inputs), found.network.second.adds_up(inputs)))
        total = found.network.sum(inputs)
        fits = 0.5 <= high <= LARGEST and -LARGEST <= low <= -0.5 and 0.25 <= abs(total) <= LARGEST
        if fits and (4 * total).is_integer():
            return found


def _unit(draw: Draw) -> PaperUnit:
    weights = [draw.number(-2, 2, step=0.5, zero=False) for _ in range(2)]
    return PaperUnit((weights[0], weights[1]), draw.number(-1, 1, step=0.25, zero=False))


def first_wrong(pencil: dict[str, float], nodes: dict[str, float]) -> int:
    """Return the index of the first node at which the pencil's figure is not the engine's, or 3 if there is none."""
    wrong = [i for i, name in enumerate(NODES) if not np.isclose(pencil[name], nodes[name], atol=1e-9)]
    return wrong[0] if wrong else len(NODES)
