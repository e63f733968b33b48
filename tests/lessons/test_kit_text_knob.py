"""The knob that is typed: bounded, in one line, safe on a command line, and read as it is written."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.text_knob import MOST_CHARACTERS, TextKnob

KNOB = TextKnob("free cash now", longest=20)


@given(st.text(max_size=300))
def test_what_fits_is_written_so_that_it_is_read_back(text: str) -> None:
    fitted = KNOB.fitted(text)
    assert KNOB.fitted(fitted) == fitted == KNOB.exact(fitted) == KNOB.shown(fitted) and len(fitted) <= KNOB.longest
    assert "\n" not in fitted and not fitted.startswith("-") and fitted == fitted.strip()
    if fitted:
        assert KNOB.read(fitted) == fitted and shlex.split(shlex.quote(fitted)) == [fitted]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Free\tcash\r\n now ", "Free cash now"),
        ("are you free?", "are you free?"),
        ("--plain", "plain"),
        ("\x1b[31mred\x07", "[31mred"),
        ("fr\u200bee\u202e", "free"),
        ("Grüße, 你好", "Grüße, 你好"),
    ],
)
def test_words_are_taken_as_they_are_but_for_what_nobody_sees(typed: str, read: str) -> None:
    assert KNOB.read(typed) == read


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("x" * 21, "room for 20 characters; these are 21"),
        ("x" * 1_000_000, "room for 20 characters; these are far more"),
        (" " * 150 + "x" * 60, "these are far more"),
        ("", "a few words"),
        (" \u200b-- ", "a few words"),
    ],
)
def test_too_many_words_and_none_are_refused(typed: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        KNOB.read(typed)


@pytest.mark.parametrize(
    "make",
    [
        lambda: TextKnob(""),
        lambda: TextKnob("-x"),
        lambda: TextKnob("two  spaces"),
        lambda: TextKnob("too long", longest=3),
        lambda: TextKnob("x", longest=0),
        lambda: TextKnob("x", longest=MOST_CHARACTERS + 1),
    ],
)
def test_a_knob_that_could_not_be_typed_is_refused(make: object) -> None:
    with pytest.raises(LessonError, match="characters"):
        make()  # type: ignore[operator]
