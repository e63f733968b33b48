"""Cells: written, cut, turned into ASCII and into strips; and what importing them costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style

from tutor import charts
from tutor.charts import Cells, Look
from tutor.charts.palette import BOLD, PLAIN, ChartPalette, bold, is_bright, palette, rgb, split
from tutor.charts.strips import strips
from tutor.charts.words import clip, figure, single_width
from tutor.text.ascii import ascii_for


def test_text_is_cut_at_the_edges() -> None:
    cells = Cells(6, 2)
    cells.write(4, 0, "right")
    cells.write(-2, 1, "left")
    cells.write(0, 7, "below")
    assert cells.lines() == ["    ri", "ft    "]


def test_a_rectangle_laid_over_another_is_cut_too() -> None:
    cells, stamp = Cells(4, 2), Cells(3, 3)
    for row in range(3):
        stamp.write(0, row, "abc", ink=5)
    cells.place(stamp, 2, 1)
    assert cells.lines() == ["    ", "  ab"]
    assert cells.ink[1].tolist() == [PLAIN, PLAIN, 5, 5]


def test_neighbours_of_one_style_share_a_segment() -> None:
    cells = Cells(12, 1)
    cells.write(0, 0, "aaaa", ink=75)
    cells.write(4, 0, "bbbb", ink=bold(214))
    cells.paper[0, 8:] = 17
    segments = list(strips(cells)[0])
    assert [segment.text for segment in segments] == ["aaaa", "bbbb", "    "]
    assert segments[0].style == Style(color=Color.from_ansi(75))
    assert segments[1].style == Style(color=Color.from_ansi(214), bold=True)
    assert segments[2].style == Style(bgcolor=Color.from_ansi(17))


def test_a_base_style_lies_beneath() -> None:
    cells = Cells(2, 1)
    cells.paper[0, 1] = rgb(0x102030)
    base = Style(color="red", bgcolor="blue")
    plain, papered = list(strips(cells, base)[0])
    assert plain.style == base
    assert papered.style == base + Style(bgcolor=Color.from_rgb(16, 32, 48))


@given(st.text(max_size=20))
def test_any_text_takes_a_cell_a_character(text: str) -> None:
    single = single_width(text)
    assert len(single) == cell_len(single)
    assert all(ascii_for(c).isascii() and len(ascii_for(c)) == 1 for c in single)
    for width in range(5):
        assert len(clip(text, width)) <= width


def test_wide_and_combining_characters() -> None:
    assert single_width("a漢e\u0301\tz") == "a?é z"
    assert "".join(map(ascii_for, "é−×│⣿")) == "e-x|?"


def test_every_sign_that_a_chart_draws_has_a_stand_in() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in Path(charts.__file__).parent.glob("*.py"))
    assert "▀" in code and {sign for sign in code if not sign.isascii() and ascii_for(sign) == "?"} == set()


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.50"), (-0.25, "−0.25"), (1e9, "1e9"), (0.001, "1e−3"), (0.0, "0.00"), (float("nan"), "no number")],
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


def luminance(colour: int) -> float:
    channels = [channel / 255 for channel in Color.from_ansi(colour).get_truecolor()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one: int, other: int) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


INDEXED = [(palette(Look(dark=True)), 235), (palette(Look(dark=False)), 254)]


@pytest.mark.parametrize(("colours", "ground"), INDEXED)
def test_tones_can_be_read(colours: ChartPalette, ground: int) -> None:
    """WCAG 2.2, 1.4.3: text needs a contrast of 4.5 to 1 with its ground."""
    inks: list[tuple[str, int]] = [*colours.tones.items(), ("quiet", colours.quiet)]
    for tone, ink in inks:
        assert contrast(ink, ground) >= 4.5, tone


@pytest.mark.parametrize(("colours", "_ground"), INDEXED)
def test_what_is_drawn_over_shades_can_be_read(colours: ChartPalette, _ground: int) -> None:
    for paper in (*colours.heights, *colours.greys, *colours.signed):
        assert contrast(colours.over[is_bright(paper)], paper) >= 3
    ordered = list(map(luminance, colours.heights))
    assert ordered == sorted(ordered)


@pytest.mark.parametrize(("colours", "_ground"), INDEXED)
def test_examples_can_be_read_on_their_own_region(colours: ChartPalette, _ground: int) -> None:
    assert len(set(colours.papers.values())) == len(colours.tones) - 1, "no map is of a shadow"
    for tone, paper in colours.papers.items():
        assert contrast(colours.tones[tone], paper) >= 3, tone


def test_inks_carry_bold() -> None:
    assert split(bold(0)) == (0, True)
    assert split(PLAIN) == (PLAIN, False)
    assert split(bold(rgb(0xFFFFFF))) == (rgb(0xFFFFFF), True)
    assert bold(PLAIN) == BOLD | PLAIN


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import tutor.charts.look, tutor.charts", {"numpy", "plotext", "textual", "rich"}),
        ("from tutor.charts import Painter, Look; Painter(Look()).paint([], 80, 24).lines()", {"plotext", "textual"}),
        (
            "from tutor.charts.painter import *; Painter(Look()).paint([Lines('', ())], 12, 4).lines()",
            {"plotext", "textual"},
        ),
    ],
)
def test_importing_costs_nothing_until_it_is_needed(code: str, absent: set[str]) -> None:
    check = f"{code}; import sys; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert not absent & set(told.stdout.split())
