"""Shows a frame's charts, and repaints only the cells that changed since the frame before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.color import BLACK
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from lessons.kit.charts import Chart
    from tutor.charts import Painter
    from tutor.charts.cells import Cells
    from tutor.charts.strips import Looks
    from tutor.tui.host import Host


class ChartView(Widget):
    """An area for charts, without border or padding; it remembers their axes as long as one run lasts."""

    app: Host

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._charts: Sequence[Chart] = ()
        self._cells: Cells | None = None
        self._strips: dict[int, Strip] = {}
        self._looks: Looks | None = None
        self._painter: Painter | None = None
        self._stale = True

    def on_mount(self) -> None:
        """Have another painter made whenever the theme becomes another."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    def on_resize(self, _: events.Resize) -> None:
        """Draw for the new size."""
        self._draw()

    def show(self, charts: Sequence[Chart]) -> None:
        """Draw other charts; those that are drawn already stay."""
        if charts is not self._charts or self._stale:
            self._charts = charts
            self._draw()

    def rearrange(self) -> None:
        """The panel has another size: place the charts afresh when they are next drawn."""
        self._stale = True
        if self._painter is not None:
            self._painter.rearrange()

    def forget(self) -> None:
        """A new run: its axes start afresh."""
        self._stale = True
        if self._painter is not None:
            self._painter.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows as they were painted, on the theme's background; Textual would look for borders on each of them."""
        looks = self._looks_now()
        if looks != self._looks:
            self._looks = looks
            self._strips.clear()
        strips = [self.render_line(y) for y in crop.line_range]
        return (
            strips if crop.column_span == (0, self.size.width) else [strip.crop(*crop.column_span) for strip in strips]
        )

    def render_line(self, y: int) -> Strip:
        """Draw a row, as wide as there is room."""
        if y not in self._strips:
            from tutor.charts.strips import strip

            cells, looks = self._cells, self._looks or self._looks_now()
            self._strips[y] = (
                Strip.blank(self.size.width, looks.plain)
                if cells is None or y >= cells.height
                else strip(cells, y, looks)
            )
        return self._strips[y]

    def _looks_now(self) -> Looks:
        """Return how cells are to look in the colours that hold just now."""
        from tutor.charts.strips import Looks

        base = self.visual_style
        return Looks(base.rich_style, self.get_line_filters(), base.background or BLACK)

    def _repaint(self) -> None:
        self._painter = self._cells = None
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        before, self._cells, self._stale = self._cells, self._paint(width, height), False
        if before is None or self._cells is None or before.characters.shape != self._cells.characters.shape:
            self._strips.clear()
            self.refresh()
            return
        changes = self._cells.changes(before)
        for y, _, _ in changes:
            self._strips.pop(y, None)
        if changes:
            self.refresh(*(Region(first, y, last - first, 1) for y, first, last in changes))

    def _paint(self, width: int, height: int) -> Cells | None:
        if not self._charts:
            return None
        if self._painter is None:
            self._painter = self.app.services.painter(self.app.look())
        return self._painter.paint(self._charts, width, height)
