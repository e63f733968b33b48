"""One column of a file while it is read: its numbers, where there is none, and which words stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.arrays import Array
from lessons.playground.own.cells import Slip, number_in, numbers_in

MANY = 1000
"""Different words in a column of which nobody counts any more."""


@dataclass
class Column:
    """A column as far as it has been read.

    Attributes:
        place: of the column, from 0.
        title: what it is called on a screen.
        comma: whether decimals have a comma.
        worded: whether it holds words, so that none are taken for numbers.
        slips: how many fields hold no number, by kind.
        first: of each kind the first, as the number of its row among those with fields, from 0, and the field.
        words: the different fields of a label; more than `MANY` are not counted to the end.
    """

    place: int
    title: str
    comma: bool
    worded: bool = False
    slips: Counter[Slip] = field(default_factory=Counter)
    first: dict[Slip, tuple[int, str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def numbers(self, fields: Sequence[str], start: int) -> Array:
        """Return the numbers in some fields, (n,), NaN where there is none, which is noted.

        Args:
            fields: of this column, row by row.
            start: the number of the first row.
        """
        numbers = numbers_in(fields, comma=self.comma)
        return self._one_by_one(fields, start) if numbers is None else numbers

    def labels(self, written: Sequence[str], start: int, *, numeric: bool) -> list[str]:
        """Return labels without the spaces around them, and note what they are.

        Args:
            written: the fields of this column, row by row.
            start: the number of the first row.
            numeric: whether only numbers are wanted; otherwise most of the first rows decide.
        """
        fields = list(map(str.strip, written))
        if not start and not numeric:
            self.worded = 2 * sum(number_in(cell, comma=self.comma) == "text" for cell in fields) > len(fields)
        if len(self.words) <= MANY:
            self.words.update(fields)
        if not self.worded:
            self.numbers(fields, start)
        elif not all(fields):
            for number, cell in enumerate(fields, start):
                if not cell:
                    self._slip("missing", number, cell)
        return fields

    def _one_by_one(self, fields: Sequence[str], start: int) -> Array:
        numbers = np.full(len(fields), np.nan)
        for at, cell in enumerate(fields):
            found = number_in(cell, comma=self.comma)
            if isinstance(found, str):
                self._slip(found, start + at, cell)
            else:
                numbers[at] = found
        return numbers

    def _slip(self, kind: Slip, number: int, cell: str) -> None:
        self.slips[kind] += 1
        self.first.setdefault(kind, (number, cell))
