"""Draws a walk as a diagram of boxes and wires, in cells with a tone each, and cuts out what fits on the screen.

The cursor's box has a double border and the wire of the moment is heavy, so that no colour is needed to see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tutor.microscope.boxes import ROOM, brief, label, value_in_box, width_of
from tutor.microscope.layout import Box, Cell, Layout, laid_out

if TYPE_CHECKING:
    from tutor.microscope.view import View
    from tutor.microscope.walk import Walk

SlideTone = Literal["plain", "wire", "active", "name", "cursor", "value", "blame", "unknown"]
TonedText = tuple[str, SlideTone]
LIGHT = {
    "": " ", "L": "─", "R": "─", "U": "│", "D": "│", "LR": "─", "DU": "│", "DR": "╭", "DL": "╮", "RU": "╰", "LU": "╯",
    "DRU": "├", "DLU": "┤", "DLR": "┬", "LRU": "┴", "DLRU": "┼",
}  # fmt: skip
HEAVY = {
    "L": "━", "R": "━", "U": "┃", "D": "┃", "LR": "━", "DU": "┃", "DR": "┏", "DL": "┓", "RU": "┗", "LU": "┛",
    "DRU": "┣", "DLU": "┫", "DLR": "┳", "LRU": "┻", "DLRU": "╋",
}  # fmt: skip
SINGLE, DOUBLE = tuple("╭─╮│╰╯"), tuple("╔═╗║╚╝")


@dataclass(frozen=True)
class Window:
    """The part of a sheet that is seen on the screen.

    Attributes:
        rows: from left to right, texts with their tones.
        left: whether there is more to the left.
        right: whether there is more to the right.
        above: whether there is more above.
        below: whether there is more below.
        boxes: where each node stands on the screen, seen or not.
    """

    rows: tuple[tuple[TonedText, ...], ...]
    left: bool = False
    right: bool = False
    above: bool = False
    below: bool = False
    boxes: tuple[Box, ...] = ()

    def node_at(self, x: int, y: int) -> int | None:
        """The node at a place on the screen, or None."""
        inside = (
            node
            for node, box in enumerate(self.boxes)
            if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
        )
        return next(inside, None)


@lru_cache(maxsize=16)
def layout_of(view: View, room: int) -> tuple[Layout, bool]:
    """Where everything stands, and whether only names are written: that is if it fits the room so and not otherwise."""
    full = laid_out([width_of(node, room) for node in view.nodes], view.wires)
    if full.width <= room:
        return full, False
    short = laid_out([width_of(node, room, short=True) for node in view.nodes], view.wires)
    return (short, True) if short.width <= room else (full, False)


class _SlideCells:
    """Cells to write on."""

    def __init__(self, width: int, height: int) -> None:
        self.signs = [[" "] * width for _ in range(height)]
        self.tones: list[list[SlideTone]] = [["plain"] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, tone: SlideTone) -> None:
        for n, sign in enumerate(text):
            self.signs[y][x + n], self.tones[y][x + n] = sign, tone


def drawn(walk: Walk, width: int, height: int) -> Window:
    """The diagram as it stands at the walk's moment, cut to the screen around the cursor and what happens."""
    layout, short = layout_of(walk.view, width)
    sheet = _SlideCells(layout.width, layout.height)
    _draw_wires(sheet, layout.wires, set())
    active = _active(walk)
    if active is not None:
        _draw_wires(sheet, {pair: cells for pair, cells in layout.wires.items() if pair in active}, active)
    _draw_heads(sheet, layout, active or set(), backward=walk.backward)
    for number, box in enumerate(layout.boxes):
        _draw_box(sheet, box, walk, number, short=short)
    near = {walk.cursor, *(each for pair in active or () for each in pair)}
    around = _Around([layout.boxes[each] for each in near], layout.boxes[walk.cursor], opening=walk.at == 0)
    return _cut(sheet, layout, around, width, height)


def _active(walk: Walk) -> set[tuple[int, int]] | None:
    """The wires along which something passes at this moment."""
    moment = walk.moment
    if moment.kind == "forward":
        return {pair for pair in walk.view.wires if pair[1] == moment.node}
    if moment.kind == "share":
        share = walk.view.shares[moment.share]
        return {(share.operand, share.result)}
    return None


def _draw_wires(
    sheet: _SlideCells, wires: Mapping[tuple[int, int], Sequence[Cell]], active: set[tuple[int, int]]
) -> None:
    """Wires that meet at the same box, or come from the same, join; where others cross, the upright one stays whole."""
    joins: dict[Cell, dict[tuple[int, int], set[str]]] = {}
    for pair, cells in wires.items():
        for n, (x, y) in enumerate(cells):
            arms = joins.setdefault((x, y), {}).setdefault(pair, set())
            before = cells[n - 1] if n else (x - 1, y)
            after = cells[n + 1] if n + 1 < len(cells) else (x + 1, y)
            arms |= {_side((x, y), before), _side((x, y), after)}
    table, tone = (HEAVY, "active") if active else (LIGHT, "wire")
    for (x, y), each in joins.items():
        sheet.put(x, y, table["".join(sorted(_merged(each)))], tone)  # type: ignore[arg-type]


