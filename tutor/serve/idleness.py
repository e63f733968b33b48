"""When a learner last pressed a key: the terminal's own answers while a demo plays are no keys."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

_ANSWER = re.compile(rb"\x1b\[\d+;\d+R")
_BEGUN = re.compile(rb"\x1b(?:\[(?:\d+(?:;\d*)?)?)?\Z")
"""The beginning of an answer whose end is still under way."""


class Idleness:
    """Watches what comes from a learner's terminal.

    Args:
        clock: seconds, from anywhere.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pressed = clock()
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Take in what has come from the terminal."""
        keys = _ANSWER.sub(b"", self._rest + data)
        begun = _BEGUN.search(keys)
        self._rest = begun.group() if begun else b""
        if len(keys) > len(self._rest):
            self._pressed = self._clock()

    def seconds(self) -> float:
        """How long no key was pressed."""
        return self._clock() - self._pressed
