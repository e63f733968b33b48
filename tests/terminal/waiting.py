"""Waiting for what another process does, and hearing what a client without a terminal is told."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence

from tests.terminal.terminal import PATIENCE


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds.

    Raises:
        AssertionError: it never did.
    """
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"{what} never came"
        time.sleep(0.01)


def told(command: Sequence[str], typed: str = "") -> tuple[int, str]:
    """The exit status of a client without a terminal, and all that it is told."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, input=typed)
    return done.returncode, done.stdout + done.stderr
