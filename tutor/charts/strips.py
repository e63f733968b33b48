"""Cells as Textual draws them: a Strip a row, neighbours of one style in one Segment, every Rich style made once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tutor.charts.palette import PLAIN, split

if TYPE_CHECKING:
    from tutor.charts.cells import Cells, Colours


def strips(cells: Cells, base: Style | None = None) -> list[Strip]:
    """One Strip a row of the cells, on top of a base style."""
    if not cells.width:
        return [Strip([], 0) for _ in range(cells.height)]
    edges = np.ones((cells.height, cells.width), bool)
    edges[:, 1:] = (np.diff(cells.ink, axis=1) != 0) | (np.diff(cells.paper, axis=1) != 0)
    return [
        Strip(_segments(text, np.flatnonzero(edge).tolist(), ink, paper, base), cells.width)
        for text, edge, ink, paper in zip(cells.lines(), edges, cells.ink, cells.paper, strict=True)
    ]


def _segments(text: str, starts: list[int], ink: Colours, paper: Colours, base: Style | None) -> list[Segment]:
    inks, papers = ink[starts].tolist(), paper[starts].tolist()
    ends = [*starts[1:], len(text)]
    return [
        Segment(text[start:end], style(i, p, base)) for start, end, i, p in zip(starts, ends, inks, papers, strict=True)
    ]


@lru_cache(maxsize=1024)
def style(ink: int, paper: int, base: Style | None) -> Style | None:
    """The Rich style of an ink on a paper; None where both are left to the terminal."""
    colour, is_bold = split(ink)
    own = Style(color=_colour(colour), bgcolor=_colour(paper), bold=True if is_bold else None)
    if base is not None:
        return base + own
    return own or None


def _colour(packed: int) -> Color | None:
    if packed == PLAIN:
        return None
    return (
        Color.from_ansi(packed) if packed < 256 else Color.from_rgb(packed >> 16 & 255, packed >> 8 & 255, packed & 255)
    )
