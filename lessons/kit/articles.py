"""Reads which articles the course follows: each once, in a file of its own, and where in them the statements stand."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lessons.kit.tables import read_rows

SOURCES = "SOURCES.md"
"""The file, beside the parts."""
_ARTICLES = ("letter", "title", "author", "where published")
_SECTIONS = ("id", "where")


class Article(NamedTuple):
    """An article that the course follows.

    Attributes:
        letter: what it is called in the course, such as "A".
        title: its own.
        author: "not named" where the copy that we worked from names none.
        published: where, or "not stated".
    """

    letter: str
    title: str
    author: str
    published: str


def read_articles(root: Path) -> tuple[Article, ...]:
    """Return the articles, in order; none, if the course names none.

    Args:
        root: where the parts lie.

    Raises:
        BrokenLesson: the file cannot be read, or a row does not fit its table.
    """
    return tuple(Article(*row.cells) for row in read_rows(root / SOURCES) if row.head == _ARTICLES)


def read_sections(root: Path) -> dict[str, str]:
    """Return where in its article a statement stands, by how its id begins: "B-desc" is on gradient descent.

    Raises:
        BrokenLesson: as `read_articles`.
    """
    return {row.cells[0]: row.cells[1] for row in read_rows(root / SOURCES) if row.head == _SECTIONS}
