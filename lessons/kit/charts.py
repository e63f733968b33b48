"""The charts that can be drawn, as data: a demo gives these and a front end draws them, in cells or in words.

Every chart is immutable and holds arrays, so charts are compared by identity. Nothing here draws. Values may be
non-finite and series may be empty, of one point, constant or very long: whoever draws must cope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.arrays import Array

Limits = tuple[float, float]
Tone = Literal["main", "second", "third", "fourth", "fifth", "good", "bad", "muted", "shadow"]
"""A colour's role. The theme gives the colour; the legend and the shape of the marker say the same without it.
"shadow" is what an earlier run has left behind; lessons do not give it."""
_BEHIND: tuple[Tone, ...] = ("muted", "third", "fourth", "fifth", "main", "second", "good", "bad")
"""The roles of classes without points, the quietest first."""


@dataclass(frozen=True, eq=False)
class Series:
    """One named curve or cloud of points.

    Attributes:
        label: what the legend calls it ("" for none).
        x: shape (n,).
        y: shape (n,).
        kind: "line" joins the points in order, "points" does not.
        tone: the role of its colour.
    """

    label: str
    x: Array
    y: Array
    kind: Literal["line", "points"] = "line"
    tone: Tone = "main"


@dataclass(frozen=True)
class Mark:
    """A thing worth pointing at: a level (`y` only), a moment (`x` only) or a place (both), with a short label."""

    label: str
    x: float | None = None
    y: float | None = None
    tone: Tone = "muted"


@dataclass(frozen=True, eq=False)
class Lines:
    """Curves and points on two axes.

    Attributes:
        title: what the picture shows.
        series: what is drawn, first at the bottom.
        x_label: name of the horizontal axis.
        y_label: name of the vertical axis.
        x_limits: fixed limits, or None to follow the data in steps of 1, 2, 5.
        y_limits: likewise.
        log_y: a logarithmic vertical axis; values that are not positive are left out.
        marks: levels, moments and places to point at.
    """

    title: str
    series: tuple[Series, ...]
    x_label: str = ""
    y_label: str = ""
    x_limits: Limits | None = None
    y_limits: Limits | None = None
    log_y: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, eq=False)
class Field:
    """A value for each place on a plane: a landscape seen from above, or the regions that a classifier decides.

    Attributes:
        title: what the picture shows.
        values: shape (rows, columns); row 0 lies at the LOW end of y (as in mathematics, not as on a screen).
        x_limits: the plane's extent, left to right.
        y_limits: the plane's extent, bottom to top.
        x_label: name of the horizontal axis.
        y_label: name of the vertical axis.
        kind: "height" shades low to high; "regions" holds whole numbers, one per class.
        path: shape (n, 2), the way travelled so far over the plane, newest last; the last point is the traveller.
        arrow: (from x, from y, to x, to y), such as the slope underfoot.
        points: examples lying on the plane.
        marks: places to point at.
        regions: what each class is called, for the legend; one that is called like some points is shown behind them.
        start: what the path's first point is called, or "" to leave it without a sign.
        traveller: what its last point is called.
        arrow_label: what the arrow is called.
    """

    title: str
    values: Array
    x_limits: Limits
    y_limits: Limits
    x_label: str = ""
    y_label: str = ""
    kind: Literal["height", "regions"] = "height"
    path: Array | None = None
    arrow: tuple[float, float, float, float] | None = None
    points: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    regions: tuple[str, ...] = ()
    start: str = ""
    traveller: str = ""
    arrow_label: str = ""

    def region_tone(self, number: int) -> Tone:
        """Return a class's role of colour: that of its points, or else the first that no other class has."""
        named = {series.label: series.tone for series in self.points if series.label}
        if number < len(self.regions) and self.regions[number] in named:
            return named[self.regions[number]]
        free = [tone for tone in _BEHIND if tone not in named.values()]
        others = [k for k in range(number) if k >= len(self.regions) or self.regions[k] not in named]
        return free[len(others) % len(free)] if free else "muted"


@dataclass(frozen=True, eq=False)
class Bars:
    """A named amount each, as horizontal bars from zero.

    Attributes:
        title: what the picture shows.
        labels: one per bar, top to bottom.
        values: shape (n,), may be negative.
        limits: what a full bar stands for, or None to follow the data. On a logarithmic axis they are needed, both
            above zero: where bars begin, and a full one.
        highlight: the bar to point at, if any.
        tones: a role of colour for each bar, that of its curve or its points elsewhere; () for one colour.
        unit: appended to the figures, such as " %".
        decimals: how many places the figures show; on a logarithmic axis they have two digits instead.
        log: a logarithmic axis, on which each step to the right is as many *times* more; a value at or below the lower
            limit, or none, has no bar.
    """

    title: str
    labels: tuple[str, ...]
    values: Array
    limits: Limits | None = None
    highlight: int | None = None
    unit: str = ""
    decimals: int = 2
    tones: tuple[Tone, ...] = ()
    log: bool = False


@dataclass(frozen=True, eq=False)
class Picture:
    """A small image: a digit, a grid of weights, a layer's activations.

    Attributes:
        title: what the picture shows.
        pixels: shape (rows, columns); row 0 is the TOP, as on a screen.
        limits: the values drawn as empty and as full.
        signed: negative and positive values take two hues (and two shapes where there is no colour).
        cursor: (row, column) of the pixel being edited, if any.
    """

    title: str
    pixels: Array
    limits: Limits = (0.0, 1.0)
    signed: bool = False
    cursor: tuple[int, int] | None = None


@dataclass(frozen=True)
class Table:
    """A few rows of text.

    Attributes:
        title: what the table shows.
        columns: the headings.
        rows: a tuple of cells each.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Wiring:
    """A network laid out from left to right: a small picture of what each unit answers, and the links between units.

    Attributes:
        title: what the picture shows.
        units: one array for each column of units, shape (units, rows, columns), from −1 to 1: what a unit answers over
            a plane (row 0 lies at the LOW end of y), or to a row of examples; any shape but the first axis is shared.
        links: the weights from each column to the next, shape (units there, units here).
        names: what each column is called, such as "inputs".
        labels: what the units of the first column are called.
        cursor: the column and the unit that are pointed at, or none.
    """

    title: str
    units: tuple[Array, ...]
    links: tuple[Array, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...] = ()
    cursor: tuple[int, int] | None = None


Chart = Lines | Field | Bars | Picture | Table | Wiring
