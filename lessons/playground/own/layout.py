"""How a file lays its fields out: what stands between them, whether decimals have a comma, whether names come first."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lessons.kit.errors import Unreadable
from lessons.playground.own.cells import NOTHING, is_number
from lessons.playground.own.file import LONGEST_LINE
from lessons.playground.own.names import COLUMN, clean, different

DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "an upright stroke", " ": "a space"}
"""What may stand between fields; where nothing tells them apart, the first."""
SAMPLE = 200
"""Lines by which that is told."""
_SOME = 0.05
"""What fields without any number count for, so that even rows of words show what stands between them."""

FieldRows = list[list[str]]


@dataclass(frozen=True)
class FieldLayout:
    """A file's way of writing fields.

    Attributes:
        delimiter: what stands between them.
        comma: whether a comma stands before decimals.
        header: whether the first row holds the names of the columns.
        titles: of the columns as they stand there; without a header, empty.
        width: how many columns there are.
    """

    delimiter: str
    comma: bool
    header: bool
    titles: tuple[str, ...]
    width: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns for a screen, no two alike."""
        titles = self.titles or ("",) * self.width
        return different(clean(title, COLUMN, f"column {number}") for number, title in enumerate(titles, 1))


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Give the fields of each row; of an empty line none.

    Raises:
        csv.Error: a quotation mark is not closed, or a field is far too long.
    """
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    return map(_without_the_end, rows) if delimiter == " " else rows


def _without_the_end(row: list[str]) -> list[str]:
    """Leave out the empty field that spaces at the end of a line make."""
    return row[:-1] if row and not row[-1] else row


def layout_of(lines: Iterable[str], name: str) -> FieldLayout:
    """Return how a file lays out its fields, by its first lines.

    Args:
        lines: of the file.
        name: of the file, for a sentence.

    Raises:
        Unreadable: its rows are a single field each, or there are none.
    """
    sample = _sample(lines)
    if not any(map(str.strip, sample)):
        raise Unreadable(f"{name} holds nothing but empty lines: it wants a row for each example.")
    tried = {delimiter: _rows_in(sample, delimiter) for delimiter in DELIMITERS}
    delimiter = max(tried, key=lambda each: _regularity(tried[each], each))  # the first of those that are alike
    rows = tried[delimiter]
    if not _regularity(rows, delimiter):
        known = ", ".join(sign[2:] for sign in DELIMITERS.values())
        raise Unreadable(f"Each row of {name} is a single field: put one of these between its fields: {known}.")
    comma = _has_commas(rows, delimiter)
    header = _is_header(rows, comma=comma)
    width = len(rows[0]) if header else _usual(rows)[0]
    return FieldLayout(delimiter, comma, header, tuple(map(str.strip, rows[0])) if header else (), width)


def _sample(lines: Iterable[str]) -> list[str]:
    """The first lines, of very long ones the fewer."""
    taken, length = list[str](), 0
    for line in islice(lines, SAMPLE):
        taken.append(line)
        length += len(line)
        if length > LONGEST_LINE:
            break
    return taken


def _rows_in(sample: Sequence[str], delimiter: str) -> FieldRows:
    """The rows of a sample, as far as it can be read so."""
    rows, source = FieldRows(), rows_of(sample, delimiter)
    try:
        for row in source:
            if row:
                rows.append(row)
    except csv.Error:  # told when the whole file is read
        pass
    return rows


def _usual(rows: FieldRows) -> tuple[int, int]:
    """How many fields most rows have, and how many rows those are."""
    return Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)


def _regularity(rows: FieldRows, delimiter: str) -> float:
    """How much speaks for a delimiter: rows that are alike, and numbers in them; 0 where it stands nowhere."""
    width, alike = _usual(rows)
    if width < 2:
        return 0.0
    fields = [cell for row in rows[1:] or rows for cell in row]
    numbers = sum(is_number(cell, comma=False) or (delimiter != "," and is_number(cell, comma=True)) for cell in fields)
    return alike / len(rows) * (numbers / len(fields) + _SOME)


def _has_commas(rows: FieldRows, delimiter: str) -> bool:
    """Whether decimals have a comma: where none stands between fields, and some number has one, but none a point."""
    if delimiter == ",":
        return False
    fields = [cell for row in rows for cell in row]
    pointed = any("." in cell and is_number(cell, comma=False) for cell in fields)
    return not pointed and any("," in cell and is_number(cell, comma=True) for cell in fields)


def _is_header(rows: FieldRows, *, comma: bool) -> bool:
    """Whether the first row names the columns: words stand above most columns of numbers."""
    first, body = rows[0], rows[1:]
    if not body:
        return not any(is_number(cell, comma=comma) for cell in first)
    columns = [[row[at] for row in body if at < len(row)] for at in range(len(first))]
    numeric = [at for at, column in enumerate(columns) if 2 * _count(column, comma=comma) > len(column)]
    above = [first[at] for at in numeric]
    words = sum(cell.strip().casefold() not in NOTHING and not is_number(cell, comma=comma) for cell in above)
    return not numeric or words > _count(above, comma=comma)


def _count(column: Sequence[str], *, comma: bool) -> int:
    return sum(is_number(cell, comma=comma) for cell in column)
