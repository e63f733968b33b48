"""What the machine runs for this lesson: a marathon, five questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from lessons.kit.lesson import Claim
from lessons.ten_questions.tired.counting import counted, work_of_one_update
from lessons.ten_questions.tired.marathon import marathon
from lessons.ten_questions.tired.outcomes import veteran, why_small
from lessons.ten_questions.tired.robot import Robot
from lessons.ten_questions.tired.slopes import slope_at_checkpoint, third_step

__all__ = (
    "claims",
    "marathon",
    "slope_at_checkpoint",
    "third_step",
    "veteran",
    "why_small",
    "work_of_one_update",
)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("The number of updates made so far is not on the list.", lambda: as_fresh_after(1_000_000))
    yield Claim("with 100 examples that makes 130,650 multiply-adds", lambda: counted(64, 10, 100) == 130_650)
    yield Claim("The first update costs that much, the last one too.", _costs_the_same)
    yield Claim("ten times the updates, about a tenth of the step", _a_tenth)
    yield Claim("there the steps dwindle to the dust of rounding", _dust)


@cache
def as_fresh_after(updates: int) -> bool:
    """Whether the slope at the first weights is the same, bit for bit, before the first update and after the last."""
    robot = Robot("a line", 0.1, updates, seed=0)
    fresh = robot.slope_at(robot.first_weights)
    made = [update.number for update in robot.looks()][-1]
    return made == updates and fresh.tobytes() == robot.slope_at(robot.first_weights).tobytes()


def _costs_the_same() -> bool:
    robot = Robot("two groups", 0.1, 1_000, seed=0)
    return len({robot.work() for _ in robot.looks()}) == 1


def _a_tenth() -> bool:
    """From update 100 to 1,000 to 10,000, for three seeds; the rate is constant, so the slopes tell."""
    for seed in range(3):
        slopes = {update.number: update.gradient_norm for update in Robot("two groups", 0.1, 10_000, seed).looks()}
        late = np.array([slopes[1_000] / slopes[100], slopes[10_000] / slopes[1_000]])
        if not np.all((late > 0.07) & (late < 0.2)):
            return False
    return True


def _dust() -> bool:
    slopes = [update.gradient_norm for update in Robot("a line", 0.1, 4_000, seed=0).looks()]
    return slopes[-1] < 1e-12 < 1e-3 < slopes[0]
