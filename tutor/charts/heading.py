"""The row above a chart: its title, the name of the upright axis, and the legend at the right."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.charts.cells import Cells
from tutor.charts.look import Look
from tutor.charts.palette import PLAIN, palette
from tutor.charts.words import clip, single_width

GAP = 2


@dataclass(frozen=True)
class Entry:
    """One line of a legend.

    Attributes:
        sample: what the series looks like on the canvas.
        label: what it is called.
        ink: its colour.
    """

    sample: str
    label: str
    ink: int

    @property
    def width(self) -> int:
        """Cells taken by the sample, a space and the label."""
        return len(self.sample) + 1 + len(single_width(self.label))


def rows_needed(title: str, entries: tuple[Entry, ...], width: int, height: int) -> int:
    """Rows a heading takes: none at tiny heights, two when the legend has no room beside the title."""
    if height < 4:
        return 0
    if not entries:
        return 1 if title else 0
    beside = len(single_width(title)) + GAP + _length(entries) <= width
    return 2 if title and not beside and height >= 9 else 1


def write(cells: Cells, title: str, name: str, entries: tuple[Entry, ...], rows: int, look: Look) -> None:
    """Write a heading into the first rows; the name of the upright axis only where there is room for all of it."""
    if not rows:
        return
    colours = palette(look)
    legend = _length(entries)
    if rows == 2 or not title:
        _legend(cells, 0, rows - 1, entries)
        legend = 0 if rows == 2 else legend
    elif entries:
        start = max(cells.width - legend, min(len(single_width(title)) + GAP, cells.width // 2))
        _legend(cells, start, 0, entries)
        legend = cells.width - start
    room = cells.width - (legend + GAP if legend else 0)
    end = cells.write(0, 0, clip(title, room), colours.title) if title else 0
    if name and end + GAP + len(name) <= room:
        cells.write(end + (GAP if end else 0), 0, name, colours.quiet)


def _length(entries: tuple[Entry, ...]) -> int:
    return sum(entry.width for entry in entries) + GAP * max(0, len(entries) - 1)


def _legend(cells: Cells, column: int, row: int, entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        end = cells.write(column, row, entry.sample, entry.ink)
        column = cells.write(end + 1, row, clip(entry.label, cells.width - end - 1), PLAIN) + GAP
        if column >= cells.width:
            return
