"""The demo: update after update without a break, and every now and then the first weights put back for a test."""

from __future__ import annotations

import numpy as np

from engine.update import Update
from lessons.kit.charts import Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.ten_questions.tired.model import TASKS, Robot, slope_length

GOALS = ("10,000", "100,000", "1,000,000")
FLOOR = 1e-7
"""Steps below this are drawn at the rim."""
OPTIONS = (
    "A little smaller: all that work tells",
    "The same to the last digit",
    "The same but for rounding that has piled up",
)


@demo(
    prediction=Prediction(
        "After the last update we put the first weights back and measure the slope there again. What will it be?",
        OPTIONS,
    ),
    goal=Choices(*GOALS, start="100,000", label="updates"),
    task=Choices(*TASKS),
    rate=Knob(0.01, 0.2, start=0.1, scale="log", steps=6, label="learning rate"),
)
def marathon(goal: str, task: str, rate: float, seed: int) -> Frames:
    """A learner that takes no breaks."""
    robot = Robot(task, rate, int(goal.replace(",", "")), seed)
    fresh = robot.slope_at(robot.first_weights)
    before = slope_length(fresh)
    seen: list[tuple[int, float]] = []
    for update in robot.looks():
        seen.append((update.number, update.gradient_norm))
        back = robot.slope_at(robot.first_weights)
        now = slope_length(back)
        over = update.number == robot.last
        put_back = _put_back(update.number, fresh, back if over else None, robot.work())
        pictures = (steps(np.array(seen), rate, robot.last), put_back)
        readings: dict[str, Reading] = {
            "update": update.number,
            "loss": update.loss,
            "slope": update.gradient_norm,
            "next step": rate * update.gradient_norm,
            "slope at first": before,
            "put back": now if over else "not yet",
        }
        caption = _caption(update, rate, fresh, back if over else None)
        inside = network_example(robot.net, robot.inputs[0], robot.targets[0], robot.loss, title="One of its examples")
        came_true = what_became_of_the_slope(before, now) if over else None
        yield Frame(update.number, pictures, caption, readings, over, inspect=inside, outcome=came_true)


def what_became_of_the_slope(before: float, now: float) -> int:
    """Return which option came true, from the slope at the first weights before the first update and after the last."""
    if before == now:
        return 1
    return 2 if abs(before - now) < 1e-9 * before else 0


def steps(seen: Array, rate: float, last: int) -> Lines:
    """The slope and the step at each look, shape (looks, 2); both axes count in powers of ten."""
    along, slopes = np.log10(seen[:, 0] + 1), seen[:, 1]
    series = (
        Series("slope", along, np.maximum(slopes, FLOOR), tone="second"),
        Series("step", along, np.maximum(rate * slopes, FLOOR)),
    )
    ends = (0.0, float(np.log10(last)) + 0.01)
    return Lines("The slope, and the step it makes", series, "updates, as a power of ten", "", ends, log_y=True)


def _put_back(number: int, fresh: Array, back: Array | None, work: int) -> Table:
    """Draw what the first weights' slopes were and, once they have been put back, are, to the last digit."""
    now = ["to be measured"] * 2 if back is None else [repr(float(slope)) for slope in back]
    slopes = zip("wb", (repr(float(slope)) for slope in fresh), now, strict=True)
    rows = [(f"{name}, {when}", told) for name, *two in slopes for when, told in zip(("then", "now"), two, strict=True)]
    work_row = ("work", f"{work} multiply-adds")
    return Table("Slopes at the first weights", ("updates", f"0 then, {number:,} now"), (*rows, work_row))


def _caption(update: Update, rate: float, fresh: Array, back: Array | None) -> str:
    slope = f"slope {figure(update.gradient_norm)}"
    if update.number == 0:
        return (
            f"Before the first update: {slope}, so the first step will be {figure(rate * update.gradient_norm)} long."
        )
    told = f"update {update.number:,}, {slope}, so the next step is {figure(rate)} × that, "
    told += f"{figure(rate * update.gradient_norm)}."
    if back is None:
        return f"U{told[1:]}"
    same = "the same to the last digit" if np.array_equal(fresh, back) else "not what it was"
    test = f"First weights put back: slope {figure(slope_length(back))}, {same}."
    return f"Done, and not out of breath: {told} {test}"
