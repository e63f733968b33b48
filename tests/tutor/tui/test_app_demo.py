"""A demo on the screen: playing, stepping, turning knobs while it runs, seeds, predictions, troubles, faults."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tutor.store import KeptPrediction
from tutor.study.playback.player import Player
from tutor.study.playback.speeds import SPEEDS
from tutor.tui.app import TutorApp
from tutor.tui.driver import Pace

Sit = Callable[..., AbstractAsyncContextManager[Any]]


@dataclass
class Counting:
    """An onlooker that counts what it is to show."""

    show: Callable[[], None]

    def show_animated(self) -> None:
        self.show()


def number(hand: Any) -> int:
    """Which frame is up."""
    return hand.player.view.frame.number if hand.player.view.frame is not None else -1


async def test_the_first_frame_is_there_before_anything_is_pressed(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        assert number(hand) == 0 and not hand.player.view.playing
        await hand.predict(1)
        assert hand.reads("update 0", "loss 9", "gradient 6", "After 0 steps", "Loss so far")


async def test_space_plays_and_pauses(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        hand.strike("1")
        await hand.until(lambda: number(hand) >= 2)
        assert hand.reads("▶ playing") and "pause" in hand.key_words()
        await hand.press("space")
        stood = number(hand)
        assert hand.reads("Ⅱ paused", f"After {stood} steps") and "play" in hand.key_words()
        await hand.press("down", "down")
        assert number(hand) == stood


async def test_a_point_is_one_step(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop")
        assert number(hand) == 2
        assert hand.reads("After 2 steps the walker stands at w = 1.920")


async def test_nothing_is_at_work_while_nothing_plays(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop")
        assert not [worker for worker in hand.app.workers if worker.group == "player"]


async def test_restart_begins_again_with_the_same_seed_and_goes_on_if_it_played(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop", "r")
        assert number(hand) == 0 and not hand.player.view.playing
        hand.strike("space")
        await hand.until(lambda: number(hand) >= 2)
        runs = hand.player.view.run
        hand.strike("r")
        await hand.until(lambda: hand.player.view.run == runs + 1 and number(hand) >= 1)
        assert hand.player.view.playing


async def test_faster_and_slower_keep_to_their_ends(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press(*["minus"] * 10)
        assert SPEEDS[hand.player.view.speed] == 1 and hand.reads("1 a second")
        await hand.press(*["plus"] * 10)
        assert math.isinf(SPEEDS[hand.player.view.speed]) and hand.reads("as fast as it goes")


async def test_another_speed_is_told_at_the_end_of_a_run_and_in_its_past_until_something_moves(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press(*["plus"] * 10)
        hand.strike("space")
        await hand.until(lambda: hand.player.view.finished and hand.reads("■ finished"))
        assert not hand.reads("as fast as it goes")
        await hand.press("plus")
        assert hand.reads("■ finished, now as fast as it goes")
        await hand.press("minus")
        assert hand.reads("■ finished, now 100 a second")
        await hand.press("comma")
        assert hand.reads("frame 200 of 201") and not hand.reads("now 100")
        await hand.press("minus")
        assert hand.reads("frame 200 of 201, now 50 a second")
        await hand.press("comma")
        assert hand.reads("frame 199 of 201") and not hand.reads("a second")


async def test_as_fast_as_it_goes_draws_far_fewer_pictures_than_it_makes_steps(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press(*["plus"] * 10)
        drawn = list[int]()
        panel, hand.player.onlooker = hand.player.onlooker, Counting(lambda: drawn.append(number(hand)))
        hand.strike("space")
        await hand.until(lambda: hand.player.view.finished)
        panel.show()
        assert number(hand) == 200 and len(set(drawn)) < 100
        await hand.until(lambda: hand.reads("■ finished"))
        assert "play again" in hand.key_words()


async def test_a_knob_turned_while_it_plays_starts_again_and_goes_on(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        hand.strike("1")
        await hand.until(lambda: number(hand) >= 2)
        runs = hand.player.view.run
        hand.strike("right")
        await hand.until(lambda: hand.player.view.run == runs + 1 and number(hand) >= 1)
        assert hand.player.view.settings["rate"] > 0.1 and hand.player.view.playing


async def test_a_turned_knob_answers_where_the_run_stood_with_the_figures_and_the_curve_before(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press(*["full_stop"] * 3)
        before = hand.player.view.frame.readings["loss"]
        await hand.press("right")
        view = hand.player.view
        assert number(hand) == 3 and not view.playing and view.frame.readings["loss"] != before
        assert view.readings_before["loss"] == before and hand.reads(f"before: {view.otherwise}")
        await hand.press("r")
        assert number(hand) == 0 and not hand.reads("before:")


async def test_a_live_knob_reaches_the_run_without_starting_it_again(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "down", "down", *["right"] * 20)
        assert hand.player.view.settings["brake"] == 1 and number(hand) == 1
        before = hand.player.view.frame.readings["loss"]
        await hand.press("full_stop")
        assert number(hand) == 2 and hand.player.view.frame.readings["loss"] == before


async def test_a_value_can_be_typed_and_a_wrong_one_gets_a_sentence(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("enter")
        assert hand.reads("learning rate, 0.01 to 1.5") and "speed" not in hand.key_words()
        await hand.press(*"99", "enter")
        assert hand.reads("It goes from 0.01 to 1.5") and hand.player.view.settings["rate"] == 0.1
        await hand.press("backspace", "backspace", *"1/4", "enter")
        assert hand.player.view.settings["rate"] == 0.25 and hand.app.focused is hand.demo
        await hand.press("enter", *"7", "escape")
        assert hand.player.view.settings["rate"] == 0.25 and hand.app.focused is hand.demo


async def test_a_question_mark_opens_the_help_while_a_value_is_typed(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("enter", *"+1", "question_mark")
        assert hand.reads("Play the demo, or pause it.")
        await hand.press("escape")
        assert hand.reads("+1") and not hand.reads("+1?")


async def test_a_typed_value_goes_to_the_knob_that_was_asked_for(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press("enter", *"0.5")
        assert "knob" not in hand.key_words()
        await hand.press("down", "up", "up", "enter")
        assert hand.player.view.settings["rate"] == 0.5 and hand.player.view.seed == 0
        assert hand.reads("▸ learning rate") and "knob" in hand.key_words()


async def test_choosing_another_knob_closes_a_line_that_was_left_open(sit: Sit) -> None:
    async with sit((110, 40)) as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press("enter", *"0.5", "tab", "tab", "down")
        assert not hand.reads("learning rate, 0.01 to 1.5") and hand.player.view.settings["rate"] == 0.1
        await hand.press("enter", *"meadow", "enter")
        assert hand.player.view.settings == {"rate": 0.1, "start": "meadow", "brake": 0}


async def test_words_are_chosen_by_arrows(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press("down", "right")
        assert hand.player.view.settings["start"] == "meadow" and hand.reads("[meadow]", "w = 2.000")


async def test_s_is_a_new_seed_and_a_seed_can_be_typed(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press("s")
        assert hand.player.view.seed == 1 and hand.reads("w = 3.010")
        await hand.press("up", "enter", *"42", "enter")
        assert hand.player.view.seed == 42 and hand.reads("w = 3.420")
        await hand.press("enter", *"1.5", "enter")
        assert hand.player.view.seed == 42 and hand.reads("A seed is a whole number")


async def test_a_prediction_is_committed_and_settled_in_words(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        assert hand.reads("Where will the loss be after five steps?", "1. lower", "3. just there")
        await hand.predict(2)
        assert hand.reads("You said “higher”.")
        await hand.press("1", *["full_stop"] * 4)
        assert hand.player.view.commitment.option == 1 and not hand.reads("and it was")
        await hand.press("full_stop")
        assert hand.reads("✗ You said “higher”, and it was “lower”.")


async def test_a_prediction_that_holds_is_told_so(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press(*["full_stop"] * 5)
        assert hand.reads("✓ You said “lower”, and so it is.")


async def test_a_prediction_is_not_held_against_a_run_with_other_settings(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(2)
        await hand.press("right", *["full_stop"] * 5)
        assert hand.reads("With other settings you said “higher”. With these: “lower”.") and not hand.reads(
            "✗ You said"
        )
        await hand.press("enter", *"0.1", "enter", *["full_stop"] * 5)
        assert hand.reads("✗ You said “higher”, and it was “lower”.")


async def test_a_prediction_is_kept_and_comes_back_with_what_it_was_made_for(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("right")
        await hand.predict(2)
        await hand.press("escape")
        await hand.open("walking", 2)
        assert hand.player.view.commitment.option == 1 and hand.reads("With other settings you said “higher”.")
        await hand.press("right")
        assert hand.reads("You said “higher”. Run it and see.")
        await hand.press("escape")
        app.store.reset("walking")
        await hand.open("walking", 2)
        assert hand.player.view.commitment.is_due and hand.reads("Where will the loss be after five steps?")
        await hand.press("escape")
        app.store.undo_reset()
        await hand.open("walking", 2)
        assert hand.player.view.commitment.option == 1


async def test_a_prediction_of_words_that_are_gone_is_asked_for_again(sit: Sit, app: TutorApp) -> None:
    app.store.keep_prediction(KeptPrediction("walking", "walk", "sideways", ""))
    async with sit() as hand:
        await hand.open("walking", 2)
        assert hand.player.view.commitment.is_due and hand.reads("Where will the loss be after five steps?")


async def test_a_run_that_ends_before_the_prediction_is_settled_says_so(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.predict(1)
        await hand.press(*["full_stop"] * 2)
        ended = replace(hand.player.view, finished=True)
        monkeypatch.setattr(Player, "view", property(lambda _: ended))
        hand.demo.show()
        await hand.press("f2")
        assert hand.reads("You said “lower”. This run has ended before that could be seen.")


async def test_a_prediction_can_be_skipped(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        assert "skip" in hand.key_words()
        hand.strike("space")
        await hand.until(lambda: number(hand) >= 1)
        assert not hand.reads("Where will the loss be after five steps?") and hand.player.view.commitment.option == -1


async def test_trouble_is_named_explained_and_mended_with_one_key(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        assert "mend it" not in hand.key_words()
        await hand.predict(1)
        await hand.press(*["plus"] * 10, *["right"] * 20)
        hand.strike("space")
        await hand.until(lambda: hand.player.view.trouble is not None)
        await hand.until(lambda: hand.reads("It diverged.", "overshot the valley", "f mends it: learning rate 0.1"))
        assert not hand.player.view.playing and "mend it" in hand.key_words()
        await hand.press("minus", "minus", "minus")
        hand.strike("f")
        await hand.until(lambda: hand.player.view.playing and number(hand) >= 1)
        assert hand.player.view.settings["rate"] == 0.1 and not hand.reads("It diverged")


async def test_a_demo_that_raises_says_so_in_its_own_panel(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 2)
        assert hand.reads("So far so good.")
        await hand.press("full_stop")
        assert hand.reads("This demo broke off.", "ZeroDivisionError: the lesson's fault", "✗ broken off")
        await hand.press("r")
        assert hand.reads("So far so good.") and not hand.reads("broke off")
        await hand.press("p", "p")
        assert hand.reads("page 1 of 3")


async def test_leaving_the_page_pauses_and_coming_back_finds_the_run_as_it_was(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        hand.strike("1")
        await hand.until(lambda: number(hand) >= 2)
        player = hand.player
        await hand.press("n", "escape")
        assert not player.view.playing
        stood = player.view.frame.number
        await hand.press("p")
        assert hand.player is player and number(hand) == stood and hand.reads(f"After {stood} steps")


async def test_every_run_is_closed_when_the_lesson_is_left(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop")
        run = hand.player._timeline._history
        await hand.press("escape")
        assert run.next() is None


async def test_a_terminal_that_does_not_read_gets_no_frames_but_the_training_and_the_keys_go_on(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        held = True
        monkeypatch.setattr(hand.app, "_no_pace", Pace(held=lambda: held))
        hand.strike(*["plus"] * 3, "space")
        await hand.until(lambda: number(hand) >= 20)
        assert hand.reads("▶ playing", "After 0 steps")
        hand.strike("space")
        await hand.until(lambda: not hand.player.view.playing)
        assert hand.reads("paused", f"After {number(hand)} steps")
        held = False
        await hand.press("down")
