"""Knobs, choices and sketches: turned by clicks, typed, shown, and never beyond their ends."""

from __future__ import annotations

import shlex
from typing import Literal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.knobs import Choices, Knob, Sketch
from lessons.kit.sameness import same

SIZES = st.floats(0.001, 1000)
Scale = Literal["linear", "log"]
SCALES: tuple[Scale, ...] = ("linear", "log")


@st.composite
def knobs(draw: st.DrawFn) -> Knob:
    low, span = draw(SIZES), draw(SIZES)
    scale: Scale = draw(st.sampled_from(SCALES))
    if draw(st.booleans()):
        low, span = float(int(low) + 1), float(int(span) + 1)
        return Knob(low, low + span, start=low, scale=scale, whole=True, steps=draw(st.integers(1, 40)))
    low = low if scale == "log" else low - 500
    assume(low + span > low * (1 + 1e-3))
    return Knob(low, low + span, start=low, scale=scale, steps=draw(st.integers(1, 40)))


@given(knobs())
def test_positions_go_from_0_to_1_in_the_order_of_the_stops(knob: Knob) -> None:
    places = [knob.position(stop) for stop in knob.stops()]
    assert places[0] == 0 and places[-1] == 1 and places == sorted(places)
    assert knob.position(knob.high + 1) == 1


def test_positions_on_a_logarithmic_knob_count_factors() -> None:
    assert Knob(0.01, 100, start=1, scale="log").position(1) == pytest.approx(0.5)
    assert Knob(0, 10, start=0).position(2.5) == 0.25


def test_each_control_says_its_kind() -> None:
    assert [control.kind for control in (Knob(0, 1, start=0), Choices("a", "b"), Sketch(2, 2))] == [
        "knob",
        "choices",
        "sketch",
    ]


@given(knobs())
def test_a_knob_climbs_all_its_stops_and_comes_down_them_again(knob: Knob) -> None:
    stops = knob.stops()
    assert (stops[0], stops[-1]) == (knob.low, knob.high)
    assert list(stops) == sorted(set(stops)) and len(stops) <= knob.steps + 1
    up, down = [knob.low], [knob.high]
    for _ in stops[1:]:
        up.append(knob.turned(up[-1], 1))
        down.append(knob.turned(down[-1], -1))
    assert tuple(up) == tuple(reversed(down)) == stops
    assert (knob.turned(knob.high, 1), knob.turned(knob.low, -1)) == (knob.high, knob.low)
    assert (knob.turned(knob.low, 99), knob.turned(knob.high, -99)) == (knob.high, knob.low)


@given(knobs(), st.floats(0, 1), st.integers(1, 5))
def test_from_a_typed_setting_a_click_goes_to_the_next_stop(knob: Knob, share: float, clicks: int) -> None:
    typed = min(knob.low + share * (knob.high - knob.low), knob.high)
    assert knob.turned(typed, 0) == typed
    above, below = knob.turned(typed, clicks), knob.turned(typed, -clicks)
    assert knob.low <= below <= typed <= above <= knob.high
    assert (typed == knob.high) == (above == typed) and (typed == knob.low) == (below == typed)


def test_a_logarithmic_knob_clicks_by_a_factor() -> None:
    assert Knob(0.01, 1, start=0.1, scale="log", steps=4).stops() == (0.01, 0.0316, 0.1, 0.316, 1)
    assert Knob(1, 8, start=1, scale="log", steps=30, whole=True).stops() == (1, 2, 3, 4, 5, 6, 7, 8)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Knob(1, 1, start=1), "goes up from low to high"),
        (lambda: Knob(1, 2, start=1, steps=0), "in steps"),
        (lambda: Knob(0, 2, start=1, scale="log"), "starts above zero"),
        (lambda: Knob(0, 2, start=3), "starts between its ends"),
        (lambda: Knob(0, 2.5, start=1, whole=True), "starts and ends at whole numbers"),
        (lambda: Choices("one"), "two words or more"),
        (lambda: Choices("one", " One"), "each a different one"),
        (lambda: Choices("one", "two", start="three"), "not among the choices"),
    ],
)
def test_a_control_that_cannot_be_turned_is_refused(make: object, says: str) -> None:
    assert callable(make)
    with pytest.raises(LessonError, match=says):
        make()


