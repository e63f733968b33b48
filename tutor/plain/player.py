"""A demo as it is played in a conversation: its timeline, what was predicted, and what is written of both."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.kit.demo import Frame, Prediction
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson
from lessons.kit.run_code import code_of, shortened
from lessons.kit.scene import Scene
from lessons.kit.script import Script
from tutor.plain.frames import new_painter, print_frame, print_words, tell_before
from tutor.plain.knobs import settings_line
from tutor.plain.predicting import recall, tell_outcome, tell_question
from tutor.plain.talk import Talk
from tutor.store import Store
from tutor.study.playback import prediction
from tutor.study.playback.here_and_now import carry_out
from tutor.study.playback.run_log import keep_run
from tutor.study.playback.timeline import Timeline
from tutor.study.playback.view import DemoView

TO_THE_END = 1_000
"""Frames by which a run is over; one that is not is shown as it stands then."""


class PlainPlayer:
    """Does what is typed to a demo at once, and writes what came of it.

    Attributes:
        timeline: the demo's run.
        played: whether this run has gone beyond where it begins.
    """

    def __init__(
        self, talk: Talk, scene: Scene, lesson: Lesson | None, store: Store, after: str, script: Script | None = None
    ) -> None:
        """Nothing runs before `open`.

        Args:
            talk: where it is written.
            scene: what is played.
            lesson: whose scene it is; None if it belongs to none, and nothing of it is kept then.
            store: where predictions and runs are kept.
            after: Markdown that belongs after the run; "" if there is none.
            script: the moment to open at, instead of the beginning.
        """
        self._talk, self._demo, self._lesson, self._store = talk, scene.demo, lesson, store
        self._painter = new_painter()
        self.timeline = Timeline(scene.demo, script, note=self._note)
        if script is None:
            self.timeline.settings = scene.starting_settings()
        self._opens_at = script
        self._commitment = prediction.Commitment(scene)
        if lesson is not None:
            self._commitment = prediction.kept(store, lesson.heading.id, scene)
        self.played = self._outcome_told = False
        self._after, self._told = after, False

    def open(self) -> None:
        """Say how the demo begins."""
        self.timeline.begin(self._opens_at)
        self._first_frame()

    def close(self) -> None:
        """Keep what was tried, and let the run go."""
        self.timeline.close()

    @property
    def view(self) -> DemoView:
        """How the demo stands."""
        return self.timeline.view(self._commitment)

    def begin(self, seed: int) -> None:
        """Begin again, with this seed and the knobs as they stand."""
        self.timeline.seed = seed
        self.timeline.begin()
        self._another_run()

    def _another_run(self) -> None:
        """Say what the run starts from that was begun just now, and show how it begins."""
        self._painter.forget()
        self.played = self._outcome_told = False
        settings = settings_line(self._demo, self.timeline.settings, self.timeline.seed)
        self._talk.line(f"From the beginning, with {settings}")
        self._first_frame()

    def _note(self, tried: Script, frame: Frame) -> None:
        """Keep a run that was tried."""
        if self._lesson is not None and (trouble := keep_run(self._store, self._lesson, self._demo, tried, frame)):
            self._talk.line(trouble)

    def _carry_out(self) -> bool:
        """Do what is wished; False if the lesson's code raised, which is then told."""
        carry_out(self.timeline)
        if self.view.problem:
            self._talk.line(self.view.problem)
        return not self.view.problem

    def _first_frame(self) -> None:
        """Go where nothing has been learnt yet, and say how that looks; in full if there is nothing to run."""
        if not self._carry_out():
            return
        view = self.view
        if view.ended:
            self.show()
        elif view.frame is not None:
            print_words(self._talk, view.frame)

    @property
    def due(self) -> Prediction | None:
        """Return what is still to be predicted, if anything is."""
        return self._commitment.asked if self._commitment.is_due else None

    def ask(self) -> None:
        """Write what is to be predicted, or what was."""
        tell_question(self._talk, self.view)

    def run(self, frames: int = TO_THE_END) -> None:
        """Run for some frames, or to the end, and show the last; whoever has not predicted by then does not want to."""
        self._commitment = self._commitment.declined()
        if self.view.ended:
            self._talk.line("Nothing moves any more. restart begins again; so does turning a knob.")
            return
        self.played = True
        self.timeline.go_on(frames)
        if not self._carry_out():
            return
        self.show()
        if frames >= TO_THE_END and not self.view.ended:
            self._talk.line(f"After {frames:,} more steps it has not ended; play runs it further.")

    def predict(self, option: int) -> None:
        """Commit to what will happen and run; of a demo that does not run, commit alone."""
        self._commitment = self._commitment.made(option, self.timeline.seed, self.timeline.settings)
        if self._lesson is not None and (
            trouble := prediction.keep(self._store, self._lesson.heading.id, self._commitment)
        ):
            self._talk.line(trouble)
        if not self.view.ended:
            self.run()
        elif not tell_outcome(self._talk, self.view):
            recall(self._talk, self.view)

    def tell_if_over(self) -> None:
        """Tell what belongs after a run, once there has been a whole one."""
        if self.view.ended and self.due is None:
            self.tell()

    def tell(self, *, again: bool = False) -> bool:
        """Tell what belongs after the run, without waiting for its end; False if that has been told, or is nothing.

        Args:
            again: whether somebody asks for it who may have been told already.
        """
        self._commitment = self._commitment.declined()
        if not self._after or (self._told and not again):
            return False
        self._talk.line("")
        self._talk.prose(self._after)
        self._talk.line("")
        self._told = True
        return True

    def why(self) -> None:
        """Tell what belongs after the run, also once more, or say that nothing is written."""
        if not self.tell(again=True):
            self._talk.line("There is nothing to tell here beyond the picture.")

    def look(self, by: int) -> None:
        """Look at another frame of the run, some ahead, or back if negative."""
        self.timeline.look(self.view.index + by)
        carry_out(self.timeline)
        self.show()
        if self.view.frame is not None:
            self._talk.line(f"This is {self.view.moment}. {self.view.problem}".rstrip())

    def code(self) -> None:
        """The line that makes this very picture again."""
        script, frame = self.timeline.script, self.view.frame
        if script is None or frame is None:
            self._talk.line("There is no picture yet.")
        else:
            self._talk.verbatim(code_of(self._lesson, self._demo, shortened(self._demo, script, frame)))

    @property
    def line(self) -> str:
        """The words that show this very frame again, with all that was turned on the way; "" before the first."""
        script = self.timeline.script
        return "" if script is None else code_of(self._lesson, self._demo, script)

    def show(self) -> None:
        """Write the frame that is looked at, and once how the prediction came out."""
        view = self.view
        if view.pictured is None:
            return
        print_frame(self._talk, view.pictured, self._painter)
        if view.trouble and view.trouble.fix:
            self._talk.line("fix sets the knobs so that it mends, and begins again.")
        self._outcome_told = self._outcome_told or tell_outcome(self._talk, view)

    def set(self, name: str, setting: Setting) -> None:
        """Turn a knob, and see what it does: in this run, or in one that it has begun."""
        runs = self.timeline.runs
        self.timeline.turn(name, setting)
        if self.timeline.runs > runs and self.timeline.aim < 1:
            self._another_run()
            return
        if self.timeline.runs > runs:
            self._answer_as_far()
            return
        self.timeline.see_what_it_does()
        if self._carry_out():
            self.show()

    def _answer_as_far(self) -> None:
        """Show the run that a turn has begun where the one before stood, and say what the figures were."""
        self._painter.forget()
        self._outcome_told = False
        settings = settings_line(self._demo, self.timeline.settings, self.timeline.seed)
        self._talk.line(f"As far as before, with {settings}")
        if self._carry_out():
            self.show()
        tell_before(self._talk, self.view)

    def fix(self) -> None:
        """Set the knobs so that what went wrong is mended, and begin again."""
        trouble = self.view.trouble
        if trouble is None or not trouble.fix:
            self._talk.line("Nothing needs to be mended.")
        else:
            self.start_with({**self.timeline.settings, **trouble.fix}, self.timeline.seed)

    def start_with(self, settings: Mapping[str, Setting], seed: int) -> None:
        """Begin again with other settings."""
        self.timeline.settings = dict(settings)
        self.begin(seed)
