"""Whatever the data, the size and the look: a painter fills its area exactly, a cell a character, and never fails."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, get_args

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from wcwidth import wcswidth

from lessons.kit.charts import Bars, Chart, Field, Lines, Mark, Picture, Series, Table, Tone, Wiring
from tutor.charts import Look, Painter
from tutor.charts.palette import BOLD, PLAIN
from tutor.charts.strips import strips

odd = st.one_of(
    st.floats(-1000, 1000), st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 1e300, -1e308, 1e-320, 5.0]), st.floats()
)
words = st.text(st.sampled_from("abc XYZ09.,−×σ∂é漢🎉\u0301\u200b\n\t▸│"), max_size=14)
tones = st.sampled_from(get_args(Tone))
limits = st.none() | st.tuples(odd, odd)
plane = st.tuples(odd, odd)


@st.composite
def series(draw: st.DrawFn) -> Series:
    length = draw(st.sampled_from([0, 1, 2, 3, 30, 400]))
    x = np.arange(length) if draw(st.booleans()) else draw(arrays.arrays(np.float64, length, elements=odd))
    y = draw(arrays.arrays(np.float64, length, elements=odd))
    return Series(draw(words), x.astype(float), y, draw(st.sampled_from(["line", "points"])), draw(tones))


marks = st.lists(
    st.builds(Mark, words, st.none() | odd, st.none() | odd, tones), max_size=3
).map(tuple)  # fmt: skip
many_series = st.lists(series(), max_size=4).map(tuple)
curves = st.builds(Lines, words, many_series, words, words, limits, limits, st.booleans(), marks)
grids = st.tuples(st.integers(1, 12), st.integers(1, 12)).flatmap(lambda s: arrays.arrays(np.float64, s, elements=odd))
fields = st.builds(
    Field,
    words,
    grids,
    plane,
    plane,
    words,
    words,
    st.sampled_from(["height", "regions"]),
    st.none() | st.integers(0, 9).flatmap(lambda n: arrays.arrays(np.float64, (n, 2), elements=odd)),
    st.none() | st.tuples(odd, odd, odd, odd),
    many_series,
    marks,
)
bars = st.integers(0, 12).flatmap(
    lambda n: st.builds(
        Bars,
        words,
        st.tuples(*[words] * n),
        arrays.arrays(np.float64, n, elements=odd),
        limits,
        st.none() | st.integers(-1, 12),
        st.sampled_from(["", " %"]),
        st.integers(0, 4),
    )
)
pictures = st.builds(
    Picture, words, grids, plane, st.booleans(), st.none() | st.tuples(st.integers(-2, 14), st.integers(-2, 14))
)
rows = st.lists(words, max_size=4).map(tuple)
tables = st.builds(Table, words, rows, st.lists(rows, max_size=6).map(tuple))


@st.composite
def wirings(draw: st.DrawFn) -> Wiring:
    counts = draw(st.lists(st.integers(1, 16), min_size=1, max_size=8))
    shape = draw(st.tuples(st.integers(1, 12), st.integers(1, 12)))
    units = tuple(np.full((count, *shape), draw(odd)) for count in counts)
    links = tuple(np.full((after, before), draw(odd)) for before, after in pairwise(counts))
    names = tuple(draw(words) for _ in counts)
    return Wiring(draw(words), units, links, names, (draw(words),), draw(st.none() | st.just((0, 0))))


charts = st.lists(st.one_of(curves, fields, bars, pictures, tables, wirings()), max_size=7)
looks = st.builds(
    Look,
    st.sampled_from(["braille", "blocks", "ascii"]),
    st.sampled_from(["truecolor", "256", "16", "none"]),
    st.booleans(),
)
sizes = st.one_of(
    st.tuples(st.integers(0, 24), st.integers(0, 12)),
    st.sampled_from([(4, 2), (80, 12), (58, 30), (40, 6), (200, 50), (200, 60)]),
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(charts, sizes, looks)
def test_an_area_is_filled_exactly(drawn: list[Chart], size: tuple[int, int], look: Look) -> None:
    width, height = size
    painter = Painter(look)
    for _ in range(2):
        cells = painter.paint(drawn, width, height)
        lines = cells.lines()
        assert len(lines) == height
        assert all(len(line) == wcswidth(line) == width for line in lines)
        rows = strips(cells)
        assert [strip.text for strip in rows] == lines
        painter.forget()
    if look.ascii:
        assert all(line.isascii() for line in lines)
    if not look.coloured:
        assert set(np.unique(cells.ink | BOLD)) <= {PLAIN | BOLD}
        assert set(np.unique(cells.paper)) <= {PLAIN}
        assert not any(
            segment.style and (segment.style.color or segment.style.bgcolor) for row in strips(cells) for segment in row
        )


def long_series(count: int, kind: Any) -> Series:
    rng = np.random.default_rng(count)
    return Series("noise", np.arange(count, dtype=float), rng.normal(size=count), kind)


def test_long_series() -> None:
    for count in (5_000, 100_000):
        for kind in ("line", "points"):
            cells = Painter(Look()).paint([Lines("", (long_series(count, kind),))], 80, 20)
            assert sum(line.count("⣿") for line in cells.lines()) > 300


def test_a_tangle_of_100_000_points_is_drawn() -> None:
    rng = np.random.default_rng(0)
    tangle = Series("walk", rng.normal(size=100_000), rng.normal(size=100_000))
    text = "".join(Painter(Look()).paint([Lines("", (tangle,))], 80, 20).lines())
    assert text.count("⣿") > 100
