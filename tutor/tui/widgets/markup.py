"""Markdown as blocks of styled text, and blocks as lines of a given width: the little that lessons use of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.text.markdown_walk import Margin, Passage, passages
from tutor.text.unbroken import tied

if TYPE_CHECKING:  # the first paint must not load markdown-it
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
    return tuple(map(_block, passages(markdown)))


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


def _block(passage: Passage) -> Block:
    first = Content().join([_before(margin, fresh=margin.fresh) for margin in passage.margins])
    rest = Content().join([_before(margin, fresh=False) for margin in passage.margins])
    tight = passage.next_item
    if passage.kind == "code":
        return Block(Content.styled(passage.code, STYLES["code"]), first + CODE_INDENT, rest + CODE_INDENT, tight)
    content = inline_content(passage.inline)
    if passage.kind == "heading":
        content = content.stylize_before(STYLES["heading"])
    return Block(content, first, rest, tight)


def _before(margin: Margin, *, fresh: bool) -> Content:
    """Return the beginning of a line: a quotation's bar before each, the sign of an item only before its first one."""
    if not margin.sign:
        return Content.styled(*QUOTE)
    sign = BULLET[0] if margin.sign == "-" else f"{margin.sign} "
    return Content.styled(sign, BULLET[1]) if fresh else Content(" " * len(sign))


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
