"""Every key that a command has arrives in every terminal, whichever way that terminal spells it."""

from __future__ import annotations

import os

import pytest
from textual import events

from tests.terminal.terminfo import keys_of
from tutor.tui.bindings.groups import BY_ID
from tutor.tui.driver.keyboard import Keyboard, Wake

TERMS = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt-unicode-256color"]
NAMED = {"up", "down", "left", "right", "space", "enter", "escape", "tab", "f1"}
SIGNS = {"full_stop": ".", "comma": ",", "plus": "+", "minus": "-", "question_mark": "?", "equals_sign": "="}
ELSEWHERE = ["backspace", "home", "end", "pageup", "pagedown"]
"""Keys of no command of ours, with which a line is edited and a text scrolled."""


def heard(text: str) -> list[str]:
    """The keys that the app would get; a lone escape is one as soon as nothing has followed it for a while."""
    reader, writer = os.pipe()
    wake = Wake()
    keys: list[str] = []
    os.write(writer, text.encode())
    if text != "\x1b":
        os.close(writer)
    messages = Keyboard(reader, wake).messages(lambda: text == "\x1b" and bool(keys))
    keys.extend(message.key for message in messages if isinstance(message, events.Key))
    if text == "\x1b":
        os.close(writer)
    os.close(reader)
    wake.close()
    return keys


@pytest.mark.parametrize("term", TERMS)
def test_every_key_of_every_command(term: str) -> None:
    sent = {name.lower(): text for name, text in keys_of(term).items()}
    for key in {key for command in BY_ID.values() for key in command.keys}:
        text = sent[key] if key in NAMED else SIGNS.get(key, key)
        assert heard(text) == [key], (key, text)


@pytest.mark.parametrize("term", TERMS)
def test_the_keys_that_edit_and_scroll(term: str) -> None:
    sent = keys_of(term)
    for key in ELSEWHERE:
        if key in sent:
            assert heard(sent[key]) == [key], (key, sent[key])


@pytest.mark.parametrize(("final", "key"), [("A", "up"), ("B", "down"), ("C", "right"), ("D", "left")])
@pytest.mark.parametrize("lead", ["\x1b[", "\x1bO"], ids=["normal", "application"])
def test_cursor_keys_in_both_modes(lead: str, final: str, key: str) -> None:
    assert heard(f"{lead}{final}") == [key]


@pytest.mark.parametrize("text", ["\x1bOP", "\x1b[[A", "\x1b[11~"], ids=["VT100's PF1", "Linux", "rxvt"])
def test_every_f1_opens_the_help(text: str) -> None:
    assert heard(text) == ["f1"]


@pytest.mark.parametrize("text", ["\x08", "\x7f"])
def test_both_backspaces_take_a_letter_back(text: str) -> None:
    assert heard(text) == ["backspace"]
