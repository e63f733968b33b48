"""Offers no more places than this process can have files for (`ulimit -n`)."""

from __future__ import annotations

import resource
from contextlib import suppress
from dataclasses import replace

from tutor.serve.admission import with_spare
from tutor.serve.settings import CannotServe, ServeSettings

RESERVE = 36
"""Files that are open besides: standard streams, log, loop, listening sockets, clients that are being refused."""


def raise_limit() -> int:
    """Let this process open as many files as it may; return how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return soft


def files_for(sessions: int) -> int:
    """Return how many files a number of sessions needs: a terminal each, and the connections."""
    return RESERVE + sessions + with_spare(sessions)


def offered(settings: ServeSettings, files: int) -> tuple[ServeSettings, str]:
    """Lower the places to what can be had.

    Args:
        settings: what was chosen.
        files: how many this process may open.

    Returns:
        What can be, and a sentence about it if that is less.

    Raises:
        CannotServe: there is not room for one.
    """
    if files < 0 or files_for(settings.sessions) <= files:
        return settings, ""
    can = next((n for n in range(settings.sessions, 0, -1) if files_for(n) <= files), 0)
    wanted = files_for(settings.sessions)
    if not can:
        raise CannotServe(
            f"This process may open {files} files; {files_for(1)} is the least. `ulimit -n {wanted}` helps."
        )
    return replace(settings, sessions=can), (
        f"Only {can} of {settings.sessions} places are offered, because this process may open {files} files: "
        f"`ulimit -n {wanted}` before the start makes room for all."
    )
