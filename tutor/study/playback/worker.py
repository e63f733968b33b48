"""A demo at work: frames are asked for in a thread, one request at a time, and shown when they come.

Everything but `ask` happens on the event loop; while that is in the thread, the run is left alone: what is pressed
meanwhile waits, and a run that was replaced is closed when it has answered.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tutor.study.playback.job import Answer, Job, ask
from tutor.study.playback.prediction import Guess
from tutor.study.playback.speeds import DRAWN_A_SECOND, USUAL_SPEED, frames_at_once, seconds_for
from tutor.study.playback.state import Shown

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo
    from lessons.kit.history import History
    from lessons.kit.knobs import Setting

SOON = 0.1
"""Seconds that a look back may take before the learner is told that it takes a while."""


def nobody_watches(animated: bool) -> None:
    """Draw nothing, while no panel shows the demo."""


class AtWork(Shown):
    """One demo, and what is still to be asked of its run.

    Attributes:
        playing: whether the run goes on by itself.
        returning: whether frames are being made again, which takes a while.
        speed: the place in the list of speeds.
        watch: called whenever something is to be shown: with True for a frame of an animation, which may be left out
            where the terminal is slow, with False for what somebody waits for.
    """

    def __init__(
        self,
        demo: Demo,
        start_worker: Callable[[Coroutine[Any, Any, None]], object],
        guess: Guess | None,
        keep: Callable[[Guess], object],
    ) -> None:
        super().__init__(demo, guess, keep)
        self.playing = self.returning = False
        self.speed = USUAL_SPEED
        self.watch: Callable[[bool], None] = nobody_watches
        self._start_worker = start_worker
        self._history: History | None = None
        self._turned: dict[str, Setting] = {}
        self._goal: int | None = None
        self._steps_due = self._steps_asked = 0
        self._goes_on = self._working = self._asking = self._closed = False
        self._interrupted = threading.Event()
        self._woken = asyncio.Event()

    @property
    def aim(self) -> int:
        """The frame that will be shown when all that was pressed is done."""
        return self.index + self._steps_asked + self._steps_due if self._goal is None else self._goal

    def _drop_goal(self) -> None:
        """Look no further back: something else is wanted."""
        self._goal = None
        if self.index < 0:  # on the way to its first picture
            self._steps_due = 1
        self._interrupted.set()

    def _wake(self) -> None:
        self._woken.set()
        if not self._working and self._due() is not None:
            self._working = True
            self._start_worker(self._work())
        self.watch(False)

    def _due(self) -> Job | None:
        """Return the job to ask for now: none, a frame to look at, one more, or those that pass between pictures."""
        if self._closed or self._history is None:
            return None
        if self._goal is not None:
            return Job(to=self._goal)
        if self.problem:
            return None
        if self._steps_due:
            return Job(1)
        return Job(frames_at_once(self.speed)) if self.playing and not self.finished else None

    async def _work(self) -> None:
        """The only place that asks for frames; ends as soon as none is wanted."""
        try:
            while (job := self._due()) and (history := self._history):
                began = time.monotonic()
                self._woken.clear()
                self._interrupted.clear()
                self._hand_over(history)
                answer = await self._ask(history, job)
                if history is not self._history:
                    history.close()
                    continue
                if job.to == self._goal:
                    self._goal = None
                self._take(history, answer)
                await self._rest(began, job)
        finally:
            self._working = False

    def _hand_over(self, history: History) -> None:
        """Tell the run what was pressed while it was in its thread, or just now."""
        if self._goes_on:
            history.go_on()
        for name, setting in self._turned.items():
            history.turn(name, setting)
        self._goes_on, self._turned = False, {}
        self._stand(history.place)

    async def _ask(self, history: History, job: Job) -> Answer:
        """Ask in the thread; where frames must be made again and that takes a while, say so."""
        self._steps_asked = min(self._steps_due, job.frames)
        self._steps_due -= self._steps_asked
        to = history.place.index + 1 if job.to is None else job.to
        may_last = job.to is not None or history.would_replay(to)
        told = asyncio.get_running_loop().call_later(SOON, self._tell_of_return) if may_last else None
        self._asking, cut_off = True, False
        try:
            return await asyncio.to_thread(ask, history, job, 1 / DRAWN_A_SECOND, self._interrupted.is_set)
        except asyncio.CancelledError:  # the app ends, the thread does not yet: a run at work cannot be closed
            cut_off = True
            raise
        finally:
            self._asking, self.returning = cut_off, False
            self._steps_asked = 0
            if told is not None:
                told.cancel()

    def _tell_of_return(self) -> None:
        self.returning = True
        self.watch(False)

    def _take(self, history: History, answer: Answer) -> None:
        """Keep what the thread brought, pass on what was pressed meanwhile, and have it drawn."""
        turned = bool(self._turned)
        self._hand_over(history)
        self.problem = answer.problem
        if self.finished or self.problem:
            self.playing = False
            self._steps_due = int(turned and not self.problem)
        self.watch(self.playing)

    async def _rest(self, began: float, job: Job) -> None:
        """Wait until the next frames are due, or until something is pressed."""
        if not self.playing or self._steps_due:
            return
        pause = began + seconds_for(job.frames, self.speed) - time.monotonic()
        if pause <= 0:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(self._woken.wait(), pause)
        except TimeoutError:
            return
