"""The rules that tie quiz.md to quiz.py: no line and no figure lies idle, and each mistake has a page that mends it."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.kit.lesson import Lesson
from lessons.kit.places import place_of
from lessons.kit.problems import Problem, code_of, noting
from lessons.kit.questions import Body, Choice, Question
from lessons.kit.quiz_words import QuestionWords

FEW, MANY = 3, 100
"""Drawings that are looked at: a few, or as many as it takes until every line has been of use."""


def check_quiz_words(lesson: Lesson) -> Iterator[Problem]:
    """Every rule for the words of every question; what lacks its words is refused by `wording.py` when it is drawn."""
    for question in lesson.questions.values():
        if question.words is not None:
            yield from _idle(lesson, question, question.words)
            yield from _pages(lesson, question.words)


def _idle(lesson: Lesson, question: Question, words: QuestionWords) -> Iterator[Problem]:
    place = place_of(question.maker, code_of(lesson))
    idle, figures = dict(words.mistakes), set[str]()
    for seed in range(MANY):
        problems: list[Problem] = []
        with noting(problems, place, f"The question “{question.name}”, seed {seed}"):
            body = question.draw(seed).body
        if problems:
            yield from problems
            return
        for name in _mistakes_of(body):
            idle.pop(name, None)
        figures |= _figures_of(body)
        if seed + 1 >= FEW and not idle:
            break
    for name, line in idle.items():
        wrong = f"“{question.name}” never makes the mistake “{name}”: compute it in quiz.py, or remove its line."
        yield Problem(words.path, line.told.line, wrong)
    named = {name for sentence in words.sentences() for name in sentence.names}
    for name in sorted(figures - named):
        wrong = f"The question “{question.name}”: no words of quiz.md name its figure “{name}”; use it or remove it."
        yield Problem(*place, wrong)


def _mistakes_of(body: Body) -> list[str]:
    return [option.name for option in body.options] if isinstance(body, Choice) else list(body.mistakes)


def _figures_of(body: Body) -> set[str]:
    own = [option.figures for option in body.options] if isinstance(body, Choice) else []
    return set(body.figures).union(*own)


def _pages(lesson: Lesson, words: QuestionWords) -> Iterator[Problem]:
    titles = [page.title for page in lesson.pages if not page.questions]
    for mistake in words.mistakes.values():
        if mistake.page in titles:
            continue
        wrong = f"No page of the lesson is called “{mistake.page}”."
        if not mistake.page:
            wrong = f"“{mistake.name}” names no page that mends it: end its line with `[→ Page title]`."
        yield Problem(words.path, mistake.told.line, f"{wrong} There is “{'”, “'.join(titles)}”.")
