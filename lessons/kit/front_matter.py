"""Reads the top of a lesson's text.md, the TOML between two `+++` lines, and nothing heavier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lessons.kit.errors import BrokenLesson
from lessons.kit.heading import Takeaway

FENCE = "+++"
_LINES = ("idea", "rule", "caveat")
_LISTS = ("sources", "covers", "needs", "test_out")
_KEYS = ("title", "summary", *_LISTS, *_LINES)
_LAID_OUT = 'between two +++ lines, such as title = "Is loss what I feel when I lose my keys?"'


class FrontMatter(NamedTuple):
    """A lesson's facts about itself, from the top of its text.

    Attributes:
        title: the learner's question; never empty.
        summary: one line, or "".
        sources: the articles and sections followed, or none.
        covers: the ids of the articles' statements that the lesson teaches, such as "D-bp.6", or none.
        needs: the ids of lessons that come before, or none.
        test_out: names of questions, or none.
        takeaway: the idea, the rule and the caveat; None where nothing is said of them.
        ends: the line of text.md, from 1, on which the closing `+++` stands; the pages begin after it.
    """

    title: str
    summary: str
    sources: tuple[str, ...]
    covers: tuple[str, ...]
    needs: tuple[str, ...]
    test_out: tuple[str, ...]
    takeaway: Takeaway | None
    ends: int


def read_lines(path: Path) -> list[str]:
    """The lines of a text, without their ends.

    Raises:
        BrokenLesson: the file is not there, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise BrokenLesson(
            path, 1, "The lesson has no text: write this file, or take the lesson off LESSONS."
        ) from None
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise BrokenLesson(path, line, "This is not UTF-8; save the file as UTF-8.") from None
    except OSError as problem:
        raise BrokenLesson(path, 1, f"The text cannot be read: {problem.strerror}.") from problem


def line_of(path: Path, pattern: str) -> int:
    """Return the first line, from 1, in which a pattern is found; the top, if it is nowhere."""
    return next((i for i, line in enumerate(read_lines(path), start=1) if re.search(pattern, line)), 1)


def read_front_matter(path: Path, lines: list[str]) -> FrontMatter:
    """Read the facts between the first two `+++` lines of `lines`, which were read from `path`.

    Raises:
        BrokenLesson: it is not there, is not TOML, lacks a title, or says something that nothing understands.
    """
    if not lines or lines[0].strip() != FENCE:
        raise BrokenLesson(path, 1, f"The text starts with its front matter: TOML {_LAID_OUT}.")
    ends = next((i for i, line in enumerate(lines[1:], start=2) if line.strip() == FENCE), 0)
    if not ends:
        raise BrokenLesson(path, 1, f"The front matter is opened here and never closed: it stands {_LAID_OUT}.")
    said = _toml(path, lines[1 : ends - 1])
    for key in said:
        if key not in _KEYS:
            raise BrokenLesson(path, _line_of(key, lines), f"“{key}” is not known here; use {', '.join(_KEYS)}.")
    sources, covers, needs, test_out = (_list(path, lines, key, said.get(key, [])) for key in _LISTS)
    return FrontMatter(
        _words(path, lines, "title", said.get("title", "")),
        _words(path, lines, "summary", said.get("summary", "")),
        sources,
        covers,
        needs,
        test_out,
        _takeaway(path, lines, said),
        ends,
    )


def _takeaway(path: Path, lines: list[str], said: dict[str, object]) -> Takeaway | None:
    """Return the three lines, of which each is there or none."""
    told = [_words(path, lines, key, said.get(key, "")) for key in _LINES]
    if any(told) and not all(told):
        missing = _LINES[told.index("")]
        raise BrokenLesson(path, 1, f"A lesson leaves one with three lines, {', '.join(_LINES)}; write {missing}, too.")
    return Takeaway(*told) if any(told) else None


def _toml(path: Path, lines: list[str]) -> dict[str, object]:
    if (plain := read_plainly(lines)) is not None:
        return plain
    import tomllib

    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r" \(at line (\d+), column \d+\)$", str(problem))
        line = int(found[1]) + 1 if found else len(lines) + 1
        reason = str(problem)[: found.start()] if found else str(problem)
        raise BrokenLesson(path, line, f"The front matter is not TOML: {reason}.") from None


def read_plainly(lines: Sequence[str]) -> dict[str, object] | None:
    """Return what lines of TOML such as `title = "…"` and `sources = ["…", "…"]` set; None if there are others.

    That is how nearly all lessons write it. tomllib takes a fiftieth of the time to the first picture only to load.
    """
    said: dict[str, object] = {}
    for line in lines:
        key, _, value = line.partition(" = ")
        listed = value[:1] == "[" and value[-1:] == "]"
        texts = _plain_texts(value[1:-1] if listed else value)
        if key not in _KEYS or key in said or not texts or not (listed or len(texts) == 1):
            return None
        said[key] = texts if listed else texts[0]
    return said


def _plain_texts(value: str) -> list[str]:
    """The texts of `"…", "…"`; none where anything is escaped, or looks otherwise."""
    texts = value[1:-1].split('", "')
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return texts if quoted and all(text.isprintable() and not set('"\\') & set(text) for text in texts) else []


def _words(path: Path, lines: list[str], key: str, said: object) -> str:
    if not isinstance(said, str):
        raise BrokenLesson(path, _line_of(key, lines), f'{key} is one line of text: {key} = "…".')
    if key == "title" and not said.strip():
        raise BrokenLesson(path, _line_of(key, lines), f"The lesson has no title: write one {_LAID_OUT}.")
    return said.strip()


def _list(path: Path, lines: list[str], key: str, said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(each, str) and each.strip() for each in said):
        raise BrokenLesson(path, _line_of(key, lines), f'{key} is a list of texts: {key} = ["…"].')
    return tuple(each.strip() for each in said)


def _line_of(key: str, lines: list[str]) -> int:
    """Where a key is set, or the first line."""
    return next((i for i, line in enumerate(lines, start=1) if re.match(rf"\s*[\"']?{re.escape(key)}\b", line)), 1)
