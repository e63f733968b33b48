"""Formulas as learners type them: what is understood, and what is refused without being run."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.errors import Unreadable
from lessons.kit.expressions import DEEPEST, LONGEST, read_expression

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
    ],
)
def test_what_people_type_is_understood(typed: str, meant: float) -> None:
    assert value(typed) == pytest.approx(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "=", "banana", "x +", "((", "a, b", "a.real", "__import__('os')", "x if y else w", "(lambda: 1)()",
        "max(a, y)", "sqrt x", "w'", "x; y", "[x for x in y]", "x and y", "1e999 x", "x" * (LONGEST + 1),
        "-" * (DEEPEST + 2) + "x", "(" * 150 + "x" + ")" * 150 + "!",
    ],
)  # fmt: skip
def test_anything_else_gets_a_sentence(typed: str) -> None:
    with pytest.raises(Unreadable) as told:
        value(typed)
    assert "Use a, y, x" in str(told.value)


@pytest.mark.parametrize("typed", ["1/0", "ln(-x)", "9**9**9**9", "exp(9999)", "(-x)^0.5"])
def test_where_it_has_no_value_it_is_not_a_number(typed: str) -> None:
    assert math.isnan(value(typed))


@given(st.text(max_size=60))
def test_no_text_at_all_gets_past_the_two_outcomes(text: str) -> None:
    try:
        assert isinstance(value(text), float)
    except Unreadable as told:
        assert str(told)


def test_a_name_that_is_not_offered_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="“q” is not one of the names"):
        read_expression("q + 1", ["x"])
