"""Numbers as learners type them: every usual notation is read back, and anything else gets a sentence."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lessons.kit.errors import Unreadable
from lessons.kit.replies import read_number

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
MODEST = st.floats(-1e6, 1e6).filter(lambda number: number == 0 or abs(number) > 1e-6)


@given(NUMBERS)
@example(-0.0)
@example(5e-324)
@example(1.7976931348623157e308)
def test_every_float_is_read_back_from_its_usual_notations(number: float) -> None:
    plain = repr(number)
    mantissa, _, exponent = f"{number:.17e}".partition("e")
    for reply in (plain, f" {plain}\t", plain.replace("-", "−"), f"= {plain}", f"{number:.17e}", f"{number:.17E}"):
        assert read_number(reply) == number, reply
    for times in ("·10^", "x10^", " × 10**", "*10^ "):
        assert read_number(f"{mantissa}{times}{int(exponent)}") == number


@given(MODEST)
def test_a_decimal_comma_is_a_decimal_point(number: float) -> None:
    plain = f"{number:.7f}"
    assert read_number(plain.replace(".", ",")) == float(plain)


@given(st.integers(-10_000, 10_000), st.integers(1, 10_000))
def test_fractions(upper: int, lower: int) -> None:
    assert read_number(f"{upper}/{lower}") == upper / lower
    assert read_number(f"{upper} / -{lower}") == upper / -lower
    assert read_number(f"{upper}/{lower} %") == upper / lower / 100


@given(st.integers(0, 1000), st.integers(0, 999), st.integers(1, 999), st.sampled_from(("", "-", "−", "+")))
def test_a_whole_number_and_a_fraction(whole: int, upper: int, lower: int, sign: str) -> None:
    size = float(whole + Fraction(upper, lower))
    assert read_number(f"{sign}{whole} {upper}/{lower}") == pytest.approx(-size if sign in "-−" and sign else size)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("½", 0.5), ("2½", 2.5), ("−2 ½", -2.5), ("⅓", 1 / 3), ("3⁄4", 0.75), ("1∕4", 0.25), ("6÷4", 1.5),
        ("10⁻³", 1e-3), ("-10^2", -100), ("2·10⁻³", 2e-3), ("1,5e3", 1500), (".125", 0.125), (",5", 0.5), ("3.", 3),
        ("12 345", 12_345), ("12 345,5", 12_345.5), ("1,234.5", 1234.5), ("1,234,567", 1_234_567), ("0,125", 0.125),
        ("12.18/(12.18+0.61+1)", 12.18 / 13.79), ("e^2.5/(e^2.5+1)", math.exp(2.5) / (math.exp(2.5) + 1)),
        ("exp(2.5)", math.exp(2.5)), ("√2", math.sqrt(2)), ("sqrt(2)", math.sqrt(2)), ("ln(2)", math.log(2)),
        ("pi", math.pi), ("3²", 9), ("3·5", 15), ("2+3", 5), ("2(3)", 6), ("--5", 5), ("1/2/3", 1 / 6), ("-(3)", -3),
        ("1/4 + 1/4", 0.5), ("2*(3 - 0,5)", 5), ("3 x 4", 12), ("3X4", 12), ("2^-3", 1 / 8), ("1/2·10^3", 500),
        ("w = 0.5", 0.5), ("＝ ０．５", 0.5), ("2³⁄₄", 2.75), ("⅟4", 0.25),
        ("1'000.5", 1000.5), ("\ufeff0.5\u200d", 0.5), ("2\u2062", 2), ("1 1/2 + 1", 2.5), ("‒5", -5), ("﹣5", -5),
        ("3✖\ufe0f2", 6), ("5 ➗ 2", 2.5), ("1⧸4", 0.25), ("3 ∗ 4", 12), ("1 + 25%", 1.25),
        ("1_000", 1000), ("- 5", -5), ("+5", 5), ("50%", 0.5), ("５", 5), ("٣", 3), ("\u200b7", 7), ("1e-999", 0),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(typed: str, meant: float) -> None:
    assert read_number(typed) == pytest.approx(meant)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Nothing typed yet"), ("  \n", "Nothing typed yet"), ("\u200b", "Nothing typed yet"),
        ("banana", "“banana” is not a number"), ("nan", "not a number one can compare"),
        ("-inf", "not a number one can compare"), ("∞", "not a number one can compare"),
        ("1e999", "larger than a computer's numbers go"), ("1/1e999", "larger than"), ("1e308/1e-308", "larger than"),
        ("1/0", "divided by zero"), ("1,234", "Is that 1234 or 1.234?"), ("1,234/2", "Is that 1234 or 1.234?"),
        ("²", "“²” is not a number"), ("%", "“%” is not a number"), ("½½", "not a number"), ("0x10", "not a number"),
        ("0·5", "Write 0.5 or 0*5"), ("2e1.5", "“2*10^1.5” or “2*e^1.5”"), ("x += 1", "changes a variable"),
        ("√-1", "has no value"), ("ln(0)", "has no value"), ("9**9**9**9", "larger than"), ("1e308*10", "larger than"),
        ("1/(2-2)", "divided by zero"), ("(" * 3_000, "is not a number"), ("\u200bq\x1b[31m\u200b", "“q[31m” is not"),
        ("1  ..--- banana", "is not a number"), ("2 bananas + 3", "is not a number"), ("3 - three", "is not a number"),
        ("5-", "is not a number"), ("1..2", "is not a number"), ("2 3", "is not a number"), ("eˣ", "is not a number"),
        ("x" * 40, "“xxxxxxxxxxxxxxxxxxxxxxx…” is not"), ("9" * 10_000, "That is 10,000 characters long"),
    ],
)  # fmt: skip
def test_anything_else_gets_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_number(typed)
    assert says in str(told.value)
    assert len(str(told.value)) < 200


@given(st.text(max_size=200) | st.text(alphabet="0123456789.,-−+/eE% ^*x·½²_()=√⁄'\u200b", max_size=200))
def test_no_text_is_a_crash(text: str) -> None:
    try:
        number = read_number(text)
    except Unreadable as told:
        assert str(told)
    else:
        assert number - number == 0, "a finite number"
