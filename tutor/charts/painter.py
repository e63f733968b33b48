"""Draws several charts into one area, remembering between frames what must hold still."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.kit.charts import Bars, Chart, Field, Lines, Picture
from tutor.charts import bars, field, layout, lines, picture, table
from tutor.charts.cells import Cells
from tutor.charts.look import Look
from tutor.charts.memory import Memory


class Painter:
    """Paints the charts of one panel.

    Attributes:
        look: what the terminal can show.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._memories: dict[tuple[int, type], Memory] = {}

    @property
    def axes_drawn(self) -> int:
        """How often axes had to be drawn anew, since the painter was made."""
        return sum(memory.drawn for memory in self._memories.values())

    def paint(self, charts: Sequence[Chart], width: int, height: int) -> Cells:
        """Draw charts into an area of `width` × `height` cells; any data and any size will do.

        Must be called from one thread, the event loop's: the axes are drawn by a library with one global figure.
        """
        cells = Cells(width, height)
        for number, place in layout.arranged(charts, cells.width, cells.height, self.look):
            if place.width > 0 and place.height > 0:
                drawn = self._draw(number, charts[number], place.width, place.height)
                cells.place(drawn, place.left, place.top)
        return cells.in_ascii() if self.look.ascii else cells

    def forget(self) -> None:
        """A new run begins: limits start afresh."""
        for memory in self._memories.values():
            memory.forget()

    def _draw(self, number: int, chart: Chart, width: int, height: int) -> Cells:
        memory = self._memories.setdefault((number, type(chart)), Memory())
        if isinstance(chart, Lines):
            return lines.draw(chart, width, height, self.look, memory)
        if isinstance(chart, Field):
            return field.draw(chart, width, height, self.look, memory)
        if isinstance(chart, Bars):
            return bars.draw(chart, width, height, self.look, memory)
        if isinstance(chart, Picture):
            return picture.draw(chart, width, height, self.look)
        return table.draw(chart, width, height, self.look)
