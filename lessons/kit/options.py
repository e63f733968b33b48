"""An option of a choice: what it reads, what picking it means, and how a reply names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lessons.kit.asking import Words
from lessons.kit.errors import Unreadable
from lessons.kit.sentences import Figure, Figures
from lessons.kit.signs import LONGEST, tidied


@dataclass(frozen=True)
class Option:
    """One thing to choose, and what it means if it is wrong.

    In a lesson it has a name, and `quiz.md` says what is told to somebody who chose it (see also `option`).

    Attributes:
        text: what the learner reads.
        name: the misconception's name, should this option be wrong; "" for one that is always right.
        because: what to tell somebody who chose it, should it be wrong.
        page: the title of the page that mends it, or "" where none is named.
        figures: what its own words in `quiz.md` name, beside the question's figures.
    """

    text: str
    name: str
    because: Words = ""
    page: str = ""
    figures: Figures = field(default_factory=dict)


def option(name: str, **figures: Figure) -> Option:
    """Return an option whose text, too, stands in `quiz.md`, before its name: `- It fell | expected a fall: …`."""
    return Option("", name, figures=figures)


def read_option(reply: str, texts: Sequence[str]) -> int:
    """Which option a reply names: its number from 1, its letter from a, or its text or an unmistakable start of it.

    Raises:
        Unreadable: none, or more than one.
    """
    word = bare(reply[:LONGEST])
    pick = word.strip("(). ").removeprefix("option ")
    if pick.isdecimal() and len(pick) <= 4 and 1 <= int(pick) <= len(texts):
        return int(pick) - 1
    if len(pick) == 1 and 0 <= ord(pick) - ord("a") < len(texts):
        return ord(pick) - ord("a")
    known = [bare(text) for text in texts]
    if known.count(word) == 1:
        return known.index(word)
    starts = [i for i, text in enumerate(known) if len(word) > 1 and text.startswith(word)]
    if len(starts) == 1:
        return starts[0]
    raise Unreadable(f"Pick one of the options by its number, 1 to {len(texts)}.")


def bare(text: str) -> str:
    """Return a text as it is compared: in plain signs, without capitals, emphasis and extra space."""
    unmarked = text.translate({ord(sign): None for sign in "*`"})
    return " ".join(tidied(unmarked).casefold().replace("*", " ").split())
