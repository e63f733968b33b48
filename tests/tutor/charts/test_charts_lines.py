"""Curves: what they look like, that they are whole, that they hold still, and what odd data become."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lessons.kit.charts import Lines, Mark, Series
from tutor.charts import Look, Painter, raster
from tutor.charts.palette import BOLD, palette

PLAIN = Look("ascii", "none")
UPDATES = np.arange(11.0)


def drawn(chart: Lines, width: int, height: int, look: Look = PLAIN) -> list[str]:
    return [line.rstrip() for line in Painter(look).paint([chart], width, height).lines()]


def curve(x: Iterable[float], y: Iterable[float], **asked: object) -> Lines:
    return Lines("", (Series("", np.array([*x]), np.array([*y])),), **asked)  # type: ignore[arg-type]


def test_two_curves_in_ascii() -> None:
    training = Series("training", UPDATES, 10 / (1 + UPDATES))
    validation = Series("validation", UPDATES, np.full(11, 5.0), tone="second")
    chart = Lines("Loss", (training, validation), "update", "loss", (0, 10), (0, 10))
    assert drawn(chart, 48, 12) == [
        "Loss  loss ^          [*]training  [#]validation",
        "10+*",
        "  | *",
        "  |  *",
        "  |   *",
        " 5+#############################################",
        "  |      **",
        "  |        ********",
        "  |                ******************",
        " 0+                                  ***********",
        "  ++---------------------+---------------------+",
        "   0                     5      update >      10",
    ]


def test_a_line_in_braille_and_in_half_blocks() -> None:
    chart = Lines("Loss", (Series("", UPDATES, UPDATES),), "x", "y", (0, 10), (0, 10))
    assert drawn(chart, 24, 8, Look()) == [
        "Loss  y ▴",
        "10┤                 ⢀⠤⠔⠉",
        "  │             ⢀⠤⠔⠉⠁",
        "  │         ⣀⠤⠔⠉⠁",
        "  │     ⡠⠤⠊⠉",
        " 0┤⣀⡠⠤⠊⠉",
        "  └┬───────────────────┬",
        "   0       x ▸        10",
    ]
    assert drawn(chart, 24, 8, Look("blocks"))[1:6] == [
        "10┤                  ▄▄▀",
        "  │              ▄▄▀▀",
        "  │          ▄▄▀▀",
        "  │      ▄▄▀▀",
        " 0┤▄▄▄▄▀▀",
    ]


def test_a_curve_that_blows_up_leaves_at_the_top_edge() -> None:
    chart = curve(range(8), [1, 2, 4, 8, 100, np.inf, np.inf, np.nan], x_limits=(0, 10), y_limits=(0, 10))
    assert drawn(chart, 24, 7, Look())[:5] == ["10┤      ⡇", "  │     ⡠⠃", "  │    ⡠⠃", "  │  ⢀⠔⠁", " 0┤⠤⠊⠁"]


def test_a_gap_in_the_data_is_a_gap_in_the_curve() -> None:
    row = drawn(curve([0, 3, 5, 6, 9], [1, 1, np.nan, 1, 1], x_limits=(0, 10), y_limits=(0, 2)), 10, 1)[0]
    assert row == "****  ****"


def test_marks_are_dotted_and_named() -> None:
    marks = (Mark("know nothing", y=2.0), Mark("best", x=2.0), Mark("here", x=6.0, y=1.0))
    chart = curve([0, 1], [0, 0], x_limits=(0, 10), y_limits=(0, 2.5), marks=marks)
    assert drawn(chart, 40, 8) == [
        " |       : best",
        "2+- - - -:- - - - - - - - - know nothing",
        " |       :",
        "1+       :              X here",
        " |       :",
        "0+****   :",
        " ++------------------+-----------------+",
        "  0                  5                10",
    ]


def test_a_label_keeps_away_from_the_curve() -> None:
    high = curve([0, 9], [1, 1], x_limits=(0, 10), y_limits=(0, 2), marks=(Mark("half", y=1.0),))
    lines = drawn(high, 30, 6)
    level = next(number for number, line in enumerate(lines) if "*" in line)
    assert "half" not in lines[level]
    assert any("half" in line for line in lines)


def test_a_logarithmic_axis_names_powers_of_ten() -> None:
    chart = curve(range(6), 10.0 ** -np.arange(6.0), x_limits=(0, 5), log_y=True)
    lines = drawn(chart, 30, 14)
    labels = [line.split("+")[0].strip() for line in lines if "+" in line]
    assert labels[:-1] == ["1", "0.1", "0.01", "0.001", "0.0001", "1e-5"]
    stars = [line.rindex("*") for line in lines if "*" in line]
    assert stars == sorted(stars) and len(stars) == 12


@pytest.mark.parametrize("look", [Look(), Look("ascii", "none")])
@pytest.mark.parametrize("size", [(18, 8), (38, 12), (78, 14)])
@pytest.mark.parametrize(("low", "y_label"), [(0, ""), (-5, "loss")])
def test_a_logarithmic_axis_says_so_however_little_room_its_heading_has(
    look: Look, size: tuple[int, int], low: int, y_label: str
) -> None:
    heights, labels = np.array([10.0**low, 10.0]), ("a long name", "another long name")
    series = tuple(Series(name, np.array([-300.0, 100.0]), heights) for name in labels)
    lines = drawn(Lines("Loss of all networks", series, "update", y_label, log_y=True), *size, look)
    assert lines[-1].startswith("log "), "in the corner below the axis"
    plain = drawn(Lines("Loss of all networks", series, "update", y_label), *size, look)
    assert "log" not in "".join(plain)


def test_values_that_have_no_logarithm_are_left_out() -> None:
    chart = curve(range(4), [1.0, 0.0, -3.0, 0.01], log_y=True)
    assert sum(line.count("*") for line in drawn(chart, 30, 10)) == 2


@pytest.mark.parametrize("chart", [Lines("Loss", ()), curve([], []), curve([1], [np.nan])])
def test_no_data_are_said_to_be_none(chart: Lines) -> None:
    assert any("nothing to draw yet" in line for line in drawn(chart, 40, 10))


def test_a_lone_point_is_seen() -> None:
    assert sum(line.count("*") for line in drawn(curve([3], [4]), 30, 10)) == 1
    dots = "".join(drawn(curve([3], [4]), 30, 10, Look()))
    assert any(0x2800 < ord(c) <= 0x28FF for c in dots)


def test_axes_go_first_and_the_title_next() -> None:
    chart = Lines("Loss", (Series("", UPDATES, UPDATES),))
    assert "0" in "".join(drawn(chart, 30, 8))
    small = drawn(chart, 12, 5)
    assert small[0] == "Loss" and "0" not in "".join(small)
    assert not any("Loss" in line for line in drawn(chart, 4, 2))


def test_several_curves_are_told_apart_without_colour() -> None:
    series = tuple(Series(name, UPDATES, UPDATES * k, tone="main") for k, name in enumerate(("none", "one", "two"), 1))
    lines = Painter(Look("braille", "none")).paint([Lines("Rates", series)], 60, 12).lines()
    assert lines[0].split() == ["Rates", "✱", "none", "⧫", "one", "✚", "two"]
    canvas = "".join(lines[1:-2])
    assert all(canvas.count(sign) >= 3 for sign in "✱⧫✚")


def test_a_series_has_its_tone_and_later_ones_lie_on_top() -> None:
    flat = (Series("a", UPDATES, UPDATES * 0 + 5, tone="good"), Series("b", UPDATES, UPDATES * 0 + 5, tone="bad"))
    cells = Painter(Look()).paint([Lines("", flat, y_limits=(0, 10))], 60, 12)
    tones = palette(Look()).tones
    inks = (cells.ink[1:-2, 10:] & ~BOLD).ravel().tolist()
    assert tones["bad"] in inks and tones["good"] not in inks


def growing(length: int, total: int = 200) -> Lines:
    x = np.arange(float(total))
    y = 2.3 * np.exp(-x / 40)
    return Lines("Loss", (Series("training", x[:length], y[:length]),), "update", "loss", (0, total), (0, 2.5))


def test_a_growing_curve_changes_few_cells() -> None:
    painter = Painter(Look())
    frames = [painter.paint([growing(length)], 80, 20) for length in range(2, 200)]
    changes = [new.changed(old) for old, new in pairwise(frames)]
    assert max(changes) <= 4
    assert sum(changes) / len(changes) < 1.5
    assert painter.axes_drawn == 1


def test_axes_that_follow_the_data_are_drawn_seldom() -> None:
    painter = Painter(Look())
    for length in range(1, 1001):
        painter.paint([curve(range(length), np.arange(length) / 7)], 80, 20)
    assert painter.axes_drawn <= 20


def test_forgetting_starts_the_limits_afresh() -> None:
    painter = Painter(PLAIN)
    painter.paint([curve([0, 100], [0, 100])], 40, 10)
    small = curve([0, 30], [0, 30])
    assert "100" in "".join(painter.paint([small], 40, 10).lines())
    painter.forget()
    assert "100" not in "".join(painter.paint([small], 40, 10).lines())


coordinates = st.floats(-50, 250)


@given(st.integers(0, 60).flatmap(lambda n: arrays.arrays(np.float64, (2, n), elements=coordinates)))
def test_a_curve_has_no_holes(points: raster.Floats) -> None:
    x, y = points
    pieces = np.zeros(len(x), np.intp)
    every = raster.strokes(x, y, pieces)
    for k in range(len(every.x0)):
        stroke = raster.Strokes(*(end[k : k + 1] for end in (every.x0, every.y0, every.x1, every.y1)))
        columns, rows = raster.dots(raster.clipped(stroke, 160, 80))
        assert (np.abs(np.diff(columns)) <= 1).all() and (np.abs(np.diff(rows)) <= 1).all()
        assert ((columns >= 0) & (columns < 160) & (rows >= 0) & (rows < 80)).all()


@given(
    st.integers(0, 400).flatmap(
        lambda n: arrays.arrays(np.float64, n, elements=st.floats(0, 79) | st.sampled_from([np.nan, np.inf, -np.inf]))
    ),
    st.floats(1, 159),
)
@example(np.array([-np.inf, 0.0, np.nextafter(2.0, 0.0), 0.0, 0.0, 0.0, 0.0, 0.0]), 1.0)
def test_thinning_draws_the_same_dots(y: raster.Floats, width: float) -> None:
    x = np.linspace(0, width, len(y))
    known = ~np.isnan(y)
    pieces = np.cumsum(~known)[known]
    whole = raster.strokes(x[known], np.clip(y[known], -raster.FAR, raster.FAR), pieces)
    thin = raster.thinned(x, y)
    assert len(thin[0]) <= len(x)
    assert dots(raster.strokes(*thin)) == dots(whole)


def dots(strokes: raster.Strokes) -> set[tuple[int, int]]:
    columns, rows = raster.dots(raster.clipped(strokes, 160, 80))
    return set(zip(columns.tolist(), rows.tolist(), strict=True))


def test_long_series_are_thinned_to_their_columns() -> None:
    x = np.linspace(0, 159.9, 100_000)
    assert len(raster.thinned(x, np.sin(x))[0]) <= 4 * 160
