"""Whatever a learner does with a demo, the line that the app shows makes the very same picture again."""

from __future__ import annotations

import asyncio
import io
import os
import random
import shlex
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from lessons.kit.course import load, outline
from lessons.kit.demo import Demo, Frame
from lessons.kit.history import History
from lessons.kit.knobs import Choices, Control, Knob, Setting, Sketch
from lessons.kit.lesson import Lesson
from lessons.kit.run_code import code_of, shortened
from lessons.kit.sameness import same
from lessons.kit.scene import alone
from lessons.kit.script import Script
from lessons.kit.text_knob import TextKnob
from tests.tutor.shell_support import ROOT, make_course, said
from tutor.cli.arguments import read_call
from tutor.cli.demo import read_moment
from tutor.console.shell import Shell
from tutor.study.playback.player import Player

Sit = Callable[..., AbstractAsyncContextManager[Any]]
FRAMES = 30
"""Of a run in these tests, at most: the longest demo needs a second for as many."""


def demos() -> Iterator[tuple[str, str]]:
    """Every demo of the course."""
    for part in outline():
        for heading in part.lessons:
            yield from ((heading.id, name) for name in load(heading.id).demos)


class Learner:
    """Somebody who does this and that with a demo."""

    def __init__(self, demo: Demo, dice: random.Random) -> None:
        self.demo, self.dice = demo, dice
        self.work: list[asyncio.Task[None]] = []
        self.player = Player(alone(demo), self._start)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.work.append(asyncio.create_task(work))

    async def wait(self) -> None:
        """Until nothing is at work."""
        await asyncio.gather(*self.work)
        self.work.clear()

    async def play_about(self, deeds: int) -> None:
        """Do something, so many times; sometimes without waiting for what was done before."""
        self.player.open()
        for _ in range(deeds):
            self.dice.choice([self._step, self._step, self._step, self._look, self._turn, self._reseed, self._play])()
            if self.dice.random() < 0.7:
                await self.wait()
        self.player.pause()
        await self.wait()

    def _step(self) -> None:
        for _ in range(self.dice.randrange(1, 6)):
            if self.player.view.aim < FRAMES:
                self.player.step()

    def _play(self) -> None:
        if self.player.view.newest < FRAMES and not self.player.view.finished:
            self.player.play_or_pause()
            self.player.step()  # which pauses

    def _look(self) -> None:
        self.player.look(self.player.view.aim + self.dice.choice([-10, -1, 1, 10]))

    def _reseed(self) -> None:
        self.player.reseed(self.dice.randrange(3))

    def _turn(self) -> None:
        name = self.dice.choice(list(self.demo.controls))
        self.player.turn(name, self._setting(self.demo.controls[name], self.player.view.settings[name]))

    def _setting(self, control: Control, now: Setting) -> Setting:
        if isinstance(control, Knob):
            typed = self.dice.uniform(control.low, control.high)
            return (
                control.turned(float(now), self.dice.choice([-2, 1]))
                if self.dice.random() < 0.7
                else (control.read(repr(round(typed) if control.whole else typed)))
            )
        if isinstance(control, Choices):
            return control.turned(str(now), self.dice.choice([-1, 1]))
        if isinstance(control, TextKnob):
            return control.read(self.dice.choice(["win = cash?", "don't -- 'quote' $HOME", "你好 free", "x" * 70]))
        assert isinstance(control, Sketch), "no demo of the course has knobs that are typed"
        drawing = control.fitted(now)
        drawing[self.dice.randrange(control.rows), self.dice.randrange(control.columns)] = self.dice.choice([0, 0.5, 1])
        return drawing


def frame_of(code: str) -> tuple[Frame | None, History]:
    """The frame that the command line comes to with a code."""
    words = shlex.split(code)
    assert words[:2] == ["nntutor", "demo"]
    shell = Shell(io.StringIO(), io.StringIO(), io.StringIO(), os.environ, ROOT / "lessons")
    _, demo, script = read_moment(shell, read_call(words[1:]).options)
    history = History(demo, script)
    history.go(script.index)
    return history.place.frame, history


@pytest.mark.parametrize(("lesson", "name"), list(demos()))
@pytest.mark.parametrize("seed", range(3))
async def test_the_code_of_any_moment_makes_the_frame_that_was_seen(lesson: str, name: str, seed: int) -> None:
    whole = load(lesson)
    learner = Learner(whole.demos[name], random.Random(f"{lesson} {name} {seed}"))
    await learner.play_about(12)
    player = learner.player
    assert not player.view.problem and player.view.frame is not None and player.script is not None
    scripts = player.script, shortened(player.demo, player.script, player.view.frame)
    for code in dict.fromkeys(code_of(whole, player.demo, script) for script in scripts):  # mostly there is no shorter
        frame, history = frame_of(code)
        assert same(frame, player.view.frame)
        assert same(dict(history.place.settings), player.view.settings)
    player.close()


