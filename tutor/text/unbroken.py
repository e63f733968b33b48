"""Formulas in a sentence, such as x = 4: which spaces belong to one, so that no line ends there."""

from __future__ import annotations

import re

LONGEST = 24
"""Characters. A longer formula may be broken, but only before a sign, never after it."""

SIGNS = "=≈≠<>≤≥×÷+−/·"
_SIGN = re.compile(rf"(?<=\S) ([{SIGNS}]) (?=\S)")


def tied(text: str, tie: str, room: int) -> str:
    """Return a text with each space within a formula replaced by `tie`; it stays as long as it was.

    Args:
        text: sentences.
        tie: what stands for such a space.
        room: the characters of a line; a formula that would take more than half of it is broken sooner.
    """
    signed = _SIGN.sub(rf" \1{tie}", text)
    if signed == text:
        return text
    longest = min(LONGEST, room // 2)
    first, *words = signed.split(" ")
    pieces = [first]
    for word in words:
        goes_on = word[1:2] == tie and word[0] in SIGNS
        if goes_on and len(pieces[-1]) + 1 + len(word) <= longest:
            pieces[-1] += tie + word
        else:
            pieces.append(word)
    return " ".join(pieces)
