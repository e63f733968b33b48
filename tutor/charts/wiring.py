"""A network from left to right: a small picture for each unit, and the links between them, strong ones thick.

A positive link is a solid line and a negative one dotted (in ASCII: of + and of -), so that the sign is seen without
colour. Where the room is too small for pictures, each column of units is told in a line of figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lessons.kit.charts import Wiring
from tutor.charts import heading, shades
from tutor.charts.canvas import Canvas
from tutor.charts.cells import Cells
from tutor.charts.look import Look
from tutor.charts.palette import PLAIN, bold, palette
from tutor.charts.picture import RAMPS
from tutor.charts.raster import Floats
from tutor.charts.words import clip, figure, single_width

LARGEST = 5
"""Rows of a unit's picture at most."""
SMALL = 3
"""Rows from which units rather stand beneath one another, smaller, than side by side."""
LEAST_GAP, MOST_GAP = 3, 16
"""Columns between two columns of units."""
MOST_LINKS = 24
"""Links drawn between two columns of units: of more, the strongest."""
FAINT, THICK = 0.15, 0.6
"""Shares of the strongest link below which one is not drawn, and from which it is drawn twice as thick."""
DOT = 3
"""Dots of a dotted line from one of its dashes to the next."""


@dataclass(frozen=True)
class UnitBox:
    """Where a unit's picture lies: its left column, its top row, its width and its height, in cells."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class WiringPlan:
    """How a network is laid out in a rectangle.

    Attributes:
        rows: of a unit's picture; it has twice as many columns.
        pitch: rows from one unit to the next below.
        deep: units beneath one another.
        gap: columns between two columns of units.
        counts: units of each column.
    """

    rows: int
    pitch: int
    deep: int
    gap: int
    counts: tuple[int, ...]

    @property
    def across(self) -> int:
        """Columns of a unit's picture, with one before it for the sign that points."""
        return 2 * self.rows + 1

    def width(self, column: int) -> int:
        """The cells across that a column of units takes."""
        return -(-self.counts[column] // self.deep) * self.across

    def left(self, column: int) -> int:
        """Where a column of units begins."""
        return sum(self.width(before) + self.gap for before in range(column))

    def box(self, column: int, unit: int, height: int) -> UnitBox:
        """Where a unit's picture lies; short columns stand in the middle of `height` rows."""
        beside, below = divmod(unit, self.deep)
        rows = min(self.counts[column], self.deep) * self.pitch - (self.pitch - self.rows)
        left = self.left(column) + beside * self.across + 1
        return UnitBox(left, max(0, height - rows) // 2 + below * self.pitch, 2 * self.rows, self.rows)


def plan_for(counts: tuple[int, ...], width: int, height: int) -> WiringPlan | None:
    """Return the layout with the largest pictures that fit, beneath one another if they can be; None if none does.

    Args:
        counts: units of each column.
        width: columns of cells.
        height: rows of cells.
    """
    for sizes, stacked in ((range(LARGEST, 1, -1), True), (range(SMALL, 1, -1), False), ((1,), False)):
        for rows in sizes:
            for pitch in (rows + 1, rows) if rows > 1 else (1,):
                deep = (height + pitch - rows) // pitch
                if deep >= (max(counts) if stacked else 1):
                    plan = _spread(WiringPlan(rows, pitch, deep, 0, counts), width)
                    if plan is not None:
                        return plan
    return None


def _spread(plan: WiringPlan, width: int) -> WiringPlan | None:
    """Return a layout with as much room between its columns as there is; None if that is too little."""
    count = len(plan.counts)
    spare = width - sum(map(plan.width, range(count)))
    gap = min(spare // max(1, count - 1), MOST_GAP)
    return replace(plan, gap=gap) if gap >= LEAST_GAP or (count == 1 and spare >= 0) else None


def draw(chart: Wiring, width: int, height: int, look: Look) -> Cells:
    """Draw a network into a rectangle of cells."""
    cells = Cells(width, height)
    top = heading.rows_needed(chart.title, (), width, height)
    heading.write(cells, chart.title, "", (), top, look)
    counts = tuple(len(units) for units in chart.units)
    named = height - top >= 5
    plan = plan_for(counts, width, height - top - named)
    if plan is None:
        _in_figures(cells, top, chart, look)
        return cells
    high = height - top - named
    for column, links in enumerate(chart.links):
        _links(cells, top, high, plan, column, np.asarray(links, np.float64), chart.cursor, look)
    for column, units in enumerate(chart.units):
        _units(cells, top, high, plan, column, np.asarray(units, np.float64), chart, look)
        if named:
            room = plan.width(column) + plan.gap
            cells.write(plan.left(column), height - 1, clip(chart.names[column], room - 1), palette(look).quiet)
    return cells


def _units(
    cells: Cells, top: int, high: int, plan: WiringPlan, column: int, values: Floats, chart: Wiring, look: Look
) -> None:
    """Draw the pictures of a column of units, and the sign that points at one."""
    labels = chart.labels if column == 0 else ()
    papers = palette(look).signed
    ramp = RAMPS["signed"]
    rows = plan.rows * (2 if look.coloured else 1)
    grid = shades.levels(_resampled(values, 2 * plan.rows, rows), (-1.0, 1.0), len(papers or ramp))
    for unit, picture in enumerate(grid):
        box = plan.box(column, unit, high)
        label = labels[unit] if unit < len(labels) else ""
        if label and plan.rows == 1:
            cells.write(box.left, top + box.top, clip(label, box.width).rjust(box.width), PLAIN)
        elif look.coloured:
            shades.half_blocks(cells, box.left, top + box.top, picture, papers)
        else:
            shades.ramped(cells, box.left, top + box.top, picture, ramp)
        if label and plan.pitch > plan.rows > 1 and box.top + box.height < high:
            cells.write(box.left, top + box.top + box.height, clip(label, box.width), palette(look).quiet)
        if chart.cursor == (column, unit):
            cells.put(box.left - 1, top + box.top + (box.height - 1) // 2, "▸", bold(palette(look).title))


def _resampled(values: Floats, width: int, rows: int) -> Floats:
    """Return pictures of all units at once, (units, rows, width), row 0 at the top."""
    count, high, wide = values.shape
    across = ((np.arange(width) + 0.5) / width * wide).astype(np.intp)
    up = ((1 - (np.arange(rows) + 0.5) / rows) * high).astype(np.intp)
    pictures: Floats = values[np.arange(count)[:, None, None], up[:, None], across]
    return pictures


def _links(
    cells: Cells,
    top: int,
    high: int,
    plan: WiringPlan,
    column: int,
    weights: Floats,
    cursor: tuple[int, int] | None,
    look: Look,
) -> None:
    """Draw the links between a column of units and the next, the strongest last; those of one unit if it is chosen."""
    strength = np.where(np.isfinite(weights), np.abs(weights), 0.0)
    most = float(strength.max(initial=0.0))
    shown = np.argwhere(strength > FAINT * most) if most > 0 else np.empty((0, 2), int)
    if cursor is not None and cursor[0] in (column, column + 1):
        shown = shown[shown[:, 1 if cursor[0] == column else 0] == cursor[1]]
    order = np.argsort(strength[shown[:, 0], shown[:, 1]])[-MOST_LINKS:]
    after, before = shown[order].T
    canvas = Canvas(plan.gap, high, look.markers)
    starts, ends = (
        np.array([_middle(plan.box(at, unit, high)) for unit in range(plan.counts[at])]) * canvas.down
        for at in (column, column + 1)
    )
    if len(order):
        _lines(canvas, starts[before], ends[after], weights[after, before], strength[after, before] >= THICK * most)
    inks, signs = (palette(look).tones["main"], palette(look).tones["second"]), "+-" if look.ascii else "  "
    canvas.onto(cells, plan.left(column) + plan.width(column), top, inks, signs)


def _middle(box: UnitBox) -> float:
    return box.top + box.height / 2


def _lines(canvas: Canvas, starts: Floats, ends: Floats, weights: Floats, thick: NDArray[np.bool_]) -> None:
    """Draw links over the whole width of a canvas, all at once, the last on top.

    Args:
        canvas: where.
        starts: the heights at which they begin, in dots, (links,).
        ends: where they end.
        weights: their signs: a negative one is dotted.
        thick: whether each is drawn twice as thick.
    """
    wide, high = canvas.width * canvas.across, canvas.height * canvas.down
    along = (np.arange(2 * max(wide, high)) + 0.5) / (2 * max(wide, high))
    columns = np.floor(along * wide).astype(np.intp)
    rows = np.floor(starts[:, None] + (ends - starts)[:, None] * along).astype(np.intp)
    drawn = (weights >= 0)[:, None] | (columns % DOT > 0) | (canvas.across == 1)
    if canvas.down > 2:  # a second line beneath, in the same order
        rows, drawn = np.stack([rows, rows + 1], 1), np.stack([drawn, drawn & thick[:, None]], 1)
    owners = (weights < 0).astype(np.intp).reshape(-1, *[1] * (rows.ndim - 1))
    canvas.dot(np.broadcast_to(columns, rows.shape)[drawn], rows[drawn], np.broadcast_to(owners, rows.shape)[drawn])


def _in_figures(cells: Cells, top: int, chart: Wiring, look: Look) -> None:
    """Tell each column of units in a line, where there is no room for pictures."""
    room = cells.height - top
    for row, (name, units) in enumerate(list(zip(chart.names, chart.units, strict=True))[:room]):
        first = len(chart.names) - len(chart.links)
        links = np.asarray(chart.links[row - first], np.float64) if row >= first else np.empty(0)
        reach = f", links {figure(float(links.min()))} to {figure(float(links.max()))}" if links.size else ""
        line = f"{name}: {len(units)} unit{'s' * (len(units) != 1)}{reach}"
        cells.write(0, top + row, clip(line, cells.width), palette(look).quiet if not reach else PLAIN)


def least_width(chart: Wiring) -> int:
    """Return the columns that a network needs at one row a unit, if it may be eight units high."""
    plan = WiringPlan(1, 1, 8, LEAST_GAP, tuple(len(units) for units in chart.units))
    return min(plan.left(len(chart.units) - 1) + plan.width(len(chart.units) - 1), 40)


def useful_width(chart: Wiring, height: int) -> int:
    """Return the columns that a network can use in a number of rows."""
    counts = tuple(len(units) for units in chart.units)
    for rows in range(LARGEST, 0, -1):
        plan = WiringPlan(rows, rows + 1, max(1, (height + 1) // (rows + 1)), MOST_GAP, counts)
        if rows == 1 or plan.deep >= max(counts):
            return max(plan.left(len(counts) - 1) + plan.width(len(counts) - 1), len(single_width(chart.title)))
    return least_width(chart)
