"""Files of somebody's own, good and bad, which tests of the lessons, of plain text and of the screen share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np


def rows_of(count: int, columns: int = 2, seed: int = 0) -> list[list[float]]:
    """Return rows of numbers with three digits, the columns of which have other means and other spreads."""
    drawn = np.random.default_rng(seed).normal(size=(count, columns)) * np.arange(1, columns + 1) + 10
    return drawn.round(3).tolist()  # type: ignore[no-any-return]


def table(rows: Sequence[Sequence[object]], *header: str, between: str = ",") -> str:
    """Return a file's text."""
    lines = ([header] if header else []) + list(rows)
    return "".join(between.join(map(str, line)) + "\n" for line in lines)


def kinds(count: int = 40, columns: int = 2, names: Sequence[object] = ("oak", "elm"), *header: str) -> str:
    """Return a table of numbers whose last column is one of some kinds, by the first."""
    rows = rows_of(count, columns)
    middle = sorted(row[0] for row in rows)
    step = max(1, count // len(names))
    return table([[*row, names[min(middle.index(row[0]) // step, len(names) - 1)]] for row in rows], *header)


def values(count: int = 40, columns: int = 1) -> str:
    """Return a table of numbers whose last column is a value of the others."""
    names = [f"in{number}" for number in range(1, columns + 1)]
    return table([[*row, round(100 + 7 * sum(row), 3)] for row in rows_of(count, columns)], *names, "price")


def written(folder: Path, content: str | bytes, name: str = "points.csv") -> Path:
    """Write a file, and return where it lies."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
