"""What became of an export that was merged, in numbers, and which of its lines could not be taken."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field

NAMED = 20
"""How many lines that cannot be read are named; beyond that they are only counted."""


@dataclass
class Merged:
    """An account of an export that was merged, in numbers, and of its lines that could not be read.

    Attributes:
        records: how many lines there were, but for headers and blank ones.
        new: how many of each kind were not here yet.
        known: how many were here already.
        newer: how many took the place of an earlier state of the same visit or undo.
        others: how many have the id of a record that says something else; the one that was there first stays.
        hidden: how many answers that were to be seen here are hidden by a reset that came with it.
        unread: how many lines could not be read.
        problems: the first of those lines, by number, each with a clause that says why.
    """

    records: int = 0
    new: Counter[str] = field(default_factory=Counter)
    known: int = 0
    newer: int = 0
    others: int = 0
    hidden: int = 0
    unread: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many lines could be read."""
        return self.records - self.unread

    def miss(self, number: int, reason: str) -> None:
        """Take down a line that cannot be taken."""
        self.unread += 1
        insort(self.problems, (number, reason))
        del self.problems[NAMED:]
