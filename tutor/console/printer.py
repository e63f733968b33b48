"""Writes the plain front end's lines: wrapped to the terminal's width, with nothing in them that moves a cursor."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from typing import TextIO

from tutor.console.streams import put
from tutor.text.wrapping import NARROWEST, wrapped

WIDEST = 100
"""Lines longer than this are hard to read, however wide the terminal."""
USUAL = 80


class Printer:
    """Lines for a reader.

    Args:
        out: where they go.
        environment: its COLUMNS, if set, is the width.

    Attributes:
        width: characters a line.
        room: the columns that there are, or None in a file or a pipe, which have as many as one likes.
    """

    def __init__(self, out: TextIO, environment: Mapping[str, str]) -> None:
        self.out = out
        self.room = _columns(out, environment)
        self.width = min(max(self.room or USUAL, NARROWEST), WIDEST)

    def line(self, *texts: str) -> None:
        """Write sentences, each wrapped on lines of its own; "" is an empty line."""
        for text in texts:
            self.verbatim(*wrapped(text, self.width))

    def prose(self, markdown: str) -> None:
        """Write Markdown without its marks."""
        from tutor.text.plain_markdown import plain_lines

        self.verbatim(*plain_lines(markdown, self.width))

    def item(self, sign: str, text: str, *, markdown: bool = False) -> None:
        """Write one of several things, such as an option, indented under its sign; Markdown without its marks."""
        if markdown:
            from tutor.text.plain_markdown import spoken

            text = spoken(text)
        self.verbatim(*wrapped(text, self.width, f"  {sign}  ", " " * (len(sign) + 4)))

    def verbatim(self, *lines: str) -> None:
        """Write lines as they are, but for control characters, which are left out."""
        put(self.out, "".join(f"{clean(line)}\n" for line in lines))

    def prompt(self, sign: str) -> None:
        """Write what stands before a reply, and no line end."""
        put(self.out, sign)


def clean(text: str) -> str:
    """Text without control characters, which a terminal would obey, and without what it could not show at all."""
    return "".join(sign if unicodedata.category(sign) not in ("Cc", "Cs") else "" for sign in text)


def _columns(out: TextIO, environment: Mapping[str, str]) -> int | None:
    chosen = environment.get("COLUMNS", "")
    if chosen.isdecimal() and 0 < len(chosen) < 6:
        return int(chosen) or None
    try:
        return os.get_terminal_size(out.fileno()).columns or None
    except (OSError, ValueError, AttributeError):
        return None
