"""Whatever arrives at the input: keys are keys, answers are answers, all else is nothing, and nothing breaks it."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from textual import events, messages
from textual.message import Message

from tests.terminal.inputs import FAMILIES, REPLIES, Reading, in_pieces, some_sequence
from tutor.tui.driver.pasting import MOST
from tutor.tui.driver.splitting import BEGUN_PATIENCE

HARMLESS = (events.Key, events.MouseEvent, events.Paste, events.AppFocus, events.AppBlur, events.CursorPosition,
            messages.TerminalSupportsSynchronizedOutput)  # fmt: skip
SEQUENCES = 6_000
"""`pytest tests/benchmarks/test_input.py` tries a million."""


def keys(said: Iterable[Message]) -> list[str]:
    return [message.key for message in said if isinstance(message, events.Key)]


def typed(said: Iterable[Message]) -> list[tuple[str, str | None]]:
    return [(message.key, message.character) for message in said if isinstance(message, events.Key)]


@pytest.fixture
def reading() -> Iterable[Reading]:
    with Reading() as opened:
        yield opened


# What is no key


@pytest.mark.parametrize("family", REPLIES)
def test_what_is_no_key_gives_none_in_whatever_pieces(family: str, reading: Reading) -> None:
    dice = random.Random(family)
    for _ in range(150):
        sequence = REPLIES[family](dice)
        said = reading.messages(*in_pieces(sequence, dice), b"q")
        assert keys(said) == ["q"] and not any(isinstance(m, events.Paste) for m in said), sequence


@pytest.mark.parametrize("sequence", [b"\x1b[?62;22c", b"\x1bP>|WezTerm 2024\x1b\\", b"\x1b[<32;NaN;NaNM", b"\x1b[?1u"])
def test_pieces_may_come_late_even_right_after_the_escape(sequence: bytes, reading: Reading) -> None:
    for cut in range(2, len(sequence)):
        said = reading.messages(sequence[:cut])
        said += reading.later(0.9 * BEGUN_PATIENCE)
        assert keys(said + reading.messages(sequence[cut:], b"q")) == ["q"], cut
    assert keys(reading.messages(b"\x1b") + reading.later(0.2) + reading.messages(sequence, b"q")) == ["escape", "q"]
    said = reading.messages(b"\x1b") + reading.later(0.2) + reading.messages(sequence[1:], b"q")
    assert keys(said) == ["escape", "q"]


def test_a_lone_escape_is_a_key_soon(reading: Reading) -> None:
    assert keys(reading.messages(b"\x1b")) == []
    assert keys(reading.later(0.1)) == ["escape"]
    assert keys(reading.messages(b"\x1b\x1b")) == ["escape"]


def test_the_mouse_is_somewhere_only_where_it_can_be(reading: Reading) -> None:
    said = reading.messages(b"\x1b[48;24;80;0;0t\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<128;1;1M\x1b[<65;3;3M\x1b[<0;0;7M")
    assert [(type(m), m.x, m.y, m.button) for m in said if isinstance(m, events.MouseEvent)] == [
        (events.MouseDown, 9, 4, 1), (events.MouseUp, 9, 4, 1), (events.MouseScrollDown, 2, 2, 0),
    ]  # fmt: skip


def test_a_report_tells_what_it_always_told(reading: Reading) -> None:
    said = reading.messages(b"\x1b[?2026;2$y\x1b[?2026;0$y\x1b[?2026;4$y\x1b[12;7R\x1b[I\x1b[O")
    assert [type(message) for message in said] == [
        messages.TerminalSupportsSynchronizedOutput, events.CursorPosition, events.AppFocus, events.AppBlur,
    ]  # fmt: skip


# Pastes


def pasted(said: Iterable[Message]) -> list[str]:
    return [message.text for message in said if isinstance(message, events.Paste)]


def test_a_paste_is_one_and_holds_text_only(reading: Reading) -> None:
    said = reading.messages(b"\x1b[200~a\r\nb\x1b[A\x03\x00\xff", b"\xc3", b"\xa9\x1b[2", b"01~q")
    assert pasted(said) == ["a\nb[Aé"] and keys(said) == ["q"]


def test_a_paste_without_an_end_keeps_no_key_for_long(reading: Reading) -> None:
    for ctrl_c in (b"\x03", b"\x1b[99;5u", b"\x1b[1089::99;69u"):
        said = reading.messages(b"\x1b[200~2 * x", ctrl_c)
        assert pasted(said) == ["2 * x"] and keys(said) == ["ctrl+c"]
    assert reading.messages(b"\x1b[200~3 * x") == []
    assert pasted(reading.later()) == ["3 * x"]


def test_of_a_huge_paste_the_beginning_is_kept(reading: Reading) -> None:
    (text,) = pasted(reading.messages(b"\x1b[200~", b"x" * 3 * MOST, b"\x1b[201~"))
    assert text == "x" * MOST


# Keyboards


@pytest.mark.parametrize(
    ("sent", "key", "character"),
    [
        ("\x1b[97;65;65u", "A", "A"),  # Caps Lock
        ("\x1b[97:65;2;65u", "A", "A"),
        ("\x1b[97:65;2u", "A", "A"),  # a terminal that tells no text
        ("\x1b[46u", "full_stop", "."),
        ("\x1b[1081::113;;1081u", "q", "й"),
        ("\x1b[1081:1049:113;2;1049u", "Q", "Й"),
        ("\x1b[1081;;1081u", "q", "й"),  # a terminal that tells no place
        ("й", "q", "й"),
        ("Й", "Q", "Й"),
        ("θ", "u", "θ"),
        ("\x1b[59::113;;59u", "q", ";"),  # Greek's q
        ("\x1b[97::113;;97u", "a", "a"),  # in France
        ("\x1b[233::50;;233u", "2", "é"),
        ("ｑ", "q", "ｑ"),  # full-width
        ("\x1b[1089::99;5u", "ctrl+c", None),
        ("\x1b[968;5u", "ctrl+c", None),
        ("\x1b[99;69u", "ctrl+c", None),  # Caps Lock
        ("\x1b[67;5u", "ctrl+c", None),
        ("\x1b[99;133:1u", "ctrl+c", None),  # Num Lock
        ("\x1b[27;5;99~", "ctrl+c", None),  # xterm's modifyOtherKeys
        ("\x1b[99;5:2u", "ctrl+c", None),  # held
        ("\x1b[57413;;43u", "plus", "+"),
        ("\x1b[57412u", "minus", "-"),
        ("\x1b[57400;129;49u", "1", "1"),
        ("\x1b[57409u", "full_stop", "."),
        ("\x1b[57414u", "enter", "\r"),
        ("\x1bOk", "plus", "+"),
        ("\x1bOm", "minus", "-"),
        ("\x1b[9;2u", "shift+tab", None),
        ("\x1b[1;5A", "ctrl+up", None),
        ("\x1b[7$", "shift+home", None),  # rxvt
        ("\x1bx", "alt+x", "x"),
    ],
)
def test_keyboards(sent: str, key: str, character: str | None, reading: Reading) -> None:
    assert typed(reading.messages(sent.encode(), b"!")) == [(key, character), ("exclamation_mark", "!")]


# All of it


@pytest.mark.parametrize("seed", range(4))
def test_nothing_breaks_the_reader_and_ctrl_c_always_works(seed: int) -> None:
    hammer(SEQUENCES // 4, seed)


def hammer(count: int, seed: int) -> None:
    """Read so many sequences, whole and in pieces, each with Ctrl+C behind it, at once and later."""
    dice = random.Random(seed)
    for _ in range(count):
        data = some_sequence(dice)
        with Reading() as whole, Reading() as cut:
            said = whole.messages(data)
            assert all(isinstance(message, HARMLESS) for message in said), data
            assert [repr(m) for m in cut.messages(*in_pieces(data, dice))] == [repr(m) for m in said], data
            assert "ctrl+c" in keys(whole.messages(b"\x03")), data
            assert "ctrl+c" in keys(cut.later() + cut.messages(b"\x1b[99;5u")), data


def test_every_family_is_tried() -> None:
    dice = random.Random(0)
    assert all(make(dice) for make in FAMILIES.values())
