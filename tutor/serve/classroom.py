"""The server: lets learners in, keeps count of them, writes down who came, and sends them home when it stops."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import count

from tutor.serve import words
from tutor.serve.admission import Admission, Origin
from tutor.serve.children import Children
from tutor.serve.complaints import Complaints
from tutor.serve.connection import Connection, Learner
from tutor.serve.entrance import Entrance
from tutor.serve.greeting import greeting
from tutor.serve.keys import folder_name, host_key
from tutor.serve.limits import Places
from tutor.serve.log import Log
from tutor.serve.register import Register
from tutor.serve.session import Session
from tutor.serve.settings import CannotServe, ServeSettings
from tutor.serve.stops import Stops
from tutor.serve.surroundings import surroundings
from tutor.serve.visit import SessionWish, Visit

LAST_KEYS = 0.1
"""Seconds after the word to stop for what learners have sent before it to arrive at their tutors."""
GOODBYE = 1.0
"""Seconds for the last bytes to reach the clients."""
ROUND = 5.0
"""Seconds between two looks at the list of keys, and at what was only counted."""


class Classroom:
    """One server.

    Args:
        settings: what was chosen.
        children: starts learners' processes.
        log: of connections.
        tell: gets a clause that whoever runs it should see, on the screen and in the log.
    """

    def __init__(self, settings: ServeSettings, children: Children, log: Log, tell: Callable[[str], None]) -> None:
        self._settings, self._children, self._log, self._tell = settings, children, log, tell
        self._places, self._admission, self._complaints = Places(settings), Admission(settings), Complaints(log)
        self._numbers = count(1)
        self._visits: dict[Visit, tuple[int, Learner]] = {}
        self._connections: set[Connection] = set()
        self._empty = asyncio.Event()
        self._empty.set()
        self._stopping = self._list_lost = False
        self._key = host_key(settings.host_key)
        self._entrance = Entrance(self._admission, self, self._key, lambda: Connection(self))
        self.register = Register(settings.keys, tell)

    # Opening and closing

    async def run(self, say: Callable[..., None], mutter: Callable[..., None], *remarks: str) -> int:
        """Serve until told to stop.

        Args:
            say: takes the lines of the greeting.
            mutter: takes what is said later, when perhaps nobody listens any more; never raises.
            remarks: what whoever runs it should know besides.

        Returns:
            The exit status: 0 after a stop, 128 and the signal's number after a second one.

        Raises:
            CannotServe: the address or the port is not to be had, or there is no tutor to be started.
        """
        stops = Stops()
        port = await self._entrance.open(self._settings)
        await _first(self._children.ready, stops.first.wait(), self._children.gone)
        if self._children.gone.done():
            raise CannotServe("The app could not be loaded; the reason stands above.")
        self._log.write("started", host=self._settings.host, port=port)
        told = [remark for remark in (*remarks, *self.register.remarks) if remark]
        for remark in told:
            self._log.write("trouble", what=remark)
        say(*greeting(self._settings, port, self._key, told))
        rounds = asyncio.ensure_future(self._make_rounds())
        await stops.first.wait()
        rounds.cancel()
        self._entrance.close()
        mutter("Stopping: learners are sent home.")
        await self._send_home(stops)
        self._complaints.sum_up(all_of_them=True)
        self._log.write("stopped", how="at once" if stops.second.is_set() else "in order")
        return stops.status

    async def _make_rounds(self) -> None:
        """Look now and then at what nobody would notice otherwise."""
        while True:
            await asyncio.sleep(ROUND)
            self._complaints.sum_up()
            try:
                self.register.look()
                self._list_lost = False
            except CannotServe as problem:
                if not self._list_lost:
                    self._tell(str(problem).rstrip("."))
                self._list_lost = True

    async def _send_home(self, stops: Stops) -> None:
        self._stopping = True
        await _first(asyncio.sleep(LAST_KEYS), stops.second.wait())
        for visit in list(self._visits):
            visit.dismiss("server stopped", words.STOPPING)
        await _first(self._empty.wait(), stops.second.wait())
        if stops.second.is_set():
            self._children.kill_all()
        await self._say_goodbye()

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
                SessionWish(environment, session.screen), session, self._children, self._settings.idle * 60, self._over
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

    def arrived(self, connection: Connection) -> None:
        """Remember a connection that was made, to be closed when the server stops."""
        self._connections.add(connection)

    def identified(self, connection: Connection) -> str:
        """Note whose a connection is, now that it is known; return why it cannot stay, or ""."""
        return self._admission.identify(connection.learner.at, connection.learner.identity)

    def open_channel(self, connection: Connection) -> str:
        """Count a channel; return why it cannot be, or ""."""
        return self._admission.open_channel(connection.learner.at)

    def close_channel(self, connection: Connection) -> None:
        """Give back a channel that was counted and has closed."""
        self._admission.close_channel(connection.learner.at)

    def gone(self, connection: Connection) -> None:
        """Forget a connection that is no more."""
        self._connections.discard(connection)

    def refused(self, learner: Learner, why: str) -> None:
        """Write down that somebody was not let in."""
        self._complaints.refused(why, key=learner.identity, **{"from": learner.origin})

    # The porter

    def turned_away(self, origin: Origin, why: str) -> None:
        """Write down that somebody did not even come to say who they are."""
        self.refused(Learner("-", *origin, ""), "too often" if why == words.TOO_OFTEN else why)

    def cannot_accept(self, problem: str) -> None:
        """The system gives no more connections; "" once it does again."""
        self._tell(f"nobody can be let in for now: {problem}" if problem else "connections can be let in again")


async def _first(*things: Awaitable[object]) -> None:
    """Wait for whichever comes first, and let the others be."""
    futures = [asyncio.ensure_future(thing) for thing in things]
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    for future in futures:
        if not future.done() and isinstance(future, asyncio.Task):
            future.cancel()
