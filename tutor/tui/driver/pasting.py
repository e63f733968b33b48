"""Collects a bracketed paste: text between two marks, of which no more is kept than anybody pastes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
MOST = 64 * 1024
"""Characters of a paste that are kept."""


class Pasting:
    """One paste after another."""

    PATIENCE: ClassVar[float] = 5.0
    """Seconds of silence after which a paste without an end is over: its end has got lost."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._tail = ""

    def ends_with(self, character: str) -> bool:
        """Take a character; whether it was the last of the mark at the end."""
        self._tail = (self._tail + character)[-len(PASTE_ENDS) :]
        if len(self._text) < MOST:
            self._text.append(character)
        return self._tail == PASTE_ENDS

    def finish(self) -> Iterator[events.Paste]:
        """Give what was pasted, if there is any text in it: line ends as newlines, no controls, no broken bytes."""
        pasted = "".join(self._text).removesuffix(PASTE_ENDS)
        self._text.clear()
        self._tail = ""
        lines = pasted.replace("\r\n", "\n").replace("\r", "\n")
        if text := "".join(character for character in lines if character in "\n\t" or _is_text(character)):
            yield events.Paste(text)


def _is_text(character: str) -> bool:
    return character >= " " and not "\x7f" <= character <= "\x9f" and not "\ud800" <= character <= "\udfff"
