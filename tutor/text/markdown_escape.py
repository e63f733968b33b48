"""Small pieces of Markdown, safe whatever they are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 500
"""Characters of a reply; what is longer is cut, with a sign that it was."""


def escaped(text: str) -> str:
    """Words that Markdown shall take as they are, on one line."""
    return re.sub(r"([\\`*_\[\]<>|~#&])", r"\\\1", one_line(text))


def code(text: str) -> str:
    """Text as it was typed, between as many backticks as it takes."""
    line = one_line(text) or " "
    longest = max(map(len, re.findall("`+", line)), default=0)
    room = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{'`' * (longest + 1)}{room}{line}{room}{'`' * (longest + 1)}"


def one_line(text: str) -> str:
    """Text on one line, cut where it is very long, without what would move a cursor."""
    signs = (" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text[: 2 * LONGEST])
    line = " ".join("".join(signs).split())
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


def quoted(lines: Iterable[str]) -> Iterable[str]:
    """Lines of Markdown as a quotation."""
    return (f"> {line}".rstrip() for line in lines)
