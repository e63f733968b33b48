"""A demo is a generator of frames that trains for real; here are the frame, the knobs and the run.

    @demo(rate=Knob(0.01, 1.2, start=0.1, scale="log"), start=Choices("cliff", "meadow"))
    def hike(rate: float, start: str, seed: int) -> Frames:
        '''A blindfolded walk into the valley.'''
        for step in descend(...):
            yield Frame(step.number, charts=(landscape,), caption=f"…", readings={"update": …, "loss": …})

Knobs marked `live` are handed to a running generator as the value of its `yield`, a mapping of what was turned:
`turned = yield Frame(...)`; every other knob starts the run again from its beginning with the same seed.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.kit.charts import Chart
from lessons.kit.errors import DemoFailed
from lessons.kit.knobs import Control, Setting

Reading = float | int | str
Turned = Mapping[str, Setting]
Frames = Generator["Frame", "Turned | None", None]


@dataclass(frozen=True)
class Trouble:
    """A run that went wrong, named: what it is called, why it happened, and the knobs that would mend it.

    Attributes:
        name: such as "It diverged".
        why: one or two sentences for the learner.
        fix: knob settings that mend it, offered on one key.
    """

    name: str
    why: str
    fix: Mapping[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Frame:
    """One moment of a run.

    Attributes:
        number: updates made so far (0 before the first); never falls within a run.
        charts: what to draw, the most important first.
        caption: what the picture shows, in words, true of this very frame; plain mode prints it, tests assert it.
        readings: named figures in the order to show them, such as update, loss, gradient, accuracy.
        finished: nothing moves any more unless the learner turns something.
        trouble: set when the run has gone wrong.
    """

    number: int
    charts: tuple[Chart, ...]
    caption: str
    readings: Mapping[str, Reading]
    finished: bool = False
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Prediction:
    """What the learner commits to before a demo runs.

    Attributes:
        prompt: the question, answerable by looking at the knobs.
        options: what may be predicted.
        settle: looks at a frame and gives the index of what happened, or None while that is open.
    """

    prompt: str
    options: tuple[str, ...]
    settle: Callable[[Frame], int | None]


@dataclass(frozen=True)
class Demo:
    """A demo as the course knows it.

    Attributes:
        name: its name in `lesson.py` and in the text's ```demo block.
        title: the first line of the generator function's docstring.
        frames: the generator function, called with a value per knob and `seed`.
        controls: the knobs by name, in the order to show them.
        prediction: what to predict before running, if anything.
    """

    name: str
    title: str
    frames: Callable[..., Frames]
    controls: Mapping[str, Control]
    prediction: Prediction | None = None

    def starting_settings(self) -> dict[str, Setting]:
        """Each knob as it stands before anybody turns it."""
        return {name: control.start for name, control in self.controls.items()}

    def run(self, seed: int = 0, **settings: Setting) -> Run:
        """A fresh run; knobs that are not named stand at their start.

        Raises:
            DemoFailed: a knob of that name does not exist.
        """
        unknown = sorted(set(settings) - set(self.controls))
        if unknown:
            raise DemoFailed(f"The demo “{self.name}” has no knob {unknown[0]}; it has {', '.join(self.controls)}.")
        return Run(self, seed, {**self.starting_settings(), **settings})


class Run:
    """One run of a demo: asked for its next frame, it trains just as far as that and no further.

    Only one caller at a time may ask; the front ends ask from one thread and wait for the answer.
    """

    def __init__(self, demo: Demo, seed: int, settings: Mapping[str, Setting]) -> None:
        self.demo, self.seed, self.settings = demo, seed, dict(settings)
        self.latest: Frame | None = None
        self._frames = demo.frames(**settings, seed=seed)
        self._waiting: dict[str, Setting] = {}

    def turn(self, name: str, setting: Setting) -> None:
        """Hand a live knob's new setting to the run; it arrives with the next frame.

        Raises:
            DemoFailed: the knob is not a live one (start a new run instead).
        """
        if not self.demo.controls[name].live:
            raise DemoFailed(f"{name} cannot be turned while “{self.demo.name}” runs; start a new run.")
        self.settings[name] = self._waiting[name] = setting

    def next(self) -> Frame | None:
        """The next frame, or None when the generator has ended.

        Raises:
            DemoFailed: the lesson's code raised, or gave something that is not a frame.
        """
        turned, self._waiting = self._waiting or None, {}
        try:
            frame = next(self._frames) if self.latest is None else self._frames.send(turned)
        except StopIteration:
            return None
        except Exception as problem:
            raise DemoFailed(_where(problem)) from problem
        if not isinstance(frame, Frame):
            raise DemoFailed(f"The demo “{self.demo.name}” gave {type(frame).__name__} where a Frame was due.")
        self.latest = frame
        return frame

    def close(self) -> None:
        """Let the generator go; call it only when no `next` is under way."""
        self._frames.close()


def demo(prediction: Prediction | None = None, **controls: Control) -> Callable[[Callable[..., Frames]], Demo]:
    """Make a demo of a generator function; its docstring's first line is the title."""

    def make(frames: Callable[..., Frames]) -> Demo:
        name = getattr(frames, "__name__", "demo")
        title = (frames.__doc__ or name).strip().splitlines()[0].rstrip(".")
        return Demo(name, title, frames, controls, prediction)

    return make


def _where(problem: BaseException) -> str:
    """What was raised, and in which file and line of the lesson."""
    last: Any = traceback.extract_tb(problem.__traceback__)[-1]
    for entry in traceback.extract_tb(problem.__traceback__):
        if "lessons" in entry.filename and "/kit/" not in entry.filename:
            last = entry
    return f"{type(problem).__name__}: {problem} ({last.filename}, line {last.lineno})"
