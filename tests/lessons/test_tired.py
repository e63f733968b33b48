"""The lesson on tiredness: old weights feel the same slope for ever, and the steps shrink with the slope alone."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.figures import figure
from lessons.kit.questions import Predict
from lessons.ten_questions.tired.demo_marathon import marathon, what_became_of_the_slope
from lessons.ten_questions.tired.demo_strides import how_long, strides
from lessons.ten_questions.tired.model import A_FRAME, TASKS, Robot, counted

ASKED = load("tired").questions


@pytest.mark.parametrize("task", TASKS)
def test_the_first_weights_feel_the_same_slope_at_every_look_and_looking_leaves_no_trace(task: str) -> None:
    robot, alone = Robot(task, 0.1, 3_000, 1), Robot(task, 0.1, 3_000, 1)
    fresh = robot.slope_at(robot.first_weights)
    for _ in robot.looks():
        assert robot.slope_at(robot.first_weights).tobytes() == fresh.tobytes()
    assert [update.number for update in alone.looks()][-1] == 3_000
    assert robot.net.parameters.tobytes() == alone.net.parameters.tobytes() != robot.first_weights.tobytes()


@pytest.mark.parametrize(("task", "rate", "goal"), [("two groups", 0.2, "100,000"), ("a line", 0.01, "10,000")])
def test_every_update_is_made_in_few_frames_and_captions_tell_the_slope_and_its_step(
    task: str, rate: float, goal: str
) -> None:
    *under_way, last = frames = frames_of(marathon.run(0, task=task, rate=rate, goal=goal), WHOLE_RUN)
    numbers = [frame.number for frame in frames]
    assert (numbers[0], numbers[-1]) == (0, int(goal.replace(",", "")))
    assert max(np.diff(numbers)) <= A_FRAME and len(frames) <= 80
    assert ({frame.outcome for frame in under_way}, last.outcome) == ({None}, 1)
    for frame in frames:
        slope, step = float(frame.readings["slope"]), float(frame.readings["next step"])
        assert step == rate * slope
        assert f"slope {figure(slope)}" in frame.caption and figure(step) in frame.caption
        assert ("the same to the last digit" in frame.caption) == (frame is last), "not before it has been put back"
    assert slope < float(frames[0].readings["slope"]) and last.caption.startswith("Done")


def test_a_last_step_is_told_beside_the_first() -> None:
    assert [how_long(share) for share in (1.2, 0.96, 0.94, 0.0011, 0.0009, 2e-12, 5e-13, 0.0)] == [
        0, 0, 1, 1, 2, 2, 3, 3]  # fmt: skip
    for task, outcome in (("two groups", 2), ("a line", 3)):
        *under_way, last = frames_of(strides.run(1, task=task), WHOLE_RUN)
        assert ({frame.outcome for frame in under_way}, last.outcome) == ({None}, outcome)
        first = float(under_way[0].readings["next step"])
        assert float(last.readings["of the first"]) == pytest.approx(float(last.readings["next step"]) / first)


def test_a_changed_slope_would_be_noticed() -> None:
    assert [what_became_of_the_slope(2.0, 2.0 * change) for change in (0.9, 1.0, 1 + 1e-12)] == [0, 1, 2]


@pytest.mark.parametrize(("inputs", "outputs", "examples"), [(1, 1, 1), (2, 3, 4), (64, 10, 100)])
def test_the_work_is_counted_as_the_text_says(inputs: int, outputs: int, examples: int) -> None:
    assert counted(inputs, outputs, examples) == (inputs + 1) * outputs * (2 * examples + 1)


def test_a_small_step_has_three_causes_and_a_veteran_differs_only_by_what_its_optimiser_remembers() -> None:
    causes = [ASKED["why_small"].draw(seed).body for seed in range(30)]
    right = {body.listed[int(body.accepted_reply()) - 1] for body in causes}
    assert len(right) == 3 and not any("worn" in text for text in right)
    for seed in range(20):
        body = ASKED["veteran"].draw(seed).body
        assert isinstance(body, Predict)
        assert body.listed[body.answer()].startswith("Neither") == ("plain gradient descent" in body.prompt)
