"""What a command runs in: its streams, its environment and the course, so that tests can hand it others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from tutor.console.streams import put

if TYPE_CHECKING:
    from tutor.store import Store

FINE, WRONG, MISUSED = 0, 1, 2
"""Exit statuses: all went well; something is wrong; called wrongly."""


class Misused(Exception):
    """The command was called wrongly; the message says what to type instead."""


class Shell(NamedTuple):
    """Where a command reads and writes.

    Attributes:
        stdin: what is typed or piped in.
        out: what was asked for.
        err: what went wrong, and notices.
        environment: the process's variables.
        root: where the course lies.
    """

    stdin: TextIO
    out: TextIO
    err: TextIO
    environment: Mapping[str, str]
    root: Path

    def say(self, *lines: str) -> None:
        """Write lines to the output, at once; raises what `put` raises."""
        put(self.out, "".join(f"{line}\n" for line in lines))

    def tell(self, record: Mapping[str, object]) -> None:
        """Write one JSON object as a line of ASCII, valid whatever the locale and the numbers."""
        import json  # the home screen needs none

        self.say(json.dumps(_plain(record), allow_nan=False))

    def complain(self, *lines: str) -> None:
        """Write lines to the error stream."""
        self.mutter("".join(f"{line}\n" for line in lines))

    def mutter(self, text: str) -> None:
        """Write to the error stream as it is; if that has gone, nobody is left to read it."""
        with suppress(OSError, ValueError):
            self.err.write(text)
            self.err.flush()

    def open_store(self) -> Store:
        """The learner's progress; what must be told about it is told."""
        from tutor.store import open_store

        store = open_store(self.environment, say=self.complain)
        self.complain(*store.notices)
        return store


def _plain(value: object) -> object:
    """A value as JSON has it: NumPy's numbers as numbers, and what is not finite as null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)
