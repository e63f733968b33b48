"""The lesson on tiredness: old weights feel the same slope for ever, and the steps shrink with the slope alone."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Predict
from lessons.kit.sameness import same
from lessons.ten_questions.tired.counting import counted
from lessons.ten_questions.tired.marathon import marathon, what_became_of_the_slope
from lessons.ten_questions.tired.outcomes import veteran, why_small
from lessons.ten_questions.tired.robot import A_FRAME, TASKS, Robot


def whole(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(marathon.run(seed, **{"goal": "10,000", **settings}), WHOLE_RUN)


@pytest.mark.parametrize("task", TASKS)
def test_the_first_weights_feel_the_same_slope_at_every_look(task: str) -> None:
    for seed in range(3):
        robot = Robot(task, 0.1, 3_000, seed)
        fresh = robot.slope_at(robot.first_weights)
        for _ in robot.looks():
            assert robot.slope_at(robot.first_weights).tobytes() == fresh.tobytes()
        assert not np.array_equal(robot.net.parameters, robot.first_weights)


def test_looking_at_the_first_weights_leaves_no_trace_on_the_run() -> None:
    looked_at, alone = Robot("two groups", 0.1, 4_000, 1), Robot("two groups", 0.1, 4_000, 1)
    for _ in looked_at.looks():
        looked_at.slope_at(looked_at.first_weights)
    assert [update.number for update in alone.looks()][-1] == 4_000
    assert looked_at.net.parameters.tobytes() == alone.net.parameters.tobytes()


@pytest.mark.parametrize("goal", ["10,000", "100,000"])
def test_the_run_makes_as_many_updates_as_it_says_in_few_frames_of_bounded_work(goal: str) -> None:
    frames = whole(goal=goal)
    numbers = [frame.number for frame in frames]
    assert numbers[0] == 0
    assert numbers[-1] == int(goal.replace(",", ""))
    assert max(np.diff(numbers)) <= A_FRAME
    assert len(frames) <= 80
    assert [what_became_of_the_slope(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    assert what_became_of_the_slope(frames[-1]) == 1


@pytest.mark.parametrize("rate", [0.01, 0.2])
@pytest.mark.parametrize("task", TASKS)
def test_captions_tell_the_slope_and_the_step_that_it_makes(task: str, rate: float) -> None:
    frames = whole(task=task, rate=rate)
    for frame in frames:
        slope, step = float(frame.readings["slope"]), float(frame.readings["next step"])
        assert step == rate * slope
        assert f"slope {figure(slope)}" in frame.caption
        assert figure(step) in frame.caption
        assert ("the same to the last digit" in frame.caption) == (frame.number > 0)
        assert frame.trouble is None
    assert float(frames[-1].readings["slope"]) < float(frames[0].readings["slope"])
    assert frames[-1].caption.startswith("Done")


def test_a_changed_slope_would_be_noticed() -> None:
    end = whole()[-1]
    for back, found in ((0.9, 0), (1 + 1e-12, 2), (1.0, 1)):
        readings = {**end.readings, "put back": float(end.readings["slope at first"]) * back}
        assert what_became_of_the_slope(Frame(1, end.charts, end.caption, readings, finished=True)) == found


def test_the_same_seed_gives_the_same_run_and_another_gives_another() -> None:
    assert same(whole(3), whole(3))
    assert whole(3)[-1].readings["loss"] != whole(4)[-1].readings["loss"]


@pytest.mark.parametrize(("inputs", "outputs", "examples"), [(1, 1, 1), (2, 3, 4), (64, 10, 100)])
def test_the_work_is_counted_as_the_text_says(inputs: int, outputs: int, examples: int) -> None:
    assert counted(inputs, outputs, examples) == (inputs + 1) * outputs * (2 * examples + 1)


def test_a_small_step_has_each_of_three_causes_and_never_tiredness() -> None:
    right = {body.listed[int(body.accepted_reply()) - 1] for body in (why_small.draw(seed).body for seed in range(30))}
    assert len(right) == 3
    assert not any("worn" in text for text in right)


def test_a_veteran_is_equal_without_memory_and_not_with_momentum() -> None:
    for seed in range(20):
        body = veteran.draw(seed).body
        assert isinstance(body, Predict)
        equal = body.options[body.answer()].text.startswith("Neither")
        assert equal == ("plain gradient descent" in body.prompt)
        frame = body.mark(body.accepted_reply()).frame
        assert frame
        assert (frame.readings["newcomer"] == frame.readings["veteran"]) == equal
