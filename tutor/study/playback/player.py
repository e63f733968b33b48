"""Plays a demo at the learner's pace, and looks back at any frame; what each key does is here, without any widget."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from tutor.study.playback.foresight import nobody_keeps
from tutor.study.playback.prediction import Guess
from tutor.study.playback.speeds import SPEEDS
from tutor.study.playback.worker import AtWork

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame
    from lessons.kit.knobs import Setting
    from lessons.kit.script import Script


def nobody_notes(script: Script, frame: Frame) -> None:
    """Take no note of a run that was tried."""


class Player(AtWork):
    """One demo as the learner plays with it.

    Attributes:
        runs: how many runs were begun.
    """

    def __init__(
        self,
        demo: Demo,
        start_worker: Callable[[Coroutine[Any, Any, None]], object],
        guess: Guess | None = None,
        keep: Callable[[Guess], object] = nobody_keeps,
        note: Callable[[Script, Frame], object] = nobody_notes,
        script: Script | None = None,
    ) -> None:
        """Nothing runs before `open`.

        Args:
            demo: what to play.
            start_worker: runs a coroutine.
            guess: a prediction made earlier.
            keep: is handed a prediction that is made now.
            note: is handed each run that was tried, and its newest frame, when it is left.
            script: the moment to open at, instead of the beginning.
        """
        super().__init__(demo, start_worker, guess, keep)
        if script is not None:
            self.seed, self.settings = script.seed, dict(script.settings)
        self.runs = 0
        self._retimed_at: tuple[object, ...] = ()
        self._note, self._opens_at = note, script

    @property
    def script(self) -> Script | None:
        """The script that the frame on the screen is made from, None before the first."""
        return self._history.script(self.index) if self._history is not None and self.frame is not None else None

    def open(self) -> None:
        """Show where the demo stands: the first frame of a run, unless there is one already."""
        if self._history is None:
            self._begin(playing=self.playing, script=self._opens_at)  # a quick Space may have come before

    def play_or_pause(self) -> None:
        """Go on by itself, or stop doing so; a finished run starts again."""
        self._foresight.decline()
        if self.finished or self.problem:
            self._begin(playing=True)
            return
        self._drop_goal()
        self.playing = self._goes_on = not self.playing
        self._wake()

    def pause(self) -> None:
        """Stop going on by itself."""
        self.playing = False
        self._wake()

    def step(self) -> None:
        """One frame further: in the past if one looks back, else the run trains; playing stops."""
        self._foresight.decline()
        self.playing = False
        if self.aim < self.newest:
            self.look(self.aim + 1)
            return
        if not (self.finished or self.problem):
            self._steps_due += 1
        self._wake()

    def look(self, index: int) -> None:
        """Look at a frame of the past, or at the newest; playing stops."""
        self.playing = False
        goal = min(max(index, 0), max(self.newest, self.aim))
        if self._history is not None and goal != self._goal:
            self._drop_goal()
            self._goal, self._steps_due = goal, 0
        self._wake()

    def restart(self) -> None:
        """From the beginning, with the same seed and settings; goes on playing if it was."""
        self._begin(playing=self.playing)

    def faster(self, by: int) -> None:
        """Go `by` places up the list of speeds, or down if negative."""
        self.speed = min(max(self.speed + by, 0), len(SPEEDS) - 1)
        self._retimed_at = self._moment
        self._wake()

    @property
    def retimed(self) -> bool:
        """Whether another speed was chosen at this very moment of the run, and nothing has moved since."""
        return self._retimed_at == self._moment

    @property
    def _moment(self) -> tuple[object, ...]:
        return (self.runs, self.aim, self.playing)

    def predict(self, option: int) -> None:
        """Commit to what will happen; it can be done once, before the first run."""
        if self.undecided:
            self._foresight.commit(option, self.seed, self.settings)
            self.watch(False)

    def turn(self, name: str, setting: Setting) -> None:
        """Set a knob: a live one reaches the run at the frame that is shown, any other starts it again."""
        self.settings[name] = setting
        control = self.demo.controls[name]
        if not control.live or self._history is None or self.problem:
            self._begin(playing=self.playing)
            return
        self._drop_goal()
        self._turned[name] = setting
        if self.finished or control.kind == "sketch":  # a drawing is answered at once
            self._steps_due = max(1, self._steps_due)
        if not self._asking:
            self._hand_over(self._history)
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
        self._leave_run()
        self._woken.set()

    def _begin(self, *, playing: bool = False, script: Script | None = None) -> None:
        """A new run; its first frame is asked for at once, or the moment that the script tells."""
        from lessons.kit.errors import DemoFailed
        from lessons.kit.history import History
        from lessons.kit.script import Script

        self._leave_run()
        self._show_nothing()
        self._turned, self._steps_due, self._goal, self._goes_on = {}, 1, None, False
        if script is not None and script.index:
            self._steps_due, self._goal = 0, script.index
            self._foresight.decline()
        try:
            self._history = History(self.demo, script or Script(self.seed, dict(self.settings)))
        except DemoFailed as problem:
            self.problem, playing = str(problem), False
        self.playing = playing
        self.runs += 1
        self._wake()

    def _leave_run(self) -> None:
        """Note the run, if it was one, and let it go."""
        history, self._history = self._history, None
        if history is None:
            return
        if self.moved and (frame := history.frame_at(self.newest)) is not None:
            self._note(history.script(self.newest), frame)
        self._interrupted.set()
        if not self._asking:
            history.close()
