"""A lesson's Markdown, passage by passage: the one walk that plain lines and the app's styled ones are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the first paint must not load markdown-it
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True)
class Margin:
    """A quotation or an item of a list that a passage stands in, of which something is to be seen before its lines.

    Attributes:
        sign: an item's, "-" or its number with a full stop; "" in a quotation.
        fresh: whether this is the first passage in it: the one that carries the item's sign.
    """

    sign: str = ""
    fresh: bool = True


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading or a block of code.

    Attributes:
        kind: which of them.
        inline: the pieces of its text; none in a block of code.
        code: the text of a block of code.
        margins: what it stands in, from outside to inside.
        apart: whether Markdown would set it apart from what stands before: not so within a tight list.
        next_item: whether it begins an item right after another one.
    """

    kind: Literal["text", "heading", "code"]
    inline: tuple[Token, ...]
    code: str
    margins: tuple[Margin, ...]
    apart: bool
    next_item: bool


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def passages(markdown: str) -> Iterator[Passage]:
    """The passages of a text, in order."""
    walker = _Walker()
    for token in _parser().parse(markdown):
        yield from walker.take(token)


def inline_pieces(markdown: str) -> Iterable[Token]:
    """The pieces of a few words of Markdown; a number or a dash before them is no list."""
    return [piece for token in _parser().parseInline(markdown) for piece in token.children or ()]


class _Walker:
    """Takes markdown-it's tokens one by one; remembers in which lists and quotations it stands."""

    def __init__(self) -> None:
        self._margins: list[Margin] = []
        self._numbers: list[int | None] = []
        self._kind: Literal["text", "heading"] = "text"
        self._apart = self._after_item = self._begins_item = False

    def take(self, token: Token) -> Iterable[Passage]:
        """Go on by a token; the passage that it is, if it is one."""
        if token.type == "inline":
            return (self._passage(self._kind, tuple(token.children or ())),)
        if token.type in ("fence", "code_block"):
            passage = self._passage("code", (), token.content.rstrip("\n"))
            self._apart = True
            return (passage,)
        if (handler := getattr(self, f"_{token.type}", None)) is not None:
            handler(token)
        return ()

    def _passage(self, kind: Literal["text", "heading", "code"], inline: tuple[Token, ...], code: str = "") -> Passage:
        next_item = self._after_item and self._begins_item
        passage = Passage(kind, inline, code, tuple(self._margins), self._apart, next_item)
        self._margins = [replace(margin, fresh=False) for margin in self._margins]
        self._apart = self._after_item = self._begins_item = False
        return passage

    def _paragraph_close(self, token: Token) -> None:
        self._apart = not token.hidden

    def _heading_open(self, _: Token) -> None:
        self._kind = "heading"

    def _heading_close(self, _: Token) -> None:
        self._kind, self._apart = "text", True

    def _blockquote_open(self, _: Token) -> None:
        self._margins.append(Margin())

    def _blockquote_close(self, _: Token) -> None:
        self._margins.pop()
        self._apart = True

    def _bullet_list_open(self, _: Token) -> None:
        self._numbers.append(None)

    def _ordered_list_open(self, token: Token) -> None:
        self._numbers.append(int(token.attrs.get("start", 1)))

    def _bullet_list_close(self, _: Token) -> None:
        self._numbers.pop()
        self._after_item, self._apart = False, not self._numbers

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Token) -> None:
        number = self._numbers[-1]
        self._margins.append(Margin("-" if number is None else f"{number}."))
        if number is not None:
            self._numbers[-1] = number + 1
        self._begins_item = True

    def _list_item_close(self, _: Token) -> None:
        self._margins.pop()
        self._after_item = True
