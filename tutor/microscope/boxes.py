"""What stands in a node's box, and how wide the box is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tutor.microscope.figures import FEW, norm, shown, size_of, two_digits

if TYPE_CHECKING:
    from engine.arrays import Array
    from tutor.microscope.view import ShownNode

LEAST, MOST = 9, 16
"""Cells inside a box, as far as its name asks for them."""
WIDEST, ROOM = 26, 4
"""Cells inside a box whose numbers are longer, and those of them that its arrow and the gaps take."""


def label(node: ShownNode, *, short: bool = False) -> str:
    """Return the label in a box's border: the name, with the formula or the shape where there is room for it."""
    if short:
        longer = node.name
    elif node.shape:
        longer = f"{node.name} ({size_of(node.shape)})"
    else:
        longer = f"{node.name} = {node.formula}" if node.formula else node.name
    name = node.name if cell_len(node.name) <= MOST - 2 else f"{node.name[: MOST - 3]}…"
    return longer if cell_len(longer) <= MOST - 2 else name


def brief(values: Array, room: int) -> str:
    """Return a value for a box: a number, a few numbers in two digits where they fit, or the norm of many."""
    if values.size == 1:
        return shown(float(values[0]))
    few = ", ".join(map(two_digits, values)) if values.size <= FEW else ""
    return few if few and cell_len(few) <= room else f"norm {shown(norm(values))}"


def value_in_box(node: ShownNode, room: int) -> str:
    """Return a node's value for its box: of a picture only that it is one, since the words below draw it."""
    return "a picture" if node.picture else brief(node.value, room)


def width_of(node: ShownNode, room: int, *, short: bool = False) -> int:
    """Cells of a node's box, whatever is known of it: boxes do not move while somebody walks."""
    most = min(WIDEST, room - 2) - ROOM
    texts = [value_in_box(node, most), *([] if node.gradient is None else [brief(node.gradient, most)])]
    wanted = max(map(cell_len, texts)) + ROOM
    return max(LEAST, min(cell_len(label(node, short=short)) + 2, MOST), wanted) + 2
