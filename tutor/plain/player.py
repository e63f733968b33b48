"""A demo as it is played in a conversation: its timeline, what was predicted, and what is written of both."""

from __future__ import annotations

from lessons.kit.demo import Frame
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson, Page
from lessons.kit.run_code import code_of, shortened
from lessons.kit.script import Script
from tutor.plain.frames import new_painter, print_frame, tell_before
from tutor.plain.knobs import settings_line
from tutor.plain.predicting import ask_for_prediction, committed, put_question, recall, tell_outcome
from tutor.plain.talk import Destination, Talk
from tutor.store import Store
from tutor.study.playback import prediction
from tutor.study.playback.here_and_now import carry_out
from tutor.study.playback.prediction import Commitment
from tutor.study.playback.run_log import keep_run
from tutor.study.playback.timeline import Timeline
from tutor.study.playback.view import DemoView


class PlainPlayer:
    """Does what is typed to a demo at once, and writes what came of it.

    Attributes:
        scene: what is played.
        timeline: the demo's run.
        played: whether this run has gone beyond where it begins.
    """

    def __init__(self, talk: Talk, lesson: Lesson, page: Page, store: Store) -> None:
        self.scene = lesson.scene(page)
        self._talk, self._demo, self._lesson, self._store = talk, self.scene.demo, lesson, store
        self._painter = new_painter()
        self.timeline = Timeline(self._demo, note=self._note)
        self.timeline.settings = self.scene.starting_settings()
        self._commitment = prediction.kept(store, lesson.heading.id, self.scene)
        self._after, self._told = page.after, False
        self.played = self._outcome_told = False

    def open(self) -> None:
        """Say what was predicted in an earlier session, how the demo begins, and what is to be predicted."""
        recall(self._talk, self.view)
        self.timeline.begin()
        self._first_frame()
        if self._commitment.is_due and not self.view.problem:
            put_question(self._talk, self.view)

    def tell(self, *, again: bool = False) -> bool:
        """Write what is told after the run, once, or as often as is asked; False if there is nothing to be told."""
        if not self._after or (self._told and not again):
            return False
        self._told = True
        self._talk.line("")
        self._talk.prose(self._after)
        return True

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
        if trouble := keep_run(self._store, self._lesson, self._demo, tried, frame):
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
            self._talk.line(view.frame.caption)

    def play(self, frames: int) -> Destination | None:
        """Run for some frames and show the last; where to, if the learner leaves instead."""
        if self.view.ended:
            self._talk.line("Nothing moves any more. restart begins again; so does turning a knob.")
            return None
        if self._commitment.is_due and (way := self._predict()) is not None:
            return way
        self.played = True
        self.timeline.go_on(frames)
        if self._carry_out():
            self.show()
        return None

    def predict_and_run(self, reply: str, most: int) -> Destination | None:
        """Commit to an option, and run to the end, of which the picture is shown.

        Args:
            reply: the option's number, as typed.
            most: frames after which it stops, where there is no end.

        Raises:
            Unreadable: there is no such option.
        """
        self._commit(committed(reply, self.view))
        return self.play(most)

    def _commit(self, made: Commitment) -> None:
        self._commitment = made
        if made.words and (trouble := prediction.keep(self._store, self._lesson.heading.id, made)):
            self._talk.line(trouble)

    def _predict(self) -> Destination | None:
        """Ask for the prediction and keep it; where to, if the learner leaves instead."""
        answer = ask_for_prediction(self._talk, self.view)
        if not isinstance(answer, Commitment):
            return answer
        self._commit(answer)
        return None

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

    def show(self) -> None:
        """Write the frame that is looked at, and once how the prediction came out."""
        view = self.view
        if view.pictured is None:
            return
        print_frame(self._talk, view.pictured, self._painter)
        if view.trouble and view.trouble.fix:
            self._talk.line("fix sets the knobs so that it mends, and begins again.")
        self._outcome_told = self._outcome_told or tell_outcome(self._talk, view)
        if view.ended and not self._commitment.is_due:
            self.tell()

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
            self.timeline.settings = {**self.timeline.settings, **trouble.fix}
            self.begin(self.timeline.seed)
