"""A screen as cells: what stands in each and what it is painted with, laid out from Textual's strips."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tutor.tui.driver.pens import KNOWN_AT_ONCE, PLAIN, CellPen, for_blanks, read_pen

_PLAIN_RANGES = ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x2010, 0x2027), (0x2190, 0x2211),
                 (0x2500, 0x25FC), (0x2800, 0x28FF))  # fmt: skip
PLAIN_CHARACTERS = frozenset(chr(code) for first, last in _PLAIN_RANGES for code in range(first, last + 1))
"""Characters of which every terminal agrees that they take one cell."""
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
"""Nothing that moves the cursor may come from a text."""
CONTINUED = ""
"""Stands in the second cell of a wide character."""


class Inks:
    """Knows which pen a Rich style means on this terminal.

    Args:
        colours: how many colours the terminal has.
    """

    def __init__(self, colours: ColorSystem) -> None:
        self.colours = colours
        self._known: dict[tuple[str, str], tuple[CellPen, CellPen]] = {}

    def pens(self, style: Style | None) -> tuple[CellPen, CellPen]:
        """The pen for characters and the one for spaces."""
        if style is None:
            return PLAIN, for_blanks(PLAIN)
        link = f";{style.link}" if style.link else ""
        key = (Strip.render_ansi(style, self.colours), link)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= KNOWN_AT_ONCE:
                self._known.clear()
            pen = read_pen(*key)
            known = self._known[key] = (pen, for_blanks(pen))
        return known


class Grid:
    """A screen's cells, row by row.

    Attributes:
        characters: what stands in each cell; `CONTINUED` in the second one of a wide character; None if unknown.
        pens: what each cell is painted with.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.characters: list[list[str | None]] = [[None] * width for _ in range(height)]
        self.pens: list[list[CellPen]] = [[PLAIN] * width for _ in range(height)]

    def same_row(self, other: Grid, y: int) -> bool:
        """Whether a row of another grid of this size holds the same."""
        return self.characters[y] == other.characters[y] and self.pens[y] == other.pens[y]

    def fill(self, character: str | None, pen: CellPen) -> None:
        """Put the same into all cells."""
        for y in range(self.height):
            self.characters[y] = [character] * self.width
            self.pens[y] = [pen] * self.width

    def lay(self, x: int, y: int, segments: Iterable[Segment], inks: Inks) -> None:
        """Put segments into a row, from a column on; what does not fit is left out."""
        if not (0 <= y < self.height and 0 <= x < self.width):
            return
        characters, pens = self.characters[y], self.pens[y]
        for text, style, _ in segments:
            pen, blank = inks.pens(style)
            if PLAIN_CHARACTERS.issuperset(text):
                end = x + len(text)
                characters[x:end] = text
                pens[x:end] = [blank if c == " " else pen for c in text] if " " in text else [pen] * len(text)
            else:
                found, painted = _clusters(text, pen, blank)
                end = x + len(found)
                characters[x:end] = found
                pens[x:end] = painted
            x = end
        del characters[self.width :], pens[self.width :]


def _clusters(text: str, pen: CellPen, blank: CellPen) -> tuple[list[str], list[CellPen]]:
    """The cells that a text takes, where some characters take two or none."""
    text = text.translate(_CONTROLS)
    characters: list[str] = []
    pens: list[CellPen] = []
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end]
        if width:
            characters += [cluster, CONTINUED][:width]
            pens += [blank if cluster == " " else pen] * width
    return characters, pens
