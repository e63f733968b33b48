"""What holds of every lesson of the course: the rules for lessons, and whatever its prose asserts about a run."""

from __future__ import annotations

import pytest

from lessons.kit.check import check_course
from lessons.kit.check_once import once_each
from lessons.kit.course import load, outline
from lessons.kit.questions import Number
from tutor.checking.check import check_all

IDS = [heading.id for part in outline() for heading in part.lessons]

SEEDS = 10
"""As few drawings as every rule for questions applies to; `nntutor check`, which `make check` and CI run, takes 200."""


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


def test_the_course_has_nothing_broken_or_unlisted() -> None:
    assert check_course() == []
