"""One's own data on the screen: what is said of it, the engine's data and back, and the line that makes it again."""

from __future__ import annotations

import shlex
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from lessons.kit.script import Script
from lessons.playground.own.choice import own_data
from lessons.playground.own.table import OwnChoice
from lessons.playground.run import playground
from tests.lessons.own_files import kinds, values, written
from tests.tutor.conftest import Hand, at_the_keyboard, make_app, settle
from tests.tutor.tui.test_app_play import panel_of
from tutor.tui.demo.play_panel import PlayPanel
from tutor.tui.startup import FirstScreen, PlayStart

GOOD = kinds(40, 2, ("oak", "elm"), "width", "height", "kind")


@asynccontextmanager
async def playing(
    folder: Path, content: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Hand, PlayPanel]]:
    """Somebody in the playground with a file."""
    demo = playground(own_data(OwnChoice(str(written(folder, content)))))
    script = Script(0, {**demo.starting_settings(), "epochs": 3})
    async with at_the_keyboard(make_app(folder), size) as hand:
        hand.app.open_playground(PlayStart(demo, script))
        yield hand, await panel_of(hand)


async def turn_to(hand: Hand, panel: PlayPanel, knob: str) -> None:
    while panel._knobs.chosen != knob:
        await hand.press("down")


async def test_the_set_up_says_what_was_made_of_a_file(tmp_path: Path) -> None:
    async with playing(tmp_path, GOOD) as (hand, panel):
        assert hand.reads("points.csv, 4,2 tanh", "What it decides", "height", "oak", "elm")
        await hand.press("u")
        assert hand.reads("‹ points.csv ›", "40 rows of points.csv; kind is taken for 2 classes, elm and oak.")
        assert hand.reads("Inputs", "are standardised (mean 0, deviation 1) by what is learnt from alone.")
        for knob, says in (
            ("noise", "points.csv is as it was collected: it has the noise that it has."),
            ("test", "By chance 20 rows to learn from and 20 for the test, each class in both."),
            ("inputs", "x₁ is width and x₂ is height."),
        ):
            await turn_to(hand, panel, knob)
            assert hand.reads(says)


async def test_the_data_are_turned_to_the_engines_and_back(tmp_path: Path) -> None:
    async with playing(tmp_path, GOOD) as (hand, panel):
        first = panel.frame
        written(tmp_path, "what was read is not read again")
        await hand.press("full_stop", "u", "right")
        await hand.until(lambda: panel.frame is not None and panel.frame.moment.bench.data.name == "line")
        await settle(hand.pilot)
        assert hand.reads("line, 4,2 tanh", "before: data points.csv") and not hand.reads("rows of points.csv")
        await hand.press("enter", *"points", "enter")
        await hand.until(lambda: panel.frame is not None and panel.frame.moment.bench.data.name == "points.csv")
        await settle(hand.pilot)
        await hand.press("comma")
        assert first is not None and panel.frame is not None
        assert panel.frame.caption == first.caption and panel.frame.number == 0


@pytest.mark.parametrize(
    ("content", "size"),
    [(values(30, 1), (80, 24)), (values(30, 4), (60, 18)), (kinds(40, 12, ("a", "b", "c")), (40, 12))],
)
async def test_every_page_of_every_kind_of_file_is_shown(tmp_path: Path, content: str, size: tuple[int, int]) -> None:
    async with playing(tmp_path, content, size) as (hand, panel):
        await hand.press("full_stop")
        for key, words in (("u", "data"), ("n", "W1[1,1]"), ("d", "Each layer"), ("h", "Keep this run")):
            await hand.press(key)
            assert hand.reads(words), (key, hand.lines())
            await hand.press("escape")
        assert panel.frame is not None and panel.frame.number == 1


async def test_the_file_is_there_again_when_the_playground_is_left_and_opened(tmp_path: Path) -> None:
    demo = playground(own_data(OwnChoice(str(written(tmp_path, GOOD)))))
    start = FirstScreen(playground=PlayStart(demo, Script(0, demo.starting_settings())))
    async with at_the_keyboard(make_app(tmp_path, start)) as hand:
        await panel_of(hand)
        await hand.press("escape")
        await hand.until(lambda: "play" in hand.key_words())
        await hand.press("p")
        panel = await panel_of(hand)
        assert panel.player.view.settings["data"] == "points.csv" and hand.reads("points.csv, 4,2 tanh")


async def test_its_line_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, GOOD, "my points.csv")
    demo = playground(own_data(OwnChoice("my points.csv", "2,width")))
    async with at_the_keyboard(make_app(tmp_path), (80, 24)) as hand:
        hand.app.open_playground(PlayStart(demo, Script(0, demo.starting_settings())))
        await panel_of(hand)
        await hand.press("full_stop", "full_stop", "l")
        await hand.until(lambda: hand.reads("nntutor play"))
        line = next(line for line in hand.lines() if "nntutor play" in line)
    chosen = ["--data", "my points.csv", "--columns", "2,width"]
    assert shlex.split(line.strip()) == ["nntutor", "play", *chosen, "--frames", "3"]


async def test_odd_names_stay_within_their_lines(tmp_path: Path) -> None:
    header = ("\x1b[31m" + "幅" * 100, "*b*_`<i>", "\u202ekind")
    async with playing(tmp_path, kinds(40, 2, ("*oak*", "幅" * 90), *header)) as (hand, panel):
        await hand.press("full_stop", "u")
        assert hand.reads("*oak*") and not any("\x1b" in line for line in hand.lines())
        await turn_to(hand, panel, "inputs")
        assert hand.reads("x₂ is *b*_`<i>.")
