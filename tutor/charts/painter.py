"""Draws several charts into one area, remembering between frames what must hold still."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.kit.charts import Chart, Lines
from tutor.charts import lines
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

    def paint(self, charts: Sequence[Chart], width: int, height: int) -> Cells:
        """Draw charts into an area of `width` × `height` cells; any data and any size will do."""
        cells = Cells(width, height)
        for number, chart in enumerate(charts[:1]):
            memory = self._memories.setdefault((number, type(chart)), Memory())
            if isinstance(chart, Lines) and cells.width and cells.height:
                cells.place(lines.draw(chart, cells.width, cells.height, self.look, memory), 0, 0)
        return cells.in_ascii() if self.look.ascii else cells

    def forget(self) -> None:
        """A new run begins: limits start afresh."""
        for memory in self._memories.values():
            memory.forget()
