"""Learners' processes whose parent, the nursery, has died: this process takes them in, and they go on undisturbed.

Linux only: a process may ask to inherit its descendants' orphans (prctl PR_SET_CHILD_SUBREAPER), and wait for one by a
descriptor (pidfd_open).
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable
from contextlib import suppress

PR_SET_CHILD_SUBREAPER = 36


def inherit_orphans() -> bool:
    """Have this process become the parent of its descendants' orphans; False where the system does not know that."""
    try:
        status: int = ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (OSError, AttributeError):
        return False
    return status == 0 and hasattr(os, "pidfd_open")


class Orphans:
    """The processes that have been taken in."""

    def __init__(self) -> None:
        self._can = inherit_orphans()
        self._processes: dict[int, int] = {}

    def take_in(self, process: int, ended: Callable[[int], None]) -> bool:
        """Wait for a process's end, and tell its status: negative, the signal that ended it; False if that cannot be.

        Args:
            process: its id, of a child that the nursery had until it died.
            ended: called once, with the exit status.
        """
        if not self._can:
            return False
        try:
            descriptor = os.pidfd_open(process)
        except OSError:
            return False
        self._processes[process] = descriptor
        asyncio.get_running_loop().add_reader(descriptor, self._bury, process, ended)
        return True

    def kill(self, process: int, number: signal.Signals) -> None:
        """Send a signal to a process that was taken in, and to the group that it leads."""
        if process in self._processes:
            for kill in (os.kill, os.killpg):
                with suppress(ProcessLookupError, PermissionError):
                    kill(process, number)

    def close(self) -> None:
        """Wait for none of them any more."""
        for descriptor in self._processes.values():
            asyncio.get_running_loop().remove_reader(descriptor)
            os.close(descriptor)
        self._processes.clear()

    def _bury(self, process: int, ended: Callable[[int], None]) -> None:
        descriptor = self._processes.pop(process)
        asyncio.get_running_loop().remove_reader(descriptor)
        os.close(descriptor)
        try:
            _, status = os.waitpid(process, 0)
        except ChildProcessError:  # somebody else has buried it
            ended(1)
        else:
            ended(os.waitstatus_to_exitcode(status))
