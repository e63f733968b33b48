"""What a chart remembers from frame to frame: its limits, so that they hold still, and its axes, already drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lessons.kit.charts import Limits
from tutor.charts.cells import Cells
from tutor.charts.limits import Sticky
from tutor.charts.look import Look
from tutor.charts.palette import palette
from tutor.charts.ticks import Ruler

if TYPE_CHECKING:
    from tutor.charts.axes import Plate

MOST_PLATES = 8


class ChartMemory:
    """One place in a panel where a chart is drawn, again and again.

    Attributes:
        drawn: how many times axes had to be drawn anew; everything else came from the cache.
    """

    def __init__(self) -> None:
        self.drawn = 0
        self._limits: dict[str, Sticky] = {}
        self._widths: list[int] = []
        self._widest = 0
        self._plates: dict[tuple[int, int, Ruler, Ruler, str, Look], tuple[Cells, Plate]] = {}

    def follow(self, axis: str, low: float, high: float, *, decades: bool = False) -> Limits:
        """Sticky limits of one axis for data between `low` and `high`."""
        name = f"{axis} in decades" if decades else axis
        return self._limits.setdefault(name, Sticky(decades)).follow(low, high)

    def widths(self, needed: Sequence[int]) -> list[int]:
        """The widest that each column has needed so far, so that columns do not wander as figures change."""
        if len(needed) != len(self._widths):
            self._widths = list(needed)
        self._widths = [max(pair) for pair in zip(needed, self._widths, strict=True)]
        return list(self._widths)

    def widest(self, needed: int) -> int:
        """The widest that the whole chart has needed so far, so that its neighbours do not wander either."""
        self._widest = max(self._widest, needed)
        return self._widest

    def forget(self) -> None:
        """Let limits and widths start afresh."""
        self._limits.clear()
        self._widths.clear()
        self._widest = 0

    def axes(self, width: int, height: int, x: Ruler, y: Ruler, x_label: str, look: Look) -> tuple[Cells, Plate]:
        """Axes as cells, to be copied before they are drawn over, and where their canvas lies."""
        key = (width, height, x, y, x_label, look)
        if key not in self._plates:
            if len(self._plates) >= MOST_PLATES:
                del self._plates[next(iter(self._plates))]
            self._plates[key] = self._draw(width, height, x, y, x_label, look)
            self.drawn += 1
        return self._plates[key]

    def _draw(self, width: int, height: int, x: Ruler, y: Ruler, x_label: str, look: Look) -> tuple[Cells, Plate]:
        from tutor.charts import axes

        plate = axes.draw(width, height, x, y)
        cells = Cells(width, height)
        quiet = palette(look).quiet
        for row, text in enumerate(plate.rows):
            cells.write(0, row, text, quiet)
        write_in_gap(cells, height - 1, x_label, quiet)
        return cells, plate


def write_in_gap(cells: Cells, row: int, label: str, ink: int) -> None:
    """Write an axis's name between its last tick labels, or in the last gap that has the room."""
    if not label:
        return
    text = cells.lines()[row]
    first = len(text) - len(text.lstrip())
    need, end = len(label) + 4, len(text)
    while end - first >= need:
        gap = text.rfind(" " * need, first, end)
        if gap < 0:
            return
        start = len(text[:gap].rstrip())
        stop = gap + need
        cells.write(start + (stop - start - len(label)) // 2, row, label, ink)
        return
