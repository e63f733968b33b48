"""Carries out a timeline's jobs in a thread, one at a time; everything but `Job.do` is on the event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from tutor.study.playback.job import Job
from tutor.study.playback.speeds import DRAWN_A_SECOND, seconds_for
from tutor.study.playback.timeline import Timeline

SOON = 0.1
"""Seconds that a look back may take before the learner is told that it takes a while."""

StartWorker = Callable[[Coroutine[Any, Any, None]], object]
"""Runs a coroutine."""


class Worker:
    """Works for as long as the timeline has jobs, and not a moment longer.

    Args:
        timeline: whose jobs they are.
        start: runs a coroutine.
        moved: called when a job was done.
        late: called when a job that was wished takes a while: `returning` says so.

    Attributes:
        returning: whether frames are being made again, which takes a while.
    """

    def __init__(
        self, timeline: Timeline, start: StartWorker, moved: Callable[[], object], late: Callable[[], object]
    ) -> None:
        self.returning = False
        self._timeline, self._start, self._moved, self._late = timeline, start, moved, late
        self._at_work = False
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look at once whether something is wished."""
        self._woken.set()
        if not self._at_work and self._timeline.has_job:
            self._at_work = True
            self._start(self._work())

    async def _work(self) -> None:
        try:
            while (job := self._timeline.next_job()) is not None:
                began = time.monotonic()
                self._woken.clear()
                problem = await self._in_thread(job)
                if self._timeline.take(job, problem):
                    self._moved()
                    await self._rest(began, job)
        finally:
            self._at_work = False

    async def _in_thread(self, job: Job) -> str:
        """Do it; where frames must be made again and that takes a while, say so.

        Where the app ends meanwhile, the thread does not yet: the job is never taken back, so the run is not closed
        while it is at work.
        """
        told = asyncio.get_running_loop().call_later(SOON, self._tell_of_return) if job.may_last else None
        try:
            return await asyncio.to_thread(job.do, 1 / DRAWN_A_SECOND)
        finally:
            self.returning = False
            if told is not None:
                told.cancel()

    def _tell_of_return(self) -> None:
        self.returning = True
        self._late()

    async def _rest(self, began: float, job: Job) -> None:
        """Wait until the next frames are due, or until something is pressed."""
        if not self._timeline.waits_for_next:
            return
        pause = began + seconds_for(job.frames, self._timeline.speed) - time.monotonic()
        if pause <= 0:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(self._woken.wait(), pause)
        except TimeoutError:
            return
