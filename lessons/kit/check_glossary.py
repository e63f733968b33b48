"""The rules for terms: what is bold is one, each is defined once, and the lesson that is its home has it in bold."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Set
from pathlib import Path

from lessons.kit.errors import BrokenLesson
from lessons.kit.glossary import GLOSSARY, HEAD, BoldTerm, GlossaryTerm, bold_in, read_glossary, term_key
from lessons.kit.lesson import Lesson
from lessons.kit.problems import Problem
from lessons.kit.reading import READING

TEXTS = ("text.md", READING)
"""The files of a lesson in which a term may stand."""


def check_glossary(lesson: Lesson) -> Iterator[Problem]:
    """Tell what is bold in a lesson and not defined, and what is defined there and not bold; of no table, nothing."""
    folder, root = lesson.heading.folder, lesson.heading.folder.parents[1]
    try:
        terms = read_glossary(root)
    except BrokenLesson as problem:
        yield Problem(problem.path, problem.line, problem.problem)
        return
    if not (root / GLOSSARY).is_file():
        return
    known, here = {key for term in terms for key in term.keys}, set[str]()
    for path in (folder / name for name in TEXTS):
        for bold in bold_in(path):
            key = term_key(bold.words)
            if key not in known | here:
                yield Problem(path, bold.line, _missing(bold, terms, lesson.heading.id))
            here.add(key)
    yield from _not_bold(root / GLOSSARY, terms, lesson.heading.id, here)


def homeless(root: Path, lessons: Set[str]) -> Iterator[Problem]:
    """Tell which rows stand under something that is no lesson of the course.

    Args:
        root: where the parts lie.
        lessons: the ids of all lessons.
    """
    try:
        terms = read_glossary(root)
    except BrokenLesson as problem:
        yield Problem(problem.path, problem.line, problem.problem)
        return
    for term in terms:
        if term.lesson not in lessons:
            told = f"“{term.term}” stands under “{term.lesson}”, which is no lesson of the course."
            yield Problem(root / GLOSSARY, term.line, told)


def _missing(bold: BoldTerm, terms: tuple[GlossaryTerm, ...], lesson: str) -> str:
    """Say which row to add, or how to write what is no term."""
    spelt = bold.words if bold.words[1:] != bold.words[1:].lower() else bold.words.lower()
    near = difflib.get_close_matches(
        term_key(bold.words), [key for term in terms for key in term.keys], n=1, cutoff=0.8
    )
    row = (
        f"add the row `{spelt} | | what it means, in a sentence.` to the table “{' | '.join(HEAD)}” below `## {lesson}`"
    )
    same = f" If it is “{near[0]}” in other words, write it under “also” there." if near else ""
    return f"“{bold.words}” is bold and not in {GLOSSARY}: {row}.{same} If it is only stressed, write *{bold.words}*."


def _not_bold(path: Path, terms: tuple[GlossaryTerm, ...], lesson: str, here: Set[str]) -> Iterator[Problem]:
    """Tell which terms have a lesson as their home that has them nowhere in bold, in this spelling or another."""
    for term in terms:
        if term.lesson == lesson and not here & set(term.keys):
            todo = f"write **{term.term}** where it is taught, or move the row"
            yield Problem(path, term.line, f"“{term.term}” is nowhere bold in “{lesson}”: {todo}.")
