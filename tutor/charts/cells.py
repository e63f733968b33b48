"""A rectangle of terminal cells, each a character, the ink it is written in and the paper behind it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tutor.charts.palette import PLAIN
from tutor.charts.words import single_width
from tutor.text.ascii import ascii_for

Codes = NDArray[np.uint32]
PackedColours = NDArray[np.int32]

SPACE = 32


class Cells:
    """Characters and colours in two dimensions; column 0, row 0 is the top left corner.

    Attributes:
        width: columns.
        height: rows.
        characters: shape (height, width), a Unicode code point each, every one of them a single cell wide.
        ink: shape (height, width), the colour of the character (see `tutor.charts.palette` for how colours are packed).
        paper: shape (height, width), the colour behind it.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = max(0, width)
        self.height = max(0, height)
        shape = (self.height, self.width)
        self.characters: Codes = np.full(shape, SPACE, np.uint32)
        self.ink: PackedColours = np.full(shape, PLAIN, np.int32)
        self.paper: PackedColours = np.full(shape, PLAIN, np.int32)

    def copy(self) -> Cells:
        """Return a copy of the cells, to be drawn over."""
        twin = Cells(0, 0)
        twin.width, twin.height = self.width, self.height
        twin.characters, twin.ink, twin.paper = self.characters.copy(), self.ink.copy(), self.paper.copy()
        return twin

    def write(self, column: int, row: int, text: str, ink: int = PLAIN, paper: int | None = None) -> int:
        """Write text on one row, cut at the edges; paper None leaves what lies behind.

        Returns:
            The column after the last character, had nothing been cut.
        """
        codes = np.fromiter(map(ord, single_width(text)), np.uint32)
        end = column + len(codes)
        if 0 <= row < self.height and column < self.width and end > 0:
            codes = codes[max(0, -column) : self.width - column]
            start = max(0, column)
            here = slice(start, start + len(codes))
            self.characters[row, here] = codes
            self.ink[row, here] = ink
            if paper is not None:
                self.paper[row, here] = paper
        return end

    def put(self, column: int, row: int, glyph: str, ink: int = PLAIN) -> None:
        """Set one character, if the place exists, and leave the paper behind it."""
        if 0 <= row < self.height and 0 <= column < self.width:
            self.characters[row, column] = ord(glyph)
            self.ink[row, column] = ink

    def place(self, other: Cells, column: int, row: int) -> None:
        """Lay another rectangle over this one with its corner at (column, row), cut at the edges."""
        width = min(other.width, self.width - column)
        height = min(other.height, self.height - row)
        if width <= 0 or height <= 0:
            return
        to = (slice(row, row + height), slice(column, column + width))
        part = (slice(0, height), slice(0, width))
        self.characters[to] = other.characters[part]
        self.ink[to] = other.ink[part]
        self.paper[to] = other.paper[part]

    def free(self, column: int, row: int, length: int) -> bool:
        """Whether `length` cells from (column, row) exist and are blank."""
        if not (0 <= row < self.height and column >= 0 and column + length <= self.width):
            return False
        return bool((self.characters[row, column : column + length] == SPACE).all())

    def changed(self, other: Cells) -> int:
        """How many cells differ from another rectangle of the same size: what a terminal would have to be sent."""
        return int(self._differ(other).sum())

    def changes(self, other: Cells) -> list[tuple[int, int, int]]:
        """Each row that differs from another rectangle's: its number, the first such column, and one past the last."""
        differ = self._differ(other)
        rows = np.flatnonzero(differ.any(axis=1))
        first, last = differ[rows].argmax(axis=1), self.width - differ[rows, ::-1].argmax(axis=1)
        return list(zip(rows.tolist(), first.tolist(), last.tolist(), strict=True))

    def _differ(self, other: Cells) -> NDArray[np.bool_]:
        differ: NDArray[np.bool_] = (
            (self.characters != other.characters) | (self.ink != other.ink) | (self.paper != other.paper)
        )
        return differ

    def in_ascii(self) -> Cells:
        """These cells with an ASCII stand-in for every other character."""
        plain = self.copy()
        for code in np.unique(plain.characters[plain.characters > 127]):
            plain.characters[plain.characters == code] = ord(ascii_for(chr(code)))
        return plain

    def lines(self) -> list[str]:
        """The characters alone, one string a row, each exactly `width` long."""
        return [row.astype("<u4").tobytes().decode("utf-32-le") for row in self.characters]
