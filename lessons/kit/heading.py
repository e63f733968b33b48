"""The course as it is listed: parts, and the headings of their lessons. On the way to the first picture, so light."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lessons.kit.errors import BrokenLesson


class Takeaway(NamedTuple):
    """Three lines that a lesson leaves one with.

    Attributes:
        idea: in plain words.
        rule: what makes it exact.
        caveat: where it ends.
    """

    idea: str
    rule: str
    caveat: str


class Heading(NamedTuple):
    """A lesson's entry on the home screen, read from the top of its `text.md` without running anything.

    Attributes:
        id: the folder's name with dashes, such as "learning-rate"; what the command line calls it.
        title: the learner's question.
        summary: one line.
        sources: the articles and sections followed, such as "A, question 6".
        folder: where the lesson lies.
        needs: the ids of the lessons that come before it, because it uses what they teach.
        takeaway: what it leaves one with; None in a lesson that does not say.
        test_out: the questions, by name, that somebody who knows all this already answers to skip it; or none.
        covers: the ids of the articles' statements that it teaches, such as "D-bp.6"; or none.
        problem: why the lesson cannot be opened, where that shows already; its title is then the folder's name.
    """

    id: str
    title: str
    summary: str
    sources: tuple[str, ...]
    folder: Path
    problem: BrokenLesson | None = None
    needs: tuple[str, ...] = ()
    takeaway: Takeaway | None = None
    test_out: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


class Part(NamedTuple):
    """A part of the course.

    Attributes:
        id: the folder's name with dashes, such as "ten-questions".
        title: what the home screen calls it.
        lessons: in order.
        problem: why its table of contents cannot be read, where that is so; it then has no lessons.
        complete: whether all of its lessons are there; one that still grows has no graduation.
    """

    id: str
    title: str
    lessons: tuple[Heading, ...]
    problem: BrokenLesson | None = None
    complete: bool = True
