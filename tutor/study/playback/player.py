"""Plays a demo at the learner's pace, and looks back at any frame; what each key does is here, without any widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from tutor.study.playback.prediction import Commitment
from tutor.study.playback.run_log import nobody_notes
from tutor.study.playback.speeds import SPEEDS
from tutor.study.playback.timeline import Timeline
from tutor.study.playback.view import DemoView
from tutor.study.playback.worker import StartWorker, Worker
from tutor.text.seeds import LARGEST_SEED

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame
    from lessons.kit.knobs import Setting
    from lessons.kit.scene import Scene
    from lessons.kit.script import Script


class Onlooker(Protocol):
    """A front end that shows what a player plays."""

    def show(self) -> None:
        """Show the player's view now: somebody waits for it."""

    def show_animated(self) -> None:
        """Show the player's view if the line and the learner's eyes have room: the next frame comes by itself."""


def nobody_keeps(commitment: Commitment) -> None:
    """Keep no prediction."""


class Player:
    """One scene as the learner plays with it: a timeline, a worker that carries out its jobs, and what was predicted.

    Attributes:
        scene: what is played.
        onlooker: is told whenever something is to be shown; None while nobody looks.
    """

    def __init__(
        self,
        scene: Scene,
        start_worker: StartWorker,
        commitment: Commitment | None = None,
        keep: Callable[[Commitment], object] = nobody_keeps,
        note: Callable[[Script, Frame], object] = nobody_notes,
        script: Script | None = None,
    ) -> None:
        """Nothing runs before `open`.

        Args:
            scene: what to play.
            start_worker: runs a coroutine.
            commitment: a prediction made earlier.
            keep: is handed a prediction that is made now.
            note: is handed each run that was tried, and its newest frame, when it is left.
            script: the moment to open at, instead of the beginning.
        """
        self.scene = scene
        self.onlooker: Onlooker | None = None
        self._timeline = Timeline(scene.demo, script, note)
        if script is None:
            self._timeline.settings = scene.starting_settings()
        self._worker = Worker(self._timeline, start_worker, self._moved, self._show)
        self._commitment, self._keep = commitment or Commitment(scene), keep
        self._opens_at = script
        self._told = False
        self._retimed_at: tuple[object, ...] = ()

    @property
    def view(self) -> DemoView:
        """How the demo stands just now."""
        view = self._timeline.view(self._commitment)
        retimed = self._retimed_at == self._moment
        return replace(view, returning=self._worker.returning, retimed=retimed, told=self._told)

    @property
    def demo(self) -> Demo:
        """The demo that runs in the scene."""
        return self.scene.demo

    @property
    def script(self) -> Script | None:
        """The script that makes the frame that is shown, None before the first."""
        return self._timeline.script

    def open(self) -> None:
        """Show where the demo stands: the first frame of a run, unless there is one already."""
        if self._timeline.begun:
            return
        if self._opens_at is not None and self._opens_at.index:
            self._commitment = self._commitment.declined()
        self._timeline.begin(self._opens_at)  # it plays if a quick Space has come before
        self._wished()

    def play_or_pause(self) -> None:
        """Go on by itself, or stop doing so; a finished run starts again."""
        self._commitment = self._commitment.declined()
        if self.view.ended:
            self._begin(playing=True)
            return
        self._timeline.play_or_pause()
        self._wished()

    def pause(self) -> None:
        """Stop going on by itself."""
        self._timeline.playing = False
        self._wished()

    def step(self) -> None:
        """One frame further: in the past if one looks back, else the run trains; playing stops."""
        self._commitment = self._commitment.declined()
        self._timeline.playing = False
        self._timeline.step()
        self._wished()

    def look(self, index: int) -> None:
        """Look at a frame of the past, or at the newest; playing stops."""
        self._timeline.playing = False
        self._timeline.look(index)
        self._wished()

    def restart(self) -> None:
        """From the beginning, with the same seed and settings; goes on playing if it was."""
        self._begin(playing=self._timeline.playing)

    def faster(self, by: int) -> None:
        """Move up the list of speeds, or down."""
        self._timeline.speed = min(max(self._timeline.speed + by, 0), len(SPEEDS) - 1)
        self._retimed_at = self._moment
        self._wished()

    def predict(self, option: int) -> None:
        """Commit to what will happen, and run; it can be done once, before the first run."""
        if self._commitment.is_due:
            self._commitment = self._commitment.made(option, self._timeline.seed, self._timeline.settings)
            self._keep(self._commitment)
            self._timeline.playing = True
            self._wished()

    def tell(self) -> None:
        """Have the words told that belong after the run, without waiting for its end."""
        self._commitment, self._told = self._commitment.declined(), True
        self._show()

    def turn(self, name: str, setting: Setting) -> None:
        """Set a knob: a live one reaches the run at the frame that is shown, any other begins another run."""
        self._timeline.turn(name, setting)
        self._wished()

    def reseed(self, seed: int) -> None:
        """Another seed, from the beginning; the nearest that there is."""
        self._timeline.seed = min(max(seed, 0), LARGEST_SEED)
        self.restart()

    def mend(self) -> bool:
        """Set the knobs as the trouble's fix says, and start again, playing; False if there is no fix."""
        trouble = self.view.trouble
        if trouble is None or not trouble.fix:
            return False
        self.start_with({**self._timeline.settings, **trouble.fix}, self._timeline.seed, playing=True)
        return True

    def start_with(self, settings: Mapping[str, Setting], seed: int, *, playing: bool) -> None:
        """Begin again with other settings.

        Args:
            settings: of all knobs.
            seed: of the run.
            playing: whether it goes on by itself.
        """
        self._timeline.settings, self._timeline.seed = dict(settings), seed
        self._begin(playing=playing)

    def close(self) -> None:
        """Let the run go, now or as soon as it has answered."""
        self._timeline.close()
        self._worker.wake()

    @property
    def _moment(self) -> tuple[object, ...]:
        return (self._timeline.runs, self._timeline.aim, self._timeline.playing)

    def _begin(self, *, playing: bool) -> None:
        self._timeline.playing = playing
        self._timeline.begin()
        self._wished()

    def _wished(self) -> None:
        """Have what was pressed carried out, and show at once what it has changed already."""
        self._worker.wake()
        self._show()

    def _show(self) -> None:
        self._notice_the_end()
        if self.onlooker is not None:
            self.onlooker.show()

    def _moved(self) -> None:
        """The run has moved: while it plays, the next frame comes by itself; otherwise somebody waits for this one."""
        self._notice_the_end()
        if self.onlooker is not None:
            comes = self._timeline.playing or self._timeline.goes_there
            (self.onlooker.show_animated if comes else self.onlooker.show)()

    def _notice_the_end(self) -> None:
        """Take note of a run that is over: what is told after it stays told, also when another is begun."""
        view = self._timeline.view(self._commitment)
        self._told = self._told or (view.ended and not self._commitment.is_due)