def test_the_command_prints_what_was_turned_on_the_way(tmp_path: Path) -> None:
    root = make_course(tmp_path)
    answer = said(root, "demo", "hills/pad", "--turn", "1:ink=#", "--turn", "2:ink=##/##")
    assert (answer.status, "4 pixels of ink." in answer.out) == (0, True)
    frames = said(root, "demo", "hills/pad", "--turn", "1:ink=#", "--turn", "2:ink=##/##", "--frames", "2", "--json")
    assert [record["readings"]["ink"] for record in frames.records] == [0.0, 1.0]
    assert [record["settings"]["ink"] for record in frames.records] == ["..../..../....", "#.../..../...."]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["hills", "--turn", "3:rate=1"], "--turn: “3:rate=1” is no turn such as 12:width=3"),
        (["hills/pad", "--turn", "3:ink=#####"], "--turn: The sheet has 3 rows of 4 pixels"),
        (["hills/pad", "--turn"], "--turn: expected one argument"),
    ],
)
def test_turns_that_cannot_be_get_a_sentence(tmp_path: Path, words: list[str], says: str) -> None:
    answer = said(make_course(tmp_path), "demo", *words)
    assert answer.status == 2 and says in answer.err


def lesson_of(hand: Any) -> Lesson:
    """The lesson on the screen."""
    lesson: Lesson = hand.lesson.lesson
    return lesson


async def test_one_key_shows_the_command_and_another_copies_it(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop", "s", "full_stop")
        assert "command" in hand.key_words()
        await hand.press("l")
        await hand.until(lambda: hand.reads("nntutor demo walking --seed 1 --frames 2"))
        assert hand.reads("Typed in a shell, this command opens", "bit for bit") and "copy" in hand.key_words()
        copied: list[str] = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press("c")
        assert copied == ["nntutor demo walking --seed 1 --frames 2"] and hand.reads("Copied, if your terminal")
        await hand.press("escape")
        assert hand.app.screen is hand.lesson and hand.player.view.frame.number == 1


async def test_a_playing_demo_is_paused_for_its_command(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        hand.strike("1")
        player = hand.player
        await hand.until(lambda: player.view.index >= 1)
        hand.strike("l")
        await hand.until(lambda: hand.reads("nntutor demo walking"))
        assert not player.view.playing


async def test_runs_that_were_tried_are_kept_once_for_each_seed_and_set_of_knobs(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "r", "full_stop", "full_stop", "s", "right", "full_stop", "escape")
        hand.app.in_order(lambda: None).result()
        kept = [event.data for event in hand.app.store.events("run", "walking")]
    assert [data["code"] for data in kept] == [
        "nntutor demo walking --frames 2",
        f"nntutor demo walking --rate {kept[1]['code'].split()[4]} --seed 1 --frames 2",
    ]
    assert kept[0]["title"] == "A blindfolded walk into the valley"


async def test_no_more_runs_are_kept_than_anybody_reads(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.study.playback.run_log.MOST", 2)
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("1", *["full_stop", "s"] * 4)
        hand.app.in_order(lambda: None).result()
        assert len(hand.app.store.events("run", "walking")) == 2


async def test_the_app_opens_at_the_moment_that_a_code_tells(tmp_path: Path) -> None:
    from tests.tutor.conftest import SmallShelf, at_the_keyboard
    from tutor.store import open_store
    from tutor.study.playback.moment import Opening
    from tutor.tui.app import TutorApp
    from tutor.tui.startup import FirstScreen

    services = SmallShelf(tmp_path / "course")
    settings: dict[str, Setting] = {"rate": 0.2, "start": "meadow", "brake": 0.0}
    script = Script(3, settings, {4: {"brake": 0.5}}, 7)
    app = TutorApp(
        open_store({"NNTUTOR_HOME": str(tmp_path)}), FirstScreen(opening=Opening("walking", "walk", script)), services
    )
    async with at_the_keyboard(app) as hand:
        await hand.until(lambda: hand.reads("After 7 steps"))
        seen = History(hand.player.demo, script)
        assert same(hand.player.view.frame, seen.go(7)) and hand.player.view.settings["brake"] == 0.5
        assert hand.reads("Ⅱ paused") and not hand.player.view.commitment.is_due
        await hand.press("comma", "l")
        await hand.until(
            lambda: hand.reads("nntutor demo walking --rate 0.2 --start meadow --seed 3 --frames 7 --turn 4:brake=0.5")
        )
    app.finish_writing()
    app.store.close()
