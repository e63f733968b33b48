"""Curves and points on two axes: limits, axes from the cache, dots on the canvas, signs that tell the curves apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Limits, Lines, Series
from tutor.charts import data, heading, marks, ticks
from tutor.charts.canvas import Canvas
from tutor.charts.cells import Cells
from tutor.charts.heading import LegendEntry, keyed
from tutor.charts.limits import fixed
from tutor.charts.look import Look
from tutor.charts.memory import ChartMemory
from tutor.charts.palette import palette
from tutor.charts.raster import Floats
from tutor.charts.signs import Signs, alike

LOG = "log"
"""Stands in the corner below a logarithmic axis: a heading has no room for it beside a long legend."""
LEAST_WIDTH, LEAST_HEIGHT = 18, 6
"""Axes are left out of a smaller rectangle than this."""


MOST_SHADOW = 5.0
"""How many times as long as its own data an axis may be for the sake of an earlier run; one that diverged leaves it."""


@dataclass(frozen=True)
class Drawn:
    """A series ready to be drawn: log₁₀ taken, lengths made equal.

    Attributes:
        series: what the lesson gave.
        x: shape (n,).
        y: shape (n,), NaN where there is nothing to draw.
        sign: its sign, in the legend and on the canvas.
        shown: what the canvas shows in every cell (" " where dots are drawn).
        knots: whether a curve has its sign tied into it every few columns.
    """

    series: Series
    x: Floats
    y: Floats
    sign: str
    shown: str
    knots: bool


def draw(chart: Lines, width: int, height: int, look: Look, memory: ChartMemory, signs: Signs) -> Cells:
    """Draw a chart of curves into a rectangle of cells."""
    drawn = prepared(chart, look, signs)
    entries = legend(drawn, chart.y_label, look)
    top = heading.rows_needed(chart.title, entries, width, height)
    cells = Cells(width, height)
    name = " ".join(filter(None, (chart.y_label, "(log)" if chart.log_y else "")))
    arrow = f"{name} ▴" if name else ""
    heading.write(cells, chart.title, arrow, entries, top, look)
    x_limits, y_limits = limits(chart, drawn, memory)
    column, row, canvas = _canvas(cells, top, chart, x_limits, y_limits, look, memory)
    pen = marks.PlotPen(canvas, x_limits, y_limits, [palette(look).tones[d.series.tone] for d in drawn])
    written = marks.rule(pen, chart.marks, look, log_y=chart.log_y)
    _curves_then_points(pen, drawn, written)
    shown = "".join(one.shown for one in drawn) + written.signs
    canvas.onto(cells, column, row, pen.inks, shown)
    _knots(cells, column, row, canvas, drawn, pen.inks, look)
    marks.label(cells, column, row, canvas, written)
    if not any(np.isfinite(one.y).any() for one in drawn):
        _say_nothing_yet(cells, column, row, canvas, look)
    return cells


def _curves_then_points(pen: marks.PlotPen, drawn: list[Drawn], written: marks.Written) -> None:
    """Draw what is large first: curves, places, and on top of all the points, whatever order they were given in."""
    for kind, draw_one in (("line", pen.canvas.line), ("points", pen.canvas.blobs)):
        for number, one in enumerate(drawn):
            if one.series.kind == kind:
                draw_one(*pen.at(one.x, one.y), number)
        if kind == "line":
            marks.places(pen, written)


def prepared(chart: Lines, look: Look, signs: Signs) -> list[Drawn]:
    """The chart's series as plain arrays of one length each, with their signs."""
    ready = []
    for series, sign in zip(chart.series, signs.of(chart.series), strict=True):
        x, y = data.points(series)
        if chart.log_y:
            with np.errstate(divide="ignore", invalid="ignore"):
                y = np.where(y > 0, np.log10(y), np.nan)
        told = series.label in signs.told or (not series.label and alike(chart.series, series.kind) > 1)
        whole = look.ascii or (series.kind == "points" and told)
        knots = series.kind == "line" and series.label in signs.told
        ready.append(Drawn(series, x, y, sign, sign if whole else " ", knots))
    return ready


