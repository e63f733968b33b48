"""Breaks text into lines; light, because the list of lessons needs it before Markdown is loaded."""

from __future__ import annotations

import textwrap

from tutor.text.unbroken import tied

NARROWEST = 20
"""Characters; nothing narrower can be read."""
HARD_SPACE = "\N{NO-BREAK SPACE}"
"""Stands for a space at which no line may end; it is written as an ordinary one."""


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Text broken at spaces, its own line ends kept, with something before its first line and before the others.

    Short formulas stay in one piece.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        before = rest if lines else first
        lines += textwrap.wrap(
            tied(paragraph, HARD_SPACE, max(width, NARROWEST) - len(rest)),
            max(width, NARROWEST),
            initial_indent=before,
            subsequent_indent=rest,
            break_on_hyphens=False,
        ) or [before.rstrip()]
    return [line.replace(HARD_SPACE, " ") for line in lines]
