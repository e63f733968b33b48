"""A plane seen from above: heights in bands of colour or ink, or a classifier's regions; paths and points lie on it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Field, Limits
from tutor.charts import data, field_legend, heading, marks, shades, ticks
from tutor.charts.canvas import NOBODY, Canvas
from tutor.charts.cells import Cells, Codes
from tutor.charts.heading import LegendEntry
from tutor.charts.limits import fixed
from tutor.charts.lines import LEAST_HEIGHT, LEAST_WIDTH
from tutor.charts.look import Look
from tutor.charts.marks import PlotPen
from tutor.charts.memory import ChartMemory
from tutor.charts.palette import PLAIN, ChartPalette, bold, is_bright, palette
from tutor.charts.raster import Floats
from tutor.charts.signs import Signs

Entries = tuple[LegendEntry, ...]
BARB, BARB_ANGLE = 2.5, 0.6
"""An arrowhead's barbs: their length in columns, and their angle to the shaft in radians."""

STRETCH = 2.0
"""How much wider than true to scale a plane may be drawn."""


MOST_REGIONS = 32
"""Classes that get a ground or a shade of their own, if the chart does not name more; the next begin again."""


def draw(chart: Field, width: int, height: int, look: Look, memory: ChartMemory, signs: Signs) -> Cells:
    """Draw a plane into a rectangle of cells; it takes the left part of one that is too wide."""
    cells = Cells(width, height)
    point_signs = signs.of(chart.points)
    entries = field_legend.entries(chart, point_signs, look)
    ramp = field_legend.height_ramp(look, point_signs)
    usual = field_legend.scale(chart, (0.0, 1.0), ramp, look) if entries else ()  # no row comes or goes with the values
    top = heading.rows_needed(chart.title, (*entries, *usual), width, height)
    column, row, canvas = _canvas(cells, top, chart, look, memory)
    pen = PlotPen(canvas, _limits(chart.x_limits), _limits(chart.y_limits), [])
    band = _fill(cells, column, row, canvas, chart, look, memory, ramp)
    _head(cells, top, chart, entries, field_legend.scale(chart, band, ramp, look), column + canvas.width, look)
    before = cells.characters.copy()
    written = marks.rule(pen, chart.marks, look)
    shown = written.signs + _draw_over(pen, chart, point_signs, written, look)
    canvas.onto(cells, column, row, pen.inks, shown)
    _ends(cells, column, row, pen, chart, look)
    marks.label(cells, column, row, canvas, written)
    if chart.kind == "height":
        _relight(cells, column, row, canvas, before, palette(look))
    return cells


def _head(cells: Cells, top: int, chart: Field, entries: Entries, scale: Entries, right: int, look: Look) -> None:
    """Title, axis and legend above a plane that ends at column `right`, with the scale of the shades if it fits."""
    name = f"{chart.y_label} ▴" if chart.y_label else ""
    beside = ("", "") if top == 2 else (chart.title, name)
    key = (*entries, *scale)
    if heading.natural_width(*beside, key) > cells.width:
        key = entries
    reach = min(cells.width, max(right, heading.natural_width(chart.title, name, key)))
    heading.write(cells, chart.title, name, key, top, look, reach)


def useful_width(chart: Field, rows: int) -> int:
    """Return how many columns a canvas of `rows` rows can use before the plane looks squashed."""
    (left, right), (low, high) = _limits(chart.x_limits), _limits(chart.y_limits)
    ratio = (right - left) / (high - low)
    ratio = ratio if 0.25 <= ratio <= 4 else 1.0
    return max(8, math.ceil(2 * rows * ratio * STRETCH))


def _limits(asked: Limits) -> Limits:
    return fixed(asked) or (0.0, 1.0)