def legend(drawn: list[Drawn], y_label: str, look: Look) -> tuple[LegendEntry, ...]:
    """An entry for each series that has a name; none where the upright axis has said it already."""
    if [one.series.label for one in drawn] == [y_label]:
        return ()
    tones = palette(look).tones
    return tuple(
        LegendEntry(keyed(_sample(one, look), look), one.series.label, tones[one.series.tone], head=_head(one.series))
        for one in drawn
        if one.series.label
    )


def _head(series: Series) -> int | None:
    """Of a shadow's name, such as "before: learning rate 0.1", the figure at its end stays where it is clipped."""
    return series.label.find(": ") + 2 if series.tone == "shadow" else None


def _sample(one: Drawn, look: Look) -> str:
    if one.knots or one.shown != " ":
        return one.sign
    if one.series.kind == "points":
        return "⠶" if look.markers == "braille" else "▀"
    return "⠤⠤" if look.markers == "braille" else "▄▄"


def limits(chart: Lines, drawn: list[Drawn], memory: ChartMemory) -> tuple[Limits, Limits]:
    """The limits of both axes: those that the chart fixes, or what its data have needed so far."""
    x_limits = fixed(chart.x_limits) or memory.follow("x", *_reach(drawn, [d.x[np.isfinite(d.y)] for d in drawn]))
    if chart.log_y and chart.y_limits and min(chart.y_limits) > 0:
        fixed_y = fixed((float(np.log10(chart.y_limits[0])), float(np.log10(chart.y_limits[1]))))
    else:
        fixed_y = None if chart.log_y else fixed(chart.y_limits)
    heights = [d.y[np.isfinite(d.x)] for d in drawn]
    return x_limits, fixed_y or memory.follow("y", *_reach(drawn, heights), decades=chart.log_y)


def _reach(drawn: list[Drawn], values: list[Floats]) -> Limits:
    """How far the data reach; a shadow counts while it leaves them at least a fifth of the axis."""
    low, high = data.extent([part for one, part in zip(drawn, values, strict=True) if one.series.tone != "shadow"])
    lower, upper = data.extent(values)
    return (lower, upper) if low > high or low == high or upper - lower <= MOST_SHADOW * (high - low) else (low, high)


def _canvas(
    cells: Cells, top: int, chart: Lines, x_limits: Limits, y_limits: Limits, look: Look, memory: ChartMemory
) -> tuple[int, int, Canvas]:
    height = cells.height - top
    if cells.width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return 0, top, Canvas(cells.width, height, look.markers)
    name = f"{chart.x_label} ▸" if chart.x_label else ""
    x = ticks.linear(x_limits, max(2, min(8, (cells.width - 5) // max(11, len(name) + 6))))
    most = max(2, min(7, (height - 2) // 2))
    y = ticks.wide(ticks.decades(y_limits, most), len(LOG) + 1) if chart.log_y else ticks.linear(y_limits, most)
    background, plate = memory.axes(cells.width, height, x, y, name, look)
    cells.place(background, 0, top)
    if chart.log_y and cells.free(0, cells.height - 1, len(LOG)):
        cells.write(0, cells.height - 1, LOG, palette(look).quiet)
    return plate.left, top + plate.top, Canvas(plate.width, plate.height, look.markers)


def _knots(
    cells: Cells, column: int, row: int, canvas: Canvas, drawn: list[Drawn], inks: list[int], look: Look
) -> None:
    """Tie curves' signs into them every few columns, so that they are told apart without colour."""
    curves = [number for number, one in enumerate(drawn) if one.knots]
    if look.ascii:
        return
    apart = max(4, min(12, canvas.width // 3))
    for place, number in enumerate(curves):
        for across in range((2 * place + 1) * apart // (2 * len(curves)), canvas.width, apart):
            rows = np.flatnonzero(canvas.owner[:, across] == number)
            if len(rows):
                cells.put(column + across, row + int(rows[len(rows) // 2]), drawn[number].sign, inks[number])


def _say_nothing_yet(cells: Cells, column: int, row: int, canvas: Canvas, look: Look) -> None:
    words = "nothing to draw yet"
    if canvas.width >= len(words):
        cells.write(column + (canvas.width - len(words)) // 2, row + canvas.height // 2, words, palette(look).quiet)
