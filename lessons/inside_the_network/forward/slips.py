"""What comes out of an exercise's pass when something goes wrong in it, by the name of what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from lessons.inside_the_network.forward.exercises import Exercise, drawn_exercise
from lessons.inside_the_network.forward.model import sigmoid
from lessons.kit.questions import Draw

NEAR = 0.005
"""How far a prediction may be off."""


def mistaken_passes(task: Exercise) -> dict[str, float]:
    """Return what comes out of a pass by the name of what went wrong in it; "" is the right one."""
    last, there = task.network.last, task.network.meets(task.inputs)
    return {
        "": there.value(),
        "stopped at the sum": there["sum"],
        "forgot ReLU": sigmoid(last.adds_up((there["sum of h1"], there["sum of h2"]))),
        "forgot the output's bias": there.at(c=0.0).value(),
        "forgot the hidden biases": there.at(b1=0.0, b2=0.0).value(),
        "skipped the hidden layer": sigmoid(last.adds_up(task.inputs)),
    }


def doubled_first(task: Exercise) -> tuple[float, float]:
    """Return the inputs with the first of them doubled."""
    return 2 * task.inputs[0], task.inputs[1]


def mistaken_changes(task: Exercise) -> dict[str, float]:
    """Return by how much the sum changes when x1 doubles, by the name of what went wrong; "" is the right answer."""
    there, then = task.network.meets(task.inputs), task.network.meets(doubled_first(task))
    weights = task.network.last.weights

    def weighed(name: str) -> float:
        return sum(v * (then[each] - there[each]) for v, each in zip(weights, (f"{name}1", f"{name}2"), strict=True))

    return {
        "": then["sum"] - there["sum"],
        "doubled the sum": there["sum"],
        "gave the new sum": then["sum"],
        "left out the output's weights": then["h1"] - there["h1"] + then["h2"] - there["h2"],
        "let the input go straight to the output": task.inputs[0] * weights[0],
        "forgot ReLU": weighed("sum of h"),
    }


def drawn_apart(draw: Draw, results: Callable[[Exercise], dict[str, float]]) -> Exercise:
    """Return an exercise in which no two of the results come near each other."""
    while True:
        task = drawn_exercise(draw)
        if min(np.diff(sorted(results(task).values()))) > 4 * NEAR:
            return task


def mistakes_of(task: Exercise, results: Callable[[Exercise], dict[str, float]]) -> dict[str, Callable[[], float]]:
    """Return the mistakes among the results, each computed when it is asked for."""
    return {name: partial(_result, task, results, name) for name in results(task) if name}


def _result(task: Exercise, results: Callable[[Exercise], dict[str, float]], name: str) -> float:
    return results(task)[name]
