"""The log of connections: one line of plain text for each thing that happens, in a file that is kept small.

2026-03-02T09:15:04Z began session=7 key=SHA256:… from=192.0.2.20:50122
2026-03-02T09:41:30Z ended session=7 key=SHA256:… from=192.0.2.20:50122 seconds=1586 how="left"
"""

from __future__ import annotations

import logging
import logging.handlers
import time
from pathlib import Path

LARGEST, KEPT = 1024 * 1024, 5
"""Bytes in the file before it is renamed, and how many older ones stay beside it."""


class Log:
    """Writes the lines.

    Args:
        path: the file; `path.1` to `path.5` are the ones before it.

    Raises:
        OSError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
        )
        formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        formatter.converter = time.gmtime
        self._handler.setFormatter(formatter)
        path.chmod(0o600)

    def write(self, what: str, **facts: object) -> None:
        """A line: what happened, and its facts by name."""
        told = " ".join([what, *(f"{name}={_fact(fact)}" for name, fact in facts.items())])
        self._handler.handle(logging.LogRecord("nntutor", logging.INFO, "", 0, told, (), None))

    def close(self) -> None:
        """Let the file go."""
        self._handler.close()


def _fact(fact: object) -> str:
    """A value without spaces as it is, another in quotes, and all on one line."""
    text = " ".join(str(fact).replace('"', "'").split())
    return f'"{text}"' if " " in text or not text else text
