"""Reads the tables in a Markdown file, row by row, each with the heading that it stands under and its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import read_lines

_RULE = re.compile(r"\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+")
"""The line between a table's head and its rows: two dashes or more for each column, between bars."""


class TableRow(NamedTuple):
    """A row of a table.

    Attributes:
        heading: the words of the last `#` or `##` heading above it, or "".
        head: what the table's first line calls the columns, without spaces around.
        cells: as many as there are columns, without spaces around.
        line: in the file, from 1.
    """

    heading: str
    head: tuple[str, ...]
    cells: tuple[str, ...]
    line: int


def read_rows(path: Path) -> Iterator[TableRow]:
    """Give the rows of every table in a file, their heads left out; none, if there is no such file.

    Raises:
        BrokenLesson: a row has more or fewer cells than its table has columns, or the file cannot be read.
    """
    heading, head, before = "", tuple[str, ...](), ""
    for number, line in enumerate(read_lines(path) if path.exists() else [], start=1):
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        if "|" not in line:
            head = ()
        elif _RULE.fullmatch(line):
            head = _cells(before)
        elif head:
            yield TableRow(heading, head, _whole(path, number, head, _cells(line)), number)
        before = line


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _whole(path: Path, line: int, head: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells, if there is one for each column."""
    if len(cells) != len(head):
        raise BrokenLesson(path, line, f"This row has {len(cells)} cells; it has one each for {', '.join(head)}.")
    return cells