def _canvas(cells: Cells, top: int, chart: Field, look: Look, memory: ChartMemory) -> tuple[int, int, Canvas]:
    height = cells.height - top
    if cells.width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return 0, top, Canvas(min(cells.width, useful_width(chart, height)), height, look.markers)
    name = f"{chart.x_label} ▸" if chart.x_label else ""
    width = min(cells.width, useful_width(chart, height - 2) + 5)
    x = ticks.linear(_limits(chart.x_limits), max(2, min(6, (width - 5) // max(7, len(name) + 6))))
    y = ticks.linear(_limits(chart.y_limits), max(2, min(6, (height - 2) // 2)))
    background, plate = memory.axes(width, height, x, y, name, look)
    cells.place(background, 0, top)
    return plate.left, top + plate.top, Canvas(plate.width, plate.height, look.markers)


def _fill(
    cells: Cells, column: int, row: int, canvas: Canvas, chart: Field, look: Look, memory: ChartMemory, ramp: str
) -> Limits:
    """Shade the canvas, and give back the limits that the shades span."""
    values = np.asarray(chart.values, np.float64)
    if values.ndim != 2 or not values.size or not canvas.width or not canvas.height:
        return 0.0, 1.0
    colours = palette(look)
    rows = canvas.height * (2 if look.coloured else 1)
    if chart.kind == "regions":
        found = shades.resampled(values, canvas.width, rows, smooth=False)
        highest = min(float(np.nanmax(np.where(np.isfinite(values), values, 0))), MOST_REGIONS - 1)
        count = max(1, int(highest) + 1, len(chart.regions))
        ramp = field_legend.region_ramp(count, look)
        band = (0.0, 0.0)
        papers = tuple(colours.papers[chart.region_tone(number)] for number in range(count)) if colours.papers else ()
        kinds = len(papers or ramp)
        known = np.isfinite(found)
        grid = np.where(known, np.mod(np.where(known, np.rint(found), 0), kinds), shades.UNKNOWN).astype(np.intp)
    else:
        band = memory.follow("height", *data.extent([values]))
        papers = colours.heights
        found = shades.resampled(np.clip(values, *band), canvas.width, rows, smooth=True)
        grid = shades.levels(found, band, len(papers or ramp))
    if look.coloured:
        shades.half_blocks(cells, column, row, grid, papers)
    else:
        shades.ramped(cells, column, row, grid, ramp)
    return band


def _draw_over(pen: PlotPen, chart: Field, point_signs: Sequence[str], written: marks.Written, look: Look) -> str:
    """Draw the path, the arrow, the places and, on top of all, the points; gives back their signs."""
    shown = ""
    over = palette(look).over[0]
    if chart.path is not None and len(path := _path(chart.path)):
        pen.canvas.line(*pen.at(path[:, 0], path[:, 1]), len(pen.inks))
        pen.inks.append(over)
        shown += "o" if look.ascii else " "
    if chart.arrow is not None:
        _arrow(pen, chart.arrow, look, len(pen.inks))
        pen.inks.append(over)
        shown += "~" if look.ascii else " "
    marks.places(pen, written)
    for series, sign in zip(chart.points, point_signs, strict=True):
        pen.canvas.blobs(*pen.at(*data.points(series)), len(pen.inks))
        pen.inks.append(palette(look).tones[series.tone])
        shown += sign
    return shown


def _path(path: Array) -> Floats:
    points = np.asarray(path, np.float64)
    return points if points.ndim == 2 and points.shape[1] == 2 else np.empty((0, 2))


def _arrow(pen: PlotPen, arrow: tuple[float, float, float, float], look: Look, owner: int) -> None:
    """A shaft with two barbs at its tip; one that leaves the plane ends at the edge."""
    from_x, from_y, to_x, to_y = map(float, arrow)
    x, y = pen.at(np.array([from_x, to_x]), np.array([from_y, to_y]))
    tip = pen.canvas.shaft(x, y, owner)
    if tip is None or look.ascii:
        return
    backwards = math.atan2(y[0] - y[1], x[0] - x[1])
    for side in (-BARB_ANGLE, BARB_ANGLE):
        across, down = (BARB * pen.canvas.across * turn(backwards + side) for turn in (math.cos, math.sin))
        pen.canvas.shaft(np.array([tip[0], tip[0] + across]), np.array([tip[1], tip[1] + down]), owner)


def _ends(cells: Cells, column: int, row: int, pen: PlotPen, chart: Field, look: Look) -> None:
    """Where the path started, where the traveller is, and in ASCII the arrow's head."""
    ink = bold(palette(look).over[0])
    if chart.arrow is not None and look.ascii:
        from_x, from_y, to_x, to_y = chart.arrow
        spot = pen.cell(to_x, to_y)
        across, up = (to_x - from_x) / _span(pen.x_limits), (to_y - from_y) / _span(pen.y_limits)
        if spot:
            glyph = (">" if across > 0 else "<") if abs(across) > abs(up) else ("^" if up > 0 else "v")
            cells.put(column + spot[0], row + spot[1], glyph, ink)
    path = _path(chart.path) if chart.path is not None else np.empty((0, 2))
    path = path[np.isfinite(path).all(axis=1)]
    first = path[:1] if chart.start else path[:0]
    for point, glyph in ((first, field_legend.start_sign(look)), (path[-1:], field_legend.traveller_sign(look))):
        spot = pen.cell(float(point[0, 0]), float(point[0, 1])) if len(point) else None
        if spot:
            cells.put(column + spot[0], row + spot[1], glyph, ink)
            pen.canvas.owner[spot[1], spot[0]] = 0


def _span(limits: Limits) -> float:
    return limits[1] - limits[0]


def _relight(cells: Cells, column: int, row: int, canvas: Canvas, before: Codes, colours: ChartPalette) -> None:
    """Give everything drawn over the heights an ink that can be read on its own paper."""
    here = (slice(row, row + canvas.height), slice(column, column + canvas.width))
    drawn = (canvas.owner != NOBODY) | (cells.characters[here] != before[here])
    for paper in np.unique(cells.paper[here][drawn]).tolist():
        if paper != PLAIN:
            cells.ink[here][drawn & (cells.paper[here] == paper)] = colours.over[is_bright(paper)]
