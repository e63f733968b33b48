"""Plays a demo: asks its run for frames in a thread, one at a time, at the learner's pace, and never two at once.

Nothing here knows about widgets. Everything but `ask` happens on the event loop; while that is in the thread, the
run is left alone: a knob that is turned meanwhile waits, and a run that was replaced is closed when it has answered.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tutor.asking import Answer, ask
from tutor.predictions import Guess, conditions

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame, Run, Trouble
    from lessons.kit.knobs import Setting

SPEEDS: tuple[float, ...] = (1, 2, 5, 10, 20, 50, 100, math.inf)
"""Steps a second; the last is as fast as it goes."""
USUAL_SPEED = 3
DRAWN_A_SECOND = 15
"""More pictures than this nobody sees."""


def nobody_watches(animated: bool) -> None:
    """What is told while no panel shows the player."""


def nobody_keeps(guess: Guess) -> None:
    """What is told of a prediction where nothing is kept."""


class Player:
    """One demo as the learner plays with it: settings, seed, the run, the latest frame, the prediction.

    Attributes:
        settings: where each knob stands.
        seed: what the chance of the run starts from.
        frame: the latest frame of the current run, None before its first.
        playing: whether the run goes on by itself.
        finished: whether nothing moves any more.
        problem: what the lesson's code raised, or "".
        runs: how many runs were begun.
        watch: called whenever something is to be shown: with True for a frame of an animation, which may be left out
            where the terminal is slow, with False for what somebody waits for.
        moved: whether the current run has gone beyond its first frame.
        predicted: the option that the learner committed to; None before, -1 if they would rather not.
        settled: the option that came true, None while that is open.
    """

    def __init__(
        self,
        demo: Demo,
        start_worker: Callable[[Coroutine[Any, Any, None]], object],
        seed: int = 0,
        guess: Guess | None = None,
        keep: Callable[[Guess], object] = nobody_keeps,
    ) -> None:
        """`guess` is a prediction made earlier; one that is made now is handed to `keep`."""
        self.demo, self.seed = demo, seed
        self.settings: dict[str, Setting] = demo.starting_settings()
        self.frame: Frame | None = None
        self.playing = self.finished = False
        self.problem = ""
        self.predicted: int | None = guess.option if guess is not None else None
        self._predicted_for = guess.made_for if guess is not None else ""
        self._keep = keep
        self.settled: int | None = None
        self.speed = USUAL_SPEED
        self.watch: Callable[[bool], None] = nobody_watches
        self.runs = 0
        self.moved = False
        self._start_worker = start_worker
        self._run: Run | None = None
        self._turned: dict[str, Setting] = {}
        self._steps_due = 0
        self._working = self._asking = self._closed = False
        self._woken = asyncio.Event()

    @property
    def trouble(self) -> Trouble | None:
        """What has gone wrong with the run itself, as the lesson names it."""
        return self.frame.trouble if self.frame is not None else None

    @property
    def undecided(self) -> bool:
        """Whether a prediction is still to be made."""
        return self.demo.prediction is not None and self.predicted is None

    @property
    def still(self) -> bool:
        """Whether this demo does not run at all: it is there to be turned."""
        return self.finished and not self.moved and not self.problem

    def open(self) -> None:
        """Show where the demo stands: the first frame of a run, unless there is one already."""
        if self._run is None:
            self._begin(playing=self.playing)  # a quick Space may have come before

    def play_or_pause(self) -> None:
        """Go on by itself, or stop doing so; a finished run starts again."""
        if self.undecided:
            self.predicted = -1
        if self.finished or self.problem:
            self._begin(playing=True)
            return
        self.playing = not self.playing
        self._wake()

    def pause(self) -> None:
        """Stop going on by itself."""
        self.playing = False
        self._wake()

    def step(self) -> None:
        """One frame further; playing stops."""
        if self.undecided:
            self.predicted = -1
        self.playing = False
        if not (self.finished or self.problem):
            self._steps_due += 1
        self._wake()

    def restart(self) -> None:
        """From the beginning, with the same seed and settings; goes on playing if it was."""
        self._begin(playing=self.playing)

    def faster(self, by: int) -> None:
        """So many places up the list of speeds, or down."""
        self.speed = min(max(self.speed + by, 0), len(SPEEDS) - 1)
        self._wake()

    def predict(self, option: int) -> None:
        """Commit to what will happen; it can be done once, before the first run."""
        if self.undecided:
            self.predicted, self._predicted_for = option, self._conditions()
            self._keep(Guess(option, self._predicted_for))
            self.watch(False)

    @property
    def pictured(self) -> Frame | None:
        """The latest frame, with the prediction drawn over it if it was made for this run."""
        asked, predicted = self.demo.prediction, self.predicted
        if self.frame is None or asked is None or predicted is None or not self.as_predicted:
            return self.frame
        return asked.over(self.frame, predicted)

    @property
    def as_predicted(self) -> bool:
        """Whether the run goes by the knobs and the seed for which the prediction was made."""
        return self._predicted_for == self._conditions()

    def _conditions(self) -> str:
        return conditions(self.demo, self.seed, self.settings)

    def turn(self, name: str, setting: Setting) -> None:
        """Set a knob: a live one reaches the run, any other starts it again."""
        self.settings[name] = setting
        control = self.demo.controls[name]
        if not control.live or self._run is None or self.problem:
            self._begin(playing=self.playing)
            return
        self._turned[name] = setting
        if self.finished or control.kind == "sketch":  # a drawing is answered at once
            self._steps_due = max(1, self._steps_due)
        self._wake()

    def reseed(self, seed: int) -> None:
        """Another seed, from the beginning."""
        self.seed = seed
        self._begin(playing=self.playing)

    def mend(self) -> bool:
        """Set the knobs as the trouble's fix says, and start again, playing; False if there is no fix."""
        if self.trouble is None or not self.trouble.fix:
            return False
        self.settings.update(self.trouble.fix)
        self._begin(playing=True)
        return True

    def close(self) -> None:
        """Let the run go, now or as soon as it has answered."""
        self._closed, self.playing = True, False
        self._let_go(self._run)
        self._run = None
        self._woken.set()

    def _begin(self, *, playing: bool = False) -> None:
        """A new run; its first frame is asked for at once."""
        from lessons.kit.errors import DemoFailed

        self._let_go(self._run)
        self.frame, self.finished, self.problem, self.settled = None, False, "", None
        try:
            self._run = self.demo.run(self.seed, **self.settings)
        except DemoFailed as problem:
            self._run, self.problem, playing = None, str(problem), False
        self._turned, self._steps_due = {}, 1
        self.playing, self.moved = playing, False
        self.runs += 1
        self._wake()

    def _let_go(self, run: Run | None) -> None:
        if run is not None and not self._asking:
            run.close()

    def _wake(self) -> None:
        self._woken.set()
        if not self._working and not self._closed and self._due():
            self._working = True
            self._start_worker(self._work())
        self.watch(False)

    def _due(self) -> int:
        """How many frames to ask for now: none, one, or as many as pass between two pictures."""
        if self._closed or self._run is None or self.problem:
            return 0
        if self._steps_due:
            return 1
        if not self.playing or self.finished:
            return 0
        speed = SPEEDS[self.speed]
        return 1_000_000 if math.isinf(speed) else math.ceil(speed / DRAWN_A_SECOND)

    async def _work(self) -> None:
        """The only place that asks for frames; ends as soon as none is wanted."""
        try:
            while (count := self._due()) and (run := self._run):
                began = time.monotonic()
                self._woken.clear()
                self._steps_due = max(0, self._steps_due - 1)
                for name, setting in self._turned.items():
                    run.turn(name, setting)
                self._turned = {}
                self._asking = True
                try:
                    answer = await asyncio.to_thread(ask, run, count, 1 / DRAWN_A_SECOND)
                finally:
                    self._asking = False
                if run is not self._run:
                    run.close()
                    continue
                self._take(answer)
                await self._rest(began, count)
        finally:
            self._working = False

    def _take(self, answer: Answer) -> None:
        """Keep what the thread brought, and have it drawn."""
        if answer.frame is not None:
            self.moved = self.frame is not None
            self.frame = answer.frame
        self.problem = answer.problem
        self.finished = answer.ended or (self.frame is not None and self.frame.finished)
        if self.settled is None:
            self.settled = answer.settled
        if self.finished or self.problem:
            self.playing = False
        self.watch(self.playing)

    async def _rest(self, began: float, count: int) -> None:
        """Wait until the next frames are due, or until something is pressed."""
        if not self.playing or self._steps_due:
            return
        pause = began + min(count / SPEEDS[self.speed], 1) - time.monotonic()
        if pause <= 0:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(self._woken.wait(), pause)
        except TimeoutError:
            return
