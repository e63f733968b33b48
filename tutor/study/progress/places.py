"""Every place of the course that one can go to: its lessons and their pages by title, found by parts of words.

Read from the lessons' texts, of which nothing is run, so that a search loads no lesson.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.study.progress.standing import page_titles

if TYPE_CHECKING:
    from lessons.kit.heading import Part

WHOLE, BEGINS, INSIDE = 1.0, 0.75, 0.5
"""How good a find is where a typed word is a word of the title, begins one, or stands inside one."""


@dataclass(frozen=True)
class CoursePlace:
    """A lesson, or a page of one.

    Attributes:
        lesson: its id.
        lesson_title: its title.
        page: which page, from 1; None for the lesson as a whole, which opens where the learner left it.
        title: the page's title, or the lesson's.
        of: how many pages the lesson has.
    """

    lesson: str
    lesson_title: str
    page: int | None
    title: str
    of: int


def course_places(parts: Iterable[Part]) -> tuple[CoursePlace, ...]:
    """Return each lesson, followed by its pages, in the order of the course; each lesson's text is read once."""
    return tuple(
        place
        for part in parts
        for heading in part.lessons
        for place in _of_lesson(heading.id, heading.title, heading.folder / "text.md")
    )


def _of_lesson(lesson: str, title: str, text: Path) -> Iterable[CoursePlace]:
    title, *pages = (unicodedata.normalize("NFC", each) for each in (title, *page_titles(text)))
    yield CoursePlace(lesson, title, None, title, len(pages))
    for number, page in enumerate(pages, start=1):
        yield CoursePlace(lesson, title, number, page, len(pages))


def match(place: CoursePlace, typed: str) -> float:
    """Return how well a place answers what was typed, 0 to 1; 0 where it does not.

    Every word must be found. A page is found by its own title; further words may name its lesson.
    """
    words = folded(typed).split()
    own = [likeness(place.title, word) for word in words]
    if not any(own):
        return 0.0
    found = [mine or likeness(place.lesson_title, word) / 2 for mine, word in zip(own, words, strict=True)]
    return sum(found) / len(found) if all(found) else 0.0


def lessons_found(places: Iterable[CoursePlace], typed: str) -> frozenset[str]:
    """Return the ids of the lessons that answer what was typed, by their own title or by a page's."""
    return frozenset(place.lesson for place in places if match(place, typed))


def likeness(title: str, word: str) -> float:
    """Return how good a find a word, which is `folded`, is in a title: `WHOLE`, `BEGINS`, `INSIDE` or 0."""
    bare = folded(title)
    if word in bare.split():
        return WHOLE
    return BEGINS if f" {word}" in f" {bare}" else INSIDE if word in bare else 0.0


def folded(text: str) -> str:
    """Return a text without accents, capitals and punctuation: a character for each of its composed form."""
    return "".join(_bare(sign) for sign in unicodedata.normalize("NFC", text))


def stretches(title: str, typed: str) -> Sequence[tuple[int, int]]:
    """Return where the typed words stand in a title, as from and to, to be shown."""
    bare = folded(title)
    starts = ((bare.find(word), len(word)) for word in folded(typed).split())
    return [(start, start + length) for start, length in starts if start >= 0]


def _bare(sign: str) -> str:
    letter = unicodedata.normalize("NFKD", sign)[:1].casefold()[:1]
    return letter if letter.isalnum() else " "
