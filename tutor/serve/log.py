"""The log of connections: one line of plain text for each thing that happens, in a file that is kept small.

2026-03-02T09:15:04Z began session=7 key=SHA256:… from=192.0.2.20:50122
2026-03-02T09:41:30Z ended session=7 key=SHA256:… from=192.0.2.20:50122 seconds=1586 how="left"
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import time
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

FOR_OWNER = 0o600
LARGEST, KEPT = 1024 * 1024, 5
"""Bytes in the file before it is renamed, and how many older ones stay beside it."""


class Log:
    """Writes the lines.

    Args:
        path: the file; `path.1` to `path.5` are the ones before it.
        say: gets a sentence when it cannot be written any more.

    Raises:
        OSError: it cannot be written.
    """

    def __init__(self, path: Path, say: Callable[[str], None] | None = None) -> None:
        for older in path.parent.glob(f"{path.name}.*"):
            older.chmod(FOR_OWNER)
        self._path, self._say, self._failing = path, say, False
        self._handler = _PrivateFiles(
            path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
        )
        formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        formatter.converter = time.gmtime
        self._handler.setFormatter(formatter)

    def write(self, what: str, /, **facts: object) -> None:
        """Write a line: what happened, and its facts by name."""
        told = " ".join([what, *(f"{name}={_fact(fact)}" for name, fact in facts.items())])
        self._handler.failed = False
        self._handler.handle(logging.LogRecord("nntutor", logging.INFO, "", 0, told, (), None))
        if self._handler.failed and not self._failing and self._say is not None:
            self._say(f"The log {self._path} cannot be written. The server goes on without it until that mends.")
        self._failing = self._handler.failed

    def close(self) -> None:
        """Let the file go."""
        self._handler.close()


class _PrivateFiles(logging.handlers.RotatingFileHandler):
    """Files for their owner only, each from its beginning, whatever the process's umask is.

    Attributes:
        failed: whether the last line could not be written.
    """

    failed = False

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FOR_OWNER)
        os.fchmod(handle, FOR_OWNER)  # one that was there before
        return os.fdopen(handle, "a", encoding=self.encoding, errors=self.errors)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        """Note it: `logging` itself would write a page to standard error for each line."""
        del record
        self.failed = True


def _fact(fact: object) -> str:
    """A value without spaces as it is, another in quotes, and all on one line."""
    text = " ".join(str(fact).replace('"', "'").split())
    return f'"{text}"' if " " in text or not text else text
