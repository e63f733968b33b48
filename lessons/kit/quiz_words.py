"""Reads a lesson's quiz.md, the words of its questions; quiz.py beside it computes what they ask for.

    ## new_weight
    The weight w is {w}, its slope {slope} and the learning rate {rate}. What is w after one update?

    - stepped uphill: The slope points uphill, so it is taken *away*.  [→ Which way is down?]
    1. Two things are given; which of them says which way?
    2. New w = old w − learning rate × slope.
    3. {w} − {rate} × {slope:()} = {answer}.
    > Yes: {answer}.

First the prompt; a line for each mistake, by the name that quiz.py gives it, which ends with the title of the page
that mends it; three hints; and what a right reply is told. An option's text may stand before its name, as in
`- It fell | expected a fall: It rose.` How figures are written is said in `sentences.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import read_lines
from lessons.kit.sentences import Sentence

_ITEM = re.compile(r"(-|\d\.|>)(?: +|$)(.*)")
_MISTAKE = re.compile(
    r"(?:(?P<option>.*?) \| )?(?P<name>[^:|]+): (?P<told>.+?)(?: *\[→ (?P<page>[^\]]+)\])?", re.DOTALL
)


@dataclass(frozen=True)
class MistakeWords:
    """The line about one mistake, or one option.

    Attributes:
        name: as quiz.py calls it.
        told: what somebody who makes it is told.
        option: the text of the option, or None where quiz.py gives it.
        page: the title of the page that mends it, or "".
    """

    name: str
    told: Sentence
    option: Sentence | None = None
    page: str = ""


@dataclass(frozen=True)
class QuestionWords:
    """All the words of one question.

    Attributes:
        name: as quiz.py calls it.
        prompt: what is asked.
        mistakes: by name.
        hints: a nudge, the method, the worked answer.
        explanation: what a right reply is told.
        path: the file.
        line: where its heading stands, from 1.
    """

    name: str
    prompt: Sentence
    mistakes: Mapping[str, MistakeWords]
    hints: tuple[Sentence, Sentence, Sentence]
    explanation: Sentence
    path: Path
    line: int

    def sentences(self) -> Iterator[Sentence]:
        """Give everything that it can say."""
        yield from (self.prompt, *self.hints, self.explanation)
        for mistake in self.mistakes.values():
            yield mistake.told
            if mistake.option:
                yield mistake.option


@dataclass
class _Section:
    """A question while its lines are being read: (what it is, its words so far, its line) for each item."""

    name: str
    line: int
    items: list[tuple[str, str, int]] = field(default_factory=list)


def read_quiz_words(path: Path) -> dict[str, QuestionWords]:
    """Return the words of each question, by name, in the order of the file.

    Raises:
        BrokenLesson: with the line of the first thing that is wrong.
    """
    found: dict[str, QuestionWords] = {}
    for section in _sections(path, read_lines(path)):
        if section.name in found:
            raise BrokenLesson(path, section.line, f"The words of “{section.name}” stand here twice.")
        found[section.name] = _question(path, section)
    return found


def _sections(path: Path, lines: list[str]) -> Iterator[_Section]:
    section: _Section | None = None
    for number, line in enumerate(lines, start=1):
        if line.startswith("## "):
            if section:
                yield section
            section = _Section(line[3:].strip(), number)
        elif section:
            _add(section, line.strip(), number)
        elif line.strip() and not line.startswith("# "):
            raise BrokenLesson(path, number, "These words belong to no question: begin one with `## its_name`.")
    if section:
        yield section


def _add(section: _Section, line: str, number: int) -> None:
    """Take in a line: it begins something, or goes on with what was begun; an empty one parts paragraphs."""
    last = section.items[-1] if section.items else None
    item = _ITEM.match(line)
    if item and not (item[1] == ">" and last and last[0] == ">"):
        section.items.append((item[1], item[2].strip(), number))
    elif last is None:
        section.items.extend([("", line, number)] if line else [])
    else:
        more = item[2].strip() if item else line
        apart = "\n\n" if not more else "" if last[1].endswith("\n") else " "
        section.items[-1] = (last[0], f"{last[1].rstrip() if apart else last[1]}{apart}{more}", last[2])


def _question(path: Path, section: _Section) -> QuestionWords:
    def said(kind: str, what: str) -> Sentence:
        found = [Sentence(text.strip(), path, line) for begins, text, line in section.items if begins == kind]
        if len(found) != 1 or not found[0].text:
            wrong = "is not there" if not found or not found[0].text else "stands there twice"
            raise BrokenLesson(path, found[-1].line if found else section.line, f"“{section.name}”: {what} {wrong}.")
        return found[0]

    hints = (said("1.", "the first hint, `1. a nudge`,"), said("2.", "the second hint, `2. the method`,"),
             said("3.", "the third hint, `3. the worked answer`,"))  # fmt: skip
    return QuestionWords(
        section.name,
        said("", "the prompt, right under the heading,"),
        _mistakes(path, section),
        hints,
        said(">", "what a right reply is told, `> Yes: …`,"),
        path,
        section.line,
    )


def _mistakes(path: Path, section: _Section) -> dict[str, MistakeWords]:
    mistakes: dict[str, MistakeWords] = {}
    for begins, text, line in section.items:
        if begins not in ("", "-", "1.", "2.", "3.", ">"):
            raise BrokenLesson(path, line, f"There are three hints, 1. to 3.; this is {begins}")
        if begins != "-":
            continue
        found = _MISTAKE.fullmatch(text.strip())
        if found is None:
            raise BrokenLesson(path, line, "A mistake is written `- its name: what somebody who makes it is told`.")
        name = found["name"].strip()
        if name in mistakes:
            raise BrokenLesson(path, line, f"“{section.name}” has two lines for the mistake “{name}”.")
        option = Sentence(found["option"].strip(), path, line) if found["option"] else None
        mistakes[name] = MistakeWords(name, Sentence(found["told"].strip(), path, line), option, found["page"] or "")
    return mistakes
