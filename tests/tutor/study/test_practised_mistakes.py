"""A practised mistake is wrong under the numbers that are drawn; an experiment that was shown is not asked again."""

from __future__ import annotations

from itertools import count

import pytest

from lessons.kit.course import load
from tutor.store import open_store
from tutor.study.quiz.marking import draw, draw_another, draw_fresh
from tutor.study.quiz.quiz import Quiz


@pytest.mark.parametrize(
    ("lesson", "question", "mistake"),
    [
        ("why-go-back", "which_way", "corrected without a miss"),
        ("why-go-back", "which_way", "lost a sign on the way"),
        ("weights-and-biases", "slope_formula", "forgot the sigmoid"),
        ("learning-rate", "what_happens", "expected it to park"),
        ("weights-and-biases", "weighted_sum", "sign flipped"),
    ],
)
def test_numbers_are_drawn_under_which_the_mistake_is_wrong(lesson: str, question: str, mistake: str) -> None:
    asks = load(lesson)
    plain = [draw(asks, question, seed).body.tells(mistake) for seed in range(40)]
    assert not all(plain)  # else this would show nothing
    seeds = count()
    assert all(draw_fresh(asks, question, lambda: next(seeds), mistake).body.tells(mistake) for _ in range(12))
    before = draw(asks, question, 0)
    assert draw_another(asks, before, lambda: next(seeds), mistake).body.tells(mistake)


def test_a_mistake_that_nobody_knows_any_more_is_asked_about_with_any_numbers() -> None:
    seeds = count()
    asked = draw_fresh(load("why-go-back"), "two_links", lambda: next(seeds), "long forgotten")
    assert asked.body.answer() is not None


@pytest.mark.parametrize(("lesson", "question"), [("learning-rate", "what_happens"), ("activation", "lets_most_back")])
def test_what_was_shown_is_not_asked_again_but_with_fresh_numbers(lesson: str, question: str) -> None:
    store = open_store()
    quiz = Quiz.of_lesson(load(lesson), [question], store)
    body = quiz.current.body
    right = int(body.accepted_reply())
    wrong = quiz.reply(str(1 + right % len(body.listed)))
    assert (wrong.outcome, quiz.settled) == ("wrong", True)
    assert quiz.reply(str(right)) == wrong  # nothing more is marked, or kept
    assert len(store.attempts(lesson)) == 1
    again = quiz.retry().body
    assert sorted(again.looks()) != sorted(body.looks())
    assert quiz.reply(again.accepted_reply()).outcome == "right"
