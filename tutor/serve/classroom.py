"""The server: lets learners in, keeps count of them, writes down who came, and sends them home when it stops."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import count

import asyncssh

from tutor.serve import words
from tutor.serve.children import Children
from tutor.serve.connection import Connection, Learner
from tutor.serve.keys import Register, fingerprint, folder_name, host_key
from tutor.serve.limits import Arrivals, Places
from tutor.serve.log import Log
from tutor.serve.session import Session
from tutor.serve.settings import CannotServe, Settings
from tutor.serve.stops import Stops
from tutor.serve.surroundings import surroundings
from tutor.serve.visit import Visit, Wish

LOGIN = 30
"""Seconds to prove who one is."""
ALIVE, MISSED = 15, 3
"""Seconds between two questions to a silent client whether it is there, and how many may go without an answer."""
WINDOW = 64 * 1024
"""Bytes that a client may send ahead of what its tutor reads."""
SPARE = 50
"""Connections that may be on their way in, beyond one for each place."""
GOODBYE = 1.0
"""Seconds for the last bytes to reach the clients."""


class Classroom:
    """One server.

    Args:
        settings: what was chosen.
        children: starts learners' processes.
        log: of connections.
    """

    def __init__(self, settings: Settings, children: Children, log: Log) -> None:
        self._settings, self._children, self._log = settings, children, log
        self._places = Places(settings)
        self._numbers = count(1)
        self._visits: dict[Visit, tuple[int, Learner]] = {}
        self._connections: set[Connection] = set()
        self._empty = asyncio.Event()
        self._empty.set()
        self._stopping = False
        self._key = host_key(settings.host_key)
        self.arrivals = Arrivals(settings.rate)
        self.register = Register(settings.keys)

    # Opening and closing

    async def open(self) -> asyncssh.SSHAcceptor:
        """Begin to listen.

        Raises:
            CannotServe: the address or the port is not to be had, or there is no tutor to be started.
        """
        settings = self._settings
        try:
            return await asyncssh.listen(
                settings.host,
                settings.port,
                server_factory=lambda: Connection(self),
                server_host_keys=[self._key],
                server_version="nntutor",
                encoding=None,
                line_editor=False,
                agent_forwarding=False,
                login_timeout=LOGIN,
                keepalive_interval=ALIVE,
                keepalive_count_max=MISSED,
                window=WINDOW,
            )
        except OSError as problem:
            raise CannotServe(
                f"Nobody can be let in at {settings.host} port {settings.port}: {problem.strerror or problem}. "
                "--port and --host choose others."
            ) from problem

    def greeting(self, port: int) -> list[str]:
        """What whoever runs it wants to know."""
        settings = self._settings
        only_here = settings.host in ("127.0.0.1", "::1", "localhost")
        return [
            f"nntutor serves on {settings.host} port {port}. Learners come with: ssh -p {port} HOST",
            *(["Only this machine can connect. --host 0.0.0.0 lets others in."] if only_here else []),
            f"Host key: {fingerprint(self._key)} (ssh shows it at the first visit)",
            "Any SSH key is an account of its own."
            if settings.keys is None
            else f"Learners are those whose key stands in {settings.keys}.",
            f"Progress: {settings.learners}",
            f"Log: {settings.log}",
            "Ctrl-C stops it: learners are told, and everything is kept. A second one stops it at once.",
        ]

    async def run(self, say: Callable[..., None], mutter: Callable[..., None]) -> int:
        """Serve until told to stop.

        Args:
            say: takes the lines of the greeting.
            mutter: takes what is said later, when perhaps nobody listens any more; never raises.

        Returns:
            The exit status: 0 after a stop, 128 and the signal's number after a second one, 1 if no more sessions
            can be started.
        """
        stops = Stops()
        acceptor = await self.open()
        await _first(self._children.ready, stops.first.wait(), self._children.gone)
        if self._children.gone.done():
            raise CannotServe("The app could not be loaded; the reason stands above.")
        self._log.write("started", host=self._settings.host, port=acceptor.get_port())
        say(*self.greeting(acceptor.get_port()))
        await _first(stops.first.wait(), self._children.gone)
        acceptor.close()
        mutter("Stopping: learners are sent home.")
        self._send_home()
        await _first(self._empty.wait(), stops.second.wait())
        if stops.second.is_set():
            self._children.kill_all()
        await self._say_goodbye()
        self._log.write("stopped", how="at once" if stops.second.is_set() else "in order")
        return 1 if self._children.gone.done() else stops.status

    def _send_home(self) -> None:
        self._stopping = True
        for visit in list(self._visits):
            visit.dismiss("server stopped", words.STOPPING)

    async def _say_goodbye(self) -> None:
        """Clients leave by themselves after their last session, and only then have they shown all that they got."""
        closing = [asyncio.ensure_future(c.ssh.wait_closed()) for c in self._connections if c.ssh is not None]
        if closing:
            await asyncio.wait(closing, timeout=GOODBYE)
        for connection in list(self._connections):
            connection.close()

    # The reception

    def begin(self, learner: Learner, session: Session) -> Visit | str:
        """Begin a visit, or say why not."""
        refusal = session.refusal or (words.STOPPING if self._stopping else None)
        refusal = refusal or self._places.take(learner.identity, learner.address)
        if refusal:
            self.refused(learner, refusal)
            return refusal
        home = self._settings.learners / folder_name(learner.identity)
        environment = surroundings(session.told, session.terminal, home, learner.line)
        try:
            visit = Visit(
                Wish(environment, session.screen), session, self._children, self._settings.idle * 60, self._over
            )
        except OSError as problem:  # no more pseudo-terminals, or no more files
            self._places.leave(learner.identity, learner.address)
            self.refused(learner, problem.strerror or str(problem))
            return words.NOT_STARTED.format(problem=problem.strerror or problem)
        number = next(self._numbers)
        self._visits[visit] = number, learner
        self._empty.clear()
        self._log.write("began", session=number, key=learner.identity, **{"from": learner.origin})
        return visit

    def _over(self, visit: Visit, how: str) -> None:
        number, learner = self._visits.pop(visit)
        self._places.leave(learner.identity, learner.address)
        facts = {"from": learner.origin, "seconds": round(time.monotonic() - visit.began)}
        self._log.write("ended", session=number, key=learner.identity, **facts, how=how)
        if not self._visits:
            self._empty.set()

    def arrived(self, connection: Connection) -> bool:
        """A connection was made; False if there are too many."""
        if len(self._connections) >= self._settings.sessions + SPARE:
            return False
        self._connections.add(connection)
        return True

    def gone(self, connection: Connection) -> None:
        """It is no more."""
        self._connections.discard(connection)

    def refused(self, learner: Learner, why: str) -> None:
        """Write down that somebody was not let in."""
        self._log.write("refused", key=learner.identity, **{"from": learner.origin}, why=why)


async def _first(*things: Awaitable[object]) -> None:
    """Wait for whichever comes first, and let the others be."""
    futures = [asyncio.ensure_future(thing) for thing in things]
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    for future in futures:
        if not future.done() and isinstance(future, asyncio.Task):
            future.cancel()
