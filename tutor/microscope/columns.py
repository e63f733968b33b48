"""In which column and in which row the nodes of a diagram stand.

Columns by the longest way from what is given; a wire that passes a column has a row of its own there. Rows by isotonic
regression: as near to the neighbours' as the boxes' heights allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

HEIGHT = 3
"""Rows of a box."""
APART = 1
"""Empty rows between two boxes."""
GRID = 4
"""Rows from one thing to the next where wires would otherwise run into each other."""
SWEEPS = 4


@dataclass(eq=False)
class ColumnItem:
    """An item that has a place in a column: a box, or a wire that passes."""

    node: int
    passing: bool
    width: int = 0
    row: float = 0.0
    before: list[ColumnItem] = field(default_factory=list)
    after: list[ColumnItem] = field(default_factory=list)

    @property
    def half(self) -> int:
        """Rows above its middle, and below."""
        return 0 if self.passing else HEIGHT // 2


def in_columns(widths: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[list[ColumnItem]]:
    """Which column each node is in, and the places of the wires that pass through columns."""
    rank = [0] * len(widths)
    for operand, result in sorted(pairs, key=lambda pair: pair[1]):
        rank[result] = max(rank[result], rank[operand] + 1)
    computed = {result for _, result in pairs}
    for node in range(len(widths)):
        users = [rank[result] for operand, result in pairs if operand == node]
        if node not in computed and users:
            rank[node] = min(users) - 1
    columns: list[list[ColumnItem]] = [[] for _ in range(max(rank, default=0) + 1)]
    items = [ColumnItem(node, False, width) for node, width in enumerate(widths)]
    for node, item in enumerate(items):
        columns[rank[node]].append(item)
    for node in range(len(widths)):
        _pass_through(items, rank, columns, node, [result for operand, result in pairs if operand == node])
    return columns


def _pass_through(
    items: Sequence[ColumnItem], rank: Sequence[int], columns: list[list[ColumnItem]], node: int, results: Sequence[int]
) -> None:
    """Join a node with its results, with one passing item in each column on the way to the farthest."""
    here, column = items[node], rank[node]
    for result in sorted(results, key=lambda each: rank[each]):
        while rank[result] > column + 1:
            column += 1
            passing = ColumnItem(node, True)
            columns[column].append(passing)
            _join(here, passing)
            here = passing
        _join(here, items[result])


def _join(one: ColumnItem, other: ColumnItem) -> None:
    one.after.append(other)
    other.before.append(one)


def put_in_order(columns: list[list[ColumnItem]]) -> None:
    """Put the columns in an order with few crossings: each item near the middle of its neighbours (Sugiyama, 1981)."""
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 1
        for column in columns if forward else reversed(columns):
            place = {id(item): n for each in columns for n, item in enumerate(each)}

            def middle(item: ColumnItem, place: dict[int, int] = place, forward: bool = forward) -> float:
                near = item.before if forward else item.after
                return sum(place[id(each)] for each in near) / len(near) if near else float(place[id(item)])

            column.sort(key=middle)


def set_rows(columns: list[list[ColumnItem]]) -> None:
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


def _settle(column: list[ColumnItem], wanted: Sequence[float]) -> None:
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


def set_on_grid(column: list[ColumnItem], odd: int) -> None:
    """Rows that no item of a neighbouring column has: always possible, if not beautiful."""
    for number, item in enumerate(column):
        item.row = GRID * number + odd * GRID // 2
