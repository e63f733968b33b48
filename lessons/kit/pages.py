"""Reads the pages of a lesson's text.md: a page per `##` heading, its prose, and at most one live thing.

What may stand in the prose is a short list, because the same words are shown in a terminal of any width, read aloud,
and printed as plain text: paragraphs, emphasis, `code`, lists, quotations, and formulas set apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import read_front_matter, read_lines
from lessons.kit.lesson import SET_APART, Page
from lessons.kit.scene_words import SceneWords, read_scene_words

LIVE = ("demo", "quiz")
"""Fences that name something to run."""
_FENCES = ", ".join(f"```{info}" for info in (*LIVE, "text"))
_ALLOWED = frozenset({
    "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close", "ordered_list_open",
    "ordered_list_close", "list_item_open", "list_item_close", "blockquote_open", "blockquote_close",
    "heading_close", "code_block", "inline", "text", "strong_open", "strong_close", "em_open", "em_close",
    "code_inline", "softbreak", "hardbreak",
})  # fmt: skip
_NOT_ALLOWED = {"html_block": "HTML", "html_inline": "HTML", "image": "a picture", "link_open": "a link",
                "table_open": "a table", "hr": "a rule"}  # fmt: skip


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@dataclass
class _PageDraft:
    """A page while it is being read; lines count from 1, and `block` goes from its first line to beyond its last."""

    title: str
    line: int
    body: int
    live: str = ""
    names: list[str] = field(default_factory=list)
    scene: SceneWords | None = None
    block: tuple[int, int] = (0, 0)


def read_pages(path: Path) -> tuple[Page, ...]:
    """The pages of a text, in order, at least one.

    Raises:
        BrokenLesson: with the line of the first thing that is wrong.
    """
    return pages_in(path, front_matter=True)


def pages_in(path: Path, *, front_matter: bool) -> tuple[Page, ...]:
    """The pages of a text that has, or has not, a front matter.

    Raises:
        BrokenLesson: with the line of the first thing that is wrong.
    """
    lines = read_lines(path)
    ends = read_front_matter(path, lines).ends if front_matter else 0
    blanks = [""] * ends  # stand in for the front matter, so that Markdown's line numbers are the file's
    tokens = _parser().parse("\n".join([*blanks, *lines[ends:]]))
    sheets = list(_sheets(path, lines, tokens))
    if not sheets:
        raise BrokenLesson(path, max(ends, 1), "There is no page yet: a page begins with a heading, `## Like this`.")
    below = [*(sheet.line for sheet in sheets[1:]), len(lines) + 1]
    scenes: Counter[str] = Counter()
    return tuple(_page(i + 1, sheet, lines, below[i], scenes) for i, sheet in enumerate(sheets))


def _page(number: int, sheet: _PageDraft, lines: list[str], end: int, scenes: Counter[str]) -> Page:
    opens, closes = sheet.block
    before = lines[sheet.body - 1 : (opens or end) - 1]
    after = lines[closes - 1 : end - 1] if opens else []
    demo, key = sheet.scene.demo if sheet.scene else "", ""
    if demo:
        scenes[demo] += 1
        key = f"{demo}-{scenes[demo]}" if scenes[demo] > 1 else demo
    return Page(
        number,
        sheet.title,
        _prose(before),
        demo,
        tuple(sheet.names),
        sheet.line,
        opens,
        _prose(after),
        sheet.scene,
        key,
    )


def _prose(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _sheets(path: Path, lines: list[str], tokens: list[Token]) -> Iterator[_PageDraft]:
    """Walk the tokens once; a sheet is given when the next heading, or the end, shows that it is whole."""
    sheet: _PageDraft | None = None
    asked: set[str] = set()
    for i, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.type == "heading_open":
            if sheet:
                yield sheet
            sheet = _heading(path, token, tokens[i + 1])
            continue
        if sheet is None:
            raise BrokenLesson(path, line, "Every word stands on a page: begin one with a heading, `## Like this`.")
        _refuse_what_is_not_prose(path, token, line)
        if token.type == "fence":
            _fence(path, lines, token, sheet, asked)
    if sheet:
        yield sheet


def _heading(path: Path, token: Token, following: Token) -> _PageDraft:
    opens, after = token.map or (0, 1)
    if token.level or token.tag != "h2" or token.markup != "##":
        raise BrokenLesson(
            path,
            opens + 1,
            "A heading begins a page and is written `## Like this`; the lesson's title is above, in TOML.",
        )
    if not following.content.strip():
        raise BrokenLesson(path, opens + 1, "The page has no title: write it after `##`.")
    _refuse_what_is_not_prose(path, following, opens + 1)
    return _PageDraft(following.content.strip(), opens + 1, after + 1)


def _refuse_what_is_not_prose(path: Path, token: Token, line: int) -> None:
    """Refuse what a plain terminal cannot show."""
    if token.type not in _ALLOWED and token.type != "fence":
        what = _NOT_ALLOWED.get(token.type, token.type.removesuffix("_open"))
        raise BrokenLesson(
            path, line, f"A lesson holds no {what.removeprefix('a ')}: paragraphs, **bold**, *italic*, `code`, lists, "
            "> quotations and ```text blocks are shown alike everywhere."
        )  # fmt: skip
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        _refuse_what_is_not_prose(path, child, line)


def _fence(path: Path, lines: list[str], token: Token, sheet: _PageDraft, asked: set[str]) -> None:
    """Note the live thing that a fence names; a formula that is set apart is prose and stays where it is."""
    opens, after = token.map or (0, 1)
    line, kind = opens + 1, token.info.strip()
    if after - opens < 2 or not lines[after - 1].lstrip(" >").startswith(token.markup):
        raise BrokenLesson(path, line, "This block is opened and never closed: end it with a line of ```.")
    if kind in SET_APART:
        return
    if kind not in LIVE:
        raise BrokenLesson(path, line, f"Nothing knows what a ```{kind} block is; there are {_FENCES}.")
    if token.level:
        raise BrokenLesson(path, line, f"A ```{kind} block stands by itself, not inside a list or a quotation.")
    if sheet.live:
        raise BrokenLesson(
            path, line, f"A page holds one live thing, and this one has a ```{sheet.live} block already, in line "
            f"{sheet.block[0]}: begin another page."
        )  # fmt: skip
    sheet.live, sheet.block = kind, (line, after + 1)
    inside = token.content.splitlines()
    if kind == "demo":
        sheet.scene = read_scene_words(path, inside, line)
    else:
        sheet.names = _names(path, inside, line, asked)


def _names(path: Path, lines: list[str], opens: int, asked: set[str]) -> list[str]:
    """The questions that a quiz block names, one a line; each is asked once in a lesson."""
    names: list[str] = []
    for line, name in enumerate((text.strip() for text in lines), start=opens + 1):
        if not name:
            continue
        if not name.isidentifier():
            raise BrokenLesson(path, line, f"“{name[:40]}” is no name: a ```quiz block holds names, one a line.")
        if name in asked:
            raise BrokenLesson(path, line, f"The question “{name}” is asked twice in this lesson.")
        asked.add(name)
        names.append(name)
    if not names:
        raise BrokenLesson(path, opens, "This ```quiz block names nothing.")
    return names
