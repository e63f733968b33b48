"""A lesson's pages: going through them, coming back to them, and what is kept of where one was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tutor.store import Bookmark
from tutor.tui.app import TutorApp
from tutor.tui.screens.home import HomeScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def test_n_goes_from_words_to_a_scene_to_the_quiz_and_p_back(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.press("enter")
        assert hand.reads("What a slope is", "page 1 of 3", "new w = w − rate × slope")
        await hand.press("n")
        assert hand.reads("page 2 of 3", "Turn the rate and look.", "learning rate", "ready")
        await hand.press("n")
        assert hand.reads("page 3 of 3", "What is its slope at w =")
        await hand.press("escape", "p")
        assert hand.reads("page 2 of 3", "Turn the rate and look.", "learning rate")
        await hand.press("p")
        assert hand.reads("page 1 of 3")


async def test_enter_space_and_right_go_on_where_nothing_else_uses_them(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking")
        for key in ("enter", "space", "right"):
            await hand.press(key)
            assert hand.reads("page 2 of 3"), key
            await hand.press("p")
            assert hand.reads("page 1 of 3"), key


async def test_wide_terminals_show_text_and_demo_side_by_side(sit: Sit) -> None:
    async with sit((120, 40)) as hand:
        await hand.open("walking")
        await hand.press("n")
        assert hand.reads("Turn the rate and look.", "learning rate")
        assert hand.app.focused is hand.demo
        await hand.press("tab")
        assert hand.app.focused is not hand.demo
        await hand.press("n")
        assert hand.reads("page 3 of 3")


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40)])
async def test_words_picture_question_and_knobs_share_the_screen(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        await hand.open("walking", 2)
        assert hand.reads("Turn the rate and look.", "Where will the loss be after five steps?")
        assert hand.demo.query_one("#stage").region.overlaps(hand.app.screen.region)
        assert size[1] < 18 or hand.reads("loss ▴", "learning rate")


async def test_tab_gives_the_keys_to_the_words_and_back(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 2)
        assert hand.app.focused is hand.demo
        await hand.press("tab")
        assert hand.app.focused is not hand.demo and hand.reads("Turn the rate and look.", "learning rate")
        await hand.press("tab")
        assert hand.app.focused is hand.demo


async def test_growing_and_shrinking_keep_the_keys_where_they_were(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 2)
        await hand.resize(120, 40)
        await hand.press("right")
        assert hand.reads("Turn the rate and look.", "learning rate")
        await hand.resize(80, 24)
        await hand.press("right")
        assert hand.reads("learning rate") and hand.app.focused is hand.demo


async def test_the_page_is_kept_for_coming_back(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.press("enter", "n")
        app.in_order(lambda: None).result()
        assert app.store.last_place("walking") == Bookmark("walking", 2)
        await hand.press("escape")
        assert isinstance(app.screen, HomeScreen) and hand.reads("2 of 3 pages read")
        await hand.press("enter")
        assert hand.reads("page 2 of 3")


async def test_the_last_page_leads_to_the_contents_where_a_scene_is_left_and_then_home(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 3)
        assert "finish" in hand.key_words()
        await hand.press("n")
        await hand.until(lambda: hand.reads("its contents"))
        await hand.press("escape")
        assert isinstance(hand.app.screen, HomeScreen)


async def test_a_lesson_that_cannot_be_opened_says_why_and_lets_one_leave(sit: Sit) -> None:
    async with sit() as hand:
        hand.app.open_lesson("nosuch")
        await hand.press("down")
        assert hand.reads("There is no lesson called “nosuch”", "Esc leads back")
        await hand.press("n", "escape")
        assert isinstance(hand.app.screen, HomeScreen)


async def test_a_long_text_scrolls(sit: Sit) -> None:
    async with sit((40, 12)) as hand:
        await hand.open("walking")
        assert not hand.reads("And a last paragraph.")
        await hand.press(*["down"] * 12)
        assert hand.reads("And a last paragraph.")
        await hand.press(*["k"] * 12)
        assert hand.reads("What a slope is")


@pytest.mark.parametrize(
    ("page", "keys"), [(1, []), (2, ["1"]), (2, ["enter"]), (3, [*"12"]), (1, ["question_mark"]), (1, ["c"])]
)
async def test_ctrl_c_leaves_as_calmly_as_q_from_anywhere(sit: Sit, app: TutorApp, page: int, keys: list[str]) -> None:
    async with sit() as hand:
        await hand.open("walking", page)
        await hand.press(*keys)
        hand.strike("ctrl+c")
        await hand.until(lambda: app._exit)
    app.finish_writing()
    place = app.store.last_place("walking")
    assert app.return_code == 0 and place is not None and place.page == page
    assert page != 3 or place.draft == "12"


async def test_leaving_keeps_everything_and_asks_nothing(app: TutorApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.press("n", "q")
        await pilot.pause()
        assert not app.is_running
    app.finish_writing()
    assert app.store.last_place() == Bookmark("walking", 2)
    assert app.return_code == 0


async def test_g_means_nothing_before_anything_has_been_looked_up(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        hand.app.open_lesson("walking")
        hand.strike("g")
        await hand.until(lambda: hand.reads("page 1 of 3"))
        await hand.press("g")
        assert hand.reads("page 1 of 3") and not hand.lesson.check_action("graduate", ())
