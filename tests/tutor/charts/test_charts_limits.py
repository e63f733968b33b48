"""Limits are nice, hold still while the data grow, and start afresh when told."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.charts.limits import Sticky, grown, nice_above, snug, snug_decades
from tutor.charts.ticks import decades


@pytest.mark.parametrize(
    ("low", "high", "limits"),
    [
        (0.5, 2.3, (0.0, 2.5)),
        (2.3, 2.3, (0.0, 2.5)),
        (0.0, 0.0, (0.0, 1.0)),
        (-3.0, -3.0, (-3.0, 0.0)),
        (-1.0, 2.2, (-1.0, 3.0)),
        (98.2, 99.1, (98.2, 99.2)),
        (1.0, 0.0, (0.0, 1.0)),
        (math.nan, math.nan, (0.0, 1.0)),
    ],
)
def test_snug_limits(low: float, high: float, limits: tuple[float, float]) -> None:
    assert snug(low, high) == pytest.approx(limits)


def test_limits_grow_by_one_two_five() -> None:
    axis = Sticky()
    seen = [axis.follow(0, update)[1] for update in range(1, 1001)]
    assert sorted(set(seen)) == [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]


def test_limits_hold_still_while_the_data_stay_inside() -> None:
    axis = Sticky()
    assert axis.follow(0, 2.3) == (0, 2.5)
    assert axis.follow(0.1, 0.9) == (0, 2.5)
    assert axis.follow(0.1, 2.6) == (0, 5)


def test_limits_shrink_when_the_data_fill_less_than_a_fifth() -> None:
    axis = Sticky()
    axis.follow(0, 1000)
    assert axis.follow(0, 201) == (0, 1000)
    assert axis.follow(0, 90) == (0, 100)


def test_decades() -> None:
    assert snug_decades(-2.5, 0.3) == (-3, 1)
    assert snug_decades(1.0, 0.0) == (-1, 0)
    axis = Sticky(decades=True)
    assert axis.follow(-1.5, 0.3) == (-2, 1)
    assert axis.follow(-2.1, 0.3) == (-4, 1)


@pytest.mark.parametrize(
    ("low", "high", "limits"), [(0.35, 0.5, (0.2, 0.5)), (0.7, 0.7, (0.5, 1)), (0.9, 1.1, (0.5, 2)), (1, 1, (1, 2))]
)
def test_losses_within_a_power_of_ten_get_an_axis_as_short_as_they_need(
    low: float, high: float, limits: tuple[float, float]
) -> None:
    assert snug_decades(math.log10(low), math.log10(high)) == pytest.approx(tuple(map(math.log10, limits)))


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_limits_in_decades_hold_all_data(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    lower, upper = snug_decades(low, high)
    assert lower - 1e-6 <= low <= high <= upper + 1e-6 and lower < upper


@given(st.floats(1e-290, 1e290))
def test_a_nice_number_is_close_above(value: float) -> None:
    assert value * (1 - 1e-8) <= nice_above(value) <= value * 2.51


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite, finite, finite, finite)
def test_grown_limits_hold_all_data(a: float, b: float, c: float, d: float) -> None:
    old = snug(min(a, b), max(a, b))
    low, high = max(min(c, d), -1e300), min(max(c, d), 1e300)
    lower, upper = grown(old, low, high)
    assert math.isfinite(lower) and math.isfinite(upper) and lower < upper
    room = (upper - lower) * 1e-6
    assert lower - room <= low and high <= upper + room


@pytest.mark.parametrize(
    ("limits", "most", "labels"),
    [
        ((-5, 4), 2, ("1e−5", "10000")),
        ((-5, 4), 3, ("1e−5", "1")),
        ((-0.4, 0.3), 2, ("0.40", "2.0")),
        ((-10, -9.5), 2, ("1e−10", "3.2e−10")),
        ((2, 2.6), 3, ("100", "398")),
    ],
)
def test_a_logarithmic_axis_never_names_a_zero(limits: tuple[float, float], most: int, labels: tuple[str, ...]) -> None:
    assert decades(limits, most).labels == labels
