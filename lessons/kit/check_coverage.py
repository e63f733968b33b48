"""The rules for what a lesson covers: every statement of the articles is taught somewhere, at the latest at home."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lessons.kit.course import outline
from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import line_of
from lessons.kit.heading import Heading
from lessons.kit.lesson import Lesson
from lessons.kit.problems import Problem
from lessons.kit.statements import STATEMENTS, ArticleStatement, read_statements


def check_coverage(lesson: Lesson) -> Iterator[Problem]:
    """Tell which statements a lesson names wrongly, and which it is the home of without any lesson's covering them."""
    heading, root = lesson.heading, lesson.heading.folder.parents[1]
    try:
        statements = read_statements(root)
    except BrokenLesson as problem:
        yield Problem(problem.path, problem.line, problem.problem)
        return
    yield from _named_wrongly(heading, statements)
    path, covered = heading.folder / "text.md", _covered(root)
    for statement in statements.values():
        if statement.lesson == heading.id and statement.id not in covered:
            todo = f"teach it and add it to covers, or move its row in {STATEMENTS} to the lesson that will"
            told = (
                f"No lesson covers “{statement.id}” ({statement.text.rstrip('.?')}), and this one is its home: {todo}."
            )
            yield Problem(path, line_of(path, r"^covers\b"), told)


def to_come(root: Path) -> dict[str, list[ArticleStatement]]:
    """Return the statements that no lesson covers yet, by their home, where that is a lesson which does not exist.

    Args:
        root: where the parts lie.

    Returns:
        The lessons to come in the table's order; none, if the table cannot be read, which every lesson's check tells.
    """
    try:
        statements = read_statements(root)
    except BrokenLesson:
        return {}
    covered, there = _covered(root), {heading.id for heading in _headings(root)}
    waiting = dict[str, list[ArticleStatement]]()
    for statement in statements.values():
        if statement.id not in covered and statement.lesson not in there:
            waiting.setdefault(statement.lesson, []).append(statement)
    return waiting


def _named_wrongly(heading: Heading, statements: Mapping[str, ArticleStatement]) -> Iterator[Problem]:
    """Tell which ids do not exist, stand there twice, or are of an article that the lesson does not name."""
    path, seen = heading.folder / "text.md", set[str]()
    for name in heading.covers:
        line = line_of(path, rf"[\"']{re.escape(name)}[\"']")
        if name in seen:
            yield Problem(path, line, f"covers names “{name}” twice; once will do.")
        elif name not in statements:
            near = difflib.get_close_matches(name, statements, n=3, cutoff=0.0)
            hint = f" The nearest by name: {', '.join(near)}." if near else ""
            yield Problem(path, line, f"covers names “{name[:40]}”, which is no statement in {STATEMENTS}.{hint}")
        elif not any(source.partition(",")[0].strip() == statements[name].article for source in heading.sources):
            article = statements[name].article
            yield Problem(path, line, f"covers names “{name}”, and sources no part of article {article}; add it there.")
        seen.add(name)


def _covered(root: Path) -> set[str]:
    return {name for heading in _headings(root) for name in heading.covers}


def _headings(root: Path) -> Iterator[Heading]:
    return (heading for part in outline(root) for heading in part.lessons)
