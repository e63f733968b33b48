"""A file's rows, read through once: each field of the chosen columns is looked at, and a bounded number is kept."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.arrays import Array
from lessons.kit.errors import Unreadable
from lessons.playground.own.column import Column
from lessons.playground.own.layout import FieldLayout, rows_of
from lessons.playground.own.names import COLUMN, quoted
from lessons.playground.own.slips import TOLD
from lessons.playground.own.thinning import CHUNK, Thinning

MOST_ROWS = 20_000
"""Rows that are taken of a file."""

ReadsLines = Callable[[], Iterator[str]]
"""Gives a file's lines, from the first, as often as it is asked."""


@dataclass(frozen=True, eq=False)
class TakenRows:
    """The rows that were taken, and what was found on the way.

    Attributes:
        count: rows with fields, the header left out.
        inputs: of those that were taken, (taken, columns); NaN where no number stands.
        labels: likewise, as they stand there.
        columns: what was found in each column of inputs.
        label: what was found in that of labels.
    """

    count: int
    inputs: Array
    labels: Sequence[str]
    columns: tuple[Column, ...]
    label: Column


class RowReader:
    """Reads the rows of one file.

    Args:
        lines: of the file.
        layout: how they are to be read.
        name: of the file, for a sentence.
    """

    def __init__(self, lines: ReadsLines, layout: FieldLayout, name: str) -> None:
        self._lines, self._layout, self.name = lines, layout, name

    def read(self, inputs: Sequence[int], label: int, *, numeric: bool) -> TakenRows:
        """Read all rows, and keep at most `MOST_ROWS`.

        Args:
            inputs: the places of the columns of inputs, from 0.
            label: that of the labels.
            numeric: whether a label can be nothing but a number.

        Raises:
            Unreadable: a row has more or fewer fields than the others, or its quotation marks make no sense.
        """
        *columns, target = (Column(at, self._layout.names[at], self._layout.comma) for at in (*inputs, label))
        thinning, kept, labels, count = Thinning(MOST_ROWS), np.empty((0, len(inputs))), list[str](), 0
        for chunk in self._chunks():
            self._check_widths(chunk, count)
            table = np.stack([each.numbers([row[each.place] for row in chunk], count) for each in columns], axis=1)
            words = target.labels([row[label] for row in chunk], count, numeric=numeric)
            count += len(chunk)
            places = thinning.of_chunk(len(chunk))
            kept = np.concatenate([kept, table[places]])
            labels += [words[at] for at in places]
            if (fewer := thinning.of_kept()) is not None:
                kept, labels = kept[fewer], [labels[at] for at in fewer]
        if (fewer := thinning.at_the_end()) is not None:
            kept, labels = kept[fewer], [labels[at] for at in fewer]
        return TakenRows(count, kept, labels, tuple(columns), target)

    def refuse_slips(self, columns: Sequence[Column]) -> None:
        """Say where a number is wanted and none stands, if that is so anywhere.

        Raises:
            Unreadable: with the first such field and how many there are.
        """
        for kind, tell in TOLD.items():
            slipped = [(each.first[kind], each) for each in columns if each.slips[kind]]
            if slipped:
                (number, cell), first = min(slipped, key=lambda found: found[0][0])
                place = f"Row {self._row_number(number):,} of {self.name}"
                rest = sum(each.slips[kind] for _, each in slipped) - 1
                raise Unreadable(tell(place, quoted(cell), quoted(first.title, COLUMN), rest))

    def _rows(self) -> Iterator[list[str]]:
        return rows_of(self._lines(), self._layout.delimiter)

    def _row_number(self, number: int) -> int:
        """Return where a row stands in the file, from 1, as a spreadsheet counts: with the header and empty rows.

        Args:
            number: of the row among those with fields, from 0, the header left out.
        """
        rows = (place for place, row in enumerate(self._rows(), 1) if row)
        return next(islice(rows, number + self._layout.header, None))

    def _chunks(self) -> Iterator[list[list[str]]]:
        rows = filter(None, self._rows())
        try:
            if self._layout.header:
                next(rows)
            while chunk := list(islice(rows, CHUNK)):
                yield chunk
        except csv.Error as problem:
            why = "a field is far too long" if "limit" in str(problem) else "its quotation marks are not in pairs"
            number = self._first_unread()
            raise Unreadable(f"Row {number:,} of {self.name} cannot be read: {why}. Mend that row.") from None

    def _first_unread(self) -> int:
        """Return the first row that cannot be read, from 1."""
        number = 1
        try:
            for _ in self._rows():
                number += 1
        except csv.Error:
            return number
        return number

    def _check_widths(self, chunk: Sequence[Sequence[str]], start: int) -> None:
        width = self._layout.width
        if set(map(len, chunk)) == {width}:
            return
        at = next(at for at, row in enumerate(chunk) if len(row) != width)
        count, others = len(chunk[at]), "the header" if self._layout.header else "the others"
        place = f"Row {self._row_number(start + at):,} of {self.name}"
        told = f"{place} has {count} field{'s' * (count != 1)}, and {others} {'has' * self._layout.header} {width}"
        raise Unreadable(
            f"{' '.join(told.split())}: mend that row; fields that hold a delimiter stand in quotation marks."
        )
