"""A small course of our own for the app's tests: two lessons made of the kit's objects, and a store in memory."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Demo, Frame, Frames, Prediction, Trouble, demo
from lessons.kit.errors import UnknownLesson
from lessons.kit.heading import Heading, Part
from lessons.kit.inspection import expression
from lessons.kit.knobs import Choices, Knob, Sketch
from lessons.kit.lesson import Lesson, Page
from lessons.kit.live import Live
from lessons.kit.questions import Choice, Draw, Hints, Misconception, Number, Option, Question, question
from lessons.kit.text_knob import TextKnob
from tutor.store import open_store
from tutor.study.playback.player import Player
from tutor.tui.app import TutorApp
from tutor.tui.demo.panel import DemoPanel
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.services import Services
from tutor.tui.startup import FirstScreen
from tutor.tui.widgets.key_bar import active_commands

PROSE = """A network starts out **wrong**, and *says so* with a number: the loss. Turn `w` and it changes.

- First this, which is a rather long item that goes on until it must be broken over two lines or more.
- Then that.

> A quote, for good measure.

```text
new w = w − rate × slope
```

And a last paragraph."""


@demo(
    prediction=Prediction(
        "Where will the loss be after five steps?",
        ("lower", "higher", "just there"),
    ),
    rate=Knob(0.01, 1.5, start=0.1, scale="log", label="learning rate"),
    start=Choices("cliff", "meadow"),
    brake=Knob(0, 1, start=0, live=True),
)
def walk(rate: float, start: str, brake: Live[float], seed: int) -> Frames:
    """A blindfolded walk into the valley."""
    w = (3.0 if start == "cliff" else 2.0) + 0.01 * seed
    path = [w]
    for number in range(1_000_000):
        slope = 2 * w
        gone = abs(w) > 100
        trouble = Trouble("It diverged", "Each step overshot the valley by more.", {"rate": 0.1}) if gone else None
        curve = Series("loss", np.arange(len(path), dtype=float), np.square(path))
        yield Frame(
            number,
            (Lines("Loss so far", (curve,), "step", "loss"),),
            f"After {number} steps the walker stands at w = {w:.3f}, where the loss is {w * w:.3f}.",
            {"update": number, "loss": w * w, "gradient": abs(slope)},
            finished=gone or number >= 200,
            trouble=trouble,
            inspect=expression(lambda w: w**2, {"w": w}, focus="w", title="The loss where the walker stands"),
            outcome=None if number < 5 else int(w * w >= 9),
        )
        if gone:
            return
        w -= rate * (1 - brake()) * slope
        path.append(w)


@demo(ink=Sketch(8, 8), rate=Knob(0.1, 1, start=0.5))
def sheet(ink: Live[Any], rate: float, seed: int) -> Frames:
    """A sheet that counts its ink."""
    del rate, seed
    while True:
        count = int(np.count_nonzero(ink()))
        yield Frame(0, (), f"There are {count} pixels with ink.", {"ink": count}, finished=True)


@demo(words=TextKnob("free cash", longest=20, label="your words"), rate=Knob(0.1, 1, start=0.5))
def telegram(words: Live[str], rate: float, seed: int) -> Frames:
    """A telegram whose words are counted."""
    del rate, seed
    while True:
        count = len(words().split())
        yield Frame(0, (), f"There are {count} words.", {"words": count}, finished=True)


@demo()
def broken(seed: int) -> Frames:
    """A demo with a fault."""
    del seed
    yield Frame(0, (), "So far so good.", {"update": 0})
    raise ZeroDivisionError("the lesson's fault")


@question
def slope_here(draw: Draw) -> Number:
    w = draw.number(1, 4, step=0.5)
    return Number(
        prompt=f"The loss is `w²`. What is its **slope** at w = {w:g}?",
        value=lambda: 2 * w,
        again=lambda: w + w,
        tolerance=0.01,
        inspect=expression(lambda w: w**2, {"w": w}, focus="w"),
        misconceptions=(Misconception("sign flipped", lambda: -2 * w, "You went downhill: the slope points up."),),
        hints=Hints("Look at the tangent.", "Twice w.", lambda: f"2 × {w:g} = {2 * w:g}."),
        explain=lambda: f"The slope of w² is 2w, and 2 × {w:g} is {2 * w:g}.",
    )


@question
def which_way(draw: Draw) -> Choice:  # noqa: ARG001
    return Choice(
        prompt="Which way is down?",
        options=(
            Option("against the gradient", "", ""),
            Option("along the gradient", "uphill", "The gradient points uphill."),
            Option("across it", "sideways", "Across, the loss stays the same."),
        ),
        decide=lambda: 0,
        again=lambda: 0,
        hints=Hints("Uphill is the gradient.", "Turn around.", lambda: "Against it."),
        explain=lambda: "The gradient points up, so down is against it.",
    )


def headings(folder: Path) -> tuple[Heading, ...]:
    return (
        Heading("walking", "Walking: how does it find the valley?", "One step at a time.", (), folder / "walking"),
        Heading("drawing", "Drawing: can it read my hand?", "You draw, it looks.", (), folder / "drawing"),
    )


def make_lessons(walking: Heading, drawing: Heading) -> tuple[Lesson, ...]:
    demos: dict[str, Demo] = {"walk": walk, "sheet": sheet, "broken": broken, "telegram": telegram}
    questions: dict[str, Question] = {"slope_here": slope_here, "which_way": which_way}
    first = (
        Page(1, "What a slope is", PROSE),
        Page(2, "Walk", "Turn the *rate* and look.", demo="walk"),
        Page(3, "Quiz", "Two questions.", questions=("slope_here", "which_way")),
    )
    second = (
        Page(1, "Draw", "Draw something.", demo="sheet"),
        Page(2, "A fault", "Look what happens.", demo="broken"),
        Page(3, "Write", "Write something.", demo="telegram"),
    )
    return (Lesson(walking, first, demos, questions, tuple), Lesson(drawing, second, demos, questions, tuple))


class SmallShelf(Services):
    """The app's services, with a course of two lessons on it; standings, quizzes and charts are the real ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for heading in headings(folder):
            write_text(self.load(heading.id), heading.folder)

    def outline(self) -> tuple[Part, ...]:
        first, second = headings(self.folder)
        return (Part("one", "First steps", (first,)), Part("two", "Further", (second,)))

    def load(self, lesson_id: str) -> Lesson:
        lessons = {lesson.heading.id: lesson for lesson in make_lessons(*headings(self.folder))}
        if lesson_id not in lessons:
            raise UnknownLesson(lesson_id, list(lessons))
        return lessons[lesson_id]

    def preload(self) -> None:
        """Nothing: the tests have loaded it all."""


