"""Networks as charts: each unit's picture in its place, each link with its sign, and what small rooms are told."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.charts import Wiring
from tutor.charts import Look, Painter
from tutor.charts.wiring import LEAST_GAP, plan_for

BARE, COLOURED = Look("ascii", "none"), Look("braille", "256")
LEFT = np.tile(np.linspace(-1, 1, 4), (4, 1))  # answers −1 at the left, 1 at the right
UP = LEFT.T


def network(*weights: float, cursor: tuple[int, int] | None = None) -> Wiring:
    """Two inputs and one output."""
    links = np.array([weights or (1.0, -1.0)])
    return Wiring("Net", (np.stack([LEFT, UP]), UP[None]), (links,), ("inputs", "output"), ("x1", "x2"), cursor)


def wires(*weights: float, cursor: tuple[int, int] | None = None) -> str:
    """The signs of the links alone: the units answer nothing."""
    full = network(*weights, cursor=cursor)
    empty = replace(full, title="", units=tuple(np.zeros_like(each) for each in full.units), labels=())
    return "\n".join(drawn(empty, 32, 9)[:-1])


def drawn(chart: Wiring, width: int, height: int, look: Look = BARE) -> list[str]:
    return [line.rstrip() for line in Painter(look).paint([chart], width, height).lines()]


def test_units_links_and_names_in_ascii() -> None:
    assert drawn(network(), 19, 7) == [
        "Net",
        " =-+#",
        " =-+#+++++++++ ####",
        " x1      ----- ----",
        " ####-----",
        " ----",
        "inputs        outpu",
    ]


def test_a_picture_has_its_low_end_at_the_bottom() -> None:
    lines = drawn(network(), 40, 9)
    ups = [line.split()[-1] for line in lines if "##" in line or "==" in line]
    assert any("#" in up for up in ups) and ups.index(next(u for u in ups if set(u) <= {"#"})) < len(ups) - 1


@pytest.mark.parametrize("look", [BARE, Look("braille", "none")])
def test_the_sign_of_a_link_is_seen_without_colour(look: Look) -> None:
    positive, negative = (drawn(network(sign, sign), 30, 9, look) for sign in (1.0, -1.0))
    assert positive != negative
    if look.ascii:
        assert not any("--" in line for line in positive if "#" not in line)


def test_faint_links_are_left_out_and_the_strong_ones_are_of_their_sign() -> None:
    assert wires(2.0, 0.01).count("+") == wires(2.0, 0.0).count("+") > 0
    assert wires(2.0, 1.9).count("+") > wires(2.0, 0.01).count("+")
    assert "-" not in wires(2.0, 1.9) and "+" not in wires(-2.0, -1.9)


def test_only_the_links_of_the_unit_that_is_pointed_at_are_drawn() -> None:
    assert "+" in wires(2.0, -2.0) and "-" in wires(2.0, -2.0)
    pointed = wires(2.0, -2.0, cursor=(0, 1))
    assert ">" in pointed and "+" not in pointed and "-" in pointed


def test_links_that_are_no_numbers_are_not_drawn() -> None:
    assert not set(wires(np.nan, np.inf)) & {"+", "-"}


@pytest.mark.parametrize("counts", [(2, 1), (2, 8, 8, 1), (7, 16, 16, 16, 16, 16, 16, 1), (16,)])
@pytest.mark.parametrize(("width", "height"), [(80, 12), (118, 20), (60, 10), (40, 6), (36, 4)])
def test_what_fits_overlaps_nowhere(counts: tuple[int, ...], width: int, height: int) -> None:
    plan = plan_for(counts, width, height)
    if plan is None:
        assert width < 118, "a wide screen has room for every network"
        return
    taken = np.zeros((height, width), int)
    for column, count in enumerate(counts):
        for unit in range(count):
            box = plan.box(column, unit, height)
            assert box.left + box.width <= width and box.top + box.height <= height
            taken[box.top : box.top + box.height, box.left - 1 : box.left + box.width] += 1
    assert taken.max() == 1
    assert len(counts) == 1 or plan.gap >= LEAST_GAP


def test_where_nothing_fits_figures_stand() -> None:
    units = tuple(np.zeros((count, 3, 3)) for count in (2, 16, 16, 16, 1))
    links = tuple(np.full((len(after), len(before)), 1.5) for before, after in pairwise(units))
    lines = drawn(Wiring("Net", units, links, ("inputs", "layer 1", "layer 2", "layer 3", "output")), 30, 6)
    assert lines[1:] == [
        "inputs: 2 units",
        *(f"layer {k}: 16 units, links 1.50~" for k in (1, 2, 3)),
        "output: 1 unit, links 1.50 to~",
    ]


def test_colours_tell_the_sign_of_an_answer() -> None:
    cells = Painter(COLOURED).paint([network()], 40, 9)
    left, right = cells.paper[3, 1], cells.paper[3, 6]
    assert left != right
