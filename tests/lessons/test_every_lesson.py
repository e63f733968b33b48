"""What holds of every lesson of the course: the rules for lessons, and whatever its prose asserts about a run."""

from __future__ import annotations

import pytest

from lessons.kit.check import check_course
from lessons.kit.check_demos import WHOLE_RUN, ends, frames_of
from lessons.kit.check_once import once_each
from lessons.kit.course import load, outline
from lessons.kit.knobs import Choices
from lessons.kit.questions import Number
from lessons.kit.sameness import same
from tutor.lint.check import check_all

IDS = [heading.id for part in outline() for heading in part.lessons]

SEEDS = 10
"""As few drawings as every rule for questions applies to; `nntutor check --questions`, which `make check` and CI run
after these tests, takes 200."""


@pytest.mark.parametrize("lesson", IDS)
def test_a_lesson_obeys_every_rule_its_claims_hold_and_it_can_be_shown_at_every_width(lesson: str) -> None:
    assert check_all(lesson, SEEDS) == []


@pytest.mark.parametrize("lesson", IDS)
def test_a_number_question_knows_its_answer_and_names_every_slip(lesson: str) -> None:
    questions = [once_each(question) for question in load(lesson).questions.values()]
    bodies = [question.draw(seed).body for question in questions for seed in range(15)]
    numbers = [body for body in bodies if isinstance(body, Number)]
    assert numbers
    for body in numbers:
        assert body.mark(body.accepted_reply()).outcome == "right"
        names = [body.mark(repr(slip.value())).misconception for slip in body.misconceptions]
        assert names == [slip.name for slip in body.misconceptions]


@pytest.mark.parametrize("lesson", IDS)
def test_a_live_view_turned_after_a_run_and_back_shows_again_what_stood_there(lesson: str) -> None:
    for demo in load(lesson).demos.values():
        for name, control in demo.controls.items():
            if not control.live or not isinstance(control, Choices):  # a number may leave a trail
                continue
            run = demo.run()
            before = frames_of(run, WHOLE_RUN)[-1]
            for setting in (*ends(control), control.start):
                run.turn(name, setting)
                frame = run.next()
                assert frame is not None and frame.number == before.number, (demo.name, name)
            assert same(frame, before), (demo.name, name)


def test_the_course_has_nothing_broken_or_unlisted() -> None:
    assert check_course() == []
