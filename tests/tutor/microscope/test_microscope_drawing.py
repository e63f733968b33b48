"""The diagram: nothing lies on anything else, every wire leads where it should, and it fits where it is drawn."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from engine import Network
from lessons.kit.inspection import Inspection, expression, network_example
from tutor.microscope import sentences
from tutor.microscope.boxes import brief
from tutor.microscope.drawing import drawn
from tutor.microscope.layout import Box, Cell, Layout, laid_out
from tutor.microscope.pixels import in_digits, in_shades
from tutor.microscope.walk import Walk


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Widths, and wires that lead from earlier nodes to later ones."""
    count = draw(st.integers(1, 12))
    pairs = [(a, b) for b in range(count) for a in range(b)]
    wires = draw(st.lists(st.sampled_from(pairs), max_size=24, unique=True)) if pairs else []
    return draw(st.lists(st.integers(5, 18), min_size=count, max_size=count)), wires


def cells_of(box: Box) -> set[Cell]:
    return {(x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height)}


def check(layout: Layout, wires: list[tuple[int, int]]) -> None:
    """Boxes apart, wires whole, and two wires on one cell only where they cross or belong together."""
    boxes = [cells_of(box) for box in layout.boxes]
    for one, other in itertools.combinations(boxes, 2):
        assert not one & other
    inside = {(x, y) for x in range(layout.width) for y in range(layout.height)}
    assert set().union(*boxes) <= inside
    assert set(layout.wires) == set(wires)
    taken = set().union(*boxes)
    for (operand, result), cells in layout.wires.items():
        assert cells[0] == (layout.boxes[operand].x + layout.boxes[operand].width, layout.boxes[operand].middle)
        assert cells[-1] == (layout.boxes[result].x - 1, layout.boxes[result].middle)
        assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1 for a, b in itertools.pairwise(cells))
        assert not taken & set(cells) and set(cells) <= inside and len(set(cells)) == len(cells)
    along: dict[frozenset[Cell], list[tuple[int, int]]] = {}
    for pair, cells in layout.wires.items():
        for step in itertools.pairwise(cells):
            along.setdefault(frozenset(step), []).append(pair)
    for together in along.values():
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in itertools.combinations(together, 2))


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_nothing_lies_on_anything_else(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    widths, wires = graph
    check(laid_out(widths, wires), wires)


def test_two_wires_that_must_change_places_do_so_without_meeting() -> None:
    wires = [(0, 2), (0, 3), (1, 2), (1, 3), (0, 4), (1, 4)]
    check(laid_out([5] * 5, wires), wires)


EXAMPLES = {
    "expression": expression(lambda w, b: ((w * 3 + b).named("z").sigmoid() - w) ** 2, {"w": 0.7, "b": 0.1}),
    "network": network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3),
    "deep": network_example(Network([2, 8, 8, 8, 3], "relu", seed=1), [0.5, -1.0], 1, "softmax_cross_entropy"),
    "layer": network_example(Network([64, 64, 10], seed=1), np.ones(64), 3, "softmax_cross_entropy", focus="layer 1"),
    "long name": expression(lambda w, b: w * b, {"an uncommonly long name": 0.7, "b": 1e-12}),
}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("size", [(76, 13), (38, 5), (116, 30), (20, 3), (1, 1), (300, 90)])
def test_it_fits_and_the_cursor_is_seen(name: str, size: tuple[int, int]) -> None:
    walk = Walk(EXAMPLES[name])
    width, height = size
    for at in range(len(walk.view.moments)):
        walk.go_to(at)
        window = drawn(walk, width, height)
        assert len(window.rows) <= height
        assert all(sum(cell_len(text) for text, _ in row) <= width for row in window.rows)
        if width >= 20 and height >= 3:
            here = window.boxes[walk.cursor]
            assert here.x >= 0 and here.x + here.width <= width and here.y >= 0 and here.y + here.height <= height
            assert window.node_at(here.x, here.y) == walk.cursor


def shown(inspection: Inspection, at: int) -> str:
    walk = Walk(inspection)
    walk.go_to(at)
    return "\n".join("".join(text for text, _ in row).rstrip() for row in drawn(walk, 76, 9).rows)


def test_the_moment_and_the_cursor_are_told_without_colour() -> None:
    chain = expression(lambda w: w.tanh().named("a") ** 2, {"w": 0.5})
    assert "║ → 0.4621    ║" in shown(chain, 1) and "━▶║" in shown(chain, 1)
    assert "◀━" in shown(chain, 5) and "╔ w ═" in shown(chain, 5)
    assert "→" in shown(chain, 0) and " · " in shown(chain, 0)
    assert "←" not in shown(chain, 2) and "← 1 " in shown(chain, 3)


@pytest.mark.parametrize("width", [56, 76, 116])
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_opens_with_its_left_edge_on_the_screen(name: str, width: int) -> None:
    walk = Walk(EXAMPLES[name])
    window = drawn(walk, width, 8)
    assert not window.left and min(box.x for box in window.boxes) >= 0


@pytest.mark.parametrize(
    ("numbers", "room", "says"),
    [
        ([0.5], 9, "0.5"),
        ([0.5, -1.0], 9, "0.5, −1"),
        ([1 / 3, -2 / 3, 1.0], 22, "0.33, −0.67, 1"),
        ([1 / 3, -2 / 3, 1.0], 9, "norm 1.247"),
        ([1.0, 1.0, 1.0, 1.0], 22, "norm 2"),
    ],
)
def test_a_few_numbers_are_written_and_many_summed_up(numbers: list[float], room: int, says: str) -> None:
    assert brief(np.array(numbers), room) == says


def test_a_picture_is_drawn_and_not_summed_up() -> None:
    pixels = np.array([[0.0, 1.0], [0.5, -1.0]])
    walk = Walk(network_example(Network([4, 2, 1], "tanh", seed=1), pixels, 1.0))
    node = next(node for node in walk.view.nodes if node.name == "x")
    assert node.picture == (2, 2) and sentences.value_of(node) == "a picture of 2×2 pixels"
    assert any("→ a picture" in "".join(text for text, _ in row) for row in drawn(walk, 76, 13).rows)
    assert in_shades(node.value, node.picture) == ["  ██", "▒▒"]
    assert in_digits(node.value, node.picture) == ["09", "40"]
    assert in_digits(np.zeros(4), (2, 2)) == ["00", "00"]
