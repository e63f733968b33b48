"""The longer text of a lesson in plain lines, for those who want to read it all."""

from __future__ import annotations

from lessons.kit.errors import LessonError
from lessons.kit.lesson import Lesson
from lessons.kit.reading import as_markdown, read_longer_text
from tutor.console.printer import Printer
from tutor.text.served import told

NONE = "This lesson has no longer text: all of it is on its pages."


def print_longer_text(printer: Printer, lesson: Lesson) -> None:
    """Write the whole text, or why it cannot be read, or that there is none."""
    try:
        sections = read_longer_text(lesson.heading.folder)
    except LessonError as problem:
        printer.line(told(f"The longer text cannot be read: {problem}"))
        return
    if not sections:
        printer.line(NONE)
        return
    printer.line("", f"The longer text of “{lesson.heading.title}”", "")
    printer.prose(as_markdown(sections))
    printer.line("")
