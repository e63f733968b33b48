"""Markdown as blocks of styled text, and blocks as lines of a given width: the little that lessons use of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.text.unbroken import tied

if TYPE_CHECKING:  # the first paint must not load markdown-it
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

STYLES = {"strong": "bold", "em": "italic", "code_inline": "$accent", "heading": "bold $primary", "code": "$accent"}
QUOTE, BULLET = ("▎ ", "$secondary"), ("• ", "$accent")

CODE_INDENT = "    "
TIE = "\N{BRAILLE PATTERN BLANK}"
"""Stands for a space at which no line may end while Textual wraps, which would break a line at a no-break space."""
PLAIN = re.compile(r"[^\W\d_][^*_`\[\]<>&\\!#~|\x00-\x1f]*")
"""A line of text in which nothing means anything to Markdown: it begins with a letter, and goes on without signs."""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or block of code.

    Attributes:
        content: its text.
        first: what stands before its first line.
        rest: what stands before its other lines, as wide as `first`.
        tight: no empty line before it.
    """

    content: Content
    first: Content
    rest: Content
    tight: bool = False


@lru_cache(maxsize=256)
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    if PLAIN.fullmatch(markdown):  # as most captions are, and a demo that plays has fifteen of them a second
        return (Block(Content(markdown.rstrip()), Content(), Content()),)
    walker = _Walker()
    for token in _parser().parse(markdown):
        walker.take(token)
    return tuple(walker.blocks)


def lines(parts: Sequence[Block], width: int) -> list[Content]:
    """The blocks laid out in `width` cells, an empty line between any two that are not a list's items."""
    out: list[Content] = []
    for i, part in enumerate(parts):
        if i and not part.tight:
            out.append(Content())
        out.extend(_block_lines(part, width))
    return out


def _block_lines(part: Block, width: int) -> Iterable[Content]:
    room = max(4, width - part.first.cell_length)
    for i, text in enumerate(_wrapped(part.content, room)):
        before = part.rest if i else part.first
        yield before + text.rstrip() if before else text.rstrip()


def _wrapped(content: Content, room: int) -> Iterable[Content]:
    """Content broken at spaces, but not at those within a formula."""
    text = tied(content.plain, TIE, room)
    if text == content.plain:
        return content.wrap(room)
    return [Content(line.plain.replace(TIE, " "), [*line.spans]) for line in Content(text, [*content.spans]).wrap(room)]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


class _Walker:
    """Turns markdown-it's tokens into blocks; remembers which lists and quotes it stands in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._before: list[tuple[Content, Content]] = []
        self._numbers: list[int | None] = []
        self._style = ""
        self._item_is_new = self._tight = False

    def take(self, token: Token) -> None:
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)

    def _inline(self, token: Token) -> None:
        content = inline_content(token.children or ())
        self._add(content.stylize_before(self._style) if self._style else content)

    def _fence(self, token: Token) -> None:
        self._add(Content.styled(token.content.rstrip("\n"), STYLES["code"]), code=True)

    _code_block = _fence

    def _heading_open(self, _: Token) -> None:
        self._style = STYLES["heading"]

    def _heading_close(self, _: Token) -> None:
        self._style = ""

    def _blockquote_open(self, _: Token) -> None:
        bar = Content.styled(*QUOTE)
        self._before.append((bar, bar))

    def _blockquote_close(self, _: Token) -> None:
        self._before.pop()

    def _bullet_list_open(self, _: Token) -> None:
        self._numbers.append(None)

    def _ordered_list_open(self, token: Token) -> None:
        self._numbers.append(int(token.attrs.get("start", 1)))

    def _bullet_list_close(self, _: Token) -> None:
        self._numbers.pop()
        self._tight = False

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Token) -> None:
        number = self._numbers[-1]
        sign = Content.styled(*BULLET) if number is None else Content.styled(f"{number}. ", BULLET[1])
        if number is not None:
            self._numbers[-1] = number + 1
        self._before.append((sign, Content(" " * sign.cell_length)))
        self._item_is_new = True

    def _list_item_close(self, _: Token) -> None:
        self._before.pop()
        self._tight = True

    def _add(self, content: Content, *, code: bool = False) -> None:
        first = Content().join([f if self._item_is_new else r for f, r in self._before[-1:]])
        outer = Content().join([r for _, r in self._before[:-1]])
        rest = Content().join([r for _, r in self._before])
        indent = CODE_INDENT if code else ""
        tight = self._tight and self._item_is_new
        self.blocks.append(Block(content, outer + first + indent, rest + indent, tight))
        self._item_is_new = self._tight = False


def inline_content(tokens: Iterable[Token]) -> Content:
    """A run of text with bold, italics and code in it."""
    parts: list[Content] = []
    styles: list[str] = []
    for token in tokens:
        if token.type.endswith("_open"):
            styles.append(STYLES.get(token.type.removesuffix("_open"), ""))
        elif token.type.endswith("_close"):
            styles.pop()
        else:
            parts.append(_piece(token, styles))
    return Content().join(parts)


def _piece(token: Token, styles: Sequence[str]) -> Content:
    text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
    style = " ".join([*filter(None, styles), STYLES.get(token.type, "")]).strip()
    return Content.styled(text, style) if style else Content(text)
