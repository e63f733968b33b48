"""The demo of the ruler: a straight line is turned through all directions, and laid where it does best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.plane import told_apart
from lessons.when_learning_goes_wrong.underfitting.model import REACH, TASKS, TURNS, best_cut, piles

STEPS = 60
OPTIONS = ("Fewer than six in ten", "Six to eight in ten", "More than eight in ten")


@demo(
    prediction=Prediction("How many of the points does the best of all straight lines get right?", OPTIONS),
    turns=Knob(0.5, 2.0, start=TURNS, steps=6),
    task=Choices(*TASKS),
)
def ruler(turns: float, task: str, seed: int) -> Frames:
    """All straight lines."""
    own = piles(seed, turns, task)[0]
    lines: list[tuple[float, Network]] = []
    for step in range(STEPS + 1):
        lines.append(laid(own, np.pi * step / STEPS))
        yield _frame(lines, own)


def laid(own: Split, angle: float) -> tuple[float, Network]:
    """Return the share right of the best line that borders on B in a direction, and that line as a neuron."""
    direction = np.array([np.cos(angle), np.sin(angle)])
    share, cut, up = best_cut(own.inputs @ direction, own.targets[:, 0] > 0.5)
    return share, as_network(direction, cut, up)


def _frame(lines: Sequence[tuple[float, Network]], own: Split) -> Frame:
    """Draw the latest line, and in the end the best."""
    step, over = len(lines) - 1, len(lines) > STEPS
    found = [share for share, _ in lines]
    best = int(np.argmax(found))
    shown = best if over else step
    told = f"Turned by {180 * shown // STEPS}°: this line gets {percent(found[shown])} right at best."
    told += " No other did better." if over else f" The best of all so far: {percent(found[best])}."
    return Frame(
        step,
        (told_apart(lines[shown][1], own, "The best line" if over else "The line", REACH), _history(found)),
        told,
        {"angle": f"{180 * shown // STEPS}°", "this line": percent(found[shown]), "best line": percent(found[best])},
        over,
        inspect=network_example(
            lines[shown][1], own.inputs[0], own.targets[0], "binary_cross_entropy", title="One point"
        ),
        outcome=how_many(found[best]) if over else None,
    )


def as_network(direction: Array, cut: float, up: bool) -> Network:
    """Return one neuron that says B beyond a cut along a direction, shape (2,), or on this side of it."""
    line, sign = Network([2, 1]), 1.0 if up else -1.0
    line.layers[0].weights[:, 0] = sign * direction
    line.layers[0].biases[0] = -sign * cut
    return line


def how_many(share: float) -> int:
    """Return which option is true of the best share."""
    return 0 if share < 0.6 else 1 if share <= 0.8 else 2


def _history(found: list[float]) -> Lines:
    """Draw the share right by angle, and the best."""
    angles = 180 * np.arange(len(found)) / STEPS
    best = (Mark("best", y=max(found), tone="fourth"),)
    return Lines(
        "Share right",
        (Series("this line", angles, np.array(found)),),
        "angle",
        "",
        (0.0, 180.0),
        marks=best,
    )
