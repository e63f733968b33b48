"""What tells series apart without colour: the same sign for the same name in every chart of a panel."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from lessons.kit.charts import Chart, Field, Lines, Mark, Series, Tone
from tutor.charts import Look, Painter
from tutor.charts.palette import palette
from tutor.charts.signs import OF_TONE, UNNAMED, agreed
from tutor.text.ascii import ascii_for

UPDATES = np.arange(11.0)
BARE, INK = Look("ascii", "none"), Look("braille", "none")


def line(label: str, height: float, tone: Any = "main") -> Series:
    return Series(label, UPDATES, np.full(11, height), tone=tone)


def dots(label: str, height: float, tone: Tone = "main") -> Series:
    return Series(label, UPDATES, np.full(11, height), "points", tone)


def painted(look: Look, *charts: Chart) -> list[str]:
    return [text.rstrip() for text in Painter(look).paint(charts, 90, 12).lines()]


@pytest.mark.parametrize("look", [BARE, INK])
def test_a_name_has_the_same_sign_in_both_charts_whatever_else_has_its_tone(look: Look) -> None:
    street = Lines("Street", (line("", 1, "muted"), line("", 2, "main"), dots("you", 3), dots("slow", 4, "second")))
    curves = Lines("Loss", (line("slow", 1, "second"), line("you", 2), line("third", 3, "main")))
    heads = "  ".join(painted(look, street, curves)[:2])
    signs = {name: re.findall(rf"(\S)\]?\s*{name}", heads) for name in ("you", "slow", "third")}
    shown = ascii_for if look.ascii else str
    assert signs["you"] == [shown(OF_TONE["main"])] * 2 and signs["slow"] == [shown(OF_TONE["second"])] * 2
    assert signs["third"] == [shown(OF_TONE["third"])]


def test_a_series_without_a_name_has_its_mates_sign_or_one_that_needs_no_explanation() -> None:
    series = (line("", 1, "muted"), line("", 2, "main"), dots("you", 3))
    assert agreed([Lines("Street", series)]).of(series) == [UNNAMED, OF_TONE["main"], OF_TONE["main"]]
    alone = (line("", 1, "third"),)
    assert agreed([Lines("Loss", alone)]).of(alone) == [OF_TONE["third"]]
    assert UNNAMED not in OF_TONE.values()


def test_what_must_be_told_by_its_sign_in_one_chart_is_told_by_it_in_all() -> None:
    many = Lines("Many", (line("you", 1), line("them", 2, "second"), dots("here", 3, "good"), dots("there", 4, "bad")))
    few = Lines("Few", (line("you", 1), dots("here", 3, "good")))
    beside = painted(INK, many, few)
    you, here = OF_TONE["main"], OF_TONE["good"]
    told = [re.findall(rf"(\S+) {name}\b", "  ".join(beside[:2])) for name in ("you", "here")]
    assert told == [[you] * 2, [here] * 2]
    right = "".join(row[len(row) // 2 :] for row in beside[2:])
    assert right.count(you) >= 3 and right.count(here) >= 3
    assert "⠤⠤ you" in "  ".join(painted(INK, few)[:2]), "alone, a line is drawn as a line"


def test_a_line_without_a_name_has_no_sign_tied_into_it() -> None:
    rows = painted(INK, Lines("Board", (line("", 1, "muted"), line("you", 2)), y_limits=(0, 3)))
    below = "".join(rows[1:])
    assert not set(below) & {OF_TONE["muted"], UNNAMED} and OF_TONE["main"] in below


def test_points_on_a_plane_share_their_sign_with_the_chart_beside_it() -> None:
    plane = Field("Map", np.zeros((5, 5)), (0, 10), (0, 10), points=(dots("B", 5, "bad"), dots("A", 2, "bad")))
    heads = "  ".join(painted(INK, plane, Lines("Right", (line("A", 1, "bad"),)))[:2])
    (first, second), (other,) = re.findall(r"(\S+) A", heads), re.findall(r"(\S+) B", heads)
    assert first == second != other == OF_TONE["bad"]


@pytest.mark.parametrize("look", [BARE, INK])
def test_a_shadow_is_told_from_the_curve_of_now_without_colour(look: Look) -> None:
    now = Lines(
        "Loss", (line("before: rate 0.1", 1, "shadow"), line("", 2, "shadow"), line("loss", 3)), "update", "loss"
    )
    rows = painted(look, now)
    shadow, loss = (ascii_for(OF_TONE[tone]) if look.ascii else OF_TONE[tone] for tone in ("shadow", "main"))
    head = rows[0].replace("[", "").replace("]", " ")
    assert f"{shadow} before: rate 0.1" in head and f"{loss} loss" in head
    body = "".join(rows[1:])
    assert shadow in body and loss in body


def test_a_shadow_that_has_gone_far_off_leaves_the_axis_to_the_curve_of_now() -> None:
    near, far = line("loss", 3), Series("before: rate 1", UPDATES, 10.0**UPDATES, tone="shadow")
    rising = Series("loss", UPDATES, UPDATES)
    assert near.label == rising.label
    rows = painted(INK, Lines("Loss", (far, rising), "update", "loss"))
    assert any(re.match(r"\s*10\S*[┤┼]|\s*10\b", row) for row in rows) and not any("e+" in row for row in rows)


def test_a_shadows_setting_keeps_its_figure_where_the_legend_is_clipped() -> None:
    before = line("before: learning rate 0.25", 1, "shadow")
    chart = Lines("Loss", (before, line("table", 2, "second"), line("network", 3)), "update", "loss")
    heads = "".join(Painter(INK).paint([chart], 40, 12).lines()[:2])
    assert re.search(r"before: ….*0\.25 ", heads)


@pytest.mark.parametrize("look", [BARE, INK, Look("blocks", "256")])
def test_no_sign_of_a_series_is_a_letter_or_a_word_and_each_entry_is_told_from_its_label(look: Look) -> None:
    series = tuple(line(f"n{k}", k, tone) for k, tone in enumerate(OF_TONE))
    head = next(text for text in Painter(look).paint([Lines("", series)], 120, 14).lines())
    shown = [ascii_for(sign) if look.ascii else sign for sign in OF_TONE.values()]
    assert len(set(shown)) == len(OF_TONE) and not any(sign.isalnum() for sign in shown)
    assert look.ascii or not any(sign.isascii() for sign in shown)
    between = (f"[{sign}]n{k}" if look.ascii else f"{sign} n{k}" for k, sign in enumerate(shown))
    assert "  ".join(between) in head


def test_a_legend_gives_up_its_gaps_before_a_letter_of_a_label() -> None:
    series = tuple(line(name, 1, tone) for name, tone in zip(("0.001", "0.01", "0.1", "you"), OF_TONE, strict=False))
    assert "[*]0.001 [#]0.01 [+]0.1 [^]you" in Painter(BARE).paint([Lines("", series)], 31, 10).lines()[0]


def test_points_lie_over_curves_and_places_whatever_order_they_are_given_in() -> None:
    middle = Series("here", np.array([5.0]), np.array([1.0]), "points", "bad")
    flat = line("curve", 1)
    for charted in ((middle, flat), (flat, middle)):
        chart = Lines("Over", charted, y_limits=(0, 2), marks=(Mark("", 5.0, 1.0),))
        cells = Painter(Look()).paint([chart], 41, 12)
        assert (cells.ink[1:] == palette(Look()).tones["bad"]).any()
        assert "⊗" not in "".join(cells.lines())
    bare = Lines("Over", (flat,), y_limits=(0, 2), marks=(Mark("", 5.0, 1.0),))
    assert "⊗" in "".join(Painter(Look()).paint([bare], 41, 12).lines()), "a place lies over a curve"
