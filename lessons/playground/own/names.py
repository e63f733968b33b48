"""Names from a file that may hold anything, made fit for a screen: cleaned, cut, and each a different one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from lessons.kit.signs import visible

COLUMN, CLASS, FILE, CELL, PATH = 20, 16, 20, 24, 60
"""Cells of a screen for the name of a column, of a class, of a file; and for what is quoted of a field, of a path."""
_MARKS = re.compile(r"([\\`*_\[\]<>|~#&])")
"""Signs that mean something to Markdown."""


def cells(text: str) -> int:
    """Return how many cells of a screen a text takes."""
    return sum(map(_cells_of, text))


def _cells_of(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def clean(text: str, most: int, instead: str = "") -> str:
    """Return a text on one line, with printed signs only, cut to a number of cells.

    Args:
        text: anything.
        most: cells that it may take; accents, which take none, are no more than that either.
        instead: what stands for a text of which nothing is left.
    """
    seen = "".join(sign if sign.isprintable() else "?" for sign in " ".join(visible(text[: 20 * most]).split()))
    if not cells(seen):
        return instead
    if cells(seen) <= most and len(seen) <= 2 * most:
        return seen
    kept, room = "", most - 1
    for sign in seen[: 2 * most - 1]:
        room -= _cells_of(sign)
        if room < 0:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def different(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of which no two are alike: those that came before get a number."""
    found, known, times = list[str](), set[str](), Counter[str]()
    for name in names:
        told = name
        while told in known:
            times[name] += 1
            told = f"{name} ({times[name] + 1})"
        known.add(told)
        found.append(told)
    return tuple(found)


def quoted(text: str, most: int = CELL) -> str:
    """Return a text between quotation marks, fit for a screen."""
    return f"“{clean(text, most)}”"


def quoted_path(path: str) -> str:
    """Return a path between quotation marks; of a long one the end, where its name is."""
    seen = clean(path, 2 * len(path) + 1)
    if cells(seen) <= PATH:
        return f"“{seen}”"
    end = seen[-PATH:]
    while cells(end) >= PATH:
        end = end[1:]
    return f"“…{end}”"


def escaped(name: str) -> str:
    """Return a name that Markdown takes as it is."""
    return _MARKS.sub(r"\\\1", name)


def listed(names: Sequence[str], most: int = 8) -> str:
    """Return names in a row, of very many the first."""
    rest = len(names) - most
    if rest > 0:
        return f"{', '.join(names[:most])} and {rest:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
