"""The one table of signs: every field reads the same minus, comma and fraction, and nothing unseen is told back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.errors import Unreadable
from lessons.kit.expressions import read_expression
from lessons.kit.knobs import Choices, Knob
from lessons.kit.questions import read_option
from lessons.kit.replies import read_number
from lessons.kit.signs import quoted, tidied, visible
from lessons.kit.tokens import continues_number
from tutor.cli.values import minutes, seed

READERS: tuple[Callable[[str], float], ...] = (
    read_number,
    lambda text: read_expression(text, ["w"]).at({"w": 1}),
    Knob(-100, 100, start=0).read,
)
MINUSES = "-−–—‐‑‒―﹘﹣－➖⁻₋⸺"
STROKES = "/⁄∕÷／⧸╱➗"
TIMES = "*×·∙⋅∗＊✕✖･"


@pytest.mark.parametrize("read", READERS, ids=["number", "formula", "knob"])
def test_all_readers_know_the_same_signs(read: Callable[[str], float]) -> None:
    for minus in MINUSES.replace("⁻", ""):
        assert read(f"{minus}2") == -2, hex(ord(minus))
    for stroke in STROKES:
        assert read(f"3{stroke}4") == 0.75, hex(ord(stroke))
    for times in TIMES:
        assert read(f"3{times}4") == 12, hex(ord(times))
    for half in (
        "½",
        "0,5",
        "０．５",
        "٠٫٥",
        "\ufeff0\u200b.5",
        "５０％",
        "1⁄2",
        "¹⁄₂",
        "2⁻¹",
        "5e−1",
        "5·10⁻¹",
        ".5e0",
    ):
        assert read(half) == 0.5, half


def test_every_vulgar_fraction_is_read_by_every_reader() -> None:
    found = [chr(code) for code in range(0x80, 0x3000) if "<fraction>" in unicodedata.decomposition(chr(code))]
    whole = [sign for sign in found if unicodedata.numeric(sign, 0) and sign != "⅟"]
    assert len(whole) >= 18
    for sign in whole:
        for read in READERS:
            assert read(f"2{sign}") == pytest.approx(2 + unicodedata.numeric(sign)), sign


@pytest.mark.parametrize(
    "pick", ["2", "２", "②", "\ufeff2\u200b", "(2)", "2.", "b", "Ｂ", "option 2", "w – x", "w ﹣ x", "Ｗ − ｘ"]
)
def test_an_option_is_named_in_the_same_signs(pick: str) -> None:
    assert read_option(pick, ["w + x", "w − x", "w × x"]) == 1


def test_what_is_typed_on_the_command_line_is_read_alike() -> None:
    assert seed("７\u200b") == 7 and minutes("0,5") == 0.5
    assert Choices("one-hot", "dense").read("\ufeffＯne–hot") == "one-hot"


@given(st.text(max_size=100))
def test_what_nobody_sees_is_dropped_and_never_told_back(text: str) -> None:
    for shown in (tidied(text), visible(text), quoted(text)):
        assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in shown)
    assert quoted(text).isprintable() and len(quoted(text)) <= 26


@given(st.text(max_size=300))
def test_every_reader_gives_a_value_or_our_own_error(text: str) -> None:
    readers: tuple[Callable[[str], object], ...] = (
        *READERS,
        Choices("a", "b").read,
        partial(read_option, texts=["a", "b"]),
    )
    for read in readers:
        try:
            read(text)
        except Unreadable as told:
            assert str(told) and str(told).isprintable()


@pytest.mark.parametrize(
    ("before", "letter", "continues"),
    [
        ("", "e", True), ("2", "e", True), ("2", "E", True), ("", "s", True), ("s", "q", True), ("sq", "r", True),
        ("", "p", True), ("2*", "p", True), ("p", "i", True), ("", "l", True), ("l", "n", True), ("3 ", "x", True),
        ("", "n", False), ("2", "n", False), ("", "h", False), ("", "q", False), ("", "r", False), ("", "m", False),
        ("2", "h", False), ("", "x", False), ("tan", "h", True), ("ba", "n", True), ("2e", "h", True),
        ("3", "x", True), ("3)", "x", True), ("2 ", "h", False), ("2+", "n", False), ("", "é", False),
    ],
)  # fmt: skip
def test_which_letters_can_stand_in_a_number(before: str, letter: str, continues: bool) -> None:
    assert continues_number(before, letter) == continues
