"""Counts the words that a learner reads."""

from __future__ import annotations

import re


def words(prose: str) -> int:
    """How many words a learner reads; formulas that are set apart and bare signs are not words."""
    running = re.sub(r"^ *(```+).*?^ *\1`*$", "", prose, flags=re.MULTILINE | re.DOTALL)
    running = re.sub(r"(?:\A|\n\n)(?:    .*\n?)+", "\n\n", running)
    return sum(any(sign.isalnum() for sign in word) for word in running.split())
