"""The playground on the screen: its pages, its cursor, weights by hand, kept runs, pauses, and where it leads from."""

from __future__ import annotations

import shlex
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lessons.kit.history import History
from lessons.kit.knobs import Setting
from lessons.kit.sameness import same
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.run import playground
from lessons.playground.weights_file import read
from tests.tutor.conftest import Hand, at_the_keyboard, make_app, settle
from tutor.text.served import SERVED
from tutor.tui.demo.play_panel import PlayPanel
from tutor.tui.screens.play import PlayScreen
from tutor.tui.startup import PlayStart

Sit = Callable[..., AbstractAsyncContextManager[Any]]
SHORT: dict[str, Setting] = {"epochs": 3, "rate": 0.1}


async def panel_of(hand: Hand) -> PlayPanel:
    """Wait for the playground."""
    await hand.until(lambda: isinstance(hand.app.screen, PlayScreen) and hand.app.screen.query(PlayPanel))
    panel = hand.app.screen.query_one(PlayPanel)
    await hand.until(lambda: panel.frame is not None)
    await settle(hand.pilot)
    return panel


@asynccontextmanager
async def playing(
    folder: Path, size: tuple[int, int] = (80, 24), **settings: Setting
) -> AsyncIterator[tuple[Hand, PlayPanel]]:
    """Somebody in the playground."""
    async with at_the_keyboard(make_app(folder), size) as hand:
        hand.app.open_playground(PlayStart(settings={**SHORT, **settings}))
        yield hand, await panel_of(hand)


def update(panel: PlayPanel) -> int:
    frame = panel.frame
    assert frame is not None
    return frame.number


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_it_opens_steps_and_shows_every_page_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with playing(tmp_path, size) as (hand, panel):
        assert update(panel) == 0 and not panel.player.view.playing
        await hand.press("full_stop", "full_stop")
        assert update(panel) == 2 and hand.reads("update 2")
        for key, words in (("u", "data"), ("n", "W1[1,1]"), ("d", "Each layer"), ("h", "Keep this run")):
            await hand.press(key)
            assert hand.reads(words), (key, hand.lines())
            await hand.press("escape")
            assert panel.page == "watch" and hand.app.screen.query(PlayPanel)
        await hand.press("comma")
        assert update(panel) == 1
        await hand.press("escape")
        assert not isinstance(hand.app.screen, PlayScreen)


