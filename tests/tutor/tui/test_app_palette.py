"""The palette leads to any lesson and page by a part of its title, from every screen, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import pytest

from tutor.tui.app import TutorApp
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.lesson import LessonScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def find(hand: Any, typed: str, told: str) -> None:
    """Type a part of a title into the palette, and choose the first that is found."""
    await hand.press("c", *typed)
    await hand.until(partial(hand.reads, told))
    await hand.press("enter")


async def arrived(hand: Any, lesson: str, page: str) -> None:
    await hand.until(lambda: isinstance(hand.app.screen, LessonScreen) and hand.reads(page))
    assert hand.lesson.lesson.heading.id == lesson
    assert [type(screen) for screen in hand.app.screen_stack] == [HomeScreen, LessonScreen]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_from_home_to_a_lesson_and_to_a_page(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        await find(hand, "DRÁW han", "Lesson: drawing, 3 pages")
        await arrived(hand, "drawing", "page 1 of 3")
        await hand.press("escape")
        await find(hand, "slope", "Page 1 of 3 of “Walking")
        await arrived(hand, "walking", "page 1 of 3")


async def test_from_within_a_lesson_to_another_with_the_draft_kept(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("4", ".", "2", "escape")
        await find(hand, "a fault", "Page 2 of 3 of “Drawing")
        await arrived(hand, "drawing", "page 2 of 3")
        await find(hand, "valley", "Lesson: walking, 3 pages")
        await arrived(hand, "walking", "page 3 of 3")
        assert hand.reads("4.2"), "where it was left, with what was typed"


async def test_to_a_page_of_the_same_lesson_the_demo_goes_on_from_where_it_stood(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop")
        player, screen = hand.player, hand.app.screen
        number = player.view.frame.number
        assert number > 0
        await find(hand, "slope", "Page 1 of 3")
        await arrived(hand, "walking", "page 1 of 3")
        assert hand.app.screen is screen
        await hand.press("n", "enter")
        assert hand.player is player and player.view.frame.number == number


@pytest.mark.parametrize("keys", [("o",), ("m",), ("escape", "m")])
async def test_from_any_screen_with_nothing_left_lying_on_the_way(sit: Sit, keys: tuple[str, ...]) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", *keys)
        await find(hand, "a fault", "Page 2 of 3 of “Drawing")
        await arrived(hand, "drawing", "page 2 of 3")
        await hand.press("escape")
        await hand.until(lambda: isinstance(hand.app.screen, HomeScreen))


async def test_no_lesson_is_loaded_to_find_one(sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(type(app.services), "load", lambda _, lesson: loaded.append(lesson))
    async with sit() as hand:
        await hand.press("c", *"slope")
        await hand.until(partial(hand.reads, "Page 1 of 3 of “Walking"))
        assert loaded == []
