"""Several charts in one area: each inside it, none over another, in the same place in every frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.charts import Bars, Chart, Field, Lines, Picture, Series, Table
from tutor.charts import Look, Painter
from tutor.charts.layout import ChartBox, arranged, shared, wish

RANDOM = np.random.default_rng(7)


def curve(length: int = 50) -> Lines:
    return Lines("Loss", (Series("training", np.arange(float(length)), RANDOM.random(length)),), "update", "loss")


def plane() -> Field:
    return Field("Land", RANDOM.random((9, 9)), (-1, 1), (-1, 1), "w1", "w2")


def ten() -> Bars:
    return Bars("Sees", tuple("0123456789"), RANDOM.random(10), (0, 1))


def digit() -> Picture:
    return Picture("Digit", RANDOM.random((8, 8)))


def awake(count: int) -> Picture:
    return Picture(f"Awake: {count} units of the 32 in the hidden layer", RANDOM.random((4, 8)))


def update() -> Table:
    return Table("Update", ("weight", "after"), (("w1", "1.5"), ("w2", "2.5")))


def places(charts: list[Chart], width: int, height: int) -> list[ChartBox]:
    wishes = [wish(chart, Look(), 16) for chart in charts]
    return [place for _, place in arranged(wishes, width, height)]


KINDS = st.lists(st.sampled_from([curve, plane, ten, digit, update]), min_size=1, max_size=8)


@given(KINDS, st.integers(1, 200), st.integers(1, 60))
def test_places_lie_inside_and_apart(kinds: list[type], width: int, height: int) -> None:
    taken = np.zeros((height, width), int)
    found = places([kind() for kind in kinds], width, height)
    assert found
    for place in found:
        assert place.left + place.width <= width and place.top + place.height <= height
        taken[place.top : place.top + place.height, place.left : place.left + place.width] += 1
    assert taken.max() <= 1


def test_one_chart_has_it_all() -> None:
    assert Painter(Look()).paint([curve()], 80, 12).lines()[-1].rstrip().endswith("update ▸")


@pytest.mark.parametrize(("size", "side_by_side"), [((80, 12), True), ((58, 30), False), ((200, 50), True)])
def test_two_charts_stand_side_by_side_where_it_is_wide(size: tuple[int, int], side_by_side: bool) -> None:
    first, second = places([plane(), curve()], *size)
    assert (first.top == second.top) is side_by_side


def test_the_digit_demo_fits_the_smallest_design_size() -> None:
    picture, hidden, bars = places([digit(), digit(), ten()], 80, 12)
    assert picture.width == hidden.width == 16
    assert bars.width == 80 - 2 * 18 and bars.height >= 11


def test_nothing_jumps_between_frames() -> None:
    painter = Painter(Look())
    counts = [9, 10, 9, 8, 0, 12]
    titles = ("Land", "Loss", "Digit", "Update")

    def corners() -> list[tuple[int, int]]:
        shown: list[Chart] = [awake(counts.pop()), plane(), curve(), digit(), update()]
        lines = painter.paint(shown, 200, 12).lines()
        return [next((row, line.index(title)) for row, line in enumerate(lines) if title in line) for title in titles]

    first = corners()
    assert all(corners() == first for _ in range(5))


@given(st.integers(0, 300), st.lists(st.tuples(st.integers(1, 60), st.integers(0, 90)), min_size=1, max_size=6))
def test_shares_are_fair(total: int, wanted: list[tuple[int, int]]) -> None:
    least = [low for low, _ in wanted]
    most = [low + more for low, more in wanted]
    shares = shared(total, least, most)
    assert sum(shares) == min(total, sum(most)) if sum(least) <= total else sum(shares) <= total
    if sum(least) <= total:
        assert all(low <= share <= high for low, share, high in zip(least, shares, most, strict=True))
        poorest = min((s for s, m in zip(shares, most, strict=True) if s < m), default=None)
        grown = [s for s, low in zip(shares, least, strict=True) if s > low]
        assert poorest is None or not grown or max(grown) <= poorest + 1


def test_neighbours_stay_beside_each_other_when_the_area_grows_and_shrinks() -> None:
    charts: list[Chart] = [curve(), Bars("Lets back", tuple("abcd"), RANDOM.random(4), (0, 1))]
    painter = Painter(Look())

    def beside(height: int, painter: Painter = painter) -> bool:
        return "Lets back" in painter.paint(charts, 76, height).lines()[0]

    assert beside(9) and not beside(13, Painter(Look())), "by itself, the larger area would be arranged otherwise"
    assert beside(13) and beside(9)
    painter.rearrange()
    assert not beside(13) and not beside(14)


def test_neighbours_part_where_they_could_not_be_read_or_one_would_be_missing() -> None:
    charts: list[Chart] = [curve(), Bars("Lets back", tuple("abcd"), RANDOM.random(4), (0, 1))]
    wishes = [wish(chart, Look(), 9) for chart in charts]
    only_one = arranged(wishes, 76, 40, before=[(0, ChartBox(0, 0, 76, 40))])
    assert {number for number, _ in only_one} == {0, 1}
    above = arranged(wishes, 76, 40)
    assert above[0][1].left == above[1][1].left
    flat = arranged(wishes, 76, 7, before=above)
    assert flat == arranged(wishes, 76, 7) and flat[1][1].left > 0
