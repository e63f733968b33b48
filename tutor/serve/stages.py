"""The stages that a connection goes through, and how long it may stay in each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """A stage, in which a client has something to do."""

    BANNER = "banner"
    KEY_EXCHANGE = "key exchange"
    AUTHENTICATION = "authentication"
    EMPTY = "no session"
    SHELL = "no shell"
    LEAVING = "leaving"


SECONDS = {
    Stage.BANNER: 10.0,
    Stage.KEY_EXCHANGE: 10.0,
    Stage.AUTHENTICATION: 30.0,
    Stage.EMPTY: 10.0,
    Stage.SHELL: 10.0,
    Stage.LEAVING: 20.0,
}
"""How long each may last: to say that one speaks SSH, to exchange keys, to prove who one is, to open a session, to say
what that is to be, to read its last bytes and close it."""


class Stages:
    """Where one connection, or one session of it, is.

    Args:
        late: called when it has been in a stage for too long.
    """

    def __init__(self, late: Callable[[Stage], None]) -> None:
        self._late = late
        self._timer: asyncio.TimerHandle | None = None

    def enter(self, stage: Stage) -> None:
        """Begin a stage, and end the one before."""
        self.leave()
        self._timer = asyncio.get_running_loop().call_later(SECONDS[stage], self._late, stage)

    def leave(self) -> None:
        """Be in no stage, and stay as long as one likes."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
