"""What a quiz says in words: how each question stands, a verdict, the hints so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.study.progress.standing_words import SIGNS

if TYPE_CHECKING:
    from lessons.kit.verdicts import Verdict
    from tutor.study.quiz.quiz import Quiz

STATES = {
    "open": (SIGNS["not begun"], "open", "$text-muted"),
    "right": (SIGNS["done"], "right", "$success"),
    "wrong": (SIGNS["begun"], "not yet", "$error"),
    "missed": (SIGNS["done"], "missed since", "$success"),
    "again": (SIGNS["done"], "once more", "$success"),
}
"""A sign, as lessons have, a word and a colour that only repeats them; what was once right keeps its tick."""
HINTS = ("Hint", "How to do it", "Worked through")


def states(quiz: Quiz) -> list[Content]:
    """A place for each question: its number, its shape, its word; the current one in bold, with a pointer."""
    parts = []
    for i, mark in enumerate(quiz.marks):
        shape, word, colour = STATES[mark]
        here = i == quiz.position
        pointer = "▸" if here else " "
        parts.append(
            Content.assemble(
                (f"{pointer}{i + 1} ", "bold $foreground" if here else "$text-muted"),
                (f"{shape} {word}", f"bold {colour}" if here else colour),
            )
        )
    return parts


def verdict(given: Verdict) -> str:
    """The engine's judgement, in Markdown."""
    if given.outcome == "right":
        return f"✓ **Right.** {given.message}"
    if given.outcome == "unreadable":
        return f"**?** {given.message}"
    if given.misconception is None:
        return f"✗ {given.message}"
    return f"✗ **Not yet: {given.misconception}.** {given.message}"


def encouragement(quiz: Quiz) -> str:
    """After a mistake that has no name: what may help, as long as something is left; or where to try again."""
    if quiz.missed_since:
        return " You have missed it in practice since; r asks it with fresh numbers."
    known = quiz.verdict
    if known is not None and known.outcome == "wrong" and quiz.settled:
        return " Now that the outcome is known, r asks it with fresh numbers." if quiz.allow_retry else ""
    if known is None or known.outcome != "wrong" or known.misconception is not None or not quiz.more_hints:
        return ""
    left = len(HINTS) - len(quiz.hints_given)
    return " A hint may help: there " + {1: "is one more.", 2: "are two more.", 3: "are three."}[left]


def hints(given: Sequence[str]) -> str:
    """The hints so far, each with its kind."""
    return "\n\n".join(f"**{kind}:** {hint}" for kind, hint in zip(HINTS, given, strict=False))
