"""What a piece of input means to the app: a key, the mouse, a paste, a report; any other sequence, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys, _character_to_key
from textual.message import Message

from tutor.tui.driver.kitty import keys_of
from tutor.tui.driver.layouts import key_for
from tutor.tui.driver.mouse import Mouse
from tutor.tui.driver.splitting import Piece

_PLACE = re.compile(r"\x1b\[([0-9]{1,5});([0-9]{1,5})R")
_SYNCHRONISES = "\x1b[?2026;{}$y"
SYNCHRONISES = {_SYNCHRONISES.format(setting) for setting in (1, 2, 3)}
"""How a terminal says that it can show a frame all at once; 0 is a mode that it does not know, 4 one never set."""
KEYPAD = {"\x1bOl": ",", "\x1bOX": "="}
"""Keys of the keypad in application mode that Textual's table lacks."""


_REPORTS: dict[str, type[Message]] = {
    "\x1b[I": events.AppFocus,
    "\x1b[O": events.AppBlur,
    **dict.fromkeys(SYNCHRONISES, messages.TerminalSupportsSynchronizedOutput),
}


class Meaning:
    """Gives messages for pieces; it knows where the mouse was."""

    def __init__(self) -> None:
        self._mouse = Mouse()

    def of(self, piece: Piece) -> Iterator[Message]:
        """Give the messages of a character, a whole sequence or a paste."""
        if isinstance(piece, events.Paste):
            yield piece
        elif len(piece) == 1:
            yield from _keys_of_character(piece)
        elif piece in _REPORTS:
            yield _REPORTS[piece]()
        elif place := _PLACE.fullmatch(piece):
            yield events.CursorPosition(int(place[2]) - 1, int(place[1]) - 1)
        else:
            yield from self._mouse.events_of(piece)
            yield from _keys_of_sequence(piece)


def _keys_of_sequence(sequence: str) -> Iterator[events.Key]:
    keys = keys_of(sequence)
    if keys is None:
        known = ANSI_SEQUENCES_KEYS.get(sequence, KEYPAD.get(sequence))
        if isinstance(known, str):
            yield from _keys_of_character(known)
        elif isinstance(known, tuple):
            yield from (events.Key(key.value, None) for key in known if key is not Keys.Ignore)
        elif known is None and len(sequence) == 2:  # an escape, and a character: that key with Alt
            yield from _keys_of_character(sequence[1], alt=True)
    else:
        yield from keys


def _keys_of_character(character: str, *, alt: bool = False) -> Iterator[events.Key]:
    known = ANSI_SEQUENCES_KEYS.get(character)
    if isinstance(known, tuple):
        yield from (events.Key(key.value, character) for key in known if key is not Keys.Ignore)
    elif not "\x7f" <= character <= "\x9f" and not "\ud800" <= character <= "\udfff":
        key = _character_to_key(key_for(character))
        if alt and len(key) == 1:
            key = f"alt+shift+{key.lower()}" if key.isupper() else f"alt+{key}"
        yield events.Key(key, character)
