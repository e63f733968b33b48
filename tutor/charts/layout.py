"""Where each of several charts goes: rows of neighbours, chosen by how well every chart can be read there.

The arrangement depends on the charts' kinds and shapes and on the area, never on their values: nothing jumps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Bars, Chart, Field, Picture, Table
from tutor.charts import field, picture
from tutor.charts.look import Look
from tutor.charts.words import single_width

GAP = 2
"""Blank columns between neighbours."""

PLENTY = 10_000
WIDEST_BARS = 80
"""Longer bars do not say more, and their figures are far from their labels."""

LEGIBLE = 0.6
"""A chart with less than this share of the room it needs counts as one that cannot be read."""

MOST = 6
"""More charts than this in one area cannot be read; the first ones are shown."""


@dataclass(frozen=True)
class Place:
    """A rectangle of cells."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Wish:
    """The room a chart needs to be read at all, and the most it can use.

    Attributes:
        least_width: columns.
        least_height: rows.
        most_height: rows.
        most_width: columns, for a height in rows and the columns that there are.
        stretches: whether the chart gains from being about four times as wide as high.
    """

    least_width: int
    least_height: int
    most_height: int
    most_width: Callable[[int, int], int]
    stretches: bool = False


def wish(chart: Chart, look: Look, table_width: int = 0) -> Wish:
    """What a chart needs and can use.

    Args:
        chart: what is drawn; its values do not matter, only its kind and shape.
        look: what the terminal can show.
        table_width: the columns that the chart needs, if it is a table.
    """
    title = bool(chart.title)
    if isinstance(chart, Bars):
        count = max(1, len(chart.labels))
        return Wish(24, title + min(count, 4), title + count, lambda _high, _wide: WIDEST_BARS)
    if isinstance(chart, Table):
        rows = title + any(chart.columns) + len(chart.rows)
        return Wish(min(40, table_width), max(1, min(rows, 4)), max(1, rows), lambda _high, _wide: table_width)
    if isinstance(chart, Picture):
        return _picture(chart, look)
    if isinstance(chart, Field):
        return Wish(28, 8, PLENTY, lambda high, _wide: field.useful_width(chart, max(1, high - 3)) + 6)
    return Wish(28, 8, PLENTY, lambda _high, _wide: PLENTY, stretches=True)


def _picture(chart: Picture, look: Look) -> Wish:
    title = bool(chart.title)
    shape = np.shape(chart.pixels)
    rows, columns = (max(1, n) for n in (shape if len(shape) == 2 else (1, int(np.size(chart.pixels)))))
    frame = 0 if look.colours in ("256", "truecolor") else 2

    def most_width(high: int, wide: int) -> int:
        scale = picture.scale_for(rows, columns, max(1, wide - frame), max(1, high - title - frame), look)
        return max(scale.width(columns) + frame if scale else wide, len(single_width(chart.title)))

    return Wish(columns, title + (-(-rows // 2) if look.coloured else rows), PLENTY, most_width)


def arranged(wishes: Sequence[Wish], width: int, height: int) -> list[tuple[int, Place]]:
    """The number and the place of each chart that is shown."""
    if width < 1 or height < 1:
        return []
    count = min(len(wishes), MOST)
    options = [_placed(wishes, rows, width, height) for shown in range(1, count + 1) for rows in _splits(shown)]
    return max(options, key=lambda option: _worth(wishes, option), default=[])


def _splits(count: int) -> Iterator[list[list[int]]]:
    """Every way to break the charts 0 … count − 1 into consecutive rows."""
    for cuts in range(2 ** (count - 1)):
        rows: list[list[int]] = [[0]]
        for number in range(1, count):
            if cuts >> (number - 1) & 1:
                rows.append([number])
            else:
                rows[-1].append(number)
        yield rows


def _placed(wishes: Sequence[Wish], rows: list[list[int]], width: int, height: int) -> list[tuple[int, Place]]:
    least = [max(wishes[k].least_height for k in row) for row in rows]
    heights = shared(height, least, [max(wishes[k].most_height for k in row) for row in rows])
    places, top = [], 0
    for row, high in zip(rows, heights, strict=True):
        room = max(0, width - GAP * (len(row) - 1))
        most = [wishes[k].most_width(high, room) for k in row]
        widths = shared(room, [min(wishes[k].least_width, m) for k, m in zip(row, most, strict=True)], most)
        left = 0
        for k, wide in zip(row, widths, strict=True):
            if wide and high:
                places.append((k, Place(left, top, wide, high)))
            left += wide + GAP
        top += high
    return places


def shared(total: int, least: list[int], most: list[int]) -> list[int]:
    """Share cells out: everyone's least first, then evenly, up to the most that each can use."""
    total = max(0, total)
    if sum(least) > total:
        shares = [total * one // max(1, sum(least)) for one in least]
        return [share + (k < total - sum(shares)) for k, share in enumerate(shares)]
    shares, open_to = list(least), [k for k in range(len(least)) if least[k] < most[k]]
    while open_to and (left := total - sum(shares)) > 0:
        lowest = min(shares[k] for k in open_to)
        equal = [k for k in open_to if shares[k] == lowest]
        level = min([shares[k] for k in open_to if shares[k] > lowest] + [most[k] for k in equal])
        step = max(1, min(left // len(equal), level - lowest))
        for k in equal[: max(1, left // step)]:
            shares[k] += step
        open_to = [k for k in open_to if shares[k] < most[k]]
    return shares


def _worth(wishes: Sequence[Wish], option: list[tuple[int, Place]]) -> float:
    """How well charts can be read: above all each at its least size, then the room that each can use."""
    total = 0.0 if option else -math.inf
    for k, place in option:
        wanted = wishes[k]
        fit = min(1.0, place.width / wanted.least_width) * min(1.0, place.height / wanted.least_height)
        wide = max(1, min(place.width, wanted.most_width(place.height, place.width)))
        high = max(1, min(place.height, wanted.most_height))
        shape = abs(math.log(wide / (4 * high))) if wanted.stretches else 0.0
        total += (10 * fit if fit > LEGIBLE else 0) + 2 * math.log(wide * high) - shape
    return total
