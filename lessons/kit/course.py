"""Finds the parts and the lessons: lists them without running anything, and loads one when it is opened.

This file is on the way to the first paint: what reads Markdown, demos and questions is imported by `load` alone.
"""

from __future__ import annotations

import difflib
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from lessons.kit.errors import BrokenLesson, UnknownLesson
from lessons.kit.front_matter import read_front_matter, read_lines
from lessons.kit.lesson import Claim, Heading, Lesson, Page, Part
from lessons.kit.places import raised_at

if TYPE_CHECKING:
    from lessons.kit.demo import Demo
    from lessons.kit.questions import Question

ROOT = Path(__file__).parents[1]
"""Where the parts lie; every function here takes another root too, laid out alike."""
PARTS = ("ten_questions", "inside_the_network")
"""The parts' folders, in order."""
T = TypeVar("T")


def outline(root: Path = ROOT) -> tuple[Part, ...]:
    """The course by parts and lessons; one that cannot be read is listed with its problem and spoils no other.

    Only tables of contents and front matters are read: neither NumPy nor any lesson.py is loaded.
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
    """The whole lesson: its text read, its lesson.py imported, and every name in the text found there.

    Raises:
        UnknownLesson: no lesson has that id.
        BrokenLesson: with the file and line of what is wrong, and what to do about it.
    """
    from lessons.kit.demo import Demo
    from lessons.kit.pages import read_pages
    from lessons.kit.questions import Question

    heading = find(lesson_id, root)
    if heading.problem:
        raise BrokenLesson(heading.problem.path, heading.problem.line, heading.problem.problem)
    pages = read_pages(heading.folder / "text.md")
    path = heading.folder / "lesson.py"
    module = _import(root, path.relative_to(root))
    demos, questions = _named(path, module, Demo), _named(path, module, Question)
    _find_all(heading.folder, pages, demos, questions)
    return Lesson(heading, pages, demos, questions, _claims(module))


def _as_id(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def _part(root: Path, name: str) -> Part:
    try:
        module = _import(root, Path(name, "__init__.py"))
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
            line = _line_of(contents, rf"[\"']{name}[\"']")
            raise BrokenLesson(contents, line, f"LESSONS names “{name}”, but there is no folder {folder}.")
        front = read_front_matter(folder / "text.md", read_lines(folder / "text.md"))
    except BrokenLesson as problem:
        return Heading(_as_id(name), name.replace("_", " "), "", (), folder, problem)
    return Heading(_as_id(name), front.title, front.summary, front.sources, folder)


def _import(root: Path, file: Path) -> ModuleType:
    """The module in a file below the root, `ten_questions/gradient/lesson.py` say.

    Raises:
        BrokenLesson: it is not there, or raises; the line is the innermost one of the same folder.
    """
    path = root / file
    if not path.is_file():
        raise BrokenLesson(path, 1, "This file is missing.")
    names = file.with_suffix("").parts
    try:
        return importlib.import_module(".".join((_package(root), *(name for name in names if name != "__init__"))))
    except Exception as problem:
        raise BrokenLesson(
            *raised_at(problem, (path, 1)), f"It cannot be imported: {type(problem).__name__}: {problem}."
        ) from problem


def _package(root: Path) -> str:
    """The package whose folders are the parts; a root that is not the installed one is read afresh each time."""
    if root == ROOT:
        return __name__.partition(".")[0]
    name = "lessons_in" + "".join(sign if sign.isalnum() else f"_{ord(sign):x}_" for sign in str(root.resolve()))
    for known in [known for known in sys.modules if known.startswith(f"{name}.")]:
        del sys.modules[known]
    sys.modules[name] = ModuleType(name)
    sys.modules[name].__path__ = [str(root)]
    importlib.invalidate_caches()  # its files may be younger than what Python remembers of the folder
    return name


def _named(path: Path, module: ModuleType, kind: type[T]) -> dict[str, T]:
    """What a lesson defines or imports of one kind, by name, in the order of its file."""
    found = {name: thing for name, thing in vars(module).items() if isinstance(thing, kind)}
    for name, thing in found.items():
        own = getattr(thing, "name", name)
        if own != name:
            line = _line_of(path, rf"\b{name}\b")
            raise BrokenLesson(path, line, f"“{own}” goes by another name here, {name}: call both the same.")
    return found


def _line_of(path: Path, pattern: str) -> int:
    """The first line, from 1, in which a pattern is found; the top, if it is nowhere."""
    return next((i for i, line in enumerate(read_lines(path), start=1) if re.search(pattern, line)), 1)


def _claims(module: ModuleType) -> Callable[[], Iterable[Claim]]:
    claims: Callable[[], Iterable[Claim]] = getattr(module, "claims", tuple)
    return claims


def _find_all(
    folder: Path, pages: tuple[Page, ...], demos: Mapping[str, Demo], questions: Mapping[str, Question]
) -> None:
    """See that everything that the text names is there."""
    for page in pages:
        wanted = (
            [(page.demo, "demo", demos)] if page.demo else [(name, "question", questions) for name in page.questions]
        )
        for name, kind, known in wanted:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"Is it {near[0]}?" if near else f"There is {', '.join(known) or 'none yet'}."
                raise BrokenLesson(
                    folder / "text.md", page.block, f"lesson.py defines no {kind} called “{name}”. {hint}"
                )
