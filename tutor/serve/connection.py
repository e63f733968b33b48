"""An SSH connection: who it is, told from their key; no passwords, no forwarding, and one thing to be had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import asyncssh

from tutor.serve import words
from tutor.serve.keys import fingerprint
from tutor.serve.register import Register
from tutor.serve.session import Session
from tutor.serve.settings import CannotServe
from tutor.serve.stages import Stage, Stages
from tutor.serve.visit import Visit

TRIES = 20
"""Keys, and other ways in, that a client may try; agents hold many keys."""
REFUSED_CHANNELS = 8
"""Channels that may be asked for in vain."""


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
    def at(self) -> tuple[str, int]:
        """Address and port."""
        return self.address, self.port

    @property
    def origin(self) -> str:
        """Address and port for the log."""
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"


class Reception(Protocol):
    """The server, as far as a connection needs it.

    Attributes:
        register: who may come.
    """

    register: Register

    def begin(self, learner: Learner, session: Session) -> Visit | str:
        """Begin a visit, or say why not."""

    def arrived(self, connection: Connection) -> None:
        """Remember a connection that was made."""

    def identified(self, connection: Connection) -> str:
        """Note whose a connection is, now that it is known; return why it cannot stay, or ""."""

    def open_channel(self, connection: Connection) -> str:
        """Count a channel; return why it cannot be, or ""."""

    def close_channel(self, connection: Connection) -> None:
        """Give back a channel that was counted and has closed."""

    def gone(self, connection: Connection) -> None:
        """Forget a connection that is no more."""

    def refused(self, learner: Learner, why: str) -> None:
        """Write down that somebody was not let in."""


class Connection(asyncssh.SSHServer):
    """One connection of a client.

    Args:
        reception: the server behind it.
    """

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._sessions: set[Session] = set()
        self._stages = Stages(self._late)
        self._shown = self._told = self._may_have_terminal = False
        self._tried = self._refused_channels = 0
        self.learner = Learner("-", "-", 0, "")
        self.ssh: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Begin with a client that has just connected."""
        self.ssh = conn
        address, port = (conn.get_extra_info("peername") or ("-", 0))[:2]
        here, here_port = (conn.get_extra_info("sockname") or ("-", 0))[:2]
        self.learner = Learner("-", address, port, f"{address} {port} {here} {here_port}")
        self._stages.enter(Stage.BANNER)
        self._reception.arrived(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the sessions of a client that has gone."""
        del exc
        for session in list(self._sessions):  # one that was still being opened is told nothing
            self._session_over(session)
        self._stages.leave()
        self._reception.gone(self)

    def _late(self, stage: Stage) -> None:
        """Send away a client that has been in a stage for too long."""
        if stage is Stage.BANNER and self.ssh is not None and self.ssh.get_extra_info("client_version"):
            self._stages.enter(Stage.KEY_EXCHANGE)
        else:
            self.dismiss(words.TOO_LATE[stage])

    def dismiss(self, sentence: str) -> None:
        """Send the client away, and say why."""
        if self.ssh is not None and not self.ssh.is_closed():
            self._reception.refused(self.learner, sentence)
            self.ssh.disconnect(asyncssh.DISC_BY_APPLICATION, sentence)

    # Who it is

    def begin_auth(self, username: str) -> bool:
        """Have everybody show a key; the name that they call themselves by does not matter."""
        del username
        return True

    def public_key_auth_supported(self) -> bool:
        """Say that keys are taken, for by them learners are known; AsyncSSH asks at each attempt of whatever kind."""
        if not self._tried:
            self._stages.enter(Stage.AUTHENTICATION)
        self._tried += 1
        if self._tried > TRIES:
            self.dismiss(words.TOO_MANY_TRIES)
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
            entry = self._reception.register.entry(key, self.learner.address)
        except CannotServe as problem:
            self._reception.refused(self.learner, str(problem))
            return False
        self._may_have_terminal = entry is not None and entry.terminal
        return entry is not None and self._tried <= TRIES

    def kbdint_auth_supported(self) -> bool:
        """Offer one exchange of text: this is how those are told what to do whose keys did not do."""
        return not self._told

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> asyncssh.auth.KbdIntChallenge:
        """Give a sentence, and no question."""
        del username, lang, submethods
        self._told = True
        self._reception.refused(self.learner, "unknown key" if self._shown else "no key")
        if self._shown:
            return "", words.UNKNOWN_KEY, "", []
        return "", words.NO_KEY if self._reception.register.is_open else words.NO_KEY_LISTED, "", []

    def validate_kbdint_response(self, username: str, responses: asyncssh.auth.KbdIntResponse) -> bool:
        """Refuse every answer: none opens the door."""
        del username, responses
        return False

    def auth_completed(self) -> None:
        """Have it noted whose the connection is, and wait for a session: without one the client does not stay."""
        self._stages.enter(Stage.EMPTY)
        if refusal := self._reception.identified(self):
            self.dismiss(refusal)

    # What they may have

    def session_requested(self) -> Session:
        """Open a session, in which the client says what it is to be.

        Raises:
            ChannelOpenError: there are too many; it says so to the client.
        """
        assert self.ssh is not None
        if refusal := self._reception.open_channel(self):
            self._reception.refused(self.learner, refusal)
            self._refused_channels += 1
            if self._refused_channels > REFUSED_CHANNELS:
                self.dismiss(refusal)
            raise asyncssh.ChannelOpenError(asyncssh.OPEN_RESOURCE_SHORTAGE, refusal)
        session = Session(
            self.ssh, self._begin, self._session_over, self._session_late, terminal=self._may_have_terminal
        )
        self._sessions.add(session)
        self._stages.leave()
        return session

    def _begin(self, session: Session) -> Visit | str:
        return self._reception.begin(self.learner, session)

    def _session_over(self, session: Session) -> None:
        if session not in self._sessions:
            return
        self._sessions.discard(session)
        session.forget()
        self._reception.close_channel(self)
        if not self._sessions:
            self._stages.enter(Stage.EMPTY)

    def _session_late(self, stage: Stage) -> None:
        """One session keeps its channel for nothing: the others on this connection are of the same client."""
        self.dismiss(words.TOO_LATE[stage])

    def close(self) -> None:
        """Say goodbye."""
        if self.ssh is not None:
            self.ssh.close()
