"""Screens that render, for an update, only those rows of widgets that changed and can be seen.

Whenever a cell changes, Textual's compositor goes through every row of every widget, hidden ones and those that only
hold others, and then picks what it needs: that was the better part of what a frame of an animation cost. What is drawn
stays the same, and it is handed on as the same kind of update. The compositor is private to Textual: the tests compare
the two cell by cell, and a screen whose compositor is not what it was when this was written keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

try:
    from textual._compositor import ChopsUpdate, Compositor
except ImportError:  # another Textual: it goes its own way
    ChopsUpdate, Compositor = None, object  # type: ignore[assignment, misc]

if TYPE_CHECKING:
    from textual.widget import Widget

Result = TypeVar("Result")
ColumnSpan = tuple[int, int]
"""The first column, and the one after the last."""


class NeededPart(NamedTuple):
    """A widget's part of an update: where it lies, and which of its cells are seen.

    Attributes:
        region: where the widget lies on the screen.
        seen: as much of that as its containers let through.
        runs: by row of the screen, the columns where it is the one that is seen.
    """

    region: Region
    seen: Region
    runs: dict[int, list[ColumnSpan]]

    @property
    def crop(self) -> Region:
        """The rows to render, in the widget's own coordinates."""
        first, last = min(self.runs), max(self.runs)
        return Region(self.seen.x - self.region.x, first - self.region.y, self.seen.width, last + 1 - first)


class FrugalCompositor(Compositor):
    """Textual's compositor, for which a small change is little work."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """The cells that changed."""
        width, height = self.size
        spans = [
            (y, max(first, 0), min(last, width))
            for y, first, last in self._regions_to_spans(self._dirty_regions)
            if 0 <= y < height
        ]
        self._dirty_regions.clear()
        if not spans:
            return None
        rows: dict[int, list[tuple[int, int, Strip]]] = {}
        for widget, part in self._parts(spans).items():
            first = min(part.runs)
            strips = widget.render_lines(part.crop)
            for y, runs in part.runs.items():
                strip, x = strips[y - first], part.seen.x
                rows.setdefault(y, []).extend((left, right, strip.crop(left - x, right - x)) for left, right in runs)
        chops: list[dict[int, Strip | None]] = [{} for _ in range(height)]
        ends: list[list[int]] = [[] for _ in range(height)]
        for y, pieces in rows.items():
            pieces.sort(key=itemgetter(0))
            chops[y] = {left: strip for left, _, strip in pieces}
            ends[y] = [right for _, right, _ in pieces]
        return ChopsUpdate(chops, spans, ends)

    def _parts(self, spans: Iterable[tuple[int, int, int]]) -> dict[Widget, NeededPart]:
        """Which widget is seen in each column of these spans."""
        parts: dict[Widget, NeededPart] = {}
        for y, first, last in spans:
            open_to = [(first, last)]
            for widget, seen, region in self.layers_visible[y]:  # those in front come first
                taken, open_to = shared_out(open_to, seen.x, seen.right)
                if taken:
                    part = parts.get(widget) or parts.setdefault(widget, NeededPart(region, seen, {}))
                    part.runs.setdefault(y, []).extend(taken)
                if not open_to:
                    break
        return parts


def shared_out(columns: list[ColumnSpan], left: int, right: int) -> tuple[list[ColumnSpan], list[ColumnSpan]]:
    """Which of these columns lie between `left` and `right`, and which do not."""
    taken, kept = list[ColumnSpan](), list[ColumnSpan]()
    for first, last in columns:
        begin, end = max(first, left), min(last, right)
        if begin >= end:
            kept.append((first, last))
            continue
        taken.append((begin, end))
        kept += [run for run in ((first, begin), (end, last)) if run[0] < run[1]]
    return taken, kept


class FrugalScreen(Screen[Result]):
    """A screen on which a small change is little work."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name, id, classes)
        if ChopsUpdate is not None and type(getattr(self, "_compositor", None)) is Compositor:
            self._compositor = FrugalCompositor()
