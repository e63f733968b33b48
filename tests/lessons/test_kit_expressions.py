"""Formulas as learners type them: what is understood, and what is refused without being run."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.errors import Unreadable
from lessons.kit.expressions import LONGEST, read_expression

VALUES = {"a": 0.7, "y": 1.0, "x": 2.0, "w": 3.0, "b": 0.5, "w1": 1.5, "w2": -2.0}


def value(text: str) -> float:
    return read_expression(text, list(VALUES)).at(VALUES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("(a - y) * x", (0.7 - 1) * 2),
        ("(a−y)x", (0.7 - 1) * 2),
        ("[a - y] · x", (0.7 - 1) * 2),
        ("dL/dw = 2(a - y) x", 2 * (0.7 - 1) * 2),
        ("2wx", 12),
        ("2 w x(a-y)", 12 * (0.7 - 1)),
        ("w1x + w2 x", 1.5 * 2 - 2 * 2),
        ("x²", 4),
        ("x^2 y", 4),
        ("-x^2", -4),
        ("x⁻¹", 0.5),
        ("1/2x", 1),
        ("2e3", 2000),
        ("(a-y)(b)", -0.15),
        ("sigmoid(w*x)", 1 / (1 + math.exp(-6))),
        ("σ(wx + b)", 1 / (1 + math.exp(-6.5))),
        ("e^x", math.exp(2)),
        ("relu(-x) + abs(-x)", 2),
        (".5e3*x", 1000),
        ("0,5*x", 1),
        ("½x", 1),
        ("2½x", 5),
        ("x^½", math.sqrt(2)),
        ("x ⁄ y", 2),
        ("x ∕ y", 2),
        ("w ∗ x", 6),
        ("w ∙ x", 6),
        ("w⋅x", 6),
        ("ｗ＊ｘ", 6),
        ("w — x", 1),
        ("w ﹣ x", 1),
        ("w‒x", 1),
        ("w＋x", 5),
        ("\ufeffw\u200b x\u200d", 6),
        ("eˣ", math.exp(2)),
        ("x⁻²", 0.25),
        ("x⁽¹⁺ʸ⁾", 4),
        ("w₁x", 3),
        ("w_1 x", 3),
        ("X W", 6),
        ("√x", math.sqrt(2)),
        ("√(2x)", 2),
        ("2√w", 2 * math.sqrt(3)),
        ("50% x", 1),
        ("∂L/∂w = 2x", 4),
        ("2^-x^2", 1 / 16),
        ("2^3^x", 512),
        ("-x^-1", -0.5),
        ("1 - 2 - 3", -4),
        ("8/2/2", 2),
        ("1 1/2 + x", 3.5),
        ("12 345 + x", 12_347),
        ("e^x - π", math.exp(2) - math.pi),
        ("−−x", 2),
        ("2 -- x", 4),
        ("+".join(["w1*x"] * 200), 600),
        ("-" * 200 + "x", 2),
        ("(" * 500 + "x" + ")" * 500, 2),
        ("x" + "*1" * 900, 2),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: float) -> None:
    assert value(typed) == pytest.approx(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "=", "banana", "x +", "((", "a, b", "a.real", "__import__('os')", "x if y else w", "(lambda: 1)()",
        "max(a, y)", "sqrt x", "w'", "x; y", "[x for x in y]", "x and y", "1e999 x", "x" * (LONGEST + 1),
        "(" * 150 + "x" + ")" * 150 + "!", "(" * 10_000, "(" * LONGEST, "1,234 x", "x!", "|x|", "x y)", "()", "2 3",
    ],
)  # fmt: skip
def test_anything_else_gets_a_sentence(typed: str) -> None:
    with pytest.raises(Unreadable) as told:
        value(typed)
    assert "Use a, y, x" in str(told.value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("x2", "Write x*2 or x^2"), ("2x3", "Write x*3 or x^3"), ("x 2", "a product or a power"), ("e2", "e*2 or e^2"),
        ("(x+1)2", "a product or a power"), ("2e1.5", "“2*10^1.5” or “2*e^1.5”"), ("x += 1", "changes a variable"),
        ("x -= 1", "changes a variable"), ("x := 1", "changes a variable"), ("x == 1", "changes a variable"),
        ("x + 1 = y", "has two sides"), ("x >= 1", "changes a variable"), ("√2x", "Where does the root end"),
        ("sqrt2", "sqrt(2)"), ("sin²(x)", "sin(…)"), ("0·5x", "0.5 or 0*5"), ("1/4% x", "Per cent of what"),
        ("1,234 x", "Is that 1234 or 1.234"), ("|x|", "abs(…)"),
    ],
)  # fmt: skip
def test_what_may_be_meant_in_two_ways_is_asked_about(typed: str, says: str) -> None:
    with pytest.raises(Unreadable) as told:
        value(typed)
    assert says in str(told.value) and "Use a, y, x" in str(told.value)


@pytest.mark.parametrize("typed", ["1/0", "ln(-x)", "9**9**9**9", "exp(9999)", "(-x)^0.5"])
def test_where_it_has_no_value_it_is_not_a_number(typed: str) -> None:
    assert math.isnan(value(typed))


PIECES = st.sampled_from(
    [
        *"0123456789.,eExXwab()[]+-*/^%=√½²⁻ⁿ−—·×⁄'_!|<> \u200b\ufeff\x1b\x00σπ",
        "**",
        "exp",
        "sqrt(",
        "9**9",
        "1e999",
        "w1",
    ]
)


@given(st.text(max_size=60) | st.lists(PIECES, max_size=300).map("".join))
def test_no_text_at_all_gets_past_the_two_outcomes(text: str) -> None:
    try:
        assert isinstance(value(text), float)
    except Unreadable as told:
        assert str(told)


def test_a_name_that_is_not_offered_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="“q” is not one of the names"):
        read_expression("q + 1", ["x"])
