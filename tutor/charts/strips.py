"""Cells as Textual draws them: a Strip a row, neighbours of one style in one Segment, every Rich style made once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK
from textual.color import Color as Background
from textual.filter import LineFilter
from textual.strip import Strip

from tutor.charts.cells import Cells
from tutor.charts.palette import PLAIN, split


class Looks:
    """The Rich style of each ink on each paper, made when it is first asked for.

    Args:
        base: what plain cells look like, such as a widget's `rich_style`; None leaves them to the terminal.
        filters: what is done to every line of the screen, as far as it is done to styles.
        background: what the filters take to lie behind.
    """

    def __init__(
        self, base: Style | None = None, filters: Sequence[LineFilter] = (), background: Background = BLACK
    ) -> None:
        self._key = base, list(filters), background
        self._known: dict[tuple[int, int], Style | None] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Looks) and self._key == other._key

    __hash__ = None  # type: ignore[assignment]

    @property
    def plain(self) -> Style | None:
        """The style of cells without colours of their own."""
        return self.style(PLAIN, PLAIN)

    def style(self, ink: int, paper: int) -> Style | None:
        """The style of an ink on a paper; None where both are left to the terminal."""
        if (ink, paper) not in self._known:
            self._known[ink, paper] = self._make(ink, paper)
        return self._known[ink, paper]

    def _make(self, ink: int, paper: int) -> Style | None:
        base, filters, background = self._key
        colour, is_bold = split(ink)
        own = Style(color=_colour(colour), bgcolor=_colour(paper), bold=True if is_bold else None)
        style = base + own if base is not None else own or None
        for line_filter in filters:
            style = line_filter.apply([Segment(" ", style)], background)[0].style
        return style


def strip(cells: Cells, row: int, looks: Looks) -> Strip:
    """A row of the cells."""
    if not cells.width:
        return Strip([], 0)
    ink, paper = cells.ink[row], cells.paper[row]
    starts = [0, *(np.flatnonzero((ink[1:] != ink[:-1]) | (paper[1:] != paper[:-1])) + 1).tolist()]
    text = cells.characters[row].astype("<u4").tobytes().decode("utf-32-le")
    pieces = zip(starts, [*starts[1:], cells.width], ink[starts].tolist(), paper[starts].tolist(), strict=True)
    return Strip([Segment(text[start:end], looks.style(i, p)) for start, end, i, p in pieces], cells.width)


def strips(cells: Cells, base: Style | None = None) -> list[Strip]:
    """Return a strip for each row, neighbours of one style merged.

    Args:
        cells: the rectangle to be drawn.
        base: what plain cells look like, such as a widget's `rich_style`; None leaves them to the terminal.
    """
    looks = Looks(base)
    return [strip(cells, row, looks) for row in range(cells.height)]


def _colour(packed: int) -> Color | None:
    if packed == PLAIN:
        return None
    return (
        Color.from_ansi(packed) if packed < 256 else Color.from_rgb(packed >> 16 & 255, packed >> 8 & 255, packed & 255)
    )
