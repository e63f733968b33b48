"""Where the boxes of a diagram stand and how its wires run: from left to right, and nothing on top of anything else.

Wires turn only between two columns, where each has a lane of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from tutor.microscope.columns import HEIGHT, ColumnItem, in_columns, put_in_order, set_on_grid, set_rows

GAP = 2
"""Cells between two columns besides the lanes: one to leave a box, one for the arrow at the next."""

Cell = tuple[int, int]
"""A column and a row of the sheet."""


class Box(NamedTuple):
    """A box: its left and top cell, its width and height."""

    x: int
    y: int
    width: int
    height: int = HEIGHT

    @property
    def middle(self) -> int:
        """The row at which wires arrive and leave."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Layout:
    """A diagram on its sheet.

    Attributes:
        width: cells.
        height: cells.
        boxes: one for each node.
        wires: for each (operand, result), the cells from the operand's box to the result's, in order.
    """

    width: int
    height: int
    boxes: tuple[Box, ...]
    wires: dict[tuple[int, int], tuple[Cell, ...]]


def laid_out(widths: Sequence[int], wires: Iterable[tuple[int, int]]) -> Layout:
    """Find a place for boxes of these widths, with wires from the first to the second of each pair.

    Args:
        widths: cells, with the border; a node that another is computed from comes before it.
        wires: (operand, result), each once.
    """
    pairs = list(dict.fromkeys(wires))
    columns = in_columns(widths, pairs)
    put_in_order(columns)
    set_rows(columns)
    try:
        lanes = [_lanes(column) for column in columns[:-1]]
    except CycleError:
        for number, column in enumerate(columns):
            set_on_grid(column, number % 2)
        lanes = [_lanes(column) for column in columns[:-1]]
    return _drawn(columns, lanes, pairs)


def _lanes(column: list[ColumnItem]) -> dict[int, int]:
    """For each item whose wire has to turn on its way to the next column, the lane in which it does.

    Where a wire leaves in a row in which another arrives, its lane must be farther left.

    Raises:
        CycleError: each of some would have to be farther left than the next.
    """
    turning = [item for item in column if any(other.row != item.row for other in item.after)]
    later = {
        id(item): [id(other) for other in turning if other is not item and item.row in {e.row for e in other.after}]
        for item in turning
    }
    order: TopologicalSorter[int] = TopologicalSorter({each: set() for each in later})
    for each, others in later.items():
        for other in others:
            order.add(other, each)
    by_id = {id(item): item for item in turning}
    lanes: dict[int, int] = {}
    taken: list[list[tuple[float, float]]] = []
    farthest: dict[int, int] = {}
    for each in order.static_order():
        item = by_id[each]
        top, bottom = _reach(item)
        lane = farthest.get(each, 0)
        while lane < len(taken) and any(top <= end and start <= bottom for start, end in taken[lane]):
            lane += 1
        if lane == len(taken):
            taken.append([])
        taken[lane].append((top, bottom))
        lanes[each] = lane
        for other in later[each]:
            farthest[other] = max(farthest.get(other, 0), lane + 1)
    return lanes


def _reach(item: ColumnItem) -> tuple[float, float]:
    rows = [item.row, *(other.row for other in item.after)]
    return min(rows), max(rows)


def _drawn(columns: list[list[ColumnItem]], lanes: list[dict[int, int]], pairs: Sequence[tuple[int, int]]) -> Layout:
    """Cells for everything."""
    top = min((int(item.row) - item.half for column in columns for item in column), default=0)
    boxes: dict[int, Box] = {}
    lefts, x = [], 0
    for number, column in enumerate(columns):
        width = max((item.width for item in column), default=0)
        lefts.append((x, x + width))
        for item in column:
            item.row -= top
            if not item.passing:
                boxes[item.node] = Box(x, int(item.row) - item.half, width)
        x += width + (max(lanes[number].values(), default=-1) + 1 + GAP if number < len(lanes) else 0)
    height = max((int(item.row) + item.half + 1 for column in columns for item in column), default=0)
    wires: dict[tuple[int, int], tuple[Cell, ...]] = {}
    for number, column in enumerate(columns):
        for item in column:
            if not item.passing:
                _run(item, number, (), lefts, lanes, wires)
    return Layout(x, height, tuple(boxes[n] for n in range(len(boxes))), {pair: wires[pair] for pair in pairs})


def _run(
    item: ColumnItem,
    number: int,
    so_far: tuple[Cell, ...],
    lefts: Sequence[tuple[int, int]],
    lanes: Sequence[dict[int, int]],
    wires: dict[tuple[int, int], tuple[Cell, ...]],
) -> None:
    """Follow a wire through the gap behind an item, and on through what it passes."""
    if not item.after:
        return
    begin, end = lefts[number][1], lefts[number + 1][0]
    lane = begin + 1 + lanes[number].get(id(item), 0)
    for other in item.after:
        here, there = int(item.row), int(other.row)
        path = [(x, here) for x in range(begin, lane + 1)]
        step = 1 if there > here else -1
        path += [(lane, y) for y in range(here + step, there + step, step)] if here != there else []
        path += [(x, there) for x in range(lane + 1, end)]
        whole = (*so_far, *path)
        if other.passing:
            through = tuple((x, there) for x in range(*lefts[number + 1]))
            _run(other, number + 1, (*whole, *through), lefts, lanes, wires)
        else:
            wires[item.node, other.node] = whole
