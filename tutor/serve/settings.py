"""What whoever runs the server can choose, and where everything lies in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ServeSettings:
    """One server.

    Attributes:
        data: the folder for all that is kept.
        host: the address to listen on.
        port: the port; 0 for any that is free.
        keys: a file in OpenSSH's authorized_keys format; None lets any key in, as an account of its own.
        sessions: how many at once.
        per_key: how many of them with one key.
        per_address: how many of them from one address; a whole school may share one.
        rate: how many new connections a minute from one address.
        idle: minutes without a key after which a session ends.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 2222
    keys: Path | None = None
    sessions: int = 100
    per_key: int = 4
    per_address: int = 100
    rate: int = 120
    idle: float = 30.0

    @property
    def learners(self) -> Path:
        """Where each learner has a folder."""
        return self.data / "learners"

    @property
    def host_key(self) -> Path:
        """The file of the key by which the server proves who it is."""
        return self.data / "host_key"

    @property
    def log(self) -> Path:
        """The log of who came and went."""
        return self.data / "connections.log"


class CannotServe(Exception):
    """The server cannot run; the message says why and what to do."""
