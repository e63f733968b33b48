"""A demo's run in a conversation: it goes on, is looked back on, is told by its line, and is kept when it is left."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.kit.demo import Demo, Frame
from lessons.kit.history import History
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson
from lessons.kit.run_code import code_of, shortened
from lessons.kit.script import Script
from tutor.store import Store
from tutor.study.playback.run_log import keep_run


class PlainRun:
    """One run of a demo.

    Attributes:
        ended: whether nothing moves any more.
    """

    def __init__(self, demo: Demo, lesson: Lesson, seed: int, settings: Mapping[str, Setting]) -> None:
        self.demo, self.lesson, self.seed = demo, lesson, seed
        self.ended = False
        self._history = History(demo, Script(seed, dict(settings)))

    @property
    def settings(self) -> Mapping[str, Setting]:
        """The knobs as they stand."""
        return self._history.place.settings

    @property
    def frame(self) -> Frame | None:
        """The frame that is looked at."""
        return self._history.place.frame

    def advance(self, frames: int = 1) -> None:
        """Go `frames` frames on, or until nothing moves any more."""
        for _ in range(frames):
            self._history.next()
            self.ended = self._history.place.ended
            if self.ended:
                return

    def play(self, frames: int) -> None:
        """Go `frames` frames on with the knobs as they stand here, whatever was turned later."""
        self._history.go_on()
        self.advance(frames)

    def turn(self, name: str, setting: Setting) -> None:
        """Turn a live knob here, and see what it does."""
        self._history.turn(name, setting)
        self.advance()

    def look(self, by: int) -> str:
        """Go `by` frames ahead, or back if negative, as far as the run has come; says in words where that is."""
        before = self._history.place
        self._history.go(min(max(before.index + by, 0), before.newest))
        place = self._history.place
        self.ended = place.ended or bool(place.problem)
        if place.frame is None:
            return ""
        at = f"update {place.frame.number:,}, frame {place.index + 1:,} of {place.newest + 1:,}"
        return f"This is {at}. {place.problem}".rstrip()

    def code(self) -> str:
        """The line that makes this very picture again."""
        script = self._history.script()
        return code_of(self.lesson, self.demo, shortened(self.demo, script, self.frame) if self.frame else script)

    def leave(self, store: Store) -> str | None:
        """Keep the run if it was tried, and let it go; a sentence if it could not be kept."""
        newest = self._history.place.newest
        frame = self._history.frame_at(newest)
        trouble = None
        if newest > 0 and frame is not None:
            trouble = keep_run(store, self.lesson, self.demo, self._history.script(newest), frame)
        self._history.close()
        return trouble
