"""The runs that the rules look at, each made once, whichever rule asks for it first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field

import numpy as np

from lessons.kit.demo import Demo, Frame, Run
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson

WHOLE_RUN = 600
"""Frames: some ten seconds at a lively speed, in which the default run makes its point."""
GLANCE = 25
"""Frames of a run that is only looked at to see that a setting works."""
KnobSettings = Mapping[str, Setting]


@dataclass
class _Made:
    """A run as far as it has gone."""

    run: Run
    frames: list[Frame] = field(default_factory=list)
    ended: bool = False


class Runs:
    """The runs of one demo from seed 0, by their settings.

    Attributes:
        demo: whose they are.
    """

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self._made: dict[tuple[object, ...], _Made] = {}

    def frames(self, settings: KnobSettings, most: int = GLANCE) -> list[Frame]:
        """The first frames with some knobs turned, until the run has finished.

        Raises:
            DemoFailed: the lesson's code raised.
        """
        key = self._key(settings)
        if key not in self._made:
            self._made[key] = _Made(self.demo.run(0, **settings))
        made = self._made[key]
        if not made.ended and len(made.frames) < most:
            made.ended = not go_on(made.run, made.frames, most)
        return made.frames[:most]

    def whole(self) -> list[Frame]:
        """The default run, which most learners see."""
        return self.frames({}, WHOLE_RUN)

    def turned_at_the_end(self) -> tuple[Run, list[Frame]]:
        """The default run itself and its frames, for whoever goes on with it by turning its knobs; it is given once."""
        frames = self.whole()
        made = self._made[self._key({})]
        made.ended = True  # nobody else may go on with it
        return made.run, frames

    def close(self) -> None:
        """Let all runs go."""
        for made in self._made.values():
            made.run.close()

    def _key(self, settings: KnobSettings) -> tuple[object, ...]:
        every = {**self.demo.starting_settings(), **settings}
        return tuple((name, to.tobytes() if isinstance(to, np.ndarray) else to) for name, to in every.items())


def frames_of(run: Run, most: int) -> list[Frame]:
    """The first frames of a run, until it has finished."""
    frames: list[Frame] = []
    go_on(run, frames, most)
    return frames


def go_on(run: Run, frames: list[Frame], most: int) -> bool:
    """Add a run's next frames until there are `most`; False once it has finished or given its last."""
    while len(frames) < most:
        if frames and frames[-1].finished:
            return False
        frame = copy_context().run(run.next)  # as in the app, where frames come from whichever thread is free
        if frame is None:
            return False
        frames.append(frame)
    return True


@contextmanager
def runs_of(lesson: Lesson) -> Iterator[dict[str, Runs]]:
    """The runs of each of a lesson's demos, by its name; let go of at the end."""
    runs = {name: Runs(demo) for name, demo in lesson.demos.items()}
    try:
        yield runs
    finally:
        for each in runs.values():
            each.close()
