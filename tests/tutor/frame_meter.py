"""What a demo that plays costs a frame in the whole app, layer by layer: seconds of computing, and function calls.

The app is the real one, on a driver that keeps what is sent and answers at once. Each layer's share is its own: what a
layer has another one do counts there. Calls are those of Python functions and of built-in ones; unlike seconds they
are the same on a machine that is busy with other things.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any, ParamSpec, TypeVar
from unittest.mock import patch

from textual.pilot import Pilot

import tutor.study.playback.worker
from lessons.kit.script import Script
from lessons.playground.run import playground
from tests.tutor.driver_capture import CaptureDriver, play
from tests.tutor.profiling import profiled
from tutor.store import open_store
from tutor.study.playback.job import Job
from tutor.study.playback.moment import Opening
from tutor.tui.app import TutorApp
from tutor.tui.demo.panel import DemoPanel
from tutor.tui.driver import TerminalApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.services import Services
from tutor.tui.startup import FirstScreen, PlayStart
from tutor.tui.widgets.chart_view import ChartView

P = ParamSpec("P")
R = TypeVar("R")

LAYERS = ("lesson", "charts", "panel", "textual", "driver")
"""The generator and its engine; painting the charts; what the panel does with a frame; Textual and the event loop,
which is what no other layer has; the difference of cells and the bytes for it."""
REST = "textual"
WARM = 3
"""Frames that are not counted: with the first ones, axes are drawn."""


@dataclass
class Cost:
    """What was counted of one run.

    Attributes:
        frames: how many pictures were painted.
        seconds: of computing, by layer.
        calls: by layer; empty if they were not counted.
        sent: bytes.
        moments: when each picture was begun, in seconds of computing.
    """

    frames: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    calls: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    moments: list[float] = field(default_factory=list)

    @property
    def each(self) -> list[float]:
        """Seconds of computing from each picture to the next, all layers together."""
        return [after - before for before, after in itertools.pairwise(self.moments)]


class Meter:
    """Says to which layer the present moment belongs, in each thread."""

    def __init__(self) -> None:
        self.cost = Cost()
        self._here = threading.local()
        self._counts = False

    def layered(self, layer: str, function: Callable[P, R]) -> Callable[P, R]:
        """The same function, which counts as that layer."""

        @wraps(function)
        def counted(*args: P.args, **kwargs: P.kwargs) -> R:
            outer, began = getattr(self._here, "layer", REST), time.thread_time()
            self._here.layer = layer
            inner, self._here.inner = getattr(self._here, "inner", 0.0), 0.0
            try:
                return function(*args, **kwargs)
            finally:
                took = time.thread_time() - began
                self.cost.seconds[layer] += took - self._here.inner
                self._here.layer, self._here.inner = outer, inner + took

        return counted

    @contextmanager
    def layers(self) -> Iterator[None]:
        """While this lasts, the layers are told apart."""
        places: tuple[tuple[Any, str, str], ...] = (
            (Job, "do", "lesson"),
            (ChartView, "_paint", "charts"),
            (DemoPanel, "show", "panel"),
            (TerminalApp, "_display", "driver"),
        )
        patches = [
            patch.object(owner, name, self.layered(layer, getattr(owner, name))) for owner, name, layer in places
        ]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is computed while this lasts."""
        self.cost = Cost()
        began = time.process_time()
        self._counts = True
        yield
        self._counts = False
        self.cost.seconds[REST] = time.process_time() - began - sum(self.cost.seconds.values())

    def calls(self) -> AbstractContextManager[None]:
        """Threads that are begun while this lasts, and this one, have their calls counted."""
        return profiled(self._called)

    def _called(self, _: FrameType, event: str, __: object) -> None:
        if self._counts and event in ("call", "c_call"):
            self.cost.calls[getattr(self._here, "layer", REST)] += 1


async def metered(pilot: Pilot[object], driver: CaptureDriver, meter: Meter, frames: int, pace: float) -> Cost:
    """Play the demo on the screen for so many frames, or to its end; one that does not run has a knob turned."""
    app = pilot.app
    while not app.screen.query(DemoPanel) or (isinstance(app.screen, LessonScreen) and not app.screen.number):
        await pilot.pause(0)
    panel = app.screen.query_one(DemoPanel)
    player, shown = panel.player, Counter[str]()
    while player.view.frame is None:
        await pilot.pause(0)
    if player.view.commitment.is_due:
        player.predict(0)
        player.pause()
    await asyncio.sleep(0.3)
    draw, runs, clicks = ChartView.show, not player.view.still, itertools.cycle((1, -1))

    def counted(self: ChartView, charts: Any) -> None:
        shown["frames"] += 1
        meter.cost.moments.append(time.process_time())
        draw(self, charts)

    async def reach(number: int) -> None:
        while shown["frames"] < number and not (runs and player.view.finished):
            if not runs:
                panel.action_turn(next(clicks))
            await asyncio.sleep(pace)

    with patch.object(ChartView, "show", counted):
        if runs:
            player.play_or_pause()
        await reach(WARM)
        driver.taken()
        before = shown["frames"]
        with meter.running():
            await reach(before + frames)
        meter.cost.frames = shown["frames"] - before
        meter.cost.sent = len(driver.taken().encode())
    player.pause()
    while any(not worker.is_finished for worker in app.workers):
        await pilot.pause(0)
    return meter.cost


def the_playground() -> FirstScreen:
    """The playground with 24 hidden units, two inputs and an output, each a small picture; a map and the losses."""
    demo = playground()
    start = {**demo.starting_settings(), "data": "spiral", "layers": "8,8,8", "rate": 0.1}
    return FirstScreen(playground=PlayStart(demo, Script(0, start)))


def _opened(lesson: str, demo: str) -> FirstScreen:
    settings = Services().load(lesson).demos[demo].starting_settings()
    return FirstScreen(opening=Opening(lesson, demo, Script(0, settings)))


def measure(
    lesson: str, demo: str, home: Path, *, size: tuple[int, int] = (80, 24), frames: int = 30, pace: float = 1 / 15,
    calls: bool = False,
) -> Cost:  # fmt: skip
    """Play a demo of the course in the app, `pace` seconds a frame.

    Args:
        lesson: the lesson's id, or "playground".
        demo: the demo's name.
        home: where progress may be kept.
        size: of the terminal.
        frames: how many to count at most.
        pace: seconds a frame.
        calls: whether to count calls, which makes the seconds worthless.
    """
    store = open_store({"NNTUTOR_HOME": str(home)})
    app = TutorApp(store, the_playground() if lesson == "playground" else _opened(lesson, demo))
    app.driver_class = CaptureDriver
    meter, costs = Meter(), list[Cost]()

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        costs.append(await metered(pilot, driver, meter, frames, pace))

    counting = meter.calls() if calls else nullcontext()
    with meter.layers(), counting, patch.object(tutor.study.playback.worker, "seconds_for", lambda *_: pace):
        asyncio.run(play(app, scenario, size))
    app.finish_writing()
    store.close()
    return costs[0]
