"""Whether words can be read at every width: no line too wide, nothing lost, in the app and in plain mode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from tutor.text.plain_markdown import plain_lines
from tutor.tui.widgets.markup import CODE_INDENT, blocks, lines
from tutor.tui.widgets.prose import WIDEST

MARGIN = 2
"""Columns beside the words, in the app."""
SCREENS = (40, 80, 120)
WIDTHS = tuple(dict.fromkeys(min(columns - MARGIN, WIDEST) for columns in SCREENS))
"""Columns for words on those screens; nowhere are they wider than reads well."""
LONGEST_SET_APART = WIDEST - len(CODE_INDENT)
"""Cells of a formula in a block of its own: plain mode never breaks it, and 80 columns hold it."""


@dataclass(frozen=True)
class WordsProblem:
    """A reason why some words cannot be read.

    Attributes:
        text: a sentence.
        about: a line as it was written, by which the place can be found, or "".
    """

    text: str
    about: str = ""


def words_problem(markdown: str) -> WordsProblem | None:
    """The first thing that keeps words from being read, or None."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return next(_problems(markdown, tokens), None)


def _problems(markdown: str, tokens: Sequence[Token]) -> Iterator[WordsProblem]:
    apart = [line for token in tokens if token.type in ("fence", "code_block") for line in token.content.split("\n")]
    for line in apart:
        if cell_len(line) > LONGEST_SET_APART:
            room = f"there is room for {LONGEST_SET_APART} where it is set apart."
            yield WordsProblem(f"“{line[:40]} …” is {cell_len(line)} columns wide; {room}", line)
    yield from map(WordsProblem, _swallowed(tokens))
    written = "".join(_visible(tokens))
    for width in WIDTHS:
        app = [line.plain for line in lines(blocks(markdown), width)]
        plain = plain_lines(markdown, width)
        yield from _laid_out("on the screen", app, written, width, ())
        yield from _laid_out("in plain mode", plain, written, width, apart)


def _laid_out(where: str, out: Sequence[str], written: str, width: int, apart: Sequence[str]) -> Iterator[WordsProblem]:
    """Tell how the lines that came out are not narrow enough, or not whole. What is set apart may be wider."""
    for line in out:
        if cell_len(line) > width and line.strip() not in map(str.strip, apart):
            yield WordsProblem(f"{where}, “{line.strip()[:40]} …” is {cell_len(line)} columns wide; there are {width}.")
    lost = _lost(written, "".join(out))
    if lost:
        yield WordsProblem(f"{where}, at {width} columns, “{lost}” is not shown.", lost)


def _lost(written: str, shown: str) -> str:
    """The first few words from the first sign on that is not shown in its turn, or ""."""
    rest = iter(shown)
    for at, sign in enumerate(written):
        if not sign.isspace() and sign not in rest:
            return written[at : at + 40].split("\n")[0]
    return ""


def _visible(tokens: Iterable[Token]) -> Iterator[str]:
    """Give what was written to be read, without the marks of emphasis, lists and quotations."""
    for token in tokens:
        if token.children is not None:
            yield from _visible(token.children)
            yield "\n"
        elif token.content:
            yield token.content


def _swallowed(tokens: Iterable[Token]) -> Iterator[str]:
    """Stars in the middle of a word: meant as a product, as in 2*w*x, and read as emphasis."""
    for token in tokens:
        parts = token.children or []
        for before, mark, after in zip(parts, parts[1:], parts[2:], strict=False):
            opens = mark.type in ("em_open", "strong_open") and _in_word(before.content[-1:], ")]")
            closes = mark.type in ("em_close", "strong_close") and _in_word(after.content[:1], "([")
            if opens or closes:
                around = f"{before.content[-12:]}{mark.markup}{after.content[:12]}"
                yield f"in “{around}” the stars vanish as emphasis: put the formula into `backticks`."


def _in_word(sign: str, brackets: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign in brackets)
