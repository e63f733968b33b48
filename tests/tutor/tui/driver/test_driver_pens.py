"""From any pen to any other: the bytes do it, and no shorter ones are known."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tutor.tui.driver.pens import OFF, PLAIN, CellPen, change_pen, for_blanks, read_pen

COLOURS = ("", "31", "97", "38;5;200", "38;2;1;22;133")
pens = st.builds(
    CellPen,
    st.sets(st.sampled_from(sorted(OFF)), max_size=4).map(lambda codes: tuple(sorted(codes, key=int))),
    st.sampled_from(COLOURS),
    st.sampled_from(COLOURS).map(lambda code: {"31": "41", "97": "107"}.get(code, code.replace("38;", "48;"))),
    st.sampled_from(("", ";https://example.org")),
)


def painted(pen: CellPen, text: str) -> CellPen:
    """What a terminal paints with after it has read a text, by ECMA-48."""
    attributes, foreground, background = list(pen.attributes), pen.foreground, pen.background
    for parameters in re.findall(r"\x1b\[([\d;]*)m", text):
        for code in re.findall(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", parameters or "0"):
            if code == "0":
                attributes, foreground, background = [], "", ""
            elif code in OFF.values():
                attributes = [one for one in attributes if OFF[one] != code]
            elif code in OFF:
                attributes = [*(one for one in attributes if one != code), code]
            elif code[0] == "3" or code[:-1] == "9":
                foreground = "" if code == "39" else code
            else:
                background = "" if code == "49" else code
    return CellPen(tuple(sorted(attributes, key=int)), foreground, background, pen.link)


@given(pens, pens)
def test_what_is_sent_makes_the_pen(now: CellPen, then: CellPen) -> None:
    text, after = change_pen(now, then)
    without_links = now._replace(link=""), then._replace(link="")
    sgr, _ = change_pen(*without_links)
    assert painted(without_links[0], sgr) == without_links[1]
    assert after == then
    assert text.startswith(sgr)
    assert ("\x1b]8;" in text) == (now.link != then.link)


@given(pens, pens)
def test_a_blank_looks_as_it_should(now: CellPen, then: CellPen) -> None:
    blank = for_blanks(then)
    sgr, after = change_pen(now._replace(link=""), blank._replace(link=""))
    there = painted(now._replace(link=""), sgr)
    assert there == CellPen(tuple(sorted(after.attributes, key=int)), *after[1:])
    if blank.foreground is None:
        assert there.shows_blank_like(blank)
    else:
        assert there == then._replace(link="")


@given(pens, pens)
def test_starting_anew_is_never_shorter(now: CellPen, then: CellPen) -> None:
    anew, _ = change_pen(None, then)
    assert len(change_pen(now._replace(link=then.link), then)[0]) <= len(anew)


@given(pens)
def test_a_pen_that_is_there_costs_nothing(pen: CellPen) -> None:
    assert change_pen(pen, pen) == ("", pen)
    assert change_pen(pen, for_blanks(pen))[0] == ""


@given(pens)
def test_what_rich_writes_is_read(pen: CellPen) -> None:
    parameters = ";".join([*pen.attributes, *filter(None, (pen.foreground, pen.background))])
    assert read_pen(parameters, pen.link) == pen
    assert read_pen("") == PLAIN
