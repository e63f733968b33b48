"""Where each of several charts goes: rows of neighbours, chosen by how well every chart can be read there.

The arrangement depends on the charts' kinds and shapes and on the area, never on their values: nothing jumps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Bars, Chart, Field, Lines, Picture, Table
from tutor.charts import field, picture, table
from tutor.charts.look import Look
from tutor.charts.words import single_width

GAP = 2
"""Blank columns between neighbours."""

PLENTY = 10_000
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
    """The room a chart needs to be read at all, and the most it can use."""

    least_width: int
    least_height: int
    most_height: int


def wish(chart: Chart, look: Look) -> Wish:
    """What a chart needs and can use, whatever its width."""
    title = bool(chart.title)
    if isinstance(chart, Bars):
        return Wish(24, title + max(1, min(len(chart.labels), 4)), title + max(1, len(chart.labels)))
    if isinstance(chart, Table):
        rows = title + any(chart.columns) + len(chart.rows)
        return Wish(min(40, _table_width(chart)), min(rows, 4), rows)
    if isinstance(chart, Picture):
        rows, columns = _shape(chart)
        small = rows if not look.coloured else -(-rows // 2)
        return Wish(columns, title + small, PLENTY)
    return Wish(28, 8, PLENTY)


def most_width(chart: Chart, height: int, width: int, look: Look) -> int:
    """The columns that a chart can use when it is `height` rows high."""
    if isinstance(chart, Field):
        return field.useful_width(chart, max(1, height - 3)) + 6
    if isinstance(chart, Table):
        return _table_width(chart)
    if isinstance(chart, Picture):
        rows, columns = _shape(chart)
        frame = 0 if look.colours in ("256", "truecolor") else 2
        scale = picture.scale_for(rows, columns, width, max(1, height - bool(chart.title) - frame), look)
        wide = scale.width(columns) + frame if scale else width
        return max(wide, len(single_width(chart.title)))
    return PLENTY


def arranged(charts: Sequence[Chart], width: int, height: int, look: Look) -> list[tuple[int, Place]]:
    """The number and the place of each chart that is shown."""
    count = min(len(charts), MOST)
    options = [_placed(charts, rows, width, height, look) for shown in range(1, count + 1) for rows in _splits(shown)]
    if not options or width < 1 or height < 1:
        return []
    return max(options, key=lambda option: _worth(charts, option, look))


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


def _placed(
    charts: Sequence[Chart], rows: list[list[int]], width: int, height: int, look: Look
) -> list[tuple[int, Place]]:
    wishes = [[wish(charts[k], look) for k in row] for row in rows]
    heights = shared(
        height,
        [max(w.least_height for w in row) for row in wishes],
        [max(w.most_height for w in row) for row in wishes],
    )
    places, top = [], 0
    for row, wanted, high in zip(rows, wishes, heights, strict=True):
        room = width - GAP * (len(row) - 1)
        most = [most_width(charts[k], high, room, look) for k in row]
        widths = shared(room, [min(w.least_width, m) for w, m in zip(wanted, most, strict=True)], most)
        left = 0
        for k, wide in zip(row, widths, strict=True):
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
        lowest = min(open_to, key=lambda k: shares[k])
        level = min([shares[k] for k in open_to if shares[k] > shares[lowest]] + [most[lowest]])
        equal = [k for k in open_to if shares[k] == shares[lowest]]
        step = max(1, min(left // len(equal), level - shares[lowest]))
        for k in equal[: max(1, left // step)]:
            shares[k] += step
        open_to = [k for k in open_to if shares[k] < most[k]]
    return shares


def _worth(charts: Sequence[Chart], option: list[tuple[int, Place]], look: Look) -> float:
    """How well charts can be read: above all each at its least size, then the room that each can use."""
    total = 0.0
    for k, place in option:
        wanted = wish(charts[k], look)
        fit = min(1.0, place.width / wanted.least_width) * min(1.0, place.height / max(1, wanted.least_height))
        wide = min(place.width, most_width(charts[k], place.height, place.width, look))
        high = min(place.height, wanted.most_height)
        shape = abs(math.log(max(1, wide) / max(1, 4 * high))) if isinstance(charts[k], Lines) else 0.0
        total += (10 * fit if fit > 0.6 else 0) + 2 * math.log(max(1, wide * high)) - shape
    return total


def _shape(chart: Picture) -> tuple[int, int]:
    shape = np.shape(chart.pixels)
    return (max(1, shape[0]), max(1, shape[1])) if len(shape) == 2 else (1, max(1, int(np.size(chart.pixels))))


def _table_width(chart: Table) -> int:
    widths = table.natural_widths(chart)
    return max(sum(widths) + table.GAP * max(0, len(widths) - 1), len(single_width(chart.title)), 1)
