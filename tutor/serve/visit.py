"""A learner's visit: from the process that is started for them to its end, and how that came about."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tutor.serve import doors, words
from tutor.serve.children import Child, Children
from tutor.serve.idleness import Idleness
from tutor.serve.messages import Ended
from tutor.serve.relay import Client, Relay

PATIENCE = 2.8
"""Seconds that a process has to leave by itself once its line has dropped, or it was told to; its own way out, which
keeps what there is to keep, takes at most 2.5."""
TO_THE_END = 1.5
"""Seconds of those that a conversation in plain text has to come to the end of what was typed."""
_MODES_OFF = (2026, 1000, 1002, 1003, 1006, 1015, 1016, 1004, 2004, 2048, 1049)
GIVE_BACK = "".join(["\x1b[<u", *(f"\x1b[?{mode}l" for mode in _MODES_OFF), "\x1b[?7h\x1b[?25h\x1b[m"]).encode()
"""Undoes what the app had set in the learner's terminal, when it was killed and could not do so itself."""
LAST_WORDS = 1.0
"""Seconds for what a process wrote before it ended to reach a client that does not read."""


class Guest(Client, Protocol):
    """The client of a visit."""

    def finish(self, status: int, sentence: str) -> None:
        """Say a sentence, if there is one, and close with an exit status."""


@dataclass(frozen=True)
class SessionWish:
    """A client's wish: which tutor, on which screen.

    Attributes:
        environment: all variables for the learner's process.
        screen: columns and rows of the client's terminal; None for a client without one, which gets plain text.
    """

    environment: dict[str, str]
    screen: tuple[int, int] | None


class Visit:
    """One session of one learner.

    Args:
        wish: what the client asks for.
        guest: the client.
        children: starts the process.
        idle: seconds without a key after which it ends.
        over: called once, when process and line are done with, with how it ended.

    Attributes:
        child: the learner's process.
    """

    def __init__(
        self, wish: SessionWish, guest: Guest, children: Children, idle: float, over: Callable[[Visit, str], None]
    ) -> None:
        self._guest, self._over, self._idle = guest, over, idle
        self._loop = asyncio.get_running_loop()
        self._idleness = Idleness(self._loop.time)
        self._why = self._sentence = ""
        self._is_over = False
        self._ended: Ended | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self.began = time.monotonic()
        self._has_screen = wish.screen is not None
        self._ours, theirs = doors.open_terminal(*wish.screen) if wish.screen else doors.open_socket()
        called_with = [] if self._has_screen else ["--plain"]
        self.child: Child = children.start(wish.environment, called_with, theirs, terminal=self._has_screen)
        os.close(theirs)
        self._relay = Relay(self._ours, guest, self._settle)
        self.child.ended.add_done_callback(self._child_ended)
        self._watch_idleness()

    def feed(self, data: bytes) -> None:
        """Carry what the learner types to their process, and note that they are not idle."""
        self._idleness.feed(data)
        self._relay.feed(data)

    def end_input(self) -> None:
        """End the input, for the learner types no more: plain text goes on, but a screen has nobody before it."""
        if self._has_screen:
            self.hang_up()
        else:
            self._relay.end_input(doors.shut)

    def resize(self, columns: int, rows: int) -> None:
        """Give the learner's process another size of terminal."""
        if self._has_screen and not self._relay.closed:
            doors.resize(self._ours, columns, rows)

    def hang_up(self) -> None:
        """Tell the learner's process that the line has dropped."""
        self._leave("line dropped", "", signal.SIGHUP)
        self._relay.close()
        self._settle()

    def dismiss(self, why: str, sentence: str) -> None:
        """Have the tutor leave, give the screen back and keep everything, and tell the learner why.

        A conversation in plain text first gets the end of its input, and with that deals with what was typed before.
        """
        if self._has_screen:
            self._leave(why, sentence, signal.SIGTERM)
        elif not self._why and self._ended is None:
            self._relay.end_input(doors.shut)
            self._later(TO_THE_END, self.child.kill, signal.SIGTERM)
            self._leave(why, sentence, None)

    def _leave(self, why: str, sentence: str, number: signal.Signals | None) -> None:
        if not self._why and self._ended is None:
            self._why, self._sentence = why, sentence
            if number is not None:
                self.child.kill(number)
            self._later(PATIENCE, self._kill)

    def _kill(self) -> None:
        if self._ended is None:
            self._why += ", had to be killed"
            self.child.kill(signal.SIGKILL)

    def _watch_idleness(self) -> None:
        left = self._idle - self._idleness.seconds()
        if left > 0:
            self._later(left, self._watch_idleness)
        else:
            self.dismiss("idle", words.IDLE.format(time=words.in_words(self._idle)))

    def _later(self, seconds: float, callback: Callable[..., None], *arguments: object) -> None:
        self._timers = [timer for timer in self._timers if timer.when() > self._loop.time()]
        self._timers.append(self._loop.call_later(seconds, callback, *arguments))

    def _child_ended(self, ended: asyncio.Future[Ended]) -> None:
        self._ended = ended.result()
        self._later(LAST_WORDS, self._relay.close)
        self._later(LAST_WORDS, self._settle)
        self._settle()

    def _settle(self) -> None:
        """When the process has ended and all that it wrote is on its way, it is over."""
        if self._is_over or self._ended is None or not (self._relay.at_end or self._relay.closed):
            return
        self._is_over = True
        for timer in self._timers:
            timer.cancel()
        self._relay.close()
        status, problem = self._ended.status, self._ended.problem
        cut_off = bool(problem) and self.child.process is not None
        if self._has_screen and (status < 0 or cut_off):
            self._guest.send(GIVE_BACK)
        how = self._why or problem or _how(status)
        self._over(self, how)  # before the client hears of it, and perhaps is back at once
        self._guest.finish(
            status if status >= 0 else 128 - status, self._sentence or _last_sentence(status, problem, cut_off=cut_off)
        )


def _last_sentence(status: int, problem: str, *, cut_off: bool) -> str:
    """Return what a learner must be told, "" where their tutor could still speak: then it has.

    Args:
        status: the process's.
        problem: what went wrong on this side.
        cut_off: whether that was after it had begun.
    """
    if cut_off:
        return words.CUT_OFF.format(problem=problem)
    if problem:
        return words.NOT_STARTED.format(problem=problem)
    return words.ENDED.format(how=_how(status)) if status < 0 else ""


def _how(status: int) -> str:
    """Return an exit status in words, for the log."""
    if status < 0:
        return f"killed by signal {-status}"
    return "left" if status == 0 else f"exit status {status}"
