"""The row above a chart: its title, the name of the upright axis, and the legend at the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tutor.charts.cells import Cells
from tutor.charts.look import Look
from tutor.charts.palette import PLAIN, palette
from tutor.charts.words import clip, single_width

GAP = 2
LEAST_TITLE = 6
"""A title clipped to less than this says nothing: the legend has the room then."""

LEAST_END = 4
"""Cells that a label's end and its ellipsis have at least."""


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend.

    Attributes:
        sample: what the series looks like on the canvas.
        label: what it is called.
        ink: its colour.
        paper: the colour behind the sample, or None where there is none.
        head: how many of the label's first signs stay where it is clipped; its end stays as far as there is room.
    """

    sample: str
    label: str
    ink: int
    paper: int | None = None
    head: int | None = None

    @property
    def space(self) -> int:
        """Cells between the sample and the label: a sample in brackets needs none."""
        return int(not self.sample.endswith("]"))

    @property
    def width(self) -> int:
        """Cells taken by the sample, the space and the label."""
        return len(self.sample) + self.space + len(single_width(self.label))

    def clipped(self, cells: int) -> LegendEntry:
        """Return it with its label clipped to a number of cells."""
        label = single_width(self.label)
        if self.head is None or len(label) <= cells or cells < self.head + LEAST_END:
            return replace(self, label=clip(self.label, cells))
        return replace(self, label=f"{label[: self.head]}…{label[self.head + 1 + len(label) - cells :]}")


def keyed(sample: str, look: Look) -> str:
    """Return a sample as the legend shows it: in brackets in ASCII, where a sign would be read as part of the label."""
    return f"[{sample}]" if look.ascii else sample


def rows_needed(title: str, entries: tuple[LegendEntry, ...], width: int, height: int) -> int:
    """Rows a heading takes: none at tiny heights, two when the legend has no room beside the title."""
    if height < 4:
        return 0
    if not entries:
        return 1 if title else 0
    beside = len(single_width(title)) + GAP + _length(entries) <= width
    return 2 if title and not beside and height >= 9 else 1


def write(
    cells: Cells,
    title: str,
    name: str,
    entries: tuple[LegendEntry, ...],
    rows: int,
    look: Look,
    width: int | None = None,
) -> None:
    """Write a heading into the first rows.

    The legend comes first, because the picture cannot be read without it; then the title, clipped at need; the name of
    the upright axis only where there is room for all of it.

    Args:
        cells: where to write.
        title: what the chart shows.
        name: the name of the upright axis, or "".
        entries: the legend.
        rows: how many rows there are, as `rows_needed` said.
        look: what the terminal can show.
        width: the columns to use, if not all.
    """
    if not rows:
        return
    width = cells.width if width is None else width
    colours = palette(look)
    room = width
    if rows == 2:
        _legend(cells, 0, 1, _shortened(entries, width), _gap(entries, width))
    elif entries:
        gap, entries = _gap(entries, width), _shortened(entries, width)
        start = width - _length(entries, gap)
        start = start if start >= min(LEAST_TITLE, len(single_width(title))) + GAP or not title else 0
        _legend(cells, start, 0, entries, gap)
        room = start - GAP
    end = cells.write(0, 0, clip(title, room), colours.title) if title and room > 0 else 0
    if name and end + GAP + len(name) <= room:
        cells.write(end + (GAP if end else 0), 0, name, colours.quiet)


def _shortened(entries: tuple[LegendEntry, ...], width: int) -> tuple[LegendEntry, ...]:
    """Entries whose labels are clipped alike until all fit side by side; the last ones go where nothing helps."""
    whole, gap = entries, _gap(entries, width)
    longest = max((len(single_width(entry.label)) for entry in entries), default=0)
    while _length(entries, gap) > width and entries:
        if longest > 3:
            longest -= 1
            entries = tuple(entry.clipped(longest) for entry in whole)
        else:
            entries = entries[:-1]
    return entries


def natural_width(title: str, name: str, entries: tuple[LegendEntry, ...]) -> int:
    """The cells that a heading takes on one row."""
    parts = [len(single_width(title)), len(single_width(name)), _length(entries)]
    return sum(parts) + GAP * max(0, sum(map(bool, parts)) - 1)


def _length(entries: tuple[LegendEntry, ...], gap: int = GAP) -> int:
    return sum(entry.width for entry in entries) + gap * max(0, len(entries) - 1)


def _gap(entries: tuple[LegendEntry, ...], width: int) -> int:
    """Return the blank columns between entries: they give way before any label does."""
    return GAP if _length(entries) <= width else 1


def _legend(cells: Cells, column: int, row: int, entries: tuple[LegendEntry, ...], gap: int) -> None:
    for entry in entries:
        end = cells.write(column, row, entry.sample, entry.ink, entry.paper)
        column = cells.write(end + entry.space, row, entry.label, PLAIN) + gap
