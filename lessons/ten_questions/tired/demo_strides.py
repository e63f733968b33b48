"""The demo of the steps: update after update at one rate, and how long each step is beside the first."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.ten_questions.tired.demo_marathon import GOALS, steps
from lessons.ten_questions.tired.model import TASKS, Robot

THOUSANDTH, NOTHING = 1e-3, 1e-12
"""Shares of the first step."""
OPTIONS = (
    "As long as the first",
    "Shorter, but more than a thousandth of it",
    "Less than a thousandth of it",
    "As good as nothing: lost in rounding",
)


def how_long(share: float) -> int:
    """Return which option a last step belongs to, by its share of the first."""
    return 3 if share < NOTHING else 2 if share < THOUSANDTH else 1 if share < 0.95 else 0


@demo(
    prediction=Prediction("How long will the last step be, beside the first?", OPTIONS),
    goal=Choices(*GOALS, start="100,000", label="updates"),
    task=Choices(*TASKS),
    rate=Knob(0.01, 0.2, start=0.1, scale="log", steps=6, label="learning rate"),
)
def strides(goal: str, task: str, rate: float, seed: int) -> Frames:
    """A hundred thousand steps without a break."""
    robot = Robot(task, rate, int(goal.replace(",", "")), seed)
    seen: list[tuple[int, float]] = []
    for update in robot.looks():
        seen.append((update.number, update.gradient_norm))
        share, over = seen[-1][1] / seen[0][1], update.number == robot.last
        readings: dict[str, Reading] = {
            "update": update.number,
            "loss": update.loss,
            "slope": update.gradient_norm,
            "next step": rate * update.gradient_norm,
            "of the first": share,
        }
        yield Frame(
            update.number,
            (steps(np.array(seen), rate, robot.last),),
            _caption(update.number, rate * update.gradient_norm, share, over=over),
            readings,
            over,
            inspect=network_example(robot.net, robot.inputs[0], robot.targets[0], robot.loss, title="One example"),
            outcome=how_long(share) if over else None,
        )


def _caption(number: int, step: float, share: float, *, over: bool) -> str:
    if not number:
        return f"Before the first update: its step will be {figure(step)} long."
    begin = "Done, and not out of breath: update" if over else "Update"
    return f"{begin} {number:,}: the next step is {figure(step)} long, {figure(share)} of the first."
