"""Fields, bars, pictures and tables: small exact drawings, and what is said without colour."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from lessons.kit.charts import Bars, Chart, Field, Lines, Mark, Picture, Series, Table
from tutor.charts import Look, Painter
from tutor.charts.palette import BOLD, PLAIN, is_bright, palette

BARE = Look("ascii", "none")
HEIGHT, WIDTH = np.mgrid[-1:1:9j, -1:1:9j]
BOWL = WIDTH**2 + HEIGHT**2


def drawn(chart: Chart, width: int, height: int, look: Look = BARE) -> list[str]:
    return [line.rstrip() for line in Painter(look).paint([chart], width, height).lines()]


def test_a_landscape_with_a_path_and_an_arrow_in_ascii() -> None:
    path = np.array([[-0.9, 0.9], [0, 0]])
    chart = Field("Bowl", BOWL, (-1, 1), (-1, 1), "a", "b", path=path, arrow=(0, 0, 0.8, 0), start="start")
    assert drawn(chart, 32, 11) == [
        "Bowl  b ^",
        "[$]start  blank 0.0  [#]2.0",
        " 1+%$oo++===-----------===+++*%%",
        "  |++==oooo::.........::::--==++",
        "  |==--::..oooo       ....::--==",
        " 0+=--::...    oo@~~~~~~~~~~~>-=",
        "  |==--::....         ....::--==",
        "  |++==--::::.........::::--==++",
        "-1+%%*+++===-----------===+++*%%",
        "  ++-------------+-------------+",
        "   -1            0     a >     1",
    ]


def test_a_traveller_and_an_arrow_are_in_the_legend_and_a_start_without_a_name_has_no_sign() -> None:
    path = np.array([[-0.9, 0.9], [0, 0]])
    chart = Field("Bowl", BOWL, (-1, 1), (-1, 1), path=path, arrow=(0, 0, 0.8, 0), traveller="you", arrow_label="east")
    lines = drawn(chart, 46, 11)
    assert lines[0] == "Bowl  [@]you  [~>]east  blank 0.0  [#]2.0" and not any("$" in line for line in lines)
    assert "◉ you  → east  blank 0.0  █ 2.0" in drawn(chart, 46, 11, Look("braille", "none"))[0]


def test_no_height_is_inked_with_the_sign_of_a_point() -> None:
    cloud = Series("cloud", np.array([0.0]), np.array([0.0]), "points", "good")
    lines = drawn(Field("Bowl", BOWL, (-1, 1), (-1, 1), points=(cloud,)), 40, 12)
    assert sum(line.count("%") for line in lines[1:]) == 1 and "[%]cloud  blank 0.0  [#]2.0" in lines[0]
    narrow = drawn(Field("Bowl", BOWL, (-1, 1), (-1, 1), points=(cloud,)), 30, 12)
    assert [line.strip() for line in narrow[:2]] == ["Bowl", "[%]cloud  blank 0.0  [#]2.0"]


def test_regions_stand_in_the_legend_behind_the_points_of_their_name() -> None:
    left = Series("left", np.array([-0.5]), np.array([0.0]), "points")
    names = ("left", "right")
    chart = Field("Halves", (WIDTH > 0) * 1.0, (-1, 1), (-1, 1), kind="regions", points=(left,), regions=names)
    assert drawn(chart, 36, 9)[0] == "Halves   [ * ]left  [..]right"
    colours = palette(Look())
    cells = Painter(Look()).paint([chart], 36, 9)
    sample = "".join(map(chr, cells.characters[0].tolist())).index("✱")
    assert cells.paper[0, sample - 1 : sample + 2].tolist() == [colours.papers["main"]] * 3
    assert colours.papers["muted"] in cells.paper[0].tolist()


def test_a_landscape_without_colour_in_shades_of_ink() -> None:
    assert drawn(Field("Bowl", BOWL, (-1, 1), (-1, 1), "a", "b"), 32, 11, Look("braille", "none")) == [
        "Bowl  b ▴       blank 0.0  █ 2.0",
        " 1┤██▓▓▓▒▒▒▒▒▒▒▒░░░▒▒▒▒▒▒▒▒▓▓▓██",
        "  │▓▓▒▒▒▒░░░░░░░░░░░░░░░░░▒▒▒▒▓▓",
        "  │▒▒▒░░░░               ░░░░▒▒▒",
        "  │▒▒░░░░                 ░░░░▒▒",
        " 0┤▒▒░░░░                 ░░░░▒▒",
        "  │▒▒▒░░░░               ░░░░▒▒▒",
        "  │▓▓▒▒▒▒░░░░░░░░░░░░░░░░░▒▒▒▒▓▓",
        "−1┤██▓▓▓▒▒▒▒▒▒▒▒░░░▒▒▒▒▒▒▒▒▓▓▓██",
        "  └┬─────────────┬─────────────┬",
        "   −1            0     a ▸     1",
    ]


def test_row_0_of_a_field_lies_at_the_low_end() -> None:
    assert drawn(Field("", np.array([[0.0], [1.0]]), (0, 1), (0, 1)), 8, 4) == ["%" * 8, "+" * 8, "-" * 8, "." * 8]


def test_regions_and_examples_without_colour() -> None:
    left = Series("left", np.array([-0.5]), np.array([0.0]), "points")
    right = Series("right", np.array([0.5]), np.array([0.5]), "points", "second")
    chart = Field("Halves", (WIDTH > 0) * 1.0, (-1, 1), (-1, 1), kind="regions", points=(left, right))
    assert drawn(chart, 32, 9) == [
        "Halves      [*]left  [#]right",
        " 1+               ...........",
        "  |               ....#......",
        "  |               ...........",
        " 0+      *        ...........",
        "  |               ...........",
        "-1+               ...........",
        "  ++------------+-----------+",
        "   -1           0           1",
    ]


def test_a_field_has_a_few_papers_only_and_readable_ink_on_each() -> None:
    look = Look()
    chart = Field("Bowl", BOWL, (-1, 1), (-1, 1), path=np.array([[-1.0, -1.0], [1.0, 1.0]]), marks=(Mark("low", 0, 0),))
    cells = Painter(look).paint([chart], 40, 14)
    colours = palette(look)
    assert set(np.unique(cells.paper).tolist()) <= {PLAIN, *colours.heights}
    braille = (cells.characters > 0x2800) & (cells.characters < 0x2900)
    assert braille.sum() > 10
    for paper, ink in zip(cells.paper[braille].tolist(), cells.ink[braille].tolist(), strict=True):
        assert ink == colours.over[is_bright(paper)]


def test_a_landscape_with_holes_shows_them() -> None:
    values = BOWL.copy()
    values[4, 4] = np.nan
    values[0, 0] = np.inf
    lines = drawn(Field("", values, (-1, 1), (-1, 1)), 16, 5)
    assert "?" in lines[2] and lines[-1][0] == "*"


def test_the_shades_hold_still_while_the_values_move_a_little() -> None:
    painter = Painter(Look())
    first = painter.paint([Field("", BOWL, (-1, 1), (-1, 1))], 40, 12)
    second = painter.paint([Field("", BOWL * 0.99, (-1, 1), (-1, 1))], 40, 12)
    assert second.changed(first) < 40


def test_bars_in_ascii() -> None:
    chart = Bars("Sees", ("zero", "one", "two"), np.array([0.5, 0.25, np.nan]), (0, 1), 0)
    assert drawn(chart, 40, 4) == [
        "Sees",
        "> zero ############                 0.50",
        "  one  ######                       0.25",
        "  two                          no number",
    ]


def test_bars_in_eighths_on_both_sides_of_zero() -> None:
    chart = Bars("Sees", ("zero", "one", "two"), np.array([0.5, 0.26, -0.25]), (-1, 1), 0)
    assert drawn(chart, 40, 4, Look()) == [
        "Sees",
        "▸ zero               │██████        0.50",
        "  one                │███▏          0.26",
        "  two            ▐███│             −0.25",
    ]


def test_bars_on_a_logarithmic_axis_grow_by_factors() -> None:
    amounts = np.array([1.0, 0.01, 0.0001, 0.0000032, 0.0, np.nan, 20.0])
    lines = drawn(Bars("Length", tuple("abcdefg"), amounts, (1e-4, 1), log=True), 40, 8)
    drawn_bars = [line.count("#") for line in lines[1:]]
    whole = drawn_bars[0]
    assert drawn_bars == [whole, whole // 2, 0, 0, 0, 0, whole] and whole > 10
    assert [line.split()[-1] for line in lines[1:]] == ["1", "0.01", "0.0001", "0.0000032", "0", "number", "20"]


def test_odd_amounts_are_words() -> None:
    lines = drawn(Bars("", ("a", "b", "c"), np.array([np.inf, -np.inf, 0.0])), 40, 3)
    assert [line.split()[-1] for line in lines] == ["infinite", "-infinite", "0.00"]


TEN = Bars("Ten", tuple("0123456789"), np.linspace(0, 1, 10), (0, 1), 9)


def test_ten_bars_in_ten_rows() -> None:
    lines = drawn(TEN, 40, 10)
    assert [line.split()[-1] for line in lines] == [f"{k / 9:.2f}" for k in range(10)]


def test_ten_bars_in_five_rows_stand_in_two_columns() -> None:
    lines = drawn(TEN, 60, 6)
    assert lines[0] == "Ten"
    assert [(line.split()[0], line.split()[-1]) for line in lines[1:]] == [
        (str(k), f"{(k + 5) / 9:.2f}") for k in range(5)
    ]


def test_bars_that_do_not_fit_are_counted_and_the_highlit_one_stays() -> None:
    lines = drawn(TEN, 20, 4)
    assert lines[-1] == "~ 8 more"
    assert any(line.startswith("> 9") for line in lines)


def test_a_picture_in_ascii_with_a_cursor_and_a_value_that_is_no_number() -> None:
    chart = Picture("Dot", np.array([[0, 1, 0], [0.5, 0.2, np.nan]]), cursor=(0, 0))
    assert drawn(chart, 12, 6) == ["Dot", "[  ]####", "    ####", "====....????", "====....????", ""]


def test_a_signed_picture_says_its_signs_in_two_shapes() -> None:
    chart = Picture("Signed", np.array([[-1, -0.5, 0, 0.5, 1]]), (-1, 1), signed=True)
    assert drawn(chart, 14, 4) == ["Signed", "+----------+", "|==--  ++##|", "+----------+"]


@pytest.mark.parametrize("look", [Look(), Look(colours="16"), Look("ascii", "none"), Look("blocks", "none")])
def test_the_cursor_is_seen_on_every_pixel(look: Look) -> None:
    pixels = np.linspace(0, 1, 64).reshape(8, 8)
    still = Painter(look).paint([Picture("", pixels)], 30, 12)
    for row in range(8):
        for column in range(8):
            cells = Painter(look).paint([Picture("", pixels, cursor=(row, column))], 30, 12)
            text = "".join(cells.lines())
            assert text.count("[") == text.count("]") == 1
            assert cells.changed(still) == 2


def test_the_border_between_two_colours_is_no_question_in_ascii() -> None:
    across, up = np.meshgrid(np.linspace(-1, 1, 61), np.linspace(-1, 1, 61))
    rings = Field("Rings", np.floor(4 * (across**2 + up**2)) % 3, (-1, 1), (-1, 1), kind="regions")
    text = "".join(Painter(Look("ascii", "16")).paint([rings], 40, 15).lines())
    assert text.isascii() and '"' in text and "?" not in text


def test_pixels_are_square_and_as_large_as_fits() -> None:
    cells = Painter(Look()).paint([Picture("", np.ones((8, 8)))], 40, 17)
    full = cells.paper == palette(Look()).greys[-1]
    assert full.sum(axis=1).max() == 32 and full.sum(axis=0).max() == 16
    small = Painter(Look()).paint([Picture("", np.ones((8, 8)))], 12, 4)
    assert (small.paper == palette(Look()).greys[-1]).sum() == 8 * 4


def test_a_table_is_aligned_and_says_what_is_left_out() -> None:
    chart = Table("One update", ("weight", "before"), (("w1", "0.50"), ("bias", "−12.00"), ("b", "1")))
    assert drawn(chart, 16, 5) == ["One update", "weight  before", "w1        0.50", "bias    -12.00", "b            1"]
    assert drawn(chart, 16, 4)[-1] == "~ 2 more"
    assert drawn(chart, 9, 5) == ["One upda~", "we~  bef~", "w1   0.50", "bi~  -12~", "b       1"]


def test_columns_do_not_wander_as_figures_change() -> None:
    painter = Painter(BARE)
    wide = painter.paint([Table("", ("a", "b"), (("10.25", "x"),))], 20, 2).lines()
    narrow = painter.paint([Table("", ("a", "b"), (("9.5", "x"),))], 20, 2).lines()
    assert wide[1].index("x") == narrow[1].index("x")


@pytest.mark.parametrize(
    "look", [Look(markers, colours) for markers in ("braille", "blocks") for colours in ("256", "none")]
)
def test_every_glyph_of_ours_is_narrow_in_every_font(look: Look) -> None:
    """Characters of ambiguous width are kept to boxes, blocks and the ellipsis (Unicode Standard Annex 11)."""
    path = np.array([[-0.9, 0.9], [0, 0]])
    marks = (Mark("a level", y=0.5), Mark("a moment", x=0.5), Mark("a place", 0.2, 0.2))
    wave = Series("wave", np.arange(9.0), np.arange(9.0) % 4)
    charts: list[Chart] = [
        Lines("Curves with a long title", (wave, Series("dots", np.arange(9.0), np.arange(9.0), "points")), "x", "y"),
        Lines("Powers", (wave, wave), "x", "y", log_y=True, marks=marks),
        Field("Land", BOWL, (-1, 1), (-1, 1), "a", "b", path=path, arrow=(0, 0, 0.8, 0.3), marks=marks),
        Picture("Pixels", BOWL - 1, (-1, 1), signed=True, cursor=(2, 2)),
        Bars("Bars", ("up", "down"), np.array([0.33, -0.77]), highlight=1),
        Table("Table", ("a",), tuple((str(k),) for k in range(9))),
    ]
    used = {c for chart in charts for line in drawn(chart, 33, 9, look) for c in line}
    wide = {c for c in used if unicodedata.east_asian_width(c) in "WFA"}
    assert {"│", "…"} < wide
    assert all(c == "…" or 0x2500 <= ord(c) < 0x25A0 for c in wide)


def test_highlights_are_bold_and_marked_too() -> None:
    cells = Painter(Look("braille", "none")).paint([TEN], 40, 11)
    assert (cells.ink[10] == PLAIN | BOLD).any() and cells.lines()[10].startswith("▸ 9")


def test_a_picture_without_colour_puts_two_pixels_in_a_cell_where_shades_do_not_fit() -> None:
    seven = np.array([[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 1, 0, 0], [0, 1, 0, 0]], float)
    chart = Picture("", seven)
    assert drawn(chart, 5, 3, Look("braille", "none")) == ["▀▀▀█", " ▄▀", " ▀"]
    assert drawn(chart, 5, 3) == ["''':", " .'", " '"]
    assert drawn(chart, 5, 5, Look("braille", "none")) == ["████", "   █", "  █", " █", " █"]
