"""How many frames an animation may draw: no more than the terminal says that it has consumed.

Frames queue in the kernel and in sshd, and the answer to a key waits behind them. So each animation frame is followed
by a question (where is the cursor?) that a terminal answers only once it has read everything before it. While the
answer is outstanding no further frame is drawn; a second one may be under way while answers come about as quickly as
they ever did. Only animation asks, and the first picture, to know whether the terminal answers at all; the answer to a
key never waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections import deque
from collections.abc import Callable, Mapping

from tutor.text.served import SERVED
from tutor.tui.driver.crowding import Crowding
from tutor.tui.driver.priority import Priority

QUESTION = "\x1b[6n"
"""Asks for the cursor's position (ECMA-48, DSR 6); every terminal since the VT100 answers."""
SILENCE = 3.0
"""Seconds after which a terminal that has never answered counts as one that does not."""
LOST = 10.0
"""Seconds after which an answer counts as lost."""
SILENT_RATE = 5.0
"""Frames a second on a terminal that does not answer."""
FIRST_BUDGET = 16 * 1024.0
"""Bytes a second at first, and always where something in between answers on the terminal's behalf, as tmux does."""
LEAST_BUDGET = 4 * 1024.0
TELLING = 1000
"""Bytes from which on a late answer tells something about what the line carries."""
PIECES_A_SECOND = 8
"""A frame is sent in pieces of so much time, so that the answer to a key waits for no more than one of them."""
AGEING = 1.001
"""The quickest round trip counts a little less with every answer: lines change."""


