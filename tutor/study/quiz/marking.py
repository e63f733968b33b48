"""Draws questions and marks replies; whatever a lesson's code raises meanwhile becomes a sentence."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.lesson import Lesson
from lessons.kit.questions import Asked, Body, read_option
from lessons.kit.sameness import same
from lessons.kit.titles import question_title
from lessons.kit.verdicts import Verdict

T = TypeVar("T")
SEEDS = 1_000_000
"""Fresh seeds lie below this, short enough to be typed."""
_TRIES = 8
"""How often a retry looks for numbers that differ from the ones before."""
_PATIENCE = 30
"""How often numbers are drawn until a mistake that is to be practised is wrong."""


def fresh_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbelow(SEEDS)


def draw(lesson: Lesson, name: str, seed: int) -> Asked:
    """A lesson's question, as this seed draws it.

    Raises:
        LessonError: the lesson has no such question (any more), or its code fails.
    """
    if name not in lesson.questions:
        raise LessonError(
            f"“{lesson.heading.title}” does not ask “{question_title(name)}” any more. Go on to the next."
        )
    return guarded(name, seed, lambda: lesson.questions[name].draw(seed))


def draw_fresh(lesson: Lesson, name: str, fresh: Callable[[], int], mistake: str = "") -> Asked:
    """Draw a question with fresh numbers, under which a mistake is wrong and told by its name, if one is given.

    A mistake that the question does not know (any more) asks for nothing. May take seconds: of a prediction, which
    mistake is wrong shows by its experiment.

    Raises:
        LessonError: its code fails.
    """
    asked = draw(lesson, name, fresh())
    for _ in range(_PATIENCE if mistake else 0):
        if guarded(name, asked.seed, lambda: asked.body.tells(mistake)):  # noqa: B023
            break
        asked = draw(lesson, name, fresh())
    return asked


def draw_another(lesson: Lesson, before: Asked, fresh: Callable[[], int], mistake: str = "") -> Asked:
    """Draw a question again with other numbers, as far as it has others; otherwise as `draw_fresh`.

    Raises:
        LessonError: its code fails.
    """
    for _ in range(_TRIES):
        asked = draw_fresh(lesson, before.name, fresh, mistake)
        if sorted(asked.body.looks()) != sorted(before.body.looks()) or not same(asked.body.chart, before.body.chart):
            break
    return asked


def mark(asked: Asked, reply: str) -> Verdict:
    """Return the engine's verdict on a reply; may take a second.

    Raises:
        LessonError: its two computations disagree, or its code fails.
    """
    return guarded(asked.name, asked.seed, lambda: asked.body.mark(reply))


def option_picked(body: Body, reply: str) -> int | None:
    """Return which of the listed things a kept reply stands for, from 0; None where nothing is picked, or not that."""
    if body.picked:
        with suppress(Unreadable):
            return read_option(reply, body.listed)
    return None


def hint(asked: Asked, number: int) -> str:
    """One of the hints, from 1.

    Raises:
        LessonError: the worked answer cannot be computed.
    """
    return guarded(asked.name, asked.seed, lambda: asked.body.hints.step(number))


def guarded(name: str, seed: int, work: Callable[[], T]) -> T:
    """Run a lesson's code.

    Raises:
        LessonError: it raised that, or anything else.
    """
    try:
        return work()
    except LessonError:
        raise
    except Exception as problem:
        raise LessonError(
            f"The question “{question_title(name)}” cannot be computed with seed {seed} "
            f"({type(problem).__name__}: {problem}). It is not marked; go on to the next."
        ) from problem
