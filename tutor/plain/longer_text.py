"""The longer text of a lesson, written out from beginning to end."""

from __future__ import annotations

from lessons.kit.lesson import Lesson
from lessons.kit.reading import as_markdown, read_longer_text
from tutor.plain.talk import Talk


def tell_longer_text(talk: Talk, lesson: Lesson) -> None:
    """Write it, or say that there is none.

    Raises:
        LessonError: it cannot be read.
    """
    sections = read_longer_text(lesson.heading.folder)
    if sections:
        talk.prose(as_markdown(sections))
    else:
        talk.line("This lesson has no longer text.")
