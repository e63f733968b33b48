"""An SSH connection: who it is, told from their key; no passwords, no forwarding, and one thing to be had."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Protocol

import asyncssh

from tutor.serve import words
from tutor.serve.keys import Register, fingerprint
from tutor.serve.limits import Arrivals
from tutor.serve.session import Session
from tutor.serve.settings import CannotServe
from tutor.serve.visit import Visit

EMPTY = 10.0
"""Seconds that a connection may last without a session."""


@dataclass(frozen=True)
class Learner:
    """Who has come, and from where.

    Attributes:
        identity: their key's fingerprint.
        address: of their machine.
        port: there.
        line: both ends, as OpenSSH puts them into SSH_CONNECTION.
    """

    identity: str
    address: str
    port: int
    line: str

    @property
    def origin(self) -> str:
        """Address and port for the log."""
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"


class Reception(Protocol):
    """What a connection needs of the server.

    Attributes:
        register: who may come.
        arrivals: how often they may.
    """

    register: Register
    arrivals: Arrivals

    def begin(self, learner: Learner, session: Session) -> Visit | str:
        """Begin a visit, or say why not."""

    def arrived(self, connection: Connection) -> bool:
        """A connection was made; False if there are too many."""

    def gone(self, connection: Connection) -> None:
        """It is no more."""

    def refused(self, learner: Learner, why: str) -> None:
        """Somebody was not let in."""


class Connection(asyncssh.SSHServer):
    """One connection of a client.

    Args:
        reception: the server behind it.
    """

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._sessions: set[Session] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._counted = self._shown = self._told = False
        self.learner = Learner("-", "-", 0, "")
        self.ssh: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Somebody is there; too many at once are not even answered."""
        self.ssh = conn
        address, port = (conn.get_extra_info("peername") or ("-", 0))[:2]
        here, here_port = (conn.get_extra_info("sockname") or ("-", 0))[:2]
        self.learner = Learner("-", address, port, f"{address} {port} {here} {here_port}")
        if not self._reception.arrived(self):
            conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        del exc
        self._stop_timer()
        self._reception.gone(self)

    # Who it is

    def begin_auth(self, username: str) -> bool:
        """Everybody has to show a key; the name that they call themselves by does not matter."""
        del username
        if not self._counted:
            self._counted = True
            if not self._reception.arrivals.admit(self.learner.address) and self.ssh is not None:
                self._reception.refused(self.learner, "too often")
                self.ssh.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, words.TOO_OFTEN)
        return True

    def public_key_auth_supported(self) -> bool:
        """Keys are how learners are known."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Whether the owner of this key may come.

        AsyncSSH calls this for a key that is merely offered too. Between the call for the key whose signature it
        then verifies and `auth_completed` it does not let anything else run, so that the last key is the one.
        """
        del username
        self._shown = True
        self.learner = replace(self.learner, identity=fingerprint(key))
        try:
            return self._reception.register.knows(key, self.learner.address)
        except CannotServe as problem:
            self._reception.refused(self.learner, str(problem))
            return False

    def kbdint_auth_supported(self) -> bool:
        """Once: this is how those are told what to do whose keys did not do."""
        return not self._told

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> asyncssh.auth.KbdIntChallenge:
        """A sentence, and no question."""
        del username, lang, submethods
        self._told = True
        self._reception.refused(self.learner, "unknown key" if self._shown else "no key")
        if self._shown:
            return "", words.UNKNOWN_KEY, "", []
        return "", words.NO_KEY if self._reception.register.is_open else words.NO_KEY_LISTED, "", []

    def validate_kbdint_response(self, username: str, responses: asyncssh.auth.KbdIntResponse) -> bool:
        """No answer opens the door."""
        del username, responses
        return False

    def auth_completed(self) -> None:
        """They are in; without a session they do not stay."""
        self._wait_for_session()

    # What they may have

    def session_requested(self) -> Session:
        """A session, in which to say what it is to be."""
        assert self.ssh is not None
        session = Session(self.ssh, self._begin, self._session_over)
        self._sessions.add(session)
        self._stop_timer()
        return session

    def _begin(self, session: Session) -> Visit | str:
        return self._reception.begin(self.learner, session)

    def _session_over(self, session: Session) -> None:
        self._sessions.discard(session)
        if not self._sessions:
            self._wait_for_session()

    def _wait_for_session(self) -> None:
        self._stop_timer()
        self._timer = asyncio.get_running_loop().call_later(EMPTY, self.close)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def close(self) -> None:
        """Say goodbye."""
        if self.ssh is not None:
            self.ssh.close()