def write_text(lesson: Lesson, folder: Path) -> None:
    """Put down what the standing is counted from."""
    folder.mkdir(parents=True)
    quiz = "```quiz\n{}\n```\n"
    pages = (f"## {p.title}\n" + (quiz.format("\n".join(p.questions)) if p.questions else "") for p in lesson.pages)
    (folder / "text.md").write_text("\n".join(pages), encoding="utf-8")


def make_app(folder: Path, start: FirstScreen | None = None) -> TutorApp:
    """The app upon the small course, with a store of its own below the folder."""
    store = open_store({"NNTUTOR_HOME": str(folder / "home")})
    return TutorApp(store, start, SmallShelf(folder / "course"))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[TutorApp]:
    """The app at its home screen, nothing done yet."""
    made = make_app(tmp_path)
    yield made
    made.finish_writing()
    made.store.close()


def on_screen(app: TutorApp) -> str:
    """What a person would read just now."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app go on until something holds; fails after a minute."""
    async with asyncio.timeout(60):
        while not condition():
            await pilot.pause(0)
    await pilot.pause(0)


async def settle(pilot: Pilot[None]) -> None:
    """Let all that was begun come to an end, but for a demo that plays: that takes as long as the run."""
    quiet = 0
    while quiet < QUIET:
        await pilot.pause(0)
        awaited = [worker for worker in pilot.app.workers if not (worker.group == "player" and is_playing(pilot.app))]
        quiet = 0 if any(not worker.is_finished for worker in awaited) else quiet + 1
        if awaited:  # none would mean all
            await pilot.app.workers.wait_for_complete(awaited)


def is_playing(app: App[None]) -> bool:
    """Whether a demo plays on the screen."""
    return any(panel.player.view.playing for panel in app.screen.query(DemoPanel))


QUIET = 3
"""Rounds: a key reaches the focused widget in one, what that posts reaches its parents in the next."""
CHARACTERS = {"space": " ", "full_stop": ".", "question_mark": "?", "plus": "+", "minus": "-", "slash": "/"}
KEYS = {character: key for key, character in CHARACTERS.items()}


@dataclass(frozen=True)
class Hand:
    """Somebody at the keyboard of the app."""

    app: TutorApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what they begin."""
        for key in keys:
            self.strike(key)
            await settle(self.pilot)

    async def predict(self, option: int) -> None:
        """Commit to an option, and stop the run that this begins before its second frame has been trained."""
        self.player.predict(option - 1)
        self.player.pause()
        await settle(self.pilot)
        self.player.restart()
        await settle(self.pilot)

    def strike(self, *keys: str) -> None:
        """Press keys, and wait for nothing."""
        for key in keys:
            character = CHARACTERS.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(KEYS.get(key, key), character))

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause(0)
        await self.pilot.pause(0)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait."""
        await until(self.pilot, condition)

    def reads(self, *words: str) -> bool:
        """Whether all of this is on the screen, whichever way its lines are broken."""
        text = on_screen(self.app)
        flowing = " ".join(text.replace("▌", " ").split())
        return all(word in text or word in flowing for word in words)

    def lines(self) -> list[str]:
        """The rows of the screen."""
        return on_screen(self.app).split("\n")

    def key_words(self) -> list[str]:
        """What the key bar offers, however narrow it is."""
        return [word for _, word, _ in active_commands(self.app.screen)]

    async def open(self, lesson: str, page: int = 1) -> None:
        """Open a page of a lesson."""
        self.app.open_lesson(lesson)
        await settle(self.pilot)
        await self.until(lambda: isinstance(self.app.screen, LessonScreen) and self.app.screen.number)
        await self.lesson.show_page(page)
        await settle(self.pilot)

    @property
    def lesson(self) -> LessonScreen:
        """The lesson that is open."""
        screen = self.app.screen
        assert isinstance(screen, LessonScreen)
        return screen

    @property
    def demo(self) -> DemoPanel:
        """The demo on the screen."""
        return self.lesson.query_one(DemoPanel)

    @property
    def player(self) -> Player:
        """What plays it."""
        return self.demo.player


@asynccontextmanager
async def at_the_keyboard(app: TutorApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Hand]:
    """Somebody before the app, in a terminal of that size."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Hand(app, pilot)


@pytest.fixture
def sit(app: TutorApp) -> Callable[..., AbstractAsyncContextManager[Hand]]:
    """Puts somebody before the app for as long as an `async with` lasts."""

    def at(size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Hand]:
        return at_the_keyboard(app, size)

    return at


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as here:
        make_app(Path(here), FirstScreen(sys.argv[1] if len(sys.argv) > 1 else None)).run()
