"""A lesson's standing as a sign and in words, the same wherever it is shown.

Three things have three signs: done, begun, not begun. How well a lesson sits stands beside them, in a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.text.words import counted

if TYPE_CHECKING:
    from tutor.study.progress.standing import LessonState, Standing

SIGNS: Mapping[LessonState, str] = {"done": "✓", "begun": "◐", "not begun": "○"}
"""None needs a colour to be told apart."""
EXPLAINED = (
    "✓ A lesson is done when each of its questions was answered right once, and stays so; ◐ it is begun; ○ it is not. "
    "The word beside says how well it sits. A question sits if your first reply to it was right last time, and would "
    "be again today three times in four. A lesson is met if you know it from a round alone, and seen once you have "
    "opened it. It is familiar when half of its questions sit, mastered when all do and each was right again a day or "
    "more after the first time. It can fall again; practice lifts it."
)
"""How well a lesson sits and when a question does, explained to the learner."""


def how_far(standing: Standing) -> str:
    """Return the state in a word or two: "done", "not begun", or how much of a lesson that is begun is done."""
    if standing.state != "begun":
        return standing.state
    if standing.questions:
        return f"{standing.right} of {standing.questions} right"
    return f"{standing.pages_seen} of {counted(standing.pages, 'page')}"


def how_well(standing: Standing) -> str:
    """Return the word for how well a lesson sits; "" for one that is not begun, and while that is not known."""
    return "" if standing.state == "not begun" else standing.mastery or ""


def in_words(standing: Standing) -> str:
    """Return the whole of it without a sign, such as "begun: 1 of 3 questions right, 2 of 4 pages read; seen"."""
    if standing.state == "not begun":
        return standing.state
    right = [f"{standing.right} of {counted(standing.questions, 'question')} right"] if standing.questions else []
    pages = f"{standing.pages_seen} of {counted(standing.pages, 'page')} read"
    well = how_well(standing)
    return f"{standing.state}: {', '.join([*right, pages])}{f'; {well}' if well else ''}"


def with_sign(standing: Standing) -> str:
    """Return the sign and the whole of it in words, for a line of its own."""
    return f"{SIGNS[standing.state]} {in_words(standing)}"


def set_aside(answers: int) -> str:
    """Return how many answers a reset set aside, as a part of a sentence."""
    return f"{counted(answers, 'answer')} set aside" if answers else "there was no answer to set aside"
