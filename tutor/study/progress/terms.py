"""The words of the course: what each means, and the scene that teaches it; found by what somebody types.

Read from the table of terms and the lessons' texts, of which nothing is run.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lessons.kit.glossary import GlossaryTerm, bold_in, read_glossary, term_key
from tutor.study.progress.places import folded, likeness
from tutor.study.progress.standing import page_titles

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part

CLOSEST = 5
"""Words that are named to somebody who typed one that is not there."""


class CourseTerm(NamedTuple):
    """A word of the course.

    Attributes:
        name: as it is listed.
        also: how else the lessons write it.
        definition: in a sentence or two.
        lesson: the id of the lesson that teaches it.
        lesson_title: its title.
        page: the number of the scene in which it stands first, None where only the longer text has it.
        page_title: that scene's title, or "".
    """

    name: str
    also: tuple[str, ...]
    definition: str
    lesson: str
    lesson_title: str
    page: int | None
    page_title: str

    @property
    def where(self) -> str:
        """Where it is taught, as a part of a sentence."""
        if self.page is None:
            return f"the longer text of “{self.lesson_title}”"
        return f"“{self.lesson_title}”, scene {self.page}: {self.page_title}"


def course_terms(root: Path, parts: Iterable[Part]) -> tuple[CourseTerm, ...]:
    """Return every word of the course in the order of the alphabet; each lesson's text is read once.

    Raises:
        BrokenLesson: the table of terms cannot be read.
    """
    headings = {heading.id: heading for part in parts for heading in part.lessons}
    rows = [row for row in read_glossary(root) if row.lesson in headings]
    scenes = {lesson: _scenes(headings[lesson]) for lesson in dict.fromkeys(row.lesson for row in rows)}
    found = (_term(row, headings[row.lesson], scenes[row.lesson]) for row in rows)
    return tuple(sorted(found, key=lambda term: folded(term.name)))


def terms_found(terms: Iterable[CourseTerm], typed: str) -> list[CourseTerm]:
    """Return the terms that answer what was typed, the best first; all of them where nothing was.

    A term is found by a spelling of it, whole or in part; in any order of words.
    """
    words = folded(typed).split()
    ranked = [(_score(term, typed, words), term) for term in terms]
    return [term for score, term in sorted(ranked, key=lambda pair: -pair[0]) if score]


def term_named(terms: Iterable[CourseTerm], name: str) -> CourseTerm | None:
    """Return the term that has this for a spelling, in whatever number and case; None if there is none."""
    key = term_key(name)
    return next((term for term in terms if key in map(term_key, (term.name, *term.also))), None)


def terms_in(terms: Sequence[CourseTerm], bold: Iterable[str]) -> list[CourseTerm]:
    """Return the terms among some bold words, in their order, each once."""
    found = (term_named(terms, words) for words in bold)
    return list(dict.fromkeys(term for term in found if term is not None))


def unknown_word(terms: Iterable[CourseTerm], typed: str) -> str:
    """Return a sentence for whoever typed a word that is none of the course's, with the nearest."""
    names = {folded(spelling): term.name for term in terms for spelling in (term.name, *term.also)}
    near = [names[name] for name in difflib.get_close_matches(folded(typed[:60]), names, n=CLOSEST, cutoff=0.6)]
    closest = f" The nearest: {', '.join(dict.fromkeys(near))}." if near else ""
    return f"The course has no word “{typed[:60]}”.{closest}"


def _term(row: GlossaryTerm, heading: Heading, scenes: dict[str, tuple[int, str]]) -> CourseTerm:
    page, title = next((scenes[key] for key in row.keys if key in scenes), (None, ""))
    return CourseTerm(row.term, row.also, row.definition, row.lesson, heading.title, page, title)


def _scenes(heading: Heading) -> dict[str, tuple[int, str]]:
    """Return the scene in which each bold word of a lesson stands first, as number and title."""
    path, found = heading.folder / "text.md", dict[str, tuple[int, str]]()
    titles = page_titles(path)
    for bold in bold_in(path):
        if 0 < bold.page <= len(titles):
            found.setdefault(term_key(bold.words), (bold.page, titles[bold.page - 1]))
    return found


def _score(term: CourseTerm, typed: str, words: Sequence[str]) -> float:
    """Return how well a term answers, 0 where it does not: whole before the beginning of a word, that before a part."""
    if not words:
        return 1.0
    spellings = (term.name, *term.also)
    if term_key(typed) in map(term_key, spellings):
        return 2.0
    found = [max(likeness(each, form) for each in spellings for form in (word, term_key(word))) for word in words]
    return sum(found) / len(found) if all(found) else 0.0
