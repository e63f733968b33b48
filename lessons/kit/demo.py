"""A demo is a generator of frames that trains for real; here are the frame, the knobs and the run.

    @demo(rate=Knob(0.01, 1.2, start=0.1, scale="log"), start=Choices("cliff", "meadow"))
    def hike(rate: float, start: str, seed: int) -> Frames:
        '''A blindfolded walk into the valley.'''
        for step in descend(...):
            yield Frame(step.number, charts=(landscape,), caption=f"…", readings={"update": …, "loss": …})

A knob marked `live` may be turned while the demo runs, which takes it as a function (see `live.py`); every other knob
begins another run with the same seed, which is computed at once to where the one before stood (while nothing plays).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lessons.kit.charts import Chart, Field, Lines, Mark
from lessons.kit.errors import DemoFailed
from lessons.kit.inspection import Inspection
from lessons.kit.knobs import Control, Setting
from lessons.kit.live import made_live
from lessons.kit.places import place_of, raised_at

Reading = float | int | str
Frames = Generator["Frame", None, None]


@dataclass(frozen=True)
class Trouble:
    """A run that went wrong, named: what it is called, why it happened, and the knobs that would mend it.

    Attributes:
        name: such as "It diverged".
        why: one or two sentences for the learner.
        fix: knob settings that mend it, offered on one key.
        lesson: the id of the lesson that explains it, or "".
    """

    name: str
    why: str
    fix: Mapping[str, Setting] = field(default_factory=dict)
    lesson: str = ""


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
        inspect: the computation behind this frame, for the microscope: one example's loss, mostly.
        outcome: which of the options of the demo's prediction has come true by now, from 0; None while that is open.
        halt: why a run that plays pauses here by itself, in a sentence; "" where it goes on.
    """

    number: int
    charts: tuple[Chart, ...]
    caption: str
    readings: Mapping[str, Reading]
    finished: bool = False
    trouble: Trouble | None = None
    inspect: Inspection | None = None
    outcome: int | None = None
    halt: str = ""

    def prepare(self) -> None:
        """Make what is left to be made until somebody looks; front ends call it where that does not hold them up."""


@dataclass(frozen=True)
class Prediction:
    """A question to which the learner commits an answer before a demo runs.

    Attributes:
        prompt: the question, answerable by looking at the knobs.
        options: what may be predicted.
        drawn: lays an option over a frame's pictures, where what was predicted has a place on them (see `laid_over`).
    """

    prompt: str
    options: tuple[str, ...]
    drawn: Callable[[Frame, int], Frame] | None = None

    def over(self, frame: Frame, option: int) -> Frame:
        """The frame with what was predicted drawn over it, or the frame itself where it has no place there."""
        return self.drawn(frame, option) if self.drawn is not None and 0 <= option < len(self.options) else frame


def laid_over(frame: Frame, title: str, *marks: Mark) -> Frame:
    """A frame with marks added to the chart whose title begins so."""
    charts = tuple(
        replace(chart, marks=(*chart.marks, *marks))
        if isinstance(chart, Lines | Field) and chart.title.startswith(title)
        else chart
        for chart in frame.charts
    )
    return replace(frame, charts=charts)


@dataclass(frozen=True)
class Demo:
    """A demo as the course knows it.

    Attributes:
        name: its name in the lesson's code and in the text's ```demo block.
        title: the first line of the generator function's docstring.
        frames: the generator function, called with a value per knob and `seed`.
        controls: the knobs by name, in the order to show them.
        prediction: what to predict before running, if anything.
        gone: knobs that it had once and that changed nothing in a run: a code that names one is read without it.
        command: the words after `nntutor` that open it, if it belongs to no lesson.
        spelt: settings that are not typed as `--NAME SETTING`: the words for each, by knob and setting.
    """

    name: str
    title: str
    frames: Callable[..., Frames]
    controls: Mapping[str, Control]
    prediction: Prediction | None = None
    gone: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    spelt: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def starting_settings(self) -> dict[str, Setting]:
        """Each knob as it stands before anybody turns it."""
        return {name: control.start for name, control in self.controls.items()}

    def control(self, name: str) -> Control:
        """The knob of that name.

        Raises:
            DemoFailed: there is none.
        """
        if name not in self.controls:
            raise DemoFailed(f"The demo “{self.name}” has no knob {name}; it has {', '.join(self.controls) or 'none'}.")
        return self.controls[name]

    def run(self, seed: int = 0, **settings: Setting) -> Run:
        """A fresh run; knobs that are not named stand at their start.

        Raises:
            DemoFailed: a knob of that name does not exist, or the demo does not take what it is given.
        """
        fitted = {name: self.control(name).fitted(setting) for name, setting in settings.items()}
        return Run(self, seed, {**self.starting_settings(), **fitted})


class Run:
    """One run of a demo: asked for its next frame, it trains just as far as that and no further.

    Only one caller at a time may ask; the front ends ask from one thread and wait for the answer.
    """

    def __init__(self, demo: Demo, seed: int, settings: Mapping[str, Setting]) -> None:
        self.demo, self.seed, self.settings = demo, seed, dict(settings)
        self.latest: Frame | None = None
        self._waiting: dict[str, Setting] = {}
        self._live = made_live(demo.frames, settings)
        try:
            self._frames = demo.frames(**{**settings, **self._live}, seed=seed)
        except Exception as problem:
            raise self._failed(problem) from problem

    def turn(self, name: str, setting: Setting) -> None:
        """Hand a live knob's new setting to the run; it arrives with the next frame.

        Raises:
            DemoFailed: there is no such knob, or it is not a live one (start a new run instead).
        """
        if not self.demo.control(name).live:
            raise DemoFailed(f"{name} cannot be turned while “{self.demo.name}” runs; start a new run.")
        self.settings[name] = self._waiting[name] = self.demo.control(name).fitted(setting)

    def next(self) -> Frame | None:
        """The next frame, or None when the generator has ended.

        Raises:
            DemoFailed: the lesson's code raised, or gave something that is not a frame.
        """
        try:
            frame = self._ask()
        except StopIteration:
            return None
        except Exception as problem:
            raise self._failed(problem) from problem
        if not isinstance(frame, Frame):
            raise DemoFailed(f"The demo “{self.demo.name}” gave {type(frame).__name__} where a Frame was due.")
        self.latest = frame
        return frame

    def _ask(self) -> object:
        """Let the generator go on; what was turned before its first frame waits for the second."""
        if self.latest is not None:
            turned, self._waiting = self._waiting, {}
            for name in turned.keys() & self._live.keys():
                self._live[name].turn(turned[name])
        return next(self._frames)

    def _failed(self, problem: Exception) -> DemoFailed:
        """Return an error that tells what was raised, and in which file and line of the lesson."""
        file, line = raised_at(problem, place_of(self.demo.frames, (Path(self.demo.name), 1)))
        return DemoFailed(f"{type(problem).__name__}: {problem} ({file.parent.name}/{file.name}, line {line})")

    def close(self) -> None:
        """Let the generator go; call it only when no `next` is under way."""
        self._frames.close()


def demo(
    prediction: Prediction | None = None, gone: tuple[str, ...] = (), **controls: Control
) -> Callable[[Callable[..., Frames]], Demo]:
    """Make a demo of a generator function; its docstring's first line is the title."""

    def make(frames: Callable[..., Frames]) -> Demo:
        name = getattr(frames, "__name__", "demo")
        title = ((frames.__doc__ or "").strip() or name).splitlines()[0].rstrip(".")
        return Demo(name, title, frames, controls, prediction, gone)

    return make