async def test_all_settings_stand_on_one_page_at_80_by_24(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await hand.press("u")
        names = [control.label or name for name, control in panel.player.demo.controls.items()]
        assert hand.reads(*names, "seed") and len(names) == 21


async def test_a_setting_without_meaning_says_why(tmp_path: Path) -> None:
    async with playing(tmp_path, layers="none") as (hand, panel):
        await hand.press("u")
        while panel._knobs.chosen != "dropout":
            await hand.press("down")
        assert hand.reads("There is no hidden layer whose units could be silenced.")


async def test_a_setting_is_typed_and_the_run_comes_to_where_it_stood(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await hand.press("full_stop", "full_stop", "full_stop", "u")
        while panel._knobs.chosen != "layers":
            await hand.press("down")
        await hand.press("enter", *"8,,8", "enter")
        assert hand.reads("A number is missing in “8,,8”")
        await hand.press("escape", "enter", *"8,8", "enter")
        await hand.until(lambda: panel.frame is not None and panel.frame.number == 3)
        await settle(hand.pilot)
        assert hand.reads("2-8-8-1, 105 parameters", "circles, 8,8 tanh")


async def test_the_cursor_shows_a_unit_and_its_weight_is_edited(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await hand.press("full_stop", "full_stop", "n", "down", "i")
        assert hand.reads("unit 2 of layer 1, tanh", "W1[2,2] from x₂")
        await hand.press("enter", "4", "enter")
        await hand.until(lambda: panel.frame is not None and panel.frame.moment.weights(1)[1, 1] == 4.0)
        assert update(panel) == 2, "the edit is answered where the run stands"
        await hand.press("full_stop", "full_stop")
        script, frame = panel.player.script, panel.frame
        assert script is not None and update(panel) == 4
    again = History(playground(), script)
    assert same(again.go(script.index), frame)


async def test_a_word_that_is_no_number_is_refused_and_the_weight_stays(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await hand.press("n", "enter", "d", "u", "enter")
        assert hand.reads("W1[1,1], a number", "Type a number")
        await hand.press("escape")
        assert panel.page == "units" and update(panel) == 0


async def test_the_cursor_stays_within_the_network(tmp_path: Path) -> None:
    async with playing(tmp_path, layers="3") as (hand, panel):
        await hand.press("n", "up", "left")
        assert (panel.cursor.layer, panel.cursor.unit) == (1, 1)
        await hand.press(*["down"] * 5)
        assert (panel.cursor.layer, panel.cursor.unit) == (1, 3)
        await hand.press("right", "right")
        assert (panel.cursor.layer, panel.cursor.unit) == (2, 1) and hand.reads("output 1, identity")


async def test_runs_are_kept_and_the_one_difference_is_named(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await hand.press("full_stop", "k")
        panel.player.turn("rate", 0.3)
        await settle(hand.pilot)
        await hand.press("full_stop", "h")
        assert hand.reads("They differ in rate alone.", "rate 0.1", "rate 0.3")
        for _ in range(5):
            await hand.press("k")
        kept = panel.shelf.runs
        assert len(kept) == 4 and hand.reads("4 runs are kept already. z lets the one go that was kept last.")
        await hand.press("z")
        assert list(panel.shelf.runs) == list(kept[:3])
        await hand.press("z")
        assert list(panel.shelf.runs) == list(kept)


async def test_weights_are_saved_in_a_new_file_and_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with playing(tmp_path) as (hand, panel):
        await hand.press("full_stop", "full_stop", "w", "enter")
        await hand.until(lambda: hand.reads("Saved in circles-4-2-update-2.npz"))
        await hand.press("w", "enter")
        await hand.until(lambda: hand.reads("exists already, and nothing was written"))
        frame = panel.frame
    assert frame is not None
    saved = read("circles-4-2-update-2.npz")
    again = playground(saved=saved).run(saved.seed).next()
    assert isinstance(again, PlaygroundFrame) and again.moment.bench.settings.rate == 0.1
    assert np.array_equal(again.moment.snapshot.parameters, frame.moment.snapshot.parameters)


async def test_nothing_is_saved_on_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVED, "1")
    async with playing(tmp_path) as (hand, panel):
        await hand.press("w", "enter")
        assert not panel._entry.typing and "save weights" not in hand.key_words()


async def test_it_pauses_where_it_is_told_and_says_so(tmp_path: Path) -> None:
    async with playing(tmp_path, epochs=50) as (hand, panel):
        await hand.press("p", *"epoch=2", "enter")
        assert panel.player.view.settings["stop"] == "epoch=2" and update(panel) == 0
        await hand.press("plus", "plus", "plus", "plus", "space")
        await hand.until(lambda: update(panel) >= 40 and not panel.player.view.playing)
        assert update(panel) == 40
        await settle(hand.pilot)
        assert hand.reads("It pauses here by itself: epoch=2.")


async def test_a_run_that_went_wrong_is_mended_on_one_key_and_explained_on_another(tmp_path: Path) -> None:
    async with playing(tmp_path, data="line", layers="none", rate=100.0, epochs=50) as (hand, panel):
        while panel.player.view.trouble is None:
            await hand.press("full_stop")
        assert hand.reads("It diverged", "f mends it", "x opens the lesson")
        await hand.press("f")
        assert panel.player.view.settings["rate"] == 0.03
        panel.player.pause()


async def test_the_line_of_a_moment_makes_it_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, _):
        await hand.press("full_stop", "full_stop", "l")
        await hand.until(lambda: hand.reads("nntutor play"))
        line = next(line for line in hand.lines() if "nntutor play" in line)
        words = shlex.split(line.strip())
        assert words[:2] == ["nntutor", "play"] and words[-2:] == ["--frames", "3"]


async def test_it_opens_from_the_course(tmp_path: Path) -> None:
    async with at_the_keyboard(make_app(tmp_path)) as hand:
        assert "play" in hand.key_words() and hand.reads("p play")
        await hand.press("p")
        assert update(await panel_of(hand)) == 0


async def test_a_demo_leads_to_it_with_its_settings(tmp_path: Path) -> None:
    async with at_the_keyboard(make_app(tmp_path)) as hand:
        await hand.open("walking", 2)
        await hand.press("w")
        panel = await panel_of(hand)
        assert panel.player.view.settings["rate"] == 0.1
        await hand.press("escape")
        assert hand.reads("page 2 of 3")
