"""Formulas in sentences: no line ends within a short one, and nothing but the line ends is different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tutor.text.unbroken import tied
from tutor.text.wrapping import wrapped
from tutor.tui.widgets.markup import blocks, lines

SENTENCES = st.text(alphabet="ab4 =×−()\n", max_size=120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The neuron has x = 4 here.", "The neuron has x_=_4 here."),
        ("With w = 0.5, b = −1 it says no.", "With w_=_0.5, b_=_−1 it says no."),
        ("a × (1 − a) is at most a quarter", "a_×_(1_−_a) is at most a quarter"),
        ("that is 2 × 3 − 1 × 4 + 0.5 = 2.5 in all", "that is 2_×_3_−_1_×_4_+_0.5 =_2.5 in all"),
        ("= 4 begins, and so does this =", "= 4 begins, and so does this ="),
        ("either/or, 3–4, well-known", "either/or, 3–4, well-known"),
    ],
)
def test_the_spaces_of_a_formula_are_tied(text: str, expected: str) -> None:
    assert tied(text, "_", 80) == expected


def test_a_formula_that_would_take_most_of_a_line_may_be_broken() -> None:
    assert tied("loss = squares / 3", "_", 20) == "loss =_squares /_3"


@pytest.mark.parametrize("width", range(20, 60))
def test_no_line_ends_within_a_formula_on_the_screen_or_in_plain_text(width: int) -> None:
    text = "A neuron with one input has x = 4 and a **weight** of `w = 0.5`, so w × x = 2 before b = 1 comes on top."
    screen = [line.plain for line in lines(blocks(text), width)]
    bare = text.replace("*", "").replace("`", "")
    for shown in (screen, wrapped(bare, width)):
        assert " ".join(shown) == bare and max(map(len, shown)) <= width
        for formula in ("x = 4", "w = 0.5,", "b = 1"):
            assert any(formula in line for line in shown), shown


def test_styles_stay_where_they_were() -> None:
    styled = [line for line in lines(blocks("Now `w = 0.5` and so on until the line is full"), 24) if line.spans]
    assert [line.plain[span.start : span.end] for line in styled for span in line.spans] == ["w = 0.5"]


@given(SENTENCES, st.integers(20, 60))
def test_only_spaces_change_and_every_one_comes_back(text: str, room: int) -> None:
    assert tied(text, "_", room).replace("_", " ") == text
    assert "".join("".join(wrapped(text, room)).split()) == "".join(text.split())
    assert all(Content(line).cell_length <= room for line in wrapped(text, room))
