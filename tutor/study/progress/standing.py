"""How far the learner is in each lesson: worked out from what they did, whenever it is asked for, and never stored.

Light enough for the home screen: a lesson's pages and questions are counted in its text, and nothing of it is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from lessons.kit.course import outline
from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import read_lines

if TYPE_CHECKING:
    from lessons.kit.heading import Part
    from tutor.store import Store

TESTED_OUT = "test-out"
"""The kind of event that says a lesson was skipped, because its questions were known already."""
LessonState = Literal["not begun", "begun", "done"]
"""How much of a lesson is done; `Standing.state` says what each word means."""
Mastery = Literal["new", "met", "seen", "familiar", "mastered"]
"""How well a lesson sits; `mastery` says what each word means."""


class Standing(NamedTuple):
    """How far the learner is in one lesson.

    Attributes:
        lesson: the lesson's id.
        pages: how many it has.
        pages_seen: how many of them have been on screen.
        questions: how many it asks.
        right: how many of them have ever been answered right; practising afterwards takes nothing away.
        state: "done" when every question has been answered right once (of a lesson that asks none: every page seen),
            or when it was tested out of;
            "begun" when a page has been seen or a question answered.
        mastery: how well it sits now, which can fall again; None where that was not asked for (`with_mastery`).
        waiting: how many of its questions wait for practice; 0 where that was not asked for.
    """

    lesson: str
    pages: int
    pages_seen: int
    questions: int
    right: int
    state: LessonState
    mastery: Mastery | None = None
    waiting: int = 0


def standings(store: Store, parts: Iterable[Part] | None = None) -> dict[str, Standing]:
    """Every lesson's standing by its id, in the order of the course.

    Args:
        store: what the learner did.
        parts: the course, as installed by default.
    """
    headings = [heading for part in (outline() if parts is None else parts) for heading in part.lessons]
    skipped = {event.lesson for event in store.events(TESTED_OUT)}
    return {
        heading.id: _standing(store, heading.id, contents(heading.folder / "text.md"), known=heading.id in skipped)
        for heading in headings
    }


def tested_out(lesson: str, store: Store) -> bool:
    """Whether a lesson was skipped in this way, and has not been begun afresh since."""
    return bool(store.events(TESTED_OUT, lesson))


def next_lesson(store: Store, parts: Iterable[Part] | None = None) -> str | None:
    """The lesson to go on with, or None when all are done; `parts` as `standings` takes them."""
    place = store.last_place()
    return choose_next(standings(store, parts), place.lesson if place else None)


def choose_next(standings: Mapping[str, Standing], last: str | None) -> str | None:
    """The lesson where the learner was last, if there is more to do in it; the first that is not done otherwise."""
    if last is not None and last in standings and standings[last].state == "begun":
        return last
    return next((lesson for lesson, standing in standings.items() if standing.state != "done"), None)


def contents(text: Path) -> tuple[int, tuple[str, ...]]:
    """How many pages a lesson's text has, and the names of the questions that it asks; (0, ()) if it cannot be read."""
    found = list(_entries(text))
    questions = tuple(name for kind, name in found if kind == "question")
    return len(found) - len(questions), questions


def page_titles(text: Path) -> tuple[str, ...]:
    """The titles of a lesson's pages, in order; () if its text cannot be read."""
    return tuple(title for kind, title in _entries(text) if kind == "page")


def _entries(text: Path) -> Iterator[tuple[Literal["page", "question"], str]]:
    """The pages by title and the questions by name, as they stand in a text."""
    try:
        lines = read_lines(text)
    except BrokenLesson:
        return
    block = None
    for line in (line.strip() for line in lines):
        if line.startswith("```"):
            block = line[3:].strip() if block is None else None
        elif block == "quiz" and line:
            yield "question", line
        elif block is None and line.startswith("## "):
            yield "page", line[3:].strip()


def _standing(store: Store, lesson: str, counted: tuple[int, tuple[str, ...]], *, known: bool) -> Standing:
    (pages, questions), seen = counted, store.pages_seen(lesson)
    pages_seen = sum(1 for page in seen if 1 <= page <= pages)
    begun = bool(seen) or store.has_answered(lesson)
    right_here = sum(store.ever_right(lesson, name) for name in dict.fromkeys(questions)) if begun else 0
    done = known or (right_here == len(questions) if questions else 0 < pages == pages_seen)
    return Standing(
        lesson, pages, pages_seen, len(questions), right_here, "done" if done else "begun" if begun else "not begun"
    )
