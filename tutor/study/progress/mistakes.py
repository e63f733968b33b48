"""The known mistakes that a learner made: worked out from their replies whenever it is asked for, and never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tutor.study.quiz.rounds import Item, Round
from tutor.text.words import ago, times

if TYPE_CHECKING:  # the list alone loads no lesson, and so no NumPy
    from lessons.kit.course import LoadLesson
    from lessons.kit.lesson import Page
    from tutor.store import Attempt

ASKED_AT_MOST = 3
"""Questions in a round that practises one mistake."""


@dataclass(frozen=True)
class Mistake:
    """A known mistake, made in one lesson.

    Attributes:
        name: such as "sign flipped".
        lesson: the lesson's id.
        questions: the names of the questions in which it was made, the last one first.
        seed: what the last of them was drawn from.
        count: how often it was made.
        when: when it was made last.
        right_since: whether every one of those questions has been answered right since it was made there last.
    """

    name: str
    lesson: str
    questions: tuple[str, ...]
    seed: int
    count: int
    when: datetime
    right_since: bool


@dataclass(frozen=True)
class Remedy:
    """The remedy for a mistake: a line about it, and the page to read again.

    Attributes:
        title: the lesson's title, or its id where it cannot be loaded.
        told: the one line about the mistake, or "".
        page: the page that has most to say about it, or None.
        problem: why there is no page, or "".
    """

    title: str
    told: str = ""
    page: Page | None = None
    problem: str = ""


def mistakes(attempts: Iterable[Attempt]) -> list[Mistake]:
    """Each mistake of each lesson once: those that have not been put right first, and the latest of them first.

    Args:
        attempts: what was replied, oldest first; their order counts, and not their clocks.
    """
    made: dict[tuple[str, str], list[Attempt]] = {}
    right: dict[tuple[str, str], int] = {}
    places: dict[str, int] = {}
    for place, attempt in enumerate(attempts):
        places[attempt.id] = place
        if attempt.verdict == "right":
            right[attempt.lesson, attempt.question] = place
        elif attempt.misconception:
            made.setdefault((attempt.lesson, attempt.misconception), []).append(attempt)

    def put_right(attempt: Attempt) -> bool:
        return right.get((attempt.lesson, attempt.question), -1) > places[attempt.id]

    latest_first = sorted(made.values(), key=lambda slips: places[slips[-1].id], reverse=True)
    return sorted((_mistake(slips, put_right) for slips in latest_first), key=lambda mistake: mistake.right_since)


def _mistake(slips: list[Attempt], put_right: Callable[[Attempt], bool]) -> Mistake:
    last, questions = slips[-1], tuple(dict.fromkeys(slip.question for slip in reversed(slips)))
    name = str(last.misconception)
    return Mistake(name, last.lesson, questions, last.seed, len(slips), last.when, all(map(put_right, slips)))


def how_often(mistake: Mistake, now: datetime) -> str:
    """Return how often a mistake was made, and when last: "twice, last 3 days ago"."""
    return f"{times(mistake.count)}, {'last ' if mistake.count > 1 else ''}{ago(mistake.when, now)}"


def practice(mistake: Mistake) -> Round:
    """Return a round of the questions in which a mistake was made, with fresh numbers."""
    items = tuple(Item(mistake.lesson, question) for question in mistake.questions[:ASKED_AT_MOST])
    return Round("mistake", f"Again: {mistake.name}", items, mistake=mistake.name)


def remedy(mistake: Mistake, load: LoadLesson) -> Remedy:
    """Return what helps against a mistake. Loads the lesson and draws the question, so call it in a thread.

    Args:
        mistake: which.
        load: gives a lesson by its id.
    """
    return remedy_for(mistake.lesson, mistake.questions[0], mistake.seed, mistake.name, load)


def remedy_for(lesson_id: str, question: str, seed: int, mistake: str, load: LoadLesson) -> Remedy:
    """Return what helps against a wrong reply, known mistake or not. Loads and draws, so call it in a thread.

    Args:
        lesson_id: the lesson.
        question: the question's name in it.
        seed: what it was drawn from.
        mistake: the mistake's name; "" where the reply matched none.
        load: gives a lesson by its id.
    """
    from lessons.kit.errors import LessonError
    from tutor.study.progress.remedy import because, mending_page, named_page
    from tutor.study.quiz.marking import draw

    title = lesson_id
    try:
        lesson = load(lesson_id)
        title = lesson.heading.title
        body = draw(lesson, question, seed).body
    except LessonError as problem:
        return Remedy(title, problem=str(problem))
    told = because(body, mistake)
    page = named_page(lesson, body, mistake) or mending_page(lesson, question, mistake, told, body.prompt)
    return Remedy(title, told, page)
