"""The lesson on functions: bends, pieces and misses are what arithmetic says, and each scene makes its point."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.inside_the_network.function.by_hand import said_by_hand
from lessons.inside_the_network.function.demo_dots import dots
from lessons.inside_the_network.function.demo_pieces import GROWING, drawn, outcome_of, pieces
from lessons.inside_the_network.function.demo_wild import wild
from lessons.inside_the_network.function.model import (
    BEYOND,
    bends,
    bends_of,
    between,
    dots_of,
    how_far,
    joined,
    miss,
    said,
    unit_written,
    units_at,
)
from lessons.inside_the_network.function.quiz import changes_of_slope
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Number

LESSON = load("function")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_bends_are_where_a_unit_wakes_and_meeting_ones_count_once() -> None:
    w, b, v = (
        np.array([1.0, 2.0, -1.0, 1.0, 0.0]),
        np.array([0.0, -2.0, 1.0, -9.0, 3.0]),
        np.array([1.0, 3.0, 1.0, 1.0, 5.0]),
    )
    assert bends(w, b, v, -4, 4) == pytest.approx([0.0, 1.0]), "x = 0; x = 1 twice; x = 9 outside; one is level"
    opposed = (np.array([1.0, -2.0]), np.array([-1.0, 2.0]), np.array([2.0, -1.0]))
    assert len(bends(*opposed, -4, 4)) == 0, "2 − 1·2: the slope stays as it was"


@pytest.mark.parametrize("seed", range(10))
def test_units_are_drawn_with_bends_of_their_own_or_with_a_single_one(seed: int) -> None:
    for units in range(1, 7):
        apart, meeting = drawn(units, False, seed), drawn(units, True, seed)
        assert len(apart.bends()) == units and len(meeting.bends()) == 1
        for each in (apart, meeting):
            counted = changes_of_slope(each.weights, each.biases, each.strengths)
            assert counted == len(each.bends()), "by the engine's slopes along the window"
            assert each.heights(np.array([0.5]))[0] == pytest.approx(units_at(0.5, **vars(each)).value())


@pytest.mark.parametrize(
    ("units", "kinks", "outcome"), [(1, "apart", 2), (6, "apart", 2), (2, "in one place", 1), (5, "in one place", 0)]
)
def test_pieces_are_counted_when_the_last_unit_has_grown(units: int, kinks: str, outcome: int) -> None:
    *_, last = whole(pieces, 3, units=units, kinks=kinks)
    assert last.number == GROWING * units and last.outcome == outcome
    assert f"{last.readings['pieces']} straight pieces" in last.caption
    assert [outcome_of(count, 4) for count in (2, 4, 5, 8)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ((1, -1, -2), "−2·relu(x − 1)"),
        ((-1, 0, 1), "relu(−x)"),
        ((-3, 2, -1), "−relu(−3·x + 2)"),
        ((2, 4, 0.5), "0.5·relu(2·x + 4)"),
    ],
)
def test_units_are_written_as_readers_write_them(unit: tuple[float, float, float], text: str) -> None:
    assert unit_written(*unit) == text


@pytest.mark.parametrize("hidden", [2, 16])
def test_a_run_tells_its_own_networks_miss_and_pieces(hidden: int) -> None:
    last = whole(dots, 4, hidden=hidden)[-1]
    net, given = joined(40, hidden, 4), dots_of(40, 0.05, 4)
    along = np.linspace(-np.pi, np.pi, 201)
    first, output = net.layers
    heights = np.maximum(np.outer(along, first.weights[0]) + first.biases, 0) @ output.weights[:, 0] + output.biases
    assert last.readings["off"] == pytest.approx(float(np.abs(heights - np.sin(along)).mean()))
    slopes = np.diff(heights) / np.diff(along)
    assert last.readings["pieces"] == 1 + len(bends_of(net, -np.pi, np.pi))
    assert np.count_nonzero(np.abs(np.diff(slopes)) > 1e-9) >= last.readings["pieces"] - 1, "each bend is felt"
    assert figure(miss(net, between(given))) in last.caption


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("settings", [{"hidden": 2}, {"hidden": 2, "noise": 0.3}, {"count": 10, "noise": 0.3}])
def test_a_curve_that_is_off_is_named_and_the_fix_mends_it(seed: int, settings: dict[str, Setting]) -> None:
    trouble = whole(dots, seed, **settings)[-1].trouble
    if settings == {"hidden": 2}:
        assert trouble and trouble.name == "Too few pieces" and trouble.fix == {"hidden": 16}
    if trouble:
        assert whole(dots, seed, **{**settings, **trouble.fix})[-1].trouble is None


@pytest.mark.parametrize("count", [40, 160])
def test_no_number_of_dots_helps_beyond_them(count: int) -> None:
    for seed in range(5):
        last = whole(wild, seed, count=count)[-1]
        assert last.outcome == 2 and float(last.readings["off inside"]) < 0.1
        assert last.readings["off beyond"] == pytest.approx(miss(joined(count, 16, seed), BEYOND))
        assert how_far(float(last.readings["off beyond"])) == 2


def test_the_second_hand_draws_the_same_curve() -> None:
    for hidden, seed in ((2, 1), (16, 0), (32, 3)):
        places = np.concatenate([BEYOND, [0.25, -6.0]])
        assert said_by_hand(40, hidden, seed, places) == pytest.approx(said(joined(40, hidden, seed), places), abs=1e-6)


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    counts = {asked["how_many_pieces"].draw(seed).body.answer() for seed in range(30)}
    assert counts == {3, 4, 5}
    assert {asked["how_far_off"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2}
    assert {asked["furthest_off"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    slope = asked["slope_on_the_far_right"].draw(1).body
    assert isinstance(slope, Number) and slope.gradient
