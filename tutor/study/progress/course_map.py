"""The course as a map: which lessons each one needs, at once and before that, and which ones build on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from tutor.text.words import listed

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part

Relation = Literal["", "this one", "needed", "needed first", "uses it", "builds on it"]
"""What a lesson is to another: needed by it or by what it needs; using it, or building on what does."""
SIGNS: Mapping[Relation, str] = {
    "": " ",
    "this one": "▸",
    "needed": "←",
    "needed first": "«",
    "uses it": "→",
    "builds on it": "»",
}
"""They only repeat what the words say."""


class CourseMap:
    """The lessons, and which of them need which.

    Args:
        parts: the course; what a lesson needs and the course does not have is left out.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.headings = {heading.id: heading for part in parts for heading in part.lessons}
        self.numbers = {lesson: number for number, lesson in enumerate(self.headings, start=1)}

    def needs(self, lesson: str) -> tuple[str, ...]:
        """Return the lessons whose teaching a lesson uses itself, in the order of the course."""
        return self._in_order(self.headings[lesson].needs)

    def used_by(self, lesson: str) -> tuple[str, ...]:
        """Return the lessons that use what a lesson teaches, in the order of the course."""
        return tuple(other for other in self.headings if lesson in self.headings[other].needs)

    def relation(self, lesson: str, to: str) -> Relation:
        """Return what a lesson is to another one."""
        if lesson == to:
            return "this one"
        if lesson in self._all_needs[to]:
            return "needed" if lesson in self.needs(to) else "needed first"
        if to in self._all_needs[lesson]:
            return "uses it" if to in self.needs(lesson) else "builds on it"
        return ""

    def related(self, lesson: str) -> tuple[str, ...]:
        """Return a lesson with all that it needs and all that builds on it, in the order of the course."""
        return tuple(other for other in self.headings if self.relation(other, lesson))

    def by_number(self, lessons: Iterable[str]) -> str:
        """Return lessons by their numbers, as a part of a sentence: "4, 6 and 7"."""
        return listed([str(self.numbers[lesson]) for lesson in lessons])

    def in_words(self, lesson: str, titled: int | None = None) -> Sequence[str]:
        """Return the sentences that say what a lesson needs, and what uses it, by number and title.

        Args:
            lesson: its id.
            titled: of more lessons than this only the numbers are told; None tells every title.
        """
        needs, before = self.needs(lesson), self._count(lesson, "needed first")
        used, after = self.used_by(lesson), self._count(lesson, "builds on it")
        first = f"It needs {self._named(needs, titled)}" if needs else "It needs no other lesson"
        then = f"It is used by {self._named(used, titled)}" if used else "No lesson uses it so far"
        return (
            f"{first}{f'; these need {before} more' if before else ''}.",
            f"{then}{f'; {after} more build on these' if after else ''}.",
        )

    def _named(self, lessons: Sequence[str], titled: int | None) -> str:
        if titled is not None and len(lessons) > titled:
            return self.by_number(lessons)
        return listed([f"{self.numbers[lesson]} “{self.headings[lesson].title}”" for lesson in lessons])

    def _count(self, lesson: str, relation: Relation) -> int:
        return sum(self.relation(other, lesson) == relation for other in self.headings)

    def _in_order(self, lessons: Iterable[str]) -> tuple[str, ...]:
        wanted = set(lessons)
        return tuple(lesson for lesson in self.headings if lesson in wanted)

    @cached_property
    def _all_needs(self) -> Mapping[str, frozenset[str]]:
        """All that each lesson needs, at once or before that; where needs go round in a circle, each once."""
        found = dict[str, frozenset[str]]()
        for lesson in self.headings:
            reached, waiting = set[str](), list(self.needs(lesson))
            while waiting:
                need = waiting.pop()
                if need not in reached:
                    reached.add(need)
                    waiting += self.needs(need)
            found[lesson] = frozenset(reached - {lesson})
        return found


def heading_line(course_map: CourseMap, heading: Heading) -> str:
    """Return a lesson's line of the map in words: its title, what it needs and what uses it, by number."""
    needs, used = course_map.needs(heading.id), course_map.used_by(heading.id)
    said = [f"needs {course_map.by_number(needs)}"] if needs else ["needs nothing"]
    said += [f"used by {course_map.by_number(used)}"] if used else []
    return f"{heading.title} ({'; '.join(said)})"
