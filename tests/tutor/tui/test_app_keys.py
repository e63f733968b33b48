"""Keys in one burst, as slow lines deliver them: each meets what the one before has left, none overtakes another."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from tutor.tui.app import TutorApp
from tutor.tui.demo.pad import Pad

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def line(hand: Any, which: str = "#reply-line") -> str:
    """What stands on a line."""
    return str(hand.lesson.query_one(which, Input).value)


async def burst(hand: Any, *keys: str) -> None:
    """Keys in one packet, and what comes of them."""
    hand.strike(*keys)
    await hand.press("f2")  # does nothing, and has all that was begun come to an end


async def test_backspace_does_not_wait_for_the_letters_after_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await burst(hand, "1", "2", "backspace", "3")
        assert line(hand) == "13"


async def test_a_letter_right_after_escape_is_a_key(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await burst(hand, "4", "escape", "p")
        assert hand.reads("page 2 of 3")


async def test_enter_leads_to_the_line_before_the_next_digit_comes(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await burst(hand, "4", "escape", "enter", "5")
        assert line(hand) == "45"


async def test_what_is_typed_while_a_reply_is_marked_is_the_next_reply(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await burst(hand, *"999", "enter", *"12")
        assert line(hand) == "12" and hand.reads("▸1 ◐ not yet")
        assert [attempt.reply for attempt in app.store.attempts()] == ["999"]


async def test_a_right_reply_stays_on_its_line_whatever_is_typed_meanwhile(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        right = hand.lesson.query_one("QuizPanel").quiz.current.body.accepted_reply()
        await burst(hand, *right, "enter", "x", "x")
        assert line(hand) == right and hand.reads("✓ Right.")


async def test_the_next_question_is_there_before_its_digit_is_typed(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await burst(hand, *"1.2", "down", "3")
        assert hand.reads("Which way is down?", "▸ 3. across")
        await burst(hand, "p", "5")
        assert line(hand) == "1.25"


async def test_picking_another_option_while_one_is_marked_leaves_the_mark_where_it_belongs(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await burst(hand, "down", "2", "enter", "1")
        assert hand.reads("✗ 2. along")


async def test_a_typed_knob_and_a_key_after_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await burst(hand, "1", "enter", *"0.5", "enter", "full_stop")
        assert hand.player.view.settings["rate"] == 0.5 and hand.app.focused is hand.demo
        await hand.until(lambda: hand.player.view.frame.number == 1)
        await burst(hand, "enter", *"banana", "enter", "escape", "full_stop")
        assert hand.player.view.settings["rate"] == 0.5
        await hand.until(lambda: hand.player.view.frame.number == 2)


async def test_drawing_in_one_burst(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 1)
        await burst(hand, "enter", "space", "right", "space", "enter", "down", "right")
        assert hand.demo.query_one(Pad).drawing[4, 4:6].all() and hand.app.focused is hand.demo
        assert hand.player.view.settings["rate"] > 0.5


async def test_a_paste_comes_before_the_enter_after_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        hand.app.post_message(events.Paste("999\nnot this"))
        await burst(hand, "enter")
        assert line(hand) == "999" and hand.reads("▸1 ◐ not yet")


@pytest.mark.parametrize(
    ("pasted", "typed"),
    [("\n4.5", "4.5"), ("\r\n \t\n4.5\n7", "4.5"), ("\u2028 4.5", " 4.5"), ("\n\n", ""), (" ", "")],
)
async def test_of_a_paste_the_first_line_with_anything_on_it_is_typed(sit: Sit, pasted: str, typed: str) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        hand.app.post_message(events.Paste(pasted))
        await burst(hand)
        assert line(hand) == typed


async def test_with_caps_lock_commands_are_carried_out_and_letters_are_typed_as_they_are(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 1)
        await hand.press("N")
        assert hand.reads("page 2 of 3")
        await hand.open("walking", 3)
        await hand.press(*"2E1")
        assert line(hand) == "2E1"
        await hand.press("escape", "P")
        assert hand.reads("page 2 of 3")
        await hand.press("Q")
        await hand.until(lambda: hand.app._exit)


@pytest.mark.parametrize(("key", "letter"), [("n", "т"), ("n", "ν"), ("N", "Т")])
async def test_a_key_without_a_latin_letter_is_the_command_of_its_place(sit: Sit, key: str, letter: str) -> None:
    async with sit() as hand:
        await hand.open("walking", 1)
        hand.app.post_message(events.Key(key, letter))
        await burst(hand)
        assert hand.reads("page 2 of 3")
        await hand.open("walking", 3)
        hand.app.post_message(events.Key(key, letter))
        await burst(hand)
        assert line(hand) == "" and hand.reads("Which way is down?"), "no number begins so: on to the next question"


@pytest.mark.parametrize("early", ["down", "up", "enter", "home", "end", "pagedown", "tab", "escape", "x"])
async def test_a_key_before_the_list_of_commands_is_there(sit: Sit, early: str) -> None:
    async with sit() as hand:
        await hand.app.run_action("command_palette")
        await hand.app._press(events.Key(early, None))
        await burst(hand)
        assert hand.app._exception is None and hand.app.is_running


@pytest.mark.parametrize("late", ["o", "m", "question_mark", "c", "enter"])
async def test_what_is_pressed_after_q_opens_nothing(sit: Sit, late: str) -> None:
    async with sit() as hand:
        hand.strike("q", late)
        await hand.until(lambda: hand.app._exit)
    assert hand.app.return_code == 0 and hand.app._exception is None
