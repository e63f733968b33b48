"""A demo's run in time: where it stands, what is wished of it, and the next job that comes of both.

No thread and no event loop: whoever has one carries the jobs out. `next_job` hands one over, and until `take` brings
it back the run is left alone; what is wished meanwhile waits. `here_and_now.carry_out` does it all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.study.playback.before import Comparison, before_the_first
from tutor.study.playback.job import Job, Wishes
from tutor.study.playback.prediction import Commitment
from tutor.study.playback.run_log import nobody_notes
from tutor.study.playback.speeds import USUAL_SPEED, frames_at_once
from tutor.study.playback.view import DemoView

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame
    from lessons.kit.history import History
    from lessons.kit.knobs import Setting
    from lessons.kit.script import Script


class Timeline:
    """One demo's current run, its past and what is wished of it.

    Attributes:
        demo: the demo.
        seed: what the chance of the run starts from.
        settings: where each knob stands, those included that were turned just now.
        playing: whether the run goes on by itself.
        speed: the place in the list of speeds.
        runs: how many runs were begun.
    """

    def __init__(
        self, demo: Demo, script: Script | None = None, note: Callable[[Script, Frame], object] = nobody_notes
    ) -> None:
        """No run is begun.

        Args:
            demo: whose run it is.
            script: the seed and the knobs to begin with, instead of those that the demo starts with.
            note: is handed each run that was tried, and its newest frame, when it is left.
        """
        self.demo = demo
        self.seed = script.seed if script is not None else 0
        self.settings: dict[str, Setting] = dict(script.settings) if script is not None else demo.starting_settings()
        self.playing, self.speed, self.runs = False, USUAL_SPEED, 0
        self._note, self._wishes = note, Wishes()
        self._history: History | None = None
        self._position = before_the_first(self.settings)
        self._problem, self._closed = "", False
        self._under_way: Job | None = None
        self._steps_asked = 0
        self._comparison = Comparison()

    @property
    def begun(self) -> bool:
        """Whether there is a run."""
        return self._history is not None

    @property
    def script(self) -> Script | None:
        """The script that makes the frame that is looked at, None before the first."""
        if self._history is None or self._position.frame is None:
            return None
        return self._history.script(self._position.index)

    @property
    def aim(self) -> int:
        """The frame that will be looked at when all that was wished is done."""
        ahead = self._steps_asked + self._wishes.steps
        return self._position.index + ahead if self._wishes.goal is None else self._wishes.goal

    def view(self, commitment: Commitment) -> DemoView:
        """Return how everything stands, with what was predicted."""
        at = self._position
        return DemoView(
            run=self.runs,
            seed=self.seed,
            settings=self.settings,
            frame=at.frame,
            index=at.index,
            newest=at.newest,
            aim=self.aim,
            finished=at.ended,
            problem=self._problem,
            came_true=at.settled,
            playing=self.playing,
            speed=self.speed,
            commitment=commitment,
            before=self._comparison.before,
            wanted=self._comparison.wanted,
        )

    def begin(self, script: Script | None = None) -> None:
        """Begin a run with the seed and the knobs as they stand: its first frame is wished, or the script's moment.

        It is compared with no other: not with what chance or the end of a run made of the knobs as they stand.
        """
        self._comparison.drop()
        self._begin(script)

    def _begin(self, script: Script | None = None) -> None:
        from lessons.kit.errors import DemoFailed
        from lessons.kit.history import History
        from lessons.kit.script import Script

        self._leave()
        self._position, self._problem = before_the_first(self.settings), ""
        self._wishes = Wishes(goal=script.index) if script is not None and script.index else Wishes(steps=1)
        try:
            self._history = History(self.demo, script or Script(self.seed, dict(self.settings)))
        except DemoFailed as problem:
            self._problem, self.playing = str(problem), False
        self.runs += 1

    def play_or_pause(self) -> None:
        """Go on by itself from what is looked at, or stop doing so."""
        self._comparison.moved()
        self._drop_goal()
        self.playing = self._wishes.goes_on = not self.playing

    def go_on(self, frames: int) -> None:
        """Wish for a number of frames, from the one that is looked at and with the knobs as they stand there."""
        self._comparison.moved()
        self._wishes.goes_on = True
        self._wishes.steps += frames

    def step(self) -> None:
        """One frame further: in the past if one looks back, else the run trains."""
        if self.aim < self._position.newest:
            self.look(self.aim + 1)
        elif not (self._position.ended or self._problem):
            self._comparison.moved()
            self._wishes.steps += 1

    def look(self, index: int) -> None:
        """Look at a frame of the past, or at the newest."""
        goal = min(max(index, 0), max(self._position.newest, self.aim))
        if self._history is not None and goal != self._wishes.goal:
            self._comparison.moved()
            self._drop_goal()
            self._wishes.goal, self._wishes.answers, self._wishes.steps = goal, False, 0

    def turn(self, name: str, setting: Setting) -> None:
        """Set a knob: a live one reaches the run at the frame that is looked at, any other begins another run.

        While nothing plays, that one goes as far as the one before had come.
        """
        before, self.settings = self.settings, {**self.settings, name: setting}
        control = self.demo.controls[name]
        if not control.live or self._history is None or self._problem:
            self._compare(before)
            return
        self._drop_goal()
        self._wishes.turned[name] = setting
        if self._position.ended or control.kind in ("sketch", "text", "typed"):  # what was made is answered at once
            self.see_what_it_does()
        if self._under_way is None:
            self._hand_over(self._history)

    def _compare(self, before: Mapping[str, Setting]) -> None:
        """Begin a run with the knobs as they stand, and hold it against the one before."""
        from lessons.kit.script import Script

        arrived = self._wishes.goal is None
        stood = self._comparison.turned(self._position, before, self.aim, arrived=arrived)
        if self.playing:
            self._comparison.moved()
            self._begin()
        else:
            self._begin(Script(self.seed, dict(self.settings), index=stood))
            self._wishes.answers = True

    def see_what_it_does(self) -> None:
        """Wish for a frame, if none is wished already."""
        self._wishes.steps = max(1, self._wishes.steps)

    def close(self) -> None:
        """Let the run go, now or as soon as it has answered; nothing can be wished any more."""
        self._closed, self.playing = True, False
        self._leave()

    @property
    def has_job(self) -> bool:
        """Whether there is something to ask the run for, now or after the job that is under way."""
        return self._due() is not None

    def next_job(self) -> Job | None:
        """Hand over what to ask the run for now: a frame to look at, one more, or as many as pass between two pictures.

        Returns:
            The job, which is under way until it is brought back to `take`; None if nothing is wished, or if there is a
            job that was never brought back: whoever did it was broken off, and its thread may still be at the run.
        """
        job = self._due() if self._under_way is None else None
        if job is not None:
            self._hand_over(job.history)
            self._steps_asked = min(self._wishes.steps, job.frames)
            self._wishes.steps -= self._steps_asked
            self._under_way = job
        return job

    def take(self, job: Job, problem: str) -> bool:
        """Take a job back that was done, with what it raised; False if its run was left meanwhile."""
        self._under_way, self._steps_asked = None, 0
        if job.history is not self._history:
            job.history.close()
            return False
        turned = bool(self._wishes.turned)
        self._hand_over(job.history)
        if job.to == self._wishes.goal and (problem or not job.falls_short(self._position)):
            self._wishes.goal = None
        self._problem = problem or self._problem
        if self._position.ended or self._problem:
            self.playing = False
            self._wishes.steps = int(turned and not self._problem)
        elif job.to is None and self._position.frame is not None and self._position.frame.halt:
            self.playing, self._wishes.steps = False, 0
        return True

    @property
    def goes_there(self) -> bool:
        """Whether the run is on its way to where it stood before a knob was turned."""
        return self._wishes.answers and self._wishes.goal is not None

    @property
    def waits_for_next(self) -> bool:
        """Whether the run plays, and nothing else is wished than that it goes on in time."""
        return self.playing and not self._wishes.steps

    def _due(self) -> Job | None:
        if self._closed or self._history is None:
            return None
        if self._wishes.goal is not None:
            return Job(self._history, to=self._wishes.goal, in_stretches=self._wishes.answers)
        if self._problem:
            return None
        if self._wishes.steps:
            return Job(self._history, 1)
        return Job(self._history, frames_at_once(self.speed)) if self.playing and not self._position.ended else None

    def _hand_over(self, history: History) -> None:
        """Tell the run what was wished while it was at work, or just now, and look where it stands."""
        if self._wishes.goes_on:
            history.go_on()
        for name, setting in self._wishes.turned.items():
            history.turn(name, setting)
        self._wishes = replace(self._wishes, goes_on=False, turned={})
        self._position = history.place
        self._problem, self.settings = self._position.problem, dict(self._position.settings)

    def _drop_goal(self) -> None:
        """Look no further back: something else is wished."""
        self._wishes.goal = None
        if self._position.index < 0:  # on the way to its first picture
            self._wishes.steps = 1
        if self._under_way is not None:
            self._under_way.give_up()

    def _leave(self) -> None:
        """Note the run, if it was one, and let it go."""
        history, self._history = self._history, None
        if history is None:
            return
        if self._position.newest > 0 and (frame := history.frame_at(self._position.newest)) is not None:
            self._note(history.script(self._position.newest), frame)
        if self._under_way is not None and self._under_way.history is history:
            self._under_way.give_up()
        else:
            history.close()
