"""Leaving for good: a process that was told to end does so within three seconds, whatever it is doing."""

from __future__ import annotations

import os
import signal
import stat
import threading
from pathlib import Path

PATIENCE = 2.8
"""Seconds until the process is ended where it stands."""
SHORTLY = 0.9
"""Seconds until the process is ended where two of its three seconds went by before that was known."""
LAST_MOMENT = 0.15
"""Seconds by which a thread goes before the kernel, which ends the process if not even a thread gets to run."""


def status_for(number: int) -> int:
    """The exit status of a process that was ended by a signal, as shells count: 128 and the signal's number."""
    return 128 + number


def arm_alarm(patience: float) -> None:
    """Have the kernel end this process after `patience` seconds; safe in a signal handler and in any thread."""
    signal.setitimer(signal.ITIMER_REAL, patience)


def end_hard(status: int, patience: float) -> None:
    """Have a thread end this process with `status` just before the kernel's alarm, if it is still there."""
    thread = threading.Timer(patience - LAST_MOMENT, os._exit, [status])
    thread.daemon = True
    thread.name = "end-hard"
    thread.start()


def let_go_of_terminal() -> None:
    """Point the standard streams that are a terminal to nowhere, so that nothing written later can fail or wait."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        for stream in (0, 1, 2):
            if _is_terminal(stream):
                os.dup2(nowhere, stream)
    finally:
        os.close(nowhere)


def _is_terminal(stream: int) -> bool:
    """Also true of a terminal that was hung up, of which `isatty` says no."""
    try:
        what = os.fstat(stream)
    except OSError:  # it is closed
        return False
    return stat.S_ISCHR(what.st_mode) and what.st_rdev != Path(os.devnull).stat().st_rdev