def test_typed_settings() -> None:
    knob, whole = Knob(0.01, 1.2, start=0.1), Knob(1, 64, start=8, whole=True)
    assert (knob.read("1/2"), knob.read("0,05"), whole.read("16")) == (0.5, 0.05, 16)
    assert isinstance(whole.read("16"), int) and isinstance(whole.turned(8, 1), int)
    assert (knob.shown(0.5), whole.shown(16), Knob(1, 10**7, start=1, whole=True).shown(10**7)) == (
        "0.5",
        "16",
        "10000000",
    )
    for control, text, says in (
        (knob, "2", "It goes from 0.01 to 1.2; 2 lies outside"),
        (knob, "fast", "not a number"),
        (whole, "2.5", "Only whole numbers"),
    ):
        with pytest.raises(Unreadable, match=says):
            control.read(text)


def test_choices_stop_at_their_ends_and_are_read_by_their_beginning() -> None:
    words = Choices("bowl", "ravine", "two valleys", start="ravine")
    assert (words.turned("bowl", -1), words.turned("bowl", 1), words.turned("bowl", 9)) == (
        "bowl",
        "ravine",
        "two valleys",
    )
    assert (words.read(" RAV"), words.read("two valleys"), words.shown("bowl")) == ("ravine", "two valleys", "bowl")
    for text in ("", "x", "  "):
        with pytest.raises(Unreadable, match="Choose one of: bowl, ravine, two valleys"):
            words.read(text)
    assert Choices("in", "inside").read("in") == "in"


@given(st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=12, max_size=12))
def test_a_sketch_is_read_as_it_is_shown(ink: list[float]) -> None:
    sketch, sheet = Sketch(3, 4), np.array(ink).reshape(3, 4)
    assert np.array_equal(sketch.read(sketch.shown(sheet)), sheet)


def test_a_sketch_starts_empty_each_time_and_refuses_what_does_not_fit() -> None:
    sketch = Sketch(2, 3)
    sketch.start[:] = 1
    assert not sketch.start.any() and sketch.live
    assert sketch.read("#\n +#").tolist() == [[1, 0, 0], [0, 0.5, 1]]
    for text in ("....", "./././", "o"):
        with pytest.raises(Unreadable):
            sketch.read(text)


@given(st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=12, max_size=12))
def test_a_sketch_is_written_in_a_word_that_is_safe_in_a_shell(ink: list[float]) -> None:
    sketch, sheet = Sketch(3, 4), np.array(ink).reshape(3, 4)
    word = sketch.exact(sheet)
    assert same(sketch.read(word), sketch.fitted(sheet)) and shlex.quote(word) == word and len(word) <= 5


def test_a_word_for_a_larger_sheet_is_refused() -> None:
    with pytest.raises(Unreadable, match="2 rows of 3"):
        Sketch(2, 3).read(Sketch(3, 4).exact(np.ones((3, 4))))


@given(st.floats(-3, 3, allow_subnormal=True), st.integers(-5, 5))
def test_a_knob_is_written_to_its_last_digit_wherever_it_stands(setting: float, clicks: int) -> None:
    knob = Knob(-3, 3, start=0)
    for number in (setting, knob.turned(setting, clicks), knob.start, np.float64(setting)):
        assert same(knob.read(knob.exact(number)), knob.fitted(number))


@pytest.mark.parametrize("knob", [Knob(1, 64, start=8, scale="log", whole=True), Knob(0.0005, 2, start=1, scale="log")])
def test_every_stop_of_a_knob_is_written_to_its_last_digit(knob: Knob) -> None:
    for stop in knob.stops():
        assert same(knob.read(knob.exact(stop)), stop)


def test_a_sheet_that_has_something_on_it_at_first_is_drawn_anew_from_nothing() -> None:
    sketch = Sketch(2, 3, drawn="#../.+.")
    assert sketch.start.tolist() == [[1.0, 0.0, 0.0], [0.0, 0.5, 0.0]]
    assert sketch.start is not sketch.start  # nobody draws on another's
    assert sketch.read("..#").tolist() == [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    assert np.array_equal(sketch.read(sketch.exact(sketch.start)), sketch.start)
    assert not Sketch(2, 3).start.any()
