"""Finds the parts and the lessons: lists them without running anything, and loads one when it is opened.

This file is on the way to the first paint: what reads Markdown, demos and questions is imported by `load` alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from lessons.kit.errors import BrokenLesson, UnknownLesson
from lessons.kit.front_matter import line_of, read_front_matter, read_lines
from lessons.kit.heading import Heading, Part
from lessons.kit.importing import ROOT as ROOT
from lessons.kit.importing import import_file

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson

PARTS = (
    "ten_questions",
    "inside_the_network",
    "how_the_error_flows_back",
    "when_learning_goes_wrong",
    "ways_to_learn",
    "the_bigger_picture",
)
"""The parts' folders, in order."""
LoadLesson = Callable[[str], "Lesson"]
"""Returns a lesson by its id, or raises what `load` raises."""


def outline(root: Path = ROOT) -> tuple[Part, ...]:
    """The course by parts and lessons; one that cannot be read is listed with its problem and spoils no other.

    Only tables of contents and front matters are read: neither NumPy nor any lesson's code is loaded.
    """
    return tuple(_part(root, name) for name in PARTS)


def find(lesson_id: str, root: Path = ROOT) -> Heading:
    """The lesson of that id; capitals, spaces and underscores are forgiven.

    Raises:
        UnknownLesson: there is none; the error holds the nearest ids.
    """
    wanted = _as_id(lesson_id[:60].strip())
    headings = {heading.id: heading for part in outline(root) for heading in part.lessons}
    if wanted in headings:
        return headings[wanted]
    begun = [known for known in headings if wanted and known.startswith(wanted)]
    raise UnknownLesson(lesson_id, begun or difflib.get_close_matches(wanted, headings, n=3, cutoff=0.0))


def load(lesson_id: str, root: Path = ROOT) -> Lesson:
    """The whole lesson: its text read, its demos and questions imported, and every name in the text found there.

    Raises:
        UnknownLesson: no lesson has that id.
        BrokenLesson: with the file and line of what is wrong, and what to do about it.
    """
    from lessons.kit.collecting import collect
    from lessons.kit.pages import read_pages

    heading = find(lesson_id, root)
    if heading.problem:
        raise BrokenLesson(heading.problem.path, heading.problem.line, heading.problem.problem)
    pages = read_pages(heading.folder / "text.md")
    return collect(root, heading, pages)


def _as_id(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def _part(root: Path, name: str) -> Part:
    try:
        module = import_file(root, Path(name, "__init__.py"))
        title, names, complete = _table_of_contents(root / name / "__init__.py", module)
    except BrokenLesson as problem:
        return Part(_as_id(name), name.replace("_", " "), (), problem)
    return Part(_as_id(name), title, tuple(_heading(root / name, lesson) for lesson in names), complete=complete)


def _table_of_contents(path: Path, module: ModuleType) -> tuple[str, tuple[str, ...], bool]:
    """The title, the lessons' folders, and whether those are all that the part will have."""
    title, names = getattr(module, "TITLE", None), getattr(module, "LESSONS", None)
    complete = getattr(module, "COMPLETE", True)
    if not isinstance(title, str) or not title.strip():
        raise BrokenLesson(path, 1, 'The part has no title: write TITLE = "…".')
    if not isinstance(names, tuple) or not all(isinstance(name, str) and name.isidentifier() for name in names):
        raise BrokenLesson(path, 1, 'The part does not list its lessons: write LESSONS = ("gradient", …), the folders.')
    if not isinstance(complete, bool):
        raise BrokenLesson(path, 1, "COMPLETE says whether all lessons of the part are there: write True or False.")
    return title, names, complete


def _heading(part: Path, name: str) -> Heading:
    folder = part / name
    try:
        if not folder.is_dir():
            contents = part / "__init__.py"
            line = line_of(contents, rf"[\"']{name}[\"']")
            raise BrokenLesson(contents, line, f"LESSONS names “{name}”, but there is no folder {folder}.")
        front = read_front_matter(folder / "text.md", read_lines(folder / "text.md"))
    except BrokenLesson as problem:
        return Heading(_as_id(name), name.replace("_", " "), "", (), folder, problem)
    return Heading(
        _as_id(name),
        front.title,
        front.summary,
        front.sources,
        folder,
        needs=front.needs,
        takeaway=front.takeaway,
        test_out=front.test_out,
        covers=front.covers,
    )
