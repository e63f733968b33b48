"""Counts the terminal's answers in the thread that reads them, so that leaving can wait for the last ones."""

from __future__ import annotations

import threading

PATIENCE = 0.4
"""Seconds that outstanding answers are waited for when the screen is left, or the shell would get them as keys."""


class Answers:
    """How many answers have come."""

    def __init__(self) -> None:
        self._count, self._came = 0, threading.Condition()

    def take(self) -> None:
        """Count one more answer."""
        with self._came:
            self._count += 1
            self._came.notify_all()

    def wait_for(self, count: int) -> bool:
        """Wait until `count` answers have come, but no longer than `PATIENCE`; whether they have."""
        with self._came:
            return self._came.wait_for(lambda: self._count >= count, PATIENCE)
