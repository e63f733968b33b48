"""A monkey at the keyboard: it presses whatever the screen offers, types what could be replies, and plain rubbish."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import tutor
from tests.tutor.conftest import KEYS
from tests.tutor.haunts import Haunt
from tutor.store import Attempt, Store, open_store
from tutor.tui.app import TutorApp
from tutor.tui.demo.pad import Pad
from tutor.tui.quiz.reply import OptionsList, ReplyLine
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.services import Services

SIZES = [(80, 24), (120, 40), (60, 18), (40, 12), (20, 5), (3, 2)]
REPLIES = ["1", "2", "3", "-4.5", "1/4", "6", "w*2", "2 1 3", "banana", "999999", "1e309", "½"]
RUBBISH: list[str] = [
    *"0123456789.,+-/$ßw*€½", "\u200b", "😀", "f5", "f12", "ctrl+a", "ctrl+c", "ctrl+d", "ctrl+q", "ctrl+z", "ctrl+at",
    "alt+x", "shift+tab", "insert", "delete", "pageup", "pagedown", "home", "end", "backspace", "tab", "space", "up",
    "down", "left", "right", "ignore",
]  # fmt: skip
LEAVING = frozenset({"leave", "home", "close"})
"""Actions that end a screen."""
SELDOM = 0.05
PATIENCE = 60.0
"""Seconds after which keys that were not carried out are a hang."""


class Caged(TutorApp):
    """The app, which counts the keys that it has carried out and cannot be left."""

    CSS_PATH = str(Path(tutor.__file__).parent / "tui" / "app.tcss")

    def __init__(self, store: Store, services: Services) -> None:
        super().__init__(store, None, services)
        self.carried_out = self.told_to_leave = 0

    async def _press(self, event: events.Key) -> None:
        await super()._press(event)
        self.carried_out += 1

    def exit(self, *_: object, **__: object) -> None:
        """Whoever quits would press no further key."""
        self.told_to_leave += 1


@dataclass
class Monkey:
    """Presses keys, with its own luck.

    Attributes:
        struck: how many keys were pressed.
    """

    app: Caged
    pilot: Pilot[None]
    dice: random.Random
    struck: int = 0

    async def play(self, count: int) -> None:
        """Press so many keys, in bursts, with other sizes of the terminal in between."""
        end = self.struck + count
        while self.struck < end:
            if self.dice.random() < 0.02:
                await self.pilot.resize_terminal(*self.dice.choice(SIZES))
            self.strike(self._some_keys()[: end - self.struck])
            await self._wait()

    async def stay_at(self, haunt: Haunt, pause: Callable[[], Awaitable[object]], enough: Callable[[], object]) -> None:
        """Press keys of one kind of screen, a key and a pause at a time; whenever it has been left, go back to it."""
        while not enough():
            names = [type(screen).__name__ for screen in self.app.screen_stack]
            if haunt.name not in names:
                haunt.way(self.app, self.dice)
            elif names[-1] != haunt.name and self.dice.random() < 0.5:
                self.strike(["escape"])
            else:
                self.strike([self._a_key()])
            await pause()
            assert self.app._exception is None and self.app.is_running
        await self._wait()

    def _a_key(self) -> str:
        """Any key of the screen, one that leaves it seldom; now and then one that is none."""
        if self.dice.random() < SELDOM:
            rubbish: str = self.dice.choice(RUBBISH)
            return rubbish
        everywhere, here = _offered(self.app.screen)
        keys: list[str] = (
            [*everywhere, *here] if self.dice.random() < SELDOM else [key for key in here if not self._leaves(key)]
        )
        return self.dice.choice(keys)

    def _leaves(self, key: str) -> bool:
        active = self.app.screen.active_bindings.get(key)
        return active is not None and active.binding.action in LEAVING

    async def answer_until(self, enough: Callable[[], object]) -> None:
        """Look for questions and answer them."""
        async with asyncio.timeout(PATIENCE):
            while not enough():
                overlaid = not isinstance(self.app.screen, LessonScreen | HomeScreen)
                self.strike(["escape"] if overlaid else self._to_a_question())
                await self._wait()
                await self.pilot.pause(0)

    def strike(self, keys: Sequence[str]) -> None:
        """Press keys, as fast as they can be handed over."""
        for key in keys:
            character = {"space": " "}.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(KEYS.get(key, key), character))
        self.struck += len(keys)

    async def _wait(self) -> None:
        """Let all of them be carried out."""
        async with asyncio.timeout(PATIENCE):
            while self.app.carried_out < self.struck:
                await asyncio.sleep(0)
        if self.dice.random() < 0.3:
            await self.pilot.pause(0)
        assert self.app._exception is None and self.app.is_running

    def _some_keys(self) -> list[str]:
        """Mostly what the screen offers; a reply where there is a question; rubbish. Overlays are soon left again."""
        chance, screen = self.dice.random(), self.app.screen
        if not isinstance(screen, LessonScreen | HomeScreen) and self.dice.random() < 0.5:
            return ["escape"]
        if chance < 0.2:
            everywhere, here = _offered(screen)
            return self.dice.choices(everywhere, k=1) if chance < 0.03 else self.dice.choices(here, k=8)
        if chance < 0.7:
            return self._to_a_question()
        return self.dice.choices(RUBBISH, k=self.dice.randint(1, 200))

    def _to_a_question(self) -> list[str]:
        """A reply, if one is wanted; where nothing is asked, on to where something may be."""
        focused = self.app.focused
        if isinstance(focused, ReplyLine | OptionsList):
            reply = self.dice.choice(REPLIES if isinstance(focused, ReplyLine) else "123")
            return [*reply, "enter", *self.dice.choice([["r"], ["escape", "n"], ["down"], ["up"], ["tab"]])]
        if isinstance(focused, Input | Pad):
            return ["escape"]
        if isinstance(self.app.screen, HomeScreen):
            return self.dice.choice([["home", "enter"], ["down", "enter"], ["enter"]])
        return [self.dice.choice("nnnr")]


def _offered(screen: Screen[object]) -> tuple[list[str], list[str]]:
    """The keys of the commands that are the same everywhere, which cost the most time, and those of this screen."""
    bindings = screen.active_bindings
    everywhere = [key for key, active in bindings.items() if (active.binding.id or "").startswith("app.")]
    here = [key for key in bindings if key not in everywhere]
    return everywhere or ["enter"], [*here, "enter"]


def kept_by(store: Store) -> list[Attempt]:
    """A list that grows by every answer that the store has taken."""
    taken: list[Attempt] = []
    record = store.record

    def recording(attempt: Attempt) -> str | None:
        said = record(attempt)
        taken.append(attempt)
        return said

    vars(store)["record"] = recording
    return taken


async def let_stay(
    folder: Path,
    services: Services,
    haunt: Haunt,
    seed: int,
    pause: Callable[[], Awaitable[object]],
    enough: Callable[[int], object],
) -> Monkey:
    """Have a monkey stay at a kind of screen until it is enough, told how many keys were pressed; nothing may break.

    Args:
        folder: where its home may lie.
        services: the course.
        haunt: the kind of screen.
        seed: of the monkey's luck.
        pause: what passes between two keys.
        enough: is handed the number of keys.
    """
    store = open_store({"NNTUTOR_HOME": str(folder / "home")})
    app = Caged(store, services)
    for part in services.outline():
        for heading in part.lessons:
            for name in services.load(heading.id).questions:
                store.record(Attempt(heading.id, name, seed, "1", "wrong", "sign flipped"))
    with chdir(folder):  # it saves weights under names of its own
        async with app.run_test() as pilot:
            monkey = Monkey(app, pilot, random.Random(seed))
            await monkey.stay_at(haunt, pause, lambda: enough(monkey.struck))
    app.finish_writing()
    store.close()
    return monkey


async def let_loose(folder: Path, services: Services, seed: int, keys: int) -> Monkey:
    """Have a monkey press so many keys; then all answers that the store has taken must be in its file, as given."""
    home = {"NNTUTOR_HOME": str(folder / "home")}
    store = open_store(home)
    taken = kept_by(store)
    app = Caged(store, services)
    with chdir(folder):
        async with app.run_test() as pilot:
            monkey = Monkey(app, pilot, random.Random(seed))
            await monkey.answer_until(lambda: taken)
            await monkey.play(keys)
            await app.workers.wait_for_complete()
    app.finish_writing()
    store.close()
    assert app.carried_out == monkey.struck >= keys
    assert attempts_in(home) == [(a.id, a.lesson, a.question, a.seed, a.reply, a.verdict) for a in taken]
    return monkey


def attempts_in(home: Mapping[str, str]) -> list[tuple[object, ...]]:
    """Every answer in a reopened store, those hidden by a reset too, in the order in which they were given."""
    store = open_store(home)
    records = [json.loads(line) for line in store.exported("")]
    store.close()
    names = ("id", "lesson", "question", "seed", "reply", "verdict")
    return [tuple(record[name] for name in names) for record in records if record["type"] == "attempt"]
