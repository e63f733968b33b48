"""Where each of several charts goes: rows of neighbours, chosen by how well every chart can be read there.

The arrangement depends on the charts' kinds and shapes and on the area, never on their values: nothing jumps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lessons.kit.charts import Bars, Chart, Field, Picture, Table, Wiring
from tutor.charts import field, picture, wiring
from tutor.charts.look import Look

GAP = 2
"""Blank columns between neighbours."""

PLENTY = 10_000
WIDEST_BARS = 80
"""Longer bars do not say more, and their figures are far from their labels."""

WIDEST_PICTURE = 36
"""A picture whose pixels would take more columns than this, at two columns each, is content with half of that."""

LEGIBLE = 0.6
"""A chart with less than this share of the room it needs counts as one that cannot be read."""

MOST = 6
"""More charts than this in one area cannot be read; the first ones are shown."""


@dataclass(frozen=True)
class ChartBox:
    """A rectangle of cells."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class RoomWish:
    """The room a chart needs to be read at all, and the most it can use.

    Attributes:
        least_width: columns.
        least_height: rows.
        most_height: rows, for a width in columns.
        most_width: columns, for a height in rows and the columns that there are.
        stretches: whether the chart gains from being about four times as wide as high.
    """

    least_width: int
    least_height: int
    most_height: Callable[[int], int]
    most_width: Callable[[int, int], int]
    stretches: bool = False


def wish(chart: Chart, look: Look, text_width: int) -> RoomWish:
    """Return the room that a chart needs and can use.

    Args:
        chart: what is drawn; its values do not matter, only its kind and shape.
        look: what the terminal can show.
        text_width: the columns that its text needs: a table's rows, any other chart's title.
    """
    title = bool(chart.title)
    if isinstance(chart, Bars):
        count = max(1, len(chart.labels))
        return RoomWish(18, title + min(count, 4), lambda _wide: title + count, lambda _high, _wide: WIDEST_BARS)
    if isinstance(chart, Table):
        rows = title + any(chart.columns) + len(chart.rows)
        return RoomWish(
            max(1, min(40, text_width)),
            max(1, min(rows, 4)),
            lambda _wide: max(1, rows),
            lambda _high, _wide: max(1, text_width),
        )
    if isinstance(chart, Picture):
        return _picture(chart, look, text_width)
    if isinstance(chart, Wiring):
        return RoomWish(
            wiring.least_width(chart), 7, lambda _wide: PLENTY, lambda high, _wide: wiring.useful_width(chart, high - 2)
        )
    if isinstance(chart, Field):
        return RoomWish(
            26, 8, lambda _wide: PLENTY, lambda high, _wide: field.useful_width(chart, max(1, high - 3)) + 6
        )
    return RoomWish(24, 8, lambda _wide: PLENTY, lambda _high, _wide: PLENTY, stretches=True)


def _picture(chart: Picture, look: Look, title_width: int) -> RoomWish:
    title = bool(chart.title)
    shape = np.shape(chart.pixels)
    rows, columns = (max(1, n) for n in (shape if len(shape) == 2 else (1, int(np.size(chart.pixels)))))
    frame = 0 if look.colours in ("256", "truecolor") else 2

    def most_width(high: int, wide: int) -> int:
        scale = picture.scale_for(rows, columns, max(1, wide - frame), max(1, high - title - frame), look)
        return max(scale.width(columns) + frame if scale else wide, title_width)

    def most_height(wide: int) -> int:
        times = max(1, wide - frame) // (2 * columns)
        return title + frame + (times * rows if times else -(-rows // 2))

    small = 2 * columns + frame > WIDEST_PICTURE
    return RoomWish(
        columns if small else 2 * columns + frame,
        title + (-(-rows // 2) if small and look.coloured else rows + frame),
        most_height,
        most_width,
    )


def arranged(
    wishes: Sequence[RoomWish], width: int, height: int, before: Sequence[tuple[int, ChartBox]] = ()
) -> list[tuple[int, ChartBox]]:
    """The number and the place of each chart that is shown.

    Args:
        wishes: what each chart needs and can use.
        width: columns.
        height: rows.
        before: where the charts stood when the area had another height: whoever stood side by side stays so, as long
            as no fewer charts are shown and each can be read.
    """
    if width < 1 or height < 1:
        return []
    count = min(len(wishes), MOST)
    options = [_placed(wishes, rows, width, height) for shown in range(1, count + 1) for rows in _splits(shown)]
    best = max(options, key=lambda option: _worth(wishes, option), default=[])
    kept = _placed(wishes, _neighbours(before), width, height)
    as_good = len(kept) >= len(best) and all(_fit(wishes[k], place) > LEGIBLE for k, place in kept)
    return kept if before and as_good else best


def _neighbours(option: Sequence[tuple[int, ChartBox]]) -> list[list[int]]:
    """Which charts stand side by side, from the top row to the lowest."""
    tops = sorted({place.top for _, place in option})
    return [[k for k, place in option if place.top == top] for top in tops]


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


def _placed(wishes: Sequence[RoomWish], rows: list[list[int]], width: int, height: int) -> list[tuple[int, ChartBox]]:
    widths = [[width] * len(row) for row in rows]
    heights: list[int] = []
    for _ in range(2):  # what a row can use of the height depends on the widths, and the other way round
        heights = _heights(wishes, rows, widths, height)
        widths = [_widths(wishes, row, width, high) for row, high in zip(rows, heights, strict=True)]
    places, top = [], 0
    for row, across, high in zip(rows, widths, heights, strict=True):
        left = 0
        for k, wide in zip(row, across, strict=True):
            if wide and high:
                places.append((k, ChartBox(left, top, wide, high)))
            left += wide + GAP
        top += high
    return places


def _heights(wishes: Sequence[RoomWish], rows: list[list[int]], widths: list[list[int]], height: int) -> list[int]:
    least = [max(wishes[k].least_height for k in row) for row in rows]
    most = [
        max(wishes[k].most_height(wide) for k, wide in zip(row, across, strict=True))
        for row, across in zip(rows, widths, strict=True)
    ]
    return shared(height, least, [max(pair) for pair in zip(least, most, strict=True)])


def _widths(wishes: Sequence[RoomWish], row: list[int], width: int, height: int) -> list[int]:
    room = max(0, width - GAP * (len(row) - 1))
    most = [wishes[k].most_width(height, room) for k in row]
    return shared(room, [min(wishes[k].least_width, m) for k, m in zip(row, most, strict=True)], most)


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


def _worth(wishes: Sequence[RoomWish], option: list[tuple[int, ChartBox]]) -> float:
    """How well charts can be read: above all each at its least size, then the room that each can use."""
    total = 0.0 if option else -math.inf
    for k, place in option:
        wanted = wishes[k]
        fit = _fit(wanted, place)
        wide = max(1, min(place.width, wanted.most_width(place.height, place.width)))
        high = max(1, min(place.height, wanted.most_height(place.width)))
        shape = abs(math.log(wide / (4 * high))) if wanted.stretches else 0.0
        total += (10 * fit if fit > LEGIBLE else 0) + 2 * math.log(wide * high) - shape
    return total


def _fit(wanted: RoomWish, place: ChartBox) -> float:
    """The share that a chart has of the room that it needs, at most 1."""
    return min(1.0, place.width / wanted.least_width) * min(1.0, place.height / wanted.least_height)
