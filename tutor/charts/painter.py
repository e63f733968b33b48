"""Draws several charts into one area, remembering between frames what must hold still."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.charts import Bars, Chart, Field, Lines, Picture, Table, Wiring
from tutor.charts import bars, field, layout, lines, picture, table, wiring
from tutor.charts.cells import Cells
from tutor.charts.layout import ChartBox
from tutor.charts.look import Look
from tutor.charts.memory import ChartMemory
from tutor.charts.signs import Signs, agreed
from tutor.charts.words import single_width


class Painter:
    """Paints the charts of one panel.

    Attributes:
        look: what the terminal can show.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._memories: dict[tuple[int, type], ChartMemory] = {}
        self._asked: tuple[object, ...] = ()
        self._kinds: tuple[object, ...] = ()
        self._arranged: list[tuple[int, ChartBox]] = []

    @property
    def axes_drawn(self) -> int:
        """How often axes had to be drawn anew, since the painter was made."""
        return sum(memory.drawn for memory in self._memories.values())

    def paint(self, charts: Sequence[Chart], width: int, height: int) -> Cells:
        """Draw charts into an area of `width` × `height` cells; any data and any size will do.

        Must be called from one thread, the event loop's: the axes are drawn by a library with one global figure.
        """
        cells = Cells(width, height)
        signs = agreed(charts)
        for number, place in self._places(charts, cells.width, cells.height):
            drawn = self._draw(charts[number], place, self._memory(number, charts[number]), signs)
            cells.place(drawn, place.left, place.top)
        return cells.in_ascii() if self.look.ascii else cells

    def rearrange(self) -> None:
        """Arrange the charts anew in a panel of another size; they need not keep the neighbours that they had."""
        self._asked, self._kinds, self._arranged = (), (), []

    def forget(self) -> None:
        """Let limits start afresh, as a new run begins."""
        for memory in self._memories.values():
            memory.forget()

    def _memory(self, number: int, chart: Chart) -> ChartMemory:
        return self._memories.setdefault((number, type(chart)), ChartMemory())

    def _places(self, charts: Sequence[Chart], width: int, height: int) -> list[tuple[int, ChartBox]]:
        if len(charts) == 1 and width and height:
            return [(0, ChartBox(0, 0, width, height))]
        texts = [self._memory(number, chart).widest(_text_width(chart)) for number, chart in enumerate(charts)]
        kinds = (width, *map(_shape, charts))
        asked = (height, *kinds, *texts)
        if asked != self._asked:
            wishes = [layout.wish(chart, self.look, wide) for chart, wide in zip(charts, texts, strict=True)]
            before = self._arranged if kinds == self._kinds else ()
            self._asked, self._kinds = asked, kinds
            self._arranged = layout.arranged(wishes, width, height, before)
        return self._arranged

    def _draw(self, chart: Chart, place: ChartBox, memory: ChartMemory, signs: Signs) -> Cells:
        width, height = place.width, place.height
        if isinstance(chart, Lines):
            return lines.draw(chart, width, height, self.look, memory, signs)
        if isinstance(chart, Field):
            return field.draw(chart, width, height, self.look, memory, signs)
        if isinstance(chart, Bars):
            return bars.draw(chart, width, height, self.look, memory)
        if isinstance(chart, Picture):
            return picture.draw(chart, width, height, self.look)
        if isinstance(chart, Wiring):
            return wiring.draw(chart, width, height, self.look)
        return table.draw(chart, width, height, self.look, memory)


def _text_width(chart: Chart) -> int:
    return table.natural_width(chart) if isinstance(chart, Table) else len(single_width(chart.title))


def _shape(chart: Chart) -> tuple[object, ...]:
    """All that an arrangement depends on besides text: what has the same shape has the same place in every frame."""
    start = (type(chart), bool(chart.title))
    if isinstance(chart, Bars):
        return (*start, len(chart.labels))
    if isinstance(chart, Picture):
        return (*start, np.shape(chart.pixels))
    if isinstance(chart, Field):
        return (*start, chart.x_limits, chart.y_limits)
    if isinstance(chart, Wiring):
        return (*start, tuple(map(len, chart.units)))
    if isinstance(chart, Table):
        return (*start, any(chart.columns), len(chart.rows))
    return start
