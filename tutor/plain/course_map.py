"""The map of the course in words: what each lesson needs and what uses it, by number; or one lesson's by title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.study.progress.course_map import CourseMap, heading_line

if TYPE_CHECKING:
    from lessons.kit.heading import Part
    from tutor.console.printer import Printer


def tell_map(printer: Printer, parts: Sequence[Part]) -> None:
    """Write the whole map, a line for each lesson."""
    course_map = CourseMap(parts)
    for number, part in enumerate(parts, start=1):
        printer.line("", f"Part {number}: {part.title}" if part.lessons else f"Part {number}: {part.title} (to come)")
        for heading in part.lessons:
            printer.item(f"{course_map.numbers[heading.id]:>2}", heading_line(course_map, heading))


def tell_place(printer: Printer, parts: Sequence[Part], lesson: str) -> None:
    """Write what one lesson needs, and what uses it."""
    course_map = CourseMap(parts)
    printer.line(f"{course_map.numbers[lesson]} “{course_map.headings[lesson].title}”", *course_map.in_words(lesson))