class Pace:
    """Tells an animation when it may draw its next frame; everything here happens on the event loop.

    Args:
        budget: bytes a second that may be sent, None for as many as the terminal takes.
        held: whether the terminal has still to read what was sent before.
        clock: seconds, from anywhere.
        adapts: whether the budget follows the answers: more while they come quickly, less when they come late.
        crowding: how long to rest between two frames where others need the machine.
        priority: stands back while frames are drawn.

    Attributes:
        priority: stands back while frames are drawn, but for keys.
        budget: bytes a second that may be sent now.
        answers: how many answers have been taken in.
        round_trip: seconds that the latest answer took; None before the first.
    """

    def __init__(
        self,
        budget: float | None = None,
        held: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
        *,
        adapts: bool = False,
        crowding: Crowding | None = None,
        priority: Priority | None = None,
    ) -> None:
        self.budget, self._adapts, self._held, self._clock = budget or math.inf, adapts, held, clock
        self._crowding = crowding or Crowding(lambda: None)
        self.priority = priority or Priority(served=False)
        self.answers = 0
        self.round_trip: float | None = None
        self._quickest = math.inf
        self._asked: deque[tuple[float, int]] = deque()
        self._frame_due = self._silent = self._has_asked = False
        self._drawn_at = self._paid_until = float("-inf")
        self._changed = asyncio.Event()
        self._pending: Callable[[], object] | None = None
        self._rest: Callable[[], object] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def for_environment(cls, environment: Mapping[str, str], held: Callable[[], bool] = lambda: False) -> Pace:
        """Make the pace for this terminal: its answers are believed, unless a program in between gives them."""
        between = any(environment.get(name) for name in ("TMUX", "STY"))
        priority = Priority(served=SERVED in environment)
        return cls(FIRST_BUDGET, held, adapts=not between, crowding=Crowding(), priority=priority)

    @property
    def piece(self) -> float:
        """Bytes of a frame that are sent at a time."""
        return self.budget / PIECES_A_SECOND

    @property
    def silent(self) -> bool:
        """Whether the terminal does not answer."""
        return self._silent

    @property
    def outstanding(self) -> int:
        """Questions that were not answered yet."""
        return len(self._asked)

    @property
    def answer_due(self) -> float | None:
        """When the oldest open question should have been answered, by the clock; None if there is none to wait for."""
        return self._asked[0][0] + 2 * self._quickest if self._asked and self.round_trip is not None else None

    def may_draw(self) -> bool:
        """Whether a frame may be drawn now; if so, the caller is taken to draw it."""
        allowed = self.seconds_to_wait() <= 0
        if allowed:
            self._frame_due, self._drawn_at = True, self._clock()
        return allowed

    async def wait_until_consumed(self) -> None:
        """Wait until a frame may be drawn; the caller is taken to draw it."""
        while not self.may_draw():
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.seconds_to_wait()):
                    await self._changed.wait()

    def draw_newest(self, draw: Callable[[], object]) -> None:
        """Draw now, or else as soon as a frame may be drawn, if nothing newer has come by then.

        So the animation itself never waits, and its last frame is always drawn. One animation at a time.
        """
        self._pending = draw
        self._go_on()

    def may_go_on(self) -> bool:
        """Whether the next piece of a frame may be sent now."""
        return self._seconds_until_free() <= 0

    def go_on_later(self, send: Callable[[], object] | None) -> None:
        """Have the rest of a frame sent as soon as that may be, before any other frame; None if there is no rest."""
        finished = self._rest is not None and send is None
        self._rest = send
        if finished:
            self.wake()
        elif send is not None:
            self._look_again()

    def _go_on(self) -> None:
        """Send the rest of a frame, or draw the next one, or look again later."""
        if self._rest is not None:
            if self.may_go_on():
                self._rest()
        elif self._pending is not None and self.may_draw():
            draw, self._pending = self._pending, None
            draw()
        self._look_again()

    def _look_again(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._rest is not None or self._pending is not None:
            wait = self._seconds_until_free() if self._rest is not None else self.seconds_to_wait()
            self._timer = asyncio.get_running_loop().call_later(max(wait, 0.001), self._go_on)

    def seconds_to_wait(self) -> float:
        """How long to wait at most before asking again; 0 if a frame may be drawn now."""
        if self._rest is not None:
            return 0.2
        return max(self._seconds_until_free(), self._drawn_at + self._crowding.rest - self._clock())

    def _seconds_until_free(self) -> float:
        now = self._clock()
        self._forget_lost(now)
        if self._held():
            return 0.1
        if self._silent:
            return max(0.0, self._drawn_at + 1 / SILENT_RATE - now)
        if len(self._asked) >= self._under_way_at_most():
            return max(0.001, self._asked[0][0] + (SILENCE if self.round_trip is None else LOST) - now)
        return max(0.0, self._paid_until - now)

    def take_frame(self) -> bool:
        """Whether what is about to be sent is a frame that was allowed; true once for each."""
        due, self._frame_due = self._frame_due, False
        return due

    def probe(self, size: int, *, asking: bool) -> str:
        """Return the bytes to send after `size` others: the question, if they are an animation's, or the first of all.

        Args:
            size: bytes that are sent now.
            asking: whether they belong to a frame.
        """
        now = self._clock()
        self._paid_until = max(now, self._paid_until) + size / self.budget
        first, self._has_asked = not self._has_asked, True
        if not (asking or first) or (self._silent and self._asked):
            return ""
        if asking:
            self._crowding.look()
            self.priority.frame()
        self._asked.append((now, 0 if first else size))  # how fast a terminal starts says nothing about the line
        return QUESTION

    def answered(self, at: float) -> None:
        """The terminal has answered at a time of the clock."""
        self._silent = False
        self.answers += 1
        if self._asked:
            sent, size = self._asked.popleft()
            self.round_trip = max(0.0, at - sent)
            self._quickest = min(self.round_trip, self._quickest * AGEING)
            if self._adapts:
                self._adapt(self.round_trip, size)
        self.wake()

    def wake(self) -> None:
        """Have whoever waits look again."""
        self._changed.set()
        if self._rest is not None or self._pending is not None:
            self._go_on()

    def _adapt(self, round_trip: float, size: int) -> None:
        """A piece of a frame has come through: quickly, or later than the line can."""
        if self._quick(round_trip):
            self.budget *= 1.5 if 2 * size >= self.piece else 1
        elif size >= min(TELLING, self.piece / 2):
            carried = size / max(round_trip - self._quickest, 0.001)
            self.budget = max(LEAST_BUDGET, min(self.budget * 0.7, carried * 0.8))

    def _quick(self, round_trip: float) -> bool:
        return round_trip < 1.5 * self._quickest + 0.03

    def _under_way_at_most(self) -> int:
        """Two frames while they are small and the line is as quick as it can be, else one."""
        small = not self._asked or 2 * self._asked[-1][1] < self.piece
        return 2 if small and self.round_trip is not None and self._quick(self.round_trip) else 1

    def _forget_lost(self, now: float) -> None:
        if self.round_trip is None and self._asked and now - self._asked[0][0] >= SILENCE:
            self._silent = True
        while self._asked and now - self._asked[0][0] >= LOST:
            self._asked.popleft()
