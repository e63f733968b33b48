"""Challenges on the screen: begun from the list, held against each frame, kept with progress, and claims answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.conftest import Hand, settle
from tests.tutor.tui.test_app_play import playing
from tutor.study.progress.challenges import challenges_done
from tutor.tui.demo.play_panel import PlayPanel
from tutor.tui.screens.challenges import ChallengesScreen
from tutor.tui.screens.play import PlayScreen


async def to_the_list(hand: Hand) -> ChallengesScreen:
    """Open the list and wait for it."""
    await hand.press("j")
    await hand.until(lambda: isinstance(hand.app.screen, ChallengesScreen) and hand.app.screen._list.chosen)
    screen = hand.app.screen
    assert isinstance(screen, ChallengesScreen)
    return screen


async def choose(hand: Hand, name: str) -> None:
    """Go to a challenge in the list."""
    screen = await to_the_list(hand)
    while screen._list.chosen is None or screen._list.chosen.name != name:
        await hand.press("down")


async def to_the_end(hand: Hand, panel: PlayPanel) -> None:
    """Step until the run is over."""
    while not panel.player.view.ended:
        await hand.press("full_stop")


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_one_is_begun_done_and_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    async with playing(tmp_path, size) as (hand, panel):
        await choose(hand, "bare-xor")
        assert hand.reads("Challenges", "0 of 12 done", "95 % of xor's test")
        await hand.press("h")
        assert hand.reads("one straight line")
        await hand.press("enter")
        await hand.until(lambda: isinstance(hand.app.screen, PlayScreen))
        await settle(hand.pilot)
        assert hand.reads("Challenge 3: 50.0%") and panel.player.view.settings["layers"] == "none"
        panel.player.turn("inputs", "x1,x2,x1x2")
        panel.player.turn("rate", 3.0)
        panel.player.turn("epochs", 1)
        await to_the_end(hand, panel)
        await settle(hand.pilot)
        assert hand.reads("Challenge 3: done!")
        await to_the_list(hand)
        assert hand.reads("1 of 12 done", "✓ done")
        assert challenges_done(hand.app.store) == {"bare-xor"}


async def test_why_a_reason_is_none_is_in_sight_where_rows_are_few(tmp_path: Path) -> None:
    async with playing(tmp_path, (40, 12)) as (hand, _):
        await to_the_list(hand)
        await hand.press("i", "7", "enter")
        await settle(hand.pilot)
        assert hand.reads("“7” is the number of no reason")


async def test_what_is_kept_holds_all_that_was_set_by_hand_on_the_way(tmp_path: Path) -> None:
    ways = "W1[1,1]=7.0;W1[1,2]=7.0;b1[1]=-3.0;W1[2,1]=-7.0;W1[2,2]=-7.0;b1[2]=-3.0"
    out = "W2[1,1]=-5.0;W2[1,2]=-5.0;b2[1]=-5.0"
    async with playing(tmp_path) as (hand, panel):
        await choose(hand, "from-zero")
        await hand.press("enter")
        await hand.until(lambda: isinstance(hand.app.screen, PlayScreen) and panel.frame)
        await hand.press("full_stop")
        panel.player.turn("edit", ways)
        await settle(hand.pilot)
        panel.player.turn("edit", out)
        await hand.until(lambda: panel.challenge.reached)
        await settle(hand.pilot)
        (event,) = hand.app.store.events("challenge")
    assert f"--turn '2:edit={ways}' --turn '3:edit={out}'" in str(event.data["line"])


async def test_a_wrong_claim_is_answered_by_a_run_and_the_run_before_is_kept(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await choose(hand, "bare-circles")
        await hand.press("enter")
        await hand.until(lambda: isinstance(hand.app.screen, PlayScreen) and panel.frame)
        panel.player.turn("inputs", "x1,x2,x1x2")
        await settle(hand.pilot)
        await choose(hand, "bare-circles")
        await hand.press("i", "7", "enter")
        assert hand.reads("is the number of no reason")
        await hand.press("backspace", "1", "enter")
        await hand.until(lambda: isinstance(hand.app.screen, PlayScreen))
        await hand.until(lambda: panel.frame is not None and panel.frame.number > 0)
        assert hand.reads("It can be done: this run does it.")
        assert panel.player.view.settings["inputs"] == "x1^2,x2^2"
        assert [run.settings.inputs for run in panel.shelf.runs] == ["x1,x2,x1x2"]
        panel.player.pause()
        assert challenges_done(hand.app.store) == frozenset(), "what the answer does is not what the learner has done"


async def test_a_right_claim_needs_its_reason_and_is_kept(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, _):
        await choose(hand, "straight")
        await hand.press("i", "1", "enter")
        await hand.until(lambda: hand.reads("It cannot, but for another reason"))
        assert challenges_done(hand.app.store) == frozenset()
        await hand.press("i", "3", "enter")
        await hand.until(lambda: hand.reads("So it is: the best straight line of all gets 69.0%"))
        await hand.press("escape")
        assert hand.app.in_order(challenges_done, hand.app.store).result() == {"straight"}
