"""Runs a server from its first check to its last goodbye."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
from collections.abc import Callable

from tutor.serve.log import Log
from tutor.serve.settings import CannotServe, ServeSettings

NO_ASYNCSSH = (
    "`nntutor serve` speaks SSH through AsyncSSH, which is not installed here: `pip install 'nntutor[serve]'`, or from "
    "a clone `pip install '.[serve]'`, brings it."
)
NO_FORK = "`nntutor serve` forks a process for each learner, which this system does not know. Run it on Linux."


def serve(settings: ServeSettings, say: Callable[..., None], mutter: Callable[..., None]) -> int:
    """Serve until told to stop.

    Args:
        settings: what was chosen.
        say: takes lines for whoever runs the server.
        mutter: takes lines that nobody may be there for any more; never raises.

    Returns:
        The exit status: 0 after a stop, 128 and the signal's number after a second one.

    Raises:
        CannotServe: something is missing or in the way.
    """
    _check(settings)
    from tutor.serve.capacity import offered, raise_limit  # what it imports is not everywhere

    settings, remark = offered(settings, raise_limit())
    log = _open_log(settings, mutter)
    sys.stdout.flush()
    try:
        return asyncio.run(_serve(settings, remark, log, say, mutter))
    finally:
        log.close()


def _check(settings: ServeSettings) -> None:
    if not hasattr(os, "fork"):
        raise CannotServe(NO_FORK)
    if importlib.util.find_spec("asyncssh") is None:
        raise CannotServe(NO_ASYNCSSH)
    if settings.keys is not None and not settings.keys.is_file():
        raise CannotServe(f"There is no file {settings.keys}. --keys wants one like ~/.ssh/authorized_keys.")


def _open_log(settings: ServeSettings, mutter: Callable[..., None]) -> Log:
    """Make the folders, for their owner only, and open the log there."""
    try:
        for folder in (settings.data, settings.learners):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(settings.learners, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
        return Log(settings.log, mutter)
    except OSError as problem:
        raise CannotServe(
            f"Nothing can be kept in {settings.data}: {problem.strerror or problem}. --data names another folder."
        ) from problem


async def _serve(
    settings: ServeSettings, remark: str, log: Log, say: Callable[..., None], mutter: Callable[..., None]
) -> int:
    from tutor.serve.children import Children
    from tutor.serve.classroom import Classroom
    from tutor.serve.spawning import spawn_nursery

    def tell(what: str) -> None:
        log.write("trouble", what=what)
        mutter(f"{what[:1].upper()}{what[1:]}.")

    children = Children(spawn_nursery, tell)
    in_order = False
    try:
        status = await Classroom(settings, children, log, tell).run(say, mutter, remark)
        in_order = True
        return status
    finally:
        children.close(at_once=not in_order)
