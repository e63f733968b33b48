"""What tells series apart without colour: the same sign for the same name in every chart of a panel."""

from __future__ import annotations

import re

import numpy as np
import pytest

from lessons.kit.charts import Chart, Field, Lines, Series, Tone
from tutor.charts import Look, Painter
from tutor.charts.signs import OF_TONE, UNNAMED, agreed

UPDATES = np.arange(11.0)
BARE, INK = Look("ascii", "none"), Look("braille", "none")


def line(label: str, height: float, tone: Tone = "main") -> Series:
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
    assert re.findall(r"(\S) you", heads) == ["*", "*"] and re.findall(r"(\S) slow", heads) == ["o", "o"]
    assert re.findall(r"(\S) third", heads) == ["+"]


def test_a_series_without_a_name_has_its_mates_sign_or_one_that_needs_no_explanation() -> None:
    series = (line("", 1, "muted"), line("", 2, "main"), dots("you", 3))
    assert agreed([Lines("Street", series)]).of(series) == [UNNAMED, "*", "*"]
    alone = (line("", 1, "third"),)
    assert agreed([Lines("Loss", alone)]).of(alone) == [OF_TONE["third"]]
    assert UNNAMED not in OF_TONE.values()


def test_what_must_be_told_by_its_sign_in_one_chart_is_told_by_it_in_all() -> None:
    many = Lines("Many", (line("you", 1), line("them", 2, "second"), dots("here", 3, "good"), dots("there", 4, "bad")))
    few = Lines("Few", (line("you", 1), dots("here", 3, "good")))
    beside = painted(INK, many, few)
    assert [re.findall(rf"(\S+) {name}\b", "  ".join(beside[:2])) for name in ("you", "here")] == [["*"] * 2, ["%"] * 2]
    right = "".join(row[len(row) // 2 :] for row in beside[2:])
    assert right.count("*") >= 3 and right.count("%") >= 3
    assert "⠤⠤ you" in "  ".join(painted(INK, few)[:2]), "alone, a line is drawn as a line"


def test_a_line_without_a_name_has_no_sign_tied_into_it() -> None:
    rows = painted(INK, Lines("Board", (line("", 1, "muted"), line("you", 2)), y_limits=(0, 3)))
    assert not set("".join(rows[1:])) & {"=", UNNAMED} and "*" in "".join(rows[1:])


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
    assert "~ before: rate 0.1" in rows[0] and "* loss" in rows[0]
    body = "".join(rows[1:])
    assert "~" in body and "*" in body


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
    assert re.search(r"before: …\S* ?\S*0\.25", heads)
