"""How long a graduation is: ten questions from a part, fifteen from the whole course; and how many right graduate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lessons.kit.heading import Part

WHOLE_COURSE = "whole-course"
"""What stands for all parts together where a part's id does for one."""
ITS_NAMES = (WHOLE_COURSE, "course", "all", "final")
"""What may be typed for it."""


class GraduationSize(NamedTuple):
    """The size of a graduation.

    Attributes:
        questions: how many it asks.
        enough: how many right graduate.
        in_words: the number of questions in a word.
        enough_in_words: the other number in a word.
        mixed_from: what the questions are mixed from.
    """

    questions: int
    enough: int
    in_words: str
    enough_in_words: str
    mixed_from: str


OF_A_PART = GraduationSize(10, 8, "ten", "eight", "all of the part")
OF_THE_COURSE = GraduationSize(15, 12, "fifteen", "twelve", "all parts of the course")


def size_of(part: str) -> GraduationSize:
    """Return the size of the graduation from a part, by its id, or from the whole course."""
    return OF_THE_COURSE if part == WHOLE_COURSE else OF_A_PART


def whole_course(parts: Sequence[Part]) -> Part:
    """Return all parts as one, which is complete once each of them is."""
    lessons = tuple(heading for part in parts for heading in part.lessons)
    return Part(WHOLE_COURSE, "The whole course", lessons, complete=all(part.complete for part in parts))
