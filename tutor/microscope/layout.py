"""Where the boxes of a diagram stand and how its wires run: from left to right, and nothing on top of anything else.

Columns by the longest way from what is given; a wire that passes a column has a row of its own there. Rows by isotonic
regression: as near to the neighbours' as the boxes' heights allow. Wires turn only between columns, where each one has
a lane of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

HEIGHT = 3
"""Rows of a box."""
APART = 1
"""Empty rows between two boxes."""
GRID = 4
"""Rows from one thing to the next where wires would otherwise run into each other."""
GAP = 2
"""Cells between two columns besides the lanes: one to leave a box, one for the arrow at the next."""
SWEEPS = 4

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


@dataclass(eq=False)
class _Item:
    """What has a place in a column: a box, or a wire that passes."""

    node: int
    passing: bool
    width: int = 0
    row: float = 0.0
    before: list[_Item] = field(default_factory=list)
    after: list[_Item] = field(default_factory=list)

    @property
    def half(self) -> int:
        return 0 if self.passing else HEIGHT // 2


def laid_out(widths: Sequence[int], wires: Iterable[tuple[int, int]]) -> Layout:
    """Find a place for boxes of these widths, with wires from the first to the second of each pair.

    Args:
        widths: cells, with the border; a node that another is computed from comes before it.
        wires: (operand, result), each once.
    """
    pairs = list(dict.fromkeys(wires))
    columns = _columns(widths, pairs)
    _order(columns)
    _set_rows(columns)
    try:
        lanes = [_lanes(column) for column in columns[:-1]]
    except CycleError:
        for number, column in enumerate(columns):
            _set_on_grid(column, number % 2)
        lanes = [_lanes(column) for column in columns[:-1]]
    return _drawn(columns, lanes, pairs)


def _columns(widths: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[list[_Item]]:
    """Which column each node is in, and the places of the wires that pass through columns."""
    rank = [0] * len(widths)
    for operand, result in sorted(pairs, key=lambda pair: pair[1]):
        rank[result] = max(rank[result], rank[operand] + 1)
    computed = {result for _, result in pairs}
    for node in range(len(widths)):
        users = [rank[result] for operand, result in pairs if operand == node]
        if node not in computed and users:
            rank[node] = min(users) - 1
    columns: list[list[_Item]] = [[] for _ in range(max(rank, default=0) + 1)]
    items = [_Item(node, False, width) for node, width in enumerate(widths)]
    for node, item in enumerate(items):
        columns[rank[node]].append(item)
    for node in range(len(widths)):
        _pass_through(items, rank, columns, node, [result for operand, result in pairs if operand == node])
    return columns


def _pass_through(
    items: Sequence[_Item], rank: Sequence[int], columns: list[list[_Item]], node: int, results: Sequence[int]
) -> None:
    """Join a node with its results, with one passing item in each column on the way to the farthest."""
    here, column = items[node], rank[node]
    for result in sorted(results, key=lambda each: rank[each]):
        while rank[result] > column + 1:
            column += 1
            passing = _Item(node, True)
            columns[column].append(passing)
            _join(here, passing)
            here = passing
        _join(here, items[result])


def _join(one: _Item, other: _Item) -> None:
    one.after.append(other)
    other.before.append(one)


def _order(columns: list[list[_Item]]) -> None:
    """Put the columns in an order with few crossings: each item near the middle of its neighbours (Sugiyama, 1981)."""
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 1
        for column in columns if forward else reversed(columns):
            place = {id(item): n for each in columns for n, item in enumerate(each)}

            def middle(item: _Item, place: dict[int, int] = place, forward: bool = forward) -> float:
                near = item.before if forward else item.after
                return sum(place[id(each)] for each in near) / len(near) if near else float(place[id(item)])

            column.sort(key=middle)


def _set_rows(columns: list[list[_Item]]) -> None:
    """Each item as near to the rows of its neighbours as its column allows."""
    for column in columns:
        _settle(column, [0.0] * len(column))
    for sweep in range(2 * SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            near = [(item.before if sweep % 2 else item.after) or [*item.before, *item.after] for item in column]
            wanted = [
                sum(each.row for each in those) / len(those) if those else item.row
                for item, those in zip(column, near, strict=True)
            ]
            _settle(column, wanted)


def _settle(column: list[_Item], wanted: Sequence[float]) -> None:
    """The rows nearest to the wanted ones that keep the items in order and apart (pool adjacent violators)."""
    offsets, below = [], 0
    for upper, item in zip([None, *column], column, strict=False):
        below += 0 if upper is None else upper.half + item.half + 1 + APART * (not (upper.passing and item.passing))
        offsets.append(below)
    pools: list[list[float]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append([want - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, many), (high, more) = pools.pop(), pools.pop()
            pools.append([(low * many + high * more) / (many + more), many + more])
    rows = [round(mean) for mean, count in pools for _ in range(int(count))]
    for item, row, offset in zip(column, rows, offsets, strict=True):
        item.row = row + offset


def _set_on_grid(column: list[_Item], odd: int) -> None:
    """Rows that no item of a neighbouring column has: always possible, if not beautiful."""
    for number, item in enumerate(column):
        item.row = GRID * number + odd * GRID // 2


def _lanes(column: list[_Item]) -> dict[int, int]:
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


def _reach(item: _Item) -> tuple[float, float]:
    rows = [item.row, *(other.row for other in item.after)]
    return min(rows), max(rows)


def _drawn(columns: list[list[_Item]], lanes: list[dict[int, int]], pairs: Sequence[tuple[int, int]]) -> Layout:
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
    item: _Item,
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
