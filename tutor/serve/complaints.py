"""Writes down who was refused, each kind a few times and then only counted: an attack must not fill the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from tutor.serve.log import Log

FEW = 10
"""Lines of one kind before the rest are counted."""
WHILE = 60.0
"""Seconds of quiet after which a kind is written down anew, and between two lines that say how many there were."""


@dataclass
class Complaint:
    """Refusals for one reason.

    Attributes:
        last: when the last one came.
        told: when it was last written how many there were.
        written: how many have been written down one by one.
        more: how many have come since that were not.
    """

    last: float
    told: float
    written: int = 0
    more: int = 0


class Complaints:
    """All refusals.

    Args:
        log: where they are written down.
        clock: seconds, from anywhere.
    """

    def __init__(self, log: Log, clock: Callable[[], float] = time.monotonic) -> None:
        self._log, self._clock = log, clock
        self._kinds: dict[str, Complaint] = {}

    def refused(self, why: str, **facts: object) -> None:
        """Write a refusal down, or count it."""
        now = self._clock()
        self.sum_up()
        kind = self._kinds.setdefault(why, Complaint(now, now))
        kind.last = now
        if kind.written < FEW:
            kind.written += 1
            self._log.write("refused", **facts, why=why)
        else:
            kind.more += 1

    def sum_up(self, *, all_of_them: bool = False) -> None:
        """Write down how many there were besides, for each kind of which that is due, or for all."""
        now = self._clock()
        for why, kind in list(self._kinds.items()):
            if kind.more and (all_of_them or now - kind.told >= WHILE):
                self._log.write("refused", more=kind.more, why=why)
                kind.more, kind.told = 0, now
            if now - kind.last >= WHILE:
                del self._kinds[why]
