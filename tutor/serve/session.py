"""An SSH session: takes what the client asks for to a visit, and refuses what is not the tutor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import asyncssh

from tutor.serve import words
from tutor.serve.stages import Stage, Stages
from tutor.serve.surroundings import LONGEST_NAME, FewVariables, screen_size
from tutor.serve.visit import Visit

COPIERS = ("scp", "sftp", "rsync", "/usr/lib/openssh/sftp-server", "/usr/libexec/sftp-server")
"""Commands by which clients fetch and send files."""
REFUSED = 2
"""Exit status, as of a command that was called wrongly."""


class Session(asyncssh.SSHServerSession[bytes]):
    """One session channel; the client of a visit.

    Args:
        connection: by which it came.
        begin: makes the visit, or gives a sentence that says why there is none.
        over: called when the channel has closed.
        late: called when it has been in a stage for too long.
        terminal: whether the client may have a terminal.

    Attributes:
        refusal: why it is not to begin, if what was asked for is not the tutor.
        terminal: the name of the client's terminal, None without one.
        screen: its columns and rows.
    """

    def __init__(
        self,
        connection: asyncssh.SSHServerConnection,
        begin: Callable[[Session], Visit | str],
        over: Callable[[Session], None],
        late: Callable[[Stage], None],
        *,
        terminal: bool = True,
    ) -> None:
        self._connection, self._begin, self._over = connection, begin, over
        self._stages, self._may_have_terminal = Stages(late), terminal
        self._stages.enter(Stage.SHELL)
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self.refusal = ""
        self._visit: Visit | None = None
        self.terminal: str | None = None
        self.screen: tuple[int, int] | None = None

    @property
    def told(self) -> Mapping[bytes, bytes]:
        """The variables that the client has sent."""
        return self._channel.get_environment_bytes() if self._channel is not None else {}

    # What the client asks for

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """Remember the channel, now that it is open."""
        self._channel = chan
        # AsyncSSH keeps every variable that is sent, at any time, and has no hook to be asked first.
        if isinstance(getattr(chan, "_env", None), dict):
            chan._env = FewVariables()

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        """Take a terminal's kind and size; it is granted once the tutor starts."""
        del term_modes  # the tutor sets what it needs
        if not self._may_have_terminal:
            return False
        self.terminal, self.screen = term_type[: LONGEST_NAME + 1], screen_size(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """Grant a login without a command: that is the tutor."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Grant a command, and then answer with a sentence, which is more than a refusal would say."""
        copies = command.split(maxsplit=1)[:1]
        self.refusal = words.NO_FILES if copies and copies[0] in COPIERS else words.NO_COMMANDS
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """Grant a subsystem such as sftp, and then answer with a sentence, which is more than a refusal would say."""
        self.refusal = words.NO_FILES if subsystem == "sftp" else words.NO_COMMANDS
        return True

    def session_started(self) -> None:
        """Begin the visit, now that the client has asked for all it wants; or say why not."""
        self._stages.leave()
        begun = self._begin(self)
        if isinstance(begun, str):
            self.finish(REFUSED if self.refusal else 1, begun)
        else:
            self._visit = begun

    # What comes from the client

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Hand what was typed to the visit."""
        del datatype
        if self._visit is not None:
            self._visit.feed(data)

    def eof_received(self) -> bool:
        """Tell the visit that nothing more is typed; what the tutor writes still goes to the client."""
        if self._visit is not None:
            self._visit.end_input()
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """Tell the visit the new size of the client's terminal."""
        del pixwidth, pixheight
        if self._visit is not None:
            self._visit.resize(*screen_size(width, height))

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel has closed, by whomever; who made this object has it forgotten."""
        del exc
        self._over(self)

    def forget(self) -> None:
        """Wait for nothing more, and let go of the visit."""
        self._stages.leave()
        if self._visit is not None:
            self._visit.hang_up()

    # The client of a visit

    def send(self, data: bytes) -> None:
        """Have bytes sent."""
        if self._is_open:
            self._open_channel.write(data)

    def unsent(self) -> int:
        """Return how many bytes wait for the client's leave to be sent, or for the network.

        AsyncSSH tells nobody about the second: it leaves its transport's requests to pause unheard.
        """
        if not self._is_open:
            return 0
        transport: Any = getattr(self._connection, "_transport", None)
        waiting: int = transport.get_write_buffer_size() if isinstance(transport, asyncio.WriteTransport) else 0
        return waiting + self._open_channel.get_write_buffer_size()

    def pause(self) -> None:
        """Deliver nothing more for now."""
        if self._is_open:
            self._open_channel.pause_reading()

    def resume(self) -> None:
        """Deliver again."""
        if self._is_open:
            self._open_channel.resume_reading()

    def finish(self, status: int, sentence: str) -> None:
        """Say a sentence, if there is one, and close with an exit status."""
        if not self._is_open:
            return
        if sentence:
            end = "\r\n" if self.terminal is not None else "\n"
            self._open_channel.write_stderr(f"{sentence}{end}".encode())
        self._stages.enter(Stage.LEAVING)
        self._open_channel.exit(status)

    @property
    def _is_open(self) -> bool:
        return self._channel is not None and not self._channel.is_closing()

    @property
    def _open_channel(self) -> asyncssh.SSHServerChannel[bytes]:
        assert self._channel is not None
        return self._channel