def _side(here: Cell, there: Cell) -> str:
    if here[0] != there[0]:
        return "L" if there[0] < here[0] else "R"
    return "U" if there[1] < here[1] else "D"


def _merged(each: Mapping[tuple[int, int], set[str]]) -> set[str]:
    """The arms of a cell: of all wires that meet there; where strangers cross, of those that go up or down."""
    straight = [arms for arms in each.values() if arms == {"D", "U"}]
    level = [arms for arms in each.values() if arms == {"L", "R"}]
    if straight and level and len(straight) + len(level) == len(each):
        uprights = {pair for pair, arms in each.items() if arms == {"D", "U"}}
        levels = {pair for pair, arms in each.items() if arms == {"L", "R"}}
        if not any(one[0] == other[0] for one in uprights for other in levels):
            return {"D", "U"}
    return set().union(*each.values())


def _draw_heads(sheet: _SlideCells, layout: Layout, active: set[tuple[int, int]], *, backward: bool) -> None:
    """An arrow at the end that something passes to; wires at rest point forward."""
    busy = {cell for pair in active for cell in layout.wires[pair]}
    for cells in layout.wires.values():
        if cells[-1] not in busy:
            sheet.put(*cells[-1], "▸", "wire")
    for pair in active:
        x, y = layout.wires[pair][0 if backward else -1]
        sheet.put(x, y, "◀" if backward else "▶", "active")


def _draw_box(sheet: _SlideCells, box: Box, walk: Walk, number: int, *, short: bool) -> None:
    node, here = walk.view.nodes[number], number == walk.cursor
    left_top, level, right_top, upright, left_below, right_below = DOUBLE if here else SINGLE
    border: SlideTone = "cursor" if here else "wire"
    inside = box.width - 2
    known = walk.view.has_value(number, walk.at)
    gradient = walk.view.gradient(number, walk.at)
    value = f" → {value_in_box(node, inside - ROOM)}" if known else " ·"
    blame = f" ← {brief(gradient, inside - ROOM)} " if gradient is not None else ""
    sheet.put(box.x, box.y, left_top + level * inside + right_top, border)
    sheet.put(box.x + 1, box.y, f" {label(node, short=short)} ", "cursor" if here else "name")
    sheet.put(box.x, box.y + 1, upright + " " * inside + upright, border)
    sheet.put(box.x + 1, box.y + 1, value[:inside], "value" if known else "unknown")
    sheet.put(box.x, box.y + 2, left_below + level * inside + right_below, border)
    sheet.put(box.x + 1, box.y + 2, blame[:inside], "blame")


@dataclass(frozen=True)
class _Around:
    """Return the part to show: the boxes that matter, the cursor's above all; the left edge when it opens."""

    boxes: Sequence[Box]
    cursor: Box
    opening: bool


def _cut(sheet: _SlideCells, layout: Layout, around: _Around, width: int, height: int) -> Window:
    """The part of the sheet around what matters, in the middle of the screen if all of it fits."""
    boxes, cursor = around.boxes, around.cursor
    left = (
        max(cursor.x + cursor.width - width, 0)
        if around.opening
        else _start(
            min(b.x for b in boxes), max(b.x + b.width for b in boxes), cursor.x, cursor.width, layout.width, width
        )
    )
    top = _start(
        min(b.y for b in boxes), max(b.y + b.height for b in boxes), cursor.y, cursor.height, layout.height, height
    )
    margin, over = max(0, (width - layout.width) // 2), max(0, (height - layout.height) // 2)
    rows: list[tuple[TonedText, ...]] = [()] * over
    for y in range(max(top, 0), min(layout.height, top + height)):
        end = min(layout.width, left + width)
        rows.append(((" " * margin, "plain"), *_runs(sheet.signs[y][left:end], sheet.tones[y][left:end])))
    moved = tuple(box._replace(x=box.x + margin - left, y=box.y + over - top) for box in layout.boxes)
    right, below = left + width < layout.width, top + height < layout.height
    return Window(tuple(rows), left > 0, right, top > 0, below, moved)


def _start(first: int, last: int, here: int, size: int, whole: int, room: int) -> int:
    """Where the screen begins: with all of what matters in its middle, or at least the cursor's box."""
    if whole <= room:
        return 0
    if last - first > room:
        first, last = here, here + size
    return min(max((first + last - room) // 2, 0), whole - room)


def _runs(signs: Sequence[str], tones: Sequence[SlideTone]) -> Iterable[TonedText]:
    """Neighbours of one tone in one text."""
    start = 0
    for n in range(1, len(signs) + 1):
        if n == len(signs) or tones[n] != tones[start]:
            yield "".join(signs[start:n]), tones[start]
            start = n
