"""A lesson's Markdown as plain lines: emphasis loses its marks, code and formulas stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tutor.text.markdown_walk import Margin, Passage, inline_pieces, passages
from tutor.text.wrapping import HARD_SPACE, wrapped

if TYPE_CHECKING:
    from markdown_it.token import Token

_INDENT = "    "


def plain_lines(markdown: str, width: int) -> list[str]:
    """Markdown as lines of at most `width` characters; only code may be longer."""
    lines: list[str] = []
    for passage in passages(markdown):
        if passage.apart and lines:
            lines.append("")
        lines += _lines(passage, width)
    return lines


def spoken(markdown: str) -> str:
    """A few words of Markdown without the marks of emphasis and code; a number or a dash before them stays."""
    return _spoken(inline_pieces(markdown))


def _lines(passage: Passage, width: int) -> Iterable[str]:
    rest = "".join(_before(margin, fresh=False) for margin in passage.margins)
    if passage.kind == "code":
        return (f"{rest}{_INDENT}{line}".rstrip() for line in passage.code.split("\n"))
    first = "".join(_before(margin, fresh=margin.fresh) for margin in passage.margins)
    return wrapped(_spoken(passage.inline), width, first, rest)


def _before(margin: Margin, *, fresh: bool) -> str:
    """Return the beginning of a line: the sign of an item only before its first one."""
    sign = f"{margin.sign} " if margin.sign else _INDENT
    return sign if fresh and margin.sign else " " * len(sign)


def _spoken(tokens: Iterable[Token]) -> str:
    """A run of text without its marks; code is kept in one piece."""
    return "".join(_pieces(tokens))


def _pieces(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "code_inline":
            yield token.content.replace(" ", HARD_SPACE)
        elif token.type in ("softbreak", "hardbreak"):
            yield " " if token.type == "softbreak" else "\n"
        else:
            yield token.content
