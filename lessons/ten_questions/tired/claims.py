"""The proofs of what the text asserts about a learner that never tires."""

from __future__ import annotations

import numpy as np

from lessons.kit.lesson import claim
from lessons.ten_questions.tired.model import Robot, counted


@claim("The number of updates made so far is not on the list.")
def as_fresh_as_at_first() -> bool:
    """The slope at the first weights is the same, bit for bit, before the first update and after the millionth."""
    robot = Robot("a line", 0.1, 1_000_000, seed=0)
    fresh = robot.slope_at(robot.first_weights)
    made = [update.number for update in robot.looks()][-1]
    return made == 1_000_000 and fresh.tobytes() == robot.slope_at(robot.first_weights).tobytes()


@claim("with 100 examples that makes 130,650 multiply-adds")
def work_counted() -> bool:
    return counted(64, 10, 100) == 130_650


@claim("The first update costs that much, the last one too.")
def costs_the_same() -> bool:
    robot = Robot("two groups", 0.1, 1_000, seed=0)
    return len({robot.work() for _ in robot.looks()}) == 1


@claim("ten times the updates, about a tenth of the step")
def a_tenth() -> bool:
    """From update 100 to 1,000 to 10,000, for three seeds; the rate is constant, so the slopes tell."""
    for seed in range(3):
        slopes = {update.number: update.gradient_norm for update in Robot("two groups", 0.1, 10_000, seed).looks()}
        late = np.array([slopes[1_000] / slopes[100], slopes[10_000] / slopes[1_000]])
        if not np.all((late > 0.07) & (late < 0.2)):
            return False
    return True


@claim("there the steps dwindle to the dust of rounding")
def dust() -> bool:
    slopes = [update.gradient_norm for update in Robot("a line", 0.1, 4_000, seed=0).looks()]
    return slopes[-1] < 1e-12 < 1e-3 < slopes[0]
