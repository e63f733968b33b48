"""Part 1 as a whole: ten questions in the order of the article, six kinds of quiz question, predictions before runs."""

from __future__ import annotations

import pytest

from lessons.kit.course import load, outline
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Number

IDS = [heading.id for heading in outline()[0].lessons]


@pytest.fixture(params=IDS)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return load(request.param)


def test_the_ten_questions_stand_in_the_articles_order() -> None:
    assert [load(name).heading.sources[0] for name in IDS] == [f"A, question {number}" for number in range(1, 11)]


def test_all_six_kinds_of_question_are_asked() -> None:
    kinds = {question.draw(0).body.kind for name in IDS for question in load(name).questions.values()}
    assert kinds == {"number", "choice", "predict", "formula", "order", "which"}


def test_every_run_begins_with_a_prediction(lesson: Lesson) -> None:
    assert lesson.demos
    for demo in lesson.demos.values():
        assert demo.prediction is not None, demo.name
        assert 2 <= len(demo.controls) <= 5, demo.name


def test_the_quiz_is_four_to_six_questions_and_every_number_knows_three_mistakes(lesson: Lesson) -> None:
    assert 4 <= len(lesson.questions) <= 6
    for question in lesson.questions.values():
        body = question.draw(1).body
        assert not isinstance(body, Number) or len(body.misconceptions) >= 3, question.name


def test_the_prose_makes_claims_that_a_run_can_prove(lesson: Lesson) -> None:
    assert len(list(lesson.claims())) >= 3
