"""Reads a lesson's reading.md, the longer text for those who want it: sections of prose and nothing that runs."""

from __future__ import annotations

from pathlib import Path

from lessons.kit.errors import BrokenLesson
from lessons.kit.lesson import Page
from lessons.kit.pages import pages_in

READING = "reading.md"


def read_longer_text(folder: Path) -> tuple[Page, ...]:
    """Return the sections of a lesson's longer text, in reading order; none, if it has no such text.

    Raises:
        BrokenLesson: with the line of the first thing that is wrong; a section holds no demo and no quiz.
    """
    path = folder / READING
    if not path.is_file():
        return ()
    sections = pages_in(path, front_matter=False)
    for section in sections:
        if section.block:
            raise BrokenLesson(path, section.block, "The longer text is only read: its pictures are in text.md.")
    return sections


def as_markdown(sections: tuple[Page, ...]) -> str:
    """Return the sections as one text."""
    return "\n\n".join(f"## {section.title}\n\n{section.prose}" for section in sections)
