"""A lesson looked back on in a conversation: what came of it, what is in it, and where it leads from there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import load, outline
from tutor.plain.talk import Talk, Way, way_of
from tutor.study.progress.standing import next_lesson, standings

if TYPE_CHECKING:
    from lessons.kit.heading import Heading
    from lessons.kit.lesson import Lesson
    from tutor.store import Store


def is_done(lesson: Lesson, store: Store, root: Path) -> bool:
    """Whether the learner has been through it all; such a lesson opens with what came of it."""
    known = standings(store, outline(root)).get(lesson.heading.id)
    return known is not None and known.state == "done"


def look_back_on(talk: Talk, lesson: Lesson, store: Store, root: Path) -> Way | int | str:
    """Say what the lesson leaves one with, how it went and what is in it, and ask where to go.

    Returns:
        The number of a page, the id of the lesson to go on with, BACK to the last page, HOME or LEAVE.
    """
    from tutor.study.progress.lesson_end import in_markdown, look_back

    onward = _onward(lesson, store, root)
    end = look_back(lesson, store, onward, partial(load, root=root))
    talk.line("", f"“{lesson.heading.title}”, {end.title}", "")
    talk.prose(in_markdown(end))
    talk.line("")
    following = f"next begins “{onward.title}”, " if onward is not None else ""
    while True:
        text = talk.ask(f"A number opens it, {'next goes on, ' if onward else ''}Enter leads home, ? helps > ")
        word = text.strip().casefold()
        if word.isdecimal():
            if len(word) < 5 and 1 <= int(word) <= len(lesson.pages):
                return int(word)
            talk.line(f"Type a number from 1 to {len(lesson.pages)}.")
        elif word in ("next", "n"):
            return onward.id if onward is not None else Way.HOME
        elif not word:
            return Way.HOME
        elif (way := way_of(word)) is not None:
            return way
        else:
            talk.line(
                f"1 to {len(lesson.pages)} opens that page, {following}Enter leads home, b goes back; {talk.leaving}"
            )


def _onward(lesson: Lesson, store: Store, root: Path) -> Heading | None:
    """The lesson to go on with, None where that is this one or all are done."""
    parts = outline(root)
    following = next_lesson(store, parts)
    headings = (heading for part in parts for heading in part.lessons)
    return next((one for one in headings if one.id == following and one.id != lesson.heading.id), None)
