"""Reads the table of all terms, each defined once under the lesson that teaches it, and finds what is bold in a text.

Light: it reads lines and no Markdown, because a list of words loads no lesson.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import read_lines
from lessons.kit.lesson import SET_APART
from lessons.kit.tables import TableRow, read_rows

GLOSSARY = "glossary.md"
"""The table's file, beside the parts."""
HEAD = ("term", "also", "definition")
LONGEST_DEFINITION = 240
"""Characters; a list of words has three lines of 80 for one."""
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
"""In code two stars are a power."""


class GlossaryTerm(NamedTuple):
    """A row of the table.

    Attributes:
        term: as it is listed.
        also: how else the lessons write it; a capital and a plural need no mention.
        definition: in a sentence or two of our own.
        lesson: the id of the lesson that teaches it.
        line: its line in the table's file, from 1.
    """

    term: str
    also: tuple[str, ...]
    definition: str
    lesson: str
    line: int

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the key of each spelling, once."""
        return tuple(dict.fromkeys(term_key(spelling) for spelling in (self.term, *self.also)))


class BoldTerm(NamedTuple):
    """Something bold in a text.

    Attributes:
        words: on one line, as they are written.
        line: where they begin, from 1.
        page: the number of the page that they stand on, from 1; 0 above the first.
    """

    words: str
    line: int
    page: int


def term_key(words: str) -> str:
    """Return what the spellings of a term have in common: "Hidden units" and "hidden unit" have the same."""
    key = " ".join(words.split()).casefold().rstrip(".,:;!?")
    return key.removesuffix("s") if not key.endswith("ss") else key


def read_glossary(root: Path) -> tuple[GlossaryTerm, ...]:
    """Return all terms, in the table's order; none, if the course has no such table.

    Args:
        root: where the parts lie.

    Raises:
        BrokenLesson: a row cannot be understood, or a term is defined twice.
    """
    path, terms, seen = root / GLOSSARY, list[GlossaryTerm](), dict[str, GlossaryTerm]()
    for row in read_rows(path):
        term = _term(path, row)
        for key in term.keys:
            if earlier := seen.get(key):
                wrong = f"“{term.term}” means what “{earlier.term}” in line {earlier.line} means already: keep one row."
                raise BrokenLesson(path, row.line, wrong)
            seen[key] = term
        terms.append(term)
    return tuple(terms)


def bold_in(path: Path) -> Iterator[BoldTerm]:
    """Give what is bold in a text, in order; nothing, if there is no such file.

    Raises:
        BrokenLesson: the file cannot be read.
    """
    return bold_among(read_lines(path) if path.is_file() else ())


def bold_among(lines: Iterable[str]) -> Iterator[BoldTerm]:
    """Give what is bold in lines of Markdown, in order."""
    prose = "\n".join(_prose(lines))
    for found in _BOLD.finditer(prose):
        above = prose[: found.start()]
        yield BoldTerm(" ".join(found[1].split()), above.count("\n") + 1, len(re.findall(r"^## ", above, re.MULTILINE)))


def _prose(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines with code, and formulas that are set apart, left blank; the words in a demo's block are prose."""
    fence: str | None = None
    for line in lines:
        if line.lstrip(" >").startswith("```"):
            fence = line.lstrip(" >").strip("`").strip() if fence is None else None
            yield ""
        else:
            yield "" if fence in SET_APART else _CODE.sub("", line)


def _term(path: Path, row: TableRow) -> GlossaryTerm:
    """Return what a row says."""
    if row.head != HEAD:
        raise BrokenLesson(path, row.line, f"The head of this table is not “{' | '.join(HEAD)}”; write that.")
    term, also, definition = row.cells
    rules = (
        (term, "This row names no term."),
        (definition.endswith("."), f"“{term}” is defined in whole sentences, with a full stop."),
        (
            len(definition) <= LONGEST_DEFINITION,
            f"The definition of “{term}” has {len(definition)} characters; up to {LONGEST_DEFINITION} fit.",
        ),
        (row.heading, f"“{term}” stands under no lesson: write `## ` and its id above the table."),
    )
    for holds, problem in rules:
        if not holds:
            raise BrokenLesson(path, row.line, problem)
    spellings = tuple(spelling.strip() for spelling in also.split(",") if spelling.strip())
    return GlossaryTerm(term, spellings, definition, row.heading, row.line)
