"""A knob that is typed, in the full screen: words of one's own reach the run, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def test_words_are_typed_and_answered_at_once_question_mark_and_all(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 3)
        assert hand.reads("free cash", "There are 2 words.") and "turn" not in hand.key_words()
        await hand.press("enter", *"are you in?")
        assert hand.reads("words of your own, up to 20 characters", "F1 help")
        await hand.press("enter")
        assert hand.player.view.settings["words"] == "are you in?" and hand.reads("There are 3 words.", "are you in?")


async def test_too_many_words_are_refused_and_what_was_typed_stays(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 3)
        await hand.press("enter", *"x" * 21, "enter")
        assert hand.reads("There is room for 20 characters; these are 21.", "x" * 21)
        await hand.press("escape")
        assert hand.player.view.settings["words"] == "free cash" and hand.app.focused is hand.demo


async def test_a_click_on_the_words_opens_the_line(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 3)
        await hand.pilot.click("Knobs", offset=(6, 0))
        await hand.press(*"one", "enter")
        assert hand.player.view.settings["words"] == "one"


async def test_a_question_mark_in_a_number_still_opens_the_help(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 3)
        await hand.press("enter", "escape", "down", "enter", "question_mark")
        assert hand.app.screen is not hand.app.screen_stack[-2] and hand.reads("Typing a knob's value")
