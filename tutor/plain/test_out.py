"""Testing out of a lesson as a conversation: its few questions that cover it, picked from the list of lessons."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import find, load
from tutor.plain.talk import Talk, Way

if TYPE_CHECKING:
    from lessons.kit.heading import Heading
    from tutor.store import Store


def may_not(heading: Heading) -> str:
    """Return why a lesson cannot be skipped, or "" where it can."""
    if heading.test_out:
        return ""
    return f"“{heading.title}” has no questions by which to skip it; open it, and leave out what you know."


def skip_lesson(talk: Talk, store: Store, root: Path, lesson_id: str) -> Way:
    """Ask the questions with which a lesson is skipped.

    Returns:
        LEAVE if the learner wants to leave altogether, HOME otherwise.
    """
    from tutor.plain.round import ask_round
    from tutor.study.practice.test_out import test_out

    return ask_round(talk, test_out(find(lesson_id, root), store), store, partial(load, root=root))
