"""Horizontal bars from zero or, on a logarithmic axis, from its low end, with labels and figures aligned."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Bars, Limits, Tone
from tutor.charts import data, heading
from tutor.charts.cells import Cells
from tutor.charts.limits import fixed
from tutor.charts.look import Look
from tutor.charts.memory import ChartMemory
from tutor.charts.palette import PLAIN, bold, palette
from tutor.charts.words import clip, figure, single_width

EIGHTHS = " ▏▎▍▌▋▊▉"
LEAST_COLUMN = 18
"""Bars stand in several columns only if each gets this many cells."""

LEAST_BAR = 3

LARGE = 1e6
"""From here on a figure on a logarithmic axis is written with an exponent."""


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, where on the axis it ends, whether to point at it, and its role of colour."""

    label: str
    value: float
    figure: str
    highlit: bool
    tone: Tone


@dataclass(frozen=True)
class BarColumns:
    """How the cells of a bar's row are shared: label, bar, figure; a width of 0 leaves that part out."""

    label: int
    bar: int
    figure: int


def draw(chart: Bars, width: int, height: int, look: Look, memory: ChartMemory) -> Cells:
    """Draw bars into a rectangle of cells, one a row, in several columns where the rows are too few."""
    cells = Cells(width, height)
    bars = _bars(chart)
    top = 0 if height == len(bars) else heading.rows_needed(chart.title, (), width, height)
    heading.write(cells, chart.title, "", (), top, look)
    limits = _limits(chart, memory)
    rows = height - top
    if not bars or rows <= 0:
        return cells
    columns = next((c for c in range(1, 9) if -(-len(bars) // c) <= rows or width // (c + 1) < LEAST_COLUMN), 1)
    shown, rest = _shown(bars, rows * columns)
    share = (width - 2 * (columns - 1)) // columns
    deep = -(-len(shown) // columns)
    parts = _columns(shown, limits, chart, share)
    for number, bar in enumerate(shown):
        _row(cells, (number // deep) * (share + 2), top + number % deep, bar, parts, limits, look)
    if rest:
        cells.write(0, height - 1, clip(f"… {rest} more", width), palette(look).quiet)
    return cells


def _bars(chart: Bars) -> list[Bar]:
    values = np.asarray(chart.values, np.float64).ravel().tolist()
    return [
        Bar(
            single_width(label),
            _above(value, chart),
            _figure(value, chart),
            number == chart.highlight,
            chart.tones[number] if number < len(chart.tones) else "second" if number == chart.highlight else "main",
        )
        for number, (label, value) in enumerate(zip(chart.labels, values, strict=False))
    ]


def _above(value: float, chart: Bars) -> float:
    """A value's place on the axis, from where bars begin: on a logarithmic one, by its distance in factors."""
    low = fixed(chart.limits)
    if not chart.log or low is None or math.isnan(value):
        return value
    return math.log(value / low[0]) if value > low[0] > 0 else 0.0


def _figure(value: float, chart: Bars) -> str:
    """A value as it is written: on a logarithmic axis as two digits, with all the zeros before them."""
    if not chart.log or not math.isfinite(value) or value >= LARGE:
        return figure(value, chart.decimals, chart.unit)
    return np.format_float_positional(value, precision=2, fractional=False, trim="-") + chart.unit


def _limits(chart: Bars, memory: ChartMemory) -> Limits:
    asked = fixed(chart.limits)
    if chart.log and asked is not None:
        return 0.0, _above(asked[1], chart)
    if asked is None:
        low, high = data.extent([np.asarray(chart.values, np.float64).ravel()])
        asked = memory.follow("bars", min(low, 0.0), max(high, 0.0)) if low <= high else (0.0, 1.0)
    return min(asked[0], 0.0), max(asked[1], 0.0)


def _shown(bars: list[Bar], room: int) -> tuple[list[Bar], int]:
    """The bars there is room for, the highlit one among them, and how many are left out."""
    if len(bars) <= room:
        return bars, 0
    if room < 2:
        return ([bar for bar in bars if bar.highlit] or bars)[:room], 0
    shown = bars[: room - 1]
    hidden = [bar for bar in bars[room - 1 :] if bar.highlit]
    return shown[: len(shown) - len(hidden)] + hidden, len(bars) - len(shown)


def _columns(bars: list[Bar], limits: Limits, chart: Bars, width: int) -> BarColumns:
    ends = [] if chart.log else [figure(limit, chart.decimals, chart.unit) for limit in limits]
    figures = max(len(text) for text in [*ends, *(bar.figure for bar in bars)])
    label = min(max(len(bar.label) for bar in bars) + 2, max(4, width // 3))
    if width - label - figures - 2 < LEAST_BAR:
        figures = 0
    bar = width - label - 1 - (figures + 1 if figures else 0)
    return BarColumns(label, bar, figures) if bar >= 1 else BarColumns(width, 0, 0)


def _row(cells: Cells, column: int, row: int, bar: Bar, parts: BarColumns, limits: Limits, look: Look) -> None:
    colours = palette(look)
    ink = colours.tones[bar.tone]
    if bar.highlit:
        cells.put(column, row, "▸", ink)
    cells.write(column + 2, row, clip(bar.label, parts.label - 2), bold(PLAIN) if bar.highlit else PLAIN)
    left = column + parts.label + 1
    zero = _zero(limits, parts.bar)
    if zero and parts.bar:
        cells.put(left + zero, row, "│", colours.quiet)
    start, text = _stroke(bar.value, limits, parts.bar, zero, look)
    cells.write(left + start, row, text, ink)
    if parts.figure:
        written = bar.figure.rjust(parts.figure)
        cells.write(left + parts.bar + 1, row, written, bold(PLAIN) if bar.highlit else PLAIN)


def _zero(limits: Limits, width: int) -> int:
    """The column of zero, which is 0 where there are no negative values."""
    lower, upper = limits
    return min(max(round(-lower / (upper - lower) * width), 1), width - 1) if lower < 0 and width > 1 else 0


def _stroke(value: float, limits: Limits, width: int, zero: int, look: Look) -> tuple[int, str]:
    """The bar's first column and its characters."""
    if math.isnan(value) or value == 0 or width < 1:
        return 0, ""
    lower, upper = limits
    right = width - zero - bool(zero)
    if value > 0:
        share = min(value / upper, 1.0) if upper > 0 else 0.0
        return zero + bool(zero), _rightwards(share * right, right, look)
    share = min(value / lower, 1.0) if lower < 0 else 0.0
    text = _leftwards(share * zero, look)
    return zero - len(text), text


def _rightwards(length: float, most: int, look: Look) -> str:
    if look.ascii:
        return "#" * min(most, round(length)) or "|"
    whole, eighths = divmod(max(1, round(length * 8)), 8)
    return ("█" * whole + EIGHTHS[eighths].strip())[:most]


def _leftwards(length: float, look: Look) -> str:
    if look.ascii:
        return "#" * round(length) or "|"
    whole, half = divmod(max(1, round(length * 2)), 2)
    return "▐" * half + "█" * whole
