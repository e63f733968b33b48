"""Reads the table of all that the articles say, by the lesson that is each statement's home."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from lessons.kit.errors import BrokenLesson
from lessons.kit.tables import TableRow, read_rows

STATEMENTS = "statements.md"
"""The table's file, beside the parts."""
HEAD = ("id", "kind", "statement", "to be put right")
KINDS = ("fact", "analogy", "question", "example", "list", "method", "caveat", "figure")
NOT_PLANNED = "not planned"
"""Stands after the kind of a statement for which the plan of the course had no lesson."""
_ID = re.compile(r"[A-Z](\d+|-[a-z]+)\.\d+")
_LESSON = re.compile(r"[a-z]+(-[a-z]+)*")


class ArticleStatement(NamedTuple):
    """Something that an article says.

    Attributes:
        id: such as "D-bp.6": the article, its section, and a number.
        lesson: the id of the lesson that is its home, which need not exist yet.
        kind: one of `KINDS`.
        text: in our own words.
        correction: where the article is wrong or too simple, what is right; or "".
        planned: whether the plan of the course had a lesson for it; where not, its home is a proposal.
        line: its line in the table's file, from 1.
    """

    id: str
    lesson: str
    kind: str
    text: str
    correction: str
    planned: bool
    line: int

    @property
    def article(self) -> str:
        """The letter of its article."""
        return self.id[0]

    @property
    def section(self) -> str:
        """The article and its section, such as "D-bp"."""
        return self.id.rpartition(".")[0]


def read_statements(root: Path) -> dict[str, ArticleStatement]:
    """Return the statements by id, in the table's order; none, if the course has no such table.

    Args:
        root: where the parts lie.

    Raises:
        BrokenLesson: a row, its id, its kind or its heading cannot be understood, or an id stands there twice.
    """
    path, statements = root / STATEMENTS, dict[str, ArticleStatement]()
    for row in read_rows(path):
        statement = _statement(path, row)
        if earlier := statements.get(statement.id):
            wrong = f"“{statement.id}” stands in line {earlier.line} already; each statement has one home."
            raise BrokenLesson(path, statement.line, wrong)
        statements[statement.id] = statement
    return statements


def _statement(path: Path, row: TableRow) -> ArticleStatement:
    """Return what a row says."""
    if row.head != HEAD:
        raise BrokenLesson(path, row.line, f"The head of this table is not “{' | '.join(HEAD)}”; write that.")
    name, kinds, text, correction = row.cells
    kind, _, mark = kinds.partition(", ")
    rules = (
        (_ID.fullmatch(name), f"“{name[:40]}” is no id of a statement; they look like B-desc.3 and A10.2."),
        (kind in KINDS, f"“{kinds[:40]}” is no kind; write one of {', '.join(KINDS)}."),
        (mark in ("", NOT_PLANNED), f"After the kind may stand “{NOT_PLANNED}”, and nothing else."),
        (text, f"“{name}” says nothing; write the statement in our own words."),
        (_LESSON.fullmatch(row.heading), f"“{row.heading[:40]}” is no id of a lesson; they look like learning-rate."),
    )
    for holds, problem in rules:
        if not holds:
            raise BrokenLesson(path, row.line, problem)
    return ArticleStatement(name, row.heading, kind, text, correction, not mark, row.line)
