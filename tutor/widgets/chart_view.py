"""Shows a frame's charts, and repaints only the cells that changed since the frame before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from lessons.kit.charts import Chart
    from tutor.app import TutorApp
    from tutor.charts import Painter


class ChartView(Widget):
    """An area for charts; it remembers their axes as long as one run lasts."""

    app: TutorApp

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._charts: Sequence[Chart] = ()
        self._strips: list[Strip] = []
        self._painter: Painter | None = None

    def on_mount(self) -> None:
        """Other colours, another painter."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self._draw()

    def show(self, charts: Sequence[Chart]) -> None:
        """Draw other charts."""
        self._charts = charts
        self._draw()

    def forget(self) -> None:
        """A new run: its axes start afresh."""
        if self._painter is not None:
            self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """A row as it was painted, on the theme's background."""
        if y < len(self._strips):
            return self._strips[y].apply_style(self.rich_style)
        return Strip.blank(self.size.width, self.rich_style)

    def _repaint(self) -> None:
        self._painter, self._strips = None, []
        self._draw()
        self.refresh()

    def _draw(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        before, self._strips = self._strips, self._paint(width, height)
        if len(before) != len(self._strips):
            self.refresh()
            return
        regions = list(changed_regions(before, self._strips))
        if regions:
            self.refresh(*regions)

    def _paint(self, width: int, height: int) -> list[Strip]:
        if not self._charts:
            return []
        if self._painter is None:
            self._painter = self.app.shelf.painter(self.app.look())
        return self._painter.paint(self._charts, width, height).strips()


def changed_regions(before: Sequence[Strip], now: Sequence[Strip]) -> Iterable[Region]:
    """For each row that changed, the cells from the first difference to the last."""
    for y, (old, new) in enumerate(zip(before, now, strict=True)):
        if old == new:
            continue
        if old.cell_length != new.cell_length:
            yield Region(0, y, max(old.cell_length, new.cell_length), 1)
            continue
        left = _same_cells(list(old), list(new))
        right = _same_cells(list(old)[::-1], list(new)[::-1])
        yield Region(left, y, max(1, new.cell_length - left - right), 1)


def _same_cells(old: Sequence[Segment], new: Sequence[Segment]) -> int:
    """How many cells the two begin with in common, counted in whole segments."""
    cells = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        cells += one.cell_length
    return cells
