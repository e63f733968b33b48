"""The end of a lesson: what it leaves one with, how it went, its contents by number; and testing out of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from lessons.kit.heading import Heading, Part, Takeaway
from tests.tutor.conftest import SmallShelf
from tutor.store import Attempt
from tutor.tui.app import TutorApp
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.round import RoundScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def answer_all(app: TutorApp) -> None:
    for question in ("slope_here", "which_way"):
        app.store.record(Attempt("walking", question, 1, "2", "right"))


async def test_the_last_page_leads_to_the_end_which_says_what_is_still_open(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 3)
        await hand.press("escape", "n", "n")
        await hand.until(lambda: hand.reads("its contents", "What is in it", "2. ○ Walk", "not answered yet"))
        assert hand.lesson.at_the_end and hand.key_words().count("course") == 2
        await hand.press("j", "j", "j", "j", "j", "j", "j", "j", "j", "j")
        assert hand.reads("Next: 2 questions still open: 3 leads there.")
        await hand.press("p")
        assert hand.reads("page 3 of 3")


async def test_a_finished_lesson_opens_its_contents_and_a_number_opens_what_is_listed(sit: Sit, app: TutorApp) -> None:
    answer_all(app)
    async with sit((80, 24)) as hand:
        hand.app.open_lesson("walking")
        await hand.until(lambda: hand.reads("looked back on", "1. ○ What a slope is", "2. ○ Walk", "3. ○ Quiz"))
        assert "open" in hand.key_words()
        await hand.press("9")
        assert hand.lesson.at_the_end, "there is no ninth"
        await hand.press("2")
        assert hand.reads("page 2 of 3", "Turn the rate and look.")
        assert hand.lesson.check_action("open", (2,)) is False, "there, digits predict"


async def test_contents_are_one_key_away_and_know_what_was_done(sit: Sit, app: TutorApp) -> None:
    app.store.record(Attempt("walking", "slope_here", 3, "7", "wrong", "sign flipped"))
    app.store.record(Attempt("walking", "which_way", 3, "1", "right"))
    async with sit((120, 40)) as hand:
        await hand.open("walking", 2)
        await hand.predict(2)
        await hand.press("full_stop", "i")
        await hand.until(lambda: hand.reads("looked back on"))
        assert hand.reads("2. ✓ Walk (you said “higher”)", "1 of 2 questions right")
        assert hand.reads("✗ Slope here: you replied 7; right was", "✓ Which way: you replied “")
        assert hand.reads("sign flipped, once: 1, “What a slope is”, mends it")
        await hand.press("escape")
        assert isinstance(hand.app.screen, HomeScreen)


async def test_from_the_end_n_opens_the_next_lesson(sit: Sit, app: TutorApp) -> None:
    answer_all(app)
    async with sit((80, 24)) as hand:
        hand.app.open_lesson("walking")
        await hand.until(lambda: hand.reads("looked back on"))
        await hand.press("n")
        await hand.until(lambda: hand.reads("Drawing: can it read my hand?", "page 1 of 3"))
        await hand.press("escape")
        assert isinstance(hand.app.screen, HomeScreen)


@pytest.mark.parametrize("page", [1, 2])
async def test_three_lines_stand_first_where_they_give_no_scene_away(sit: Sit, page: int) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", page)
        lesson = hand.lesson.lesson
        left = Takeaway("Downhill it goes.", "w − rate × slope.", "Not on a plateau.")
        object.__setattr__(lesson, "heading", lesson.heading._replace(takeaway=left))
        await hand.press("i")
        await hand.until(lambda: hand.reads("What is in it"))
        whole = hand.reads("The idea. Downhill", "The rule. w − rate × slope.", "The caveat. Not on")
        assert whole is hand.reads("looked back on") is (page == 2)


class WithTestOut(SmallShelf):
    """The small course; its first lesson can be skipped."""

    def outline(self) -> tuple[Part, ...]:
        first, *rest = super().outline()
        heading: Heading = first.lessons[0]._replace(test_out=("which_way", "slope_here"))
        return (first._replace(lessons=(heading,)), *rest)


@pytest.mark.parametrize("right", [True, False])
async def test_who_knows_a_lesson_skips_it_with_credit(sit: Sit, app: TutorApp, right: bool) -> None:
    app.services.__class__ = WithTestOut
    async with sit((80, 24)) as hand:
        assert "know it" in hand.key_words()
        await hand.press("k")
        assert isinstance(hand.app.screen, RoundScreen)
        panel: Any = hand.app.screen.panel
        for number in (1, 2):
            await hand.until(lambda number=number: hand.reads(f"question {number} of 2"))
            await hand.press(*(panel.quiz.current.body.accepted_reply() if right else "3"), "enter")
            await hand.press("n")
        await hand.until(lambda: hand.reads("That is all of it." if right else "Not all of it yet."))
        await hand.press("n")
        await hand.until(lambda: isinstance(hand.app.screen, HomeScreen))
        await hand.until(lambda: (not right or hand.reads("✓ done")) and hand.reads("Walking"))
        await hand.press("up", "home")
        assert ("know it" in hand.key_words()) is not right
        if right:
            await hand.press("x")
            await hand.until(lambda: not hand.reads("✓ done"))
            await hand.press("u")
            await hand.until(lambda: hand.reads("✓ done"))
