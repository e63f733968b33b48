"""How many frames an animation may draw: no more than the terminal says that it has consumed.

Frames queue in the kernel and in sshd, and the answer to a key waits behind them. So each animation frame is followed
by a question (where is the cursor?) that a terminal answers only once it has read everything before it. While the
answer is outstanding no further frame is drawn; a second one may be under way while answers come about as quickly as
they ever did. Only animation asks; the answer to a key never waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Mapping

QUESTION = "\x1b[6n"
"""Asks for the cursor's position (ECMA-48, DSR 6); every terminal since the VT100 answers."""
SILENCE = 3.0
"""Seconds after which a terminal that has never answered counts as one that does not."""
LOST = 10.0
"""Seconds after which an answer counts as lost."""
SILENT_RATE = 5.0
"""Frames a second on a terminal that does not answer."""
REMOTE_BUDGET = 16 * 1024.0
"""Bytes a second where something in between may answer on the terminal's behalf, as tmux does."""
REMEMBERED = 50
"""So many round trips are remembered to know the quickest."""


class Pace:
    """Tells an animation when it may draw its next frame; everything here happens on the event loop.

    Args:
        budget: bytes a second that may be sent, None for as many as the terminal takes.
        held: whether the terminal has still to read what was sent before.
        clock: seconds, from anywhere.
    """

    def __init__(
        self,
        budget: float | None = None,
        held: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._budget, self._held, self._clock = budget, held, clock
        self._asked: deque[float] = deque()
        self._round_trips: deque[float] = deque(maxlen=REMEMBERED)
        self._frame_due = self._silent = False
        self._drawn_at = self._paid_until = float("-inf")
        self._changed = asyncio.Event()
        self._pending: Callable[[], object] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def for_environment(cls, environment: Mapping[str, str], held: Callable[[], bool] = lambda: False) -> Pace:
        """With a budget where the terminal is far away, or behind a program that answers for it."""
        between = any(environment.get(name) for name in ("SSH_CONNECTION", "TMUX", "STY"))
        return cls(REMOTE_BUDGET if between else None, held)

    @property
    def round_trip(self) -> float | None:
        """The latest answer took so many seconds; None before the first."""
        return self._round_trips[-1] if self._round_trips else None

    @property
    def silent(self) -> bool:
        """Whether the terminal does not answer."""
        return self._silent

    @property
    def outstanding(self) -> int:
        """Questions that were not answered yet."""
        return len(self._asked)

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
        self._try_to_draw()

    def _try_to_draw(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._pending is None:
            return
        if self.may_draw():
            draw, self._pending = self._pending, None
            draw()
        else:
            self._timer = asyncio.get_running_loop().call_later(self.seconds_to_wait(), self._try_to_draw)

    def seconds_to_wait(self) -> float:
        """How long to wait at most before asking again; 0 if a frame may be drawn now."""
        now = self._clock()
        self._forget_lost(now)
        if self._held():
            return 0.1
        if self._silent:
            return max(0.0, self._drawn_at + 1 / SILENT_RATE - now)
        if len(self._asked) >= self._under_way_at_most():
            return max(0.001, self._asked[0] + (LOST if self._round_trips else SILENCE) - now)
        return max(0.0, self._paid_until - now)

    def probe(self, size: int) -> str:
        """What to send after `size` bytes: the question, if they were an animation's frame."""
        now = self._clock()
        if self._budget:
            self._paid_until = max(now, self._paid_until) + size / self._budget
        if not self._frame_due:
            return ""
        self._frame_due = False
        if self._silent and self._asked:
            return ""
        self._asked.append(now)
        return QUESTION

    def answered(self, at: float) -> None:
        """The terminal has answered at a time of the clock."""
        self._silent = False
        if self._asked:
            self._round_trips.append(max(0.0, at - self._asked.popleft()))
        self.wake()

    def wake(self) -> None:
        """Have whoever waits look again."""
        self._changed.set()
        self._try_to_draw()

    def _under_way_at_most(self) -> int:
        """Two frames while the line is as quick as it can be, else one."""
        if not self._round_trips:
            return 1
        return 2 if self._round_trips[-1] < 1.5 * min(self._round_trips) + 0.03 else 1

    def _forget_lost(self, now: float) -> None:
        if not self._round_trips and self._asked and now - self._asked[0] >= SILENCE:
            self._silent = True
        while self._asked and now - self._asked[0] >= LOST:
            self._asked.popleft()
