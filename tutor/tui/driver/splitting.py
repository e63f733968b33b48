"""Splits what a terminal sends into characters, whole escape sequences and pastes, however it comes in pieces.

The families and where each ends are those of ECMA-48 (5.4 control sequences, 5.6 control strings), with what keyboards
do beside it: SS3 with parameters, Linux' `ESC [ [ A`, rxvt's `ESC [ 7 $`, and X10's mouse, which is three bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from tutor.tui.driver.pasting import PASTE_BEGINS, Pasting

Piece: TypeAlias = "str | events.Paste"

ESCAPE = "\x1b"
INTERRUPT = "\x03"
"""Ctrl+C: whatever else has begun, it is a key."""
BEGUN_PATIENCE = 1.0
"""Seconds that the rest of a sequence is waited for, when more than its escape has come."""
LONGEST = 256
"""Characters of a sequence that are kept; what is longer means nothing and is read to its end."""
STRINGS = "P]X^_"
"""Characters that begin a control string after an escape: DCS, OSC, SOS, PM, APC."""
EIGHT_BIT = {chr(ord(letter) + 0x40): letter for letter in "[O" + STRINGS}
"""Control sequences' beginnings in one character, as terminals send them that were told to (S8C1T)."""
CUT_OFF = "\x18\x1a"
"""CAN and SUB break off what they stand in."""
NOT_NUMBERS = ("NaN", "Infinity")
"""Words that some terminals write where a number belongs; an N or I alone would end the sequence."""
NOT_COORDINATES = (*NOT_NUMBERS, "undefined", "null")
_WORD = re.compile(r"[;:<-]([A-Za-z]+)\Z")
_LATE = re.compile(r"\[[0-?]*[ -/]*[@-~]|[]PX^_][^\x1b]*(?:\x07|\x1b\\)")
"""The rest of a sequence whose escape has come so long before that it was taken for a key."""
_CTRL_C = re.compile(r"[\udc80-\udcff]*(?:\x03|\x1b\[(?:99|[0-9]+:[0-9]*:99)[:0-9]*;(?:5|69|133|197)(?::1)?u)")
"""Ctrl+C as a key, in either spelling, in the second also with Caps Lock and Num Lock; behind half a character."""


class Splitter:
    """Takes text as it arrives and gives back pieces: one character, one whole sequence, or one paste.

    Control strings are read to their end and given back never: no key arrives as one, and nobody here asks for one.
    """

    def __init__(self) -> None:
        self._begun = ""
        self._state: Callable[[str], tuple[Piece, ...]] = self._ground
        self._pasting = Pasting()
        self._escape_was_late = False

    @property
    def patience(self) -> float | None:
        """Seconds to wait for more before calling `expire`; None when nothing has begun."""
        if self._state == self._escape:
            return constants.ESCAPE_DELAY
        if self._state == self._paste:
            return self._pasting.PATIENCE
        return None if self._state == self._ground else BEGUN_PATIENCE

    def feed(self, text: str) -> Iterator[Piece]:
        """Take what has arrived; bytes that are no UTF-8 as surrogates (`surrogateescape`)."""
        if self._escape_was_late and _LATE.match(text):
            text = ESCAPE + text
        self._escape_was_late = False
        if self._state == self._paste and _CTRL_C.fullmatch(text):
            yield from self.expire()  # alone in its packet it was pressed: the end of the paste has got lost
        for character in text:
            yield from self._state(character)

    def expire(self) -> Iterator[Piece]:
        """Nothing has come for as long as `patience` said: a lone escape was a key; what has no end is dropped."""
        state = self._state
        self._forget()
        if state == self._paste:
            yield from self._pasting.finish()
        elif state in (self._escape, self._string_may_end):
            self._escape_was_late = state == self._escape
            yield ESCAPE

    # One method for each state; each takes a character

    def _ground(self, character: str) -> tuple[Piece, ...]:
        if character == ESCAPE:
            self._begun, self._state = character, self._escape
            return ()
        if character in EIGHT_BIT:
            self._begun = ESCAPE
            return self._escape(EIGHT_BIT[character])
        return (character,)

    def _escape(self, character: str) -> tuple[Piece, ...]:
        if character == ESCAPE:  # the first one was a key
            return (character,)
        self._begun += character
        if character in STRINGS:
            self._state = self._string
        elif character in "[O":
            self._state = self._control if character == "[" else self._function
        else:
            return self._whole()
        return ()

    def _control(self, character: str) -> tuple[Piece, ...]:
        if not " " <= character <= "~":
            return self._broken_off(character)
        self._keep(character)
        if self._begun in ("\x1b[[", "\x1b[M"):
            self._state = self._linux if character == "[" else self._x10
        elif self._begun == PASTE_BEGINS:
            self._begun, self._state = "", self._paste
        elif not self._goes_on(character):
            return self._whole()
        return ()

    def _goes_on(self, character: str) -> bool:
        """Whether a control sequence is not over with this character."""
        if character < "@":
            return character > "/" or self._begun not in ANSI_SEQUENCES_KEYS
        word = _WORD.search(self._begun)
        words = NOT_COORDINATES if self._begun.startswith("\x1b[<") else NOT_NUMBERS
        return word is not None and any(known.startswith(word[1]) for known in words)

    def _function(self, character: str) -> tuple[Piece, ...]:
        if not " " <= character <= "~":
            return self._broken_off(character)
        self._keep(character)
        return () if character in "0123456789;:" else self._whole()

    def _linux(self, character: str) -> tuple[Piece, ...]:
        if not " " <= character <= "~":
            return self._broken_off(character)
        self._keep(character)
        return self._whole()

    def _x10(self, character: str) -> tuple[Piece, ...]:
        if character in (ESCAPE, INTERRUPT):
            return self._broken_off(character)
        self._keep(character)
        mouse = self._begun[len("\x1b[M") :].encode("utf-8", "surrogateescape")
        return self._whole() if len(mouse) >= 3 else ()  # button, column, row

    def _string(self, character: str) -> tuple[Piece, ...]:
        if character == ESCAPE:
            self._state = self._string_may_end
        elif character == INTERRUPT:
            return self._broken_off(character)
        elif character in CUT_OFF or character == "\x9c" or (character == "\x07" and self._begun[1] == "]"):
            self._forget()
        return ()

    def _string_may_end(self, character: str) -> tuple[Piece, ...]:
        if character == "\\":
            self._forget()
            return ()
        self._begun, self._state = ESCAPE, self._escape  # it never ended, and something else begins
        return self._escape(character)

    def _paste(self, character: str) -> tuple[Piece, ...]:
        if not self._pasting.ends_with(character):
            return ()
        self._forget()
        return tuple(self._pasting.finish())

    # What becomes of what has begun

    def _keep(self, character: str) -> None:
        if len(self._begun) < LONGEST:
            self._begun += character

    def _whole(self) -> tuple[Piece, ...]:
        sequence = self._begun
        self._forget()
        return (sequence,)

    def _broken_off(self, character: str) -> tuple[Piece, ...]:
        self._forget()
        return () if character in CUT_OFF else self._ground(character)

    def _forget(self) -> None:
        self._begun, self._state = "", self._ground
