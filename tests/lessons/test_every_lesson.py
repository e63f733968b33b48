"""What holds of every lesson of the course: the rules for lessons, and whatever its prose asserts about a run."""

from __future__ import annotations

import pytest

from lessons.kit.check import check, check_course
from lessons.kit.course import outline
from tutor.checking import check_rendering

IDS = [heading.id for part in outline() for heading in part.lessons]


@pytest.mark.parametrize("lesson", IDS)
def test_a_lesson_obeys_every_rule_and_its_claims_hold(lesson: str) -> None:
    assert check(lesson, seeds=20) == []


@pytest.mark.parametrize("lesson", IDS)
def test_a_lesson_can_be_shown_at_every_width(lesson: str) -> None:
    assert check_rendering(lesson) == []


def test_the_course_has_nothing_broken_or_unlisted() -> None:
    assert check_course() == []
