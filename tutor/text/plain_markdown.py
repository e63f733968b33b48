"""A lesson's Markdown as plain lines: emphasis loses its marks, code and formulas stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from tutor.text.wrapping import HARD_SPACE, wrapped

if TYPE_CHECKING:
    from markdown_it.token import Token

_INDENT = "    "


def plain_lines(markdown: str, width: int) -> list[str]:
    """Markdown as lines of at most `width` characters; only code may be longer."""
    layout = _Layout(width)
    for token in MarkdownIt("commonmark").parse(markdown):
        layout.take(token)
    return layout.lines


def spoken(markdown: str) -> str:
    """A few words of Markdown without the marks of emphasis and code; a number or a dash before them stays."""
    return "".join(_spoken(token.children or ()) for token in MarkdownIt("commonmark").parseInline(markdown))


class _Layout:
    """Takes markdown-it's tokens one by one; remembers in which lists and quotations it stands."""

    def __init__(self, width: int) -> None:
        self.lines: list[str] = []
        self._width = width
        self._before: list[tuple[str, str]] = []
        self._numbers: list[int | None] = []
        self._apart = False

    def take(self, token: Token) -> None:
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)

    def _inline(self, token: Token) -> None:
        self._separate()
        first, rest = self._margins()
        self.lines += wrapped(_spoken(token.children or ()), self._width, first, rest)

    def _fence(self, token: Token) -> None:
        self._separate()
        _, rest = self._margins()
        self.lines += [f"{rest}{_INDENT}{line}".rstrip() for line in token.content.rstrip("\n").split("\n")]
        self._apart = True

    _code_block = _fence

    def _paragraph_close(self, token: Token) -> None:
        self._apart = not token.hidden

    def _heading_close(self, _: Token) -> None:
        self._apart = True

    def _blockquote_open(self, _: Token) -> None:
        self._before.append((_INDENT, _INDENT))

    def _blockquote_close(self, _: Token) -> None:
        self._before.pop()
        self._apart = True

    def _bullet_list_open(self, _: Token) -> None:
        self._numbers.append(None)

    def _ordered_list_open(self, token: Token) -> None:
        self._numbers.append(int(token.attrGet("start") or 1))

    def _bullet_list_close(self, _: Token) -> None:
        self._numbers.pop()
        self._apart = not self._numbers

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Token) -> None:
        number = self._numbers[-1]
        sign = "- " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1
        self._before.append((sign, " " * len(sign)))

    def _list_item_close(self, _: Token) -> None:
        self._before.pop()

    def _separate(self) -> None:
        if self._apart and self.lines:
            self.lines.append("")
        self._apart = False

    def _margins(self) -> tuple[str, str]:
        """Return what stands before the next line and the ones after it; a list's sign stands only once."""
        first = "".join(first for first, _ in self._before)
        self._before = [(rest, rest) for _, rest in self._before]
        return first, "".join(rest for rest, _ in self._before)


def _spoken(tokens: Iterable[Token]) -> str:
    """A run of text without its marks; code is kept in one piece."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "code_inline":
            parts.append(token.content.replace(" ", HARD_SPACE))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" " if token.type == "softbreak" else "\n")
        else:
            parts.append(token.content)
    return "".join(parts)
