"""Every screen in every size: nothing breaks, and what matters can be seen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tutor.tui.widgets.prose import Prose

Sit = Callable[..., AbstractAsyncContextManager[Any]]
SIZES = [(80, 24), (120, 40), (60, 18), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_shows_what_matters(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        assert hand.reads("Part 1", "▸ Walking", "? help")
        await hand.press("question_mark")
        assert hand.reads("The course", "close")
        await hand.press("escape", "enter")
        assert hand.reads("What a slope is", "page 1 of 3", "n next", "? help")
        await hand.open("walking", 2)
        assert hand.reads(
            "Where will the loss be after five steps?", "lower", "Space skip", "1 2 3 … predict", "? help"
        )
        await hand.press("full_stop")
        assert hand.reads("Loss so far", "paused", "update 1", "loss 5.76", "After 1 steps", "▸ learning rate")
        assert size[1] > 18 or hand.reads("1 of 4")
        await hand.open("walking", 3)
        assert hand.reads("The loss is w²", "type your answer", "1 ○ open", "Enter check", "? help")
        await hand.press(*"999", "enter")
        assert hand.reads("✗")
        await hand.open("drawing", 1)
        assert hand.reads("There are 0 pixels", "? help")


async def test_80_by_24_leaves_the_chart_at_least_ten_rows(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop")
        assert hand.demo.query_one("ChartView").size.height >= 10
        assert hand.reads("A blindfolded walk", "After 1 steps", "update 1", "learning rate", "seed", "Space", "n next")


async def test_a_scroll_bar_takes_no_room_from_what_is_read(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 3)
        prompt = hand.lesson.query_one("#prompt", Prose)
        before = prompt.size.width
        prompt.show("A question that goes on. " * 60)
        await hand.until(lambda: hand.lesson.query_one("QuizPanel").show_vertical_scrollbar)
        assert prompt.size.width == before


async def test_what_is_typed_stays_in_view_when_the_terminal_shrinks(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 3)
        hand.lesson.query_one("#prompt", Prose).show("A question that goes on. " * 15)
        await hand.press(*"4.25")
        assert hand.reads("4.25")
        await hand.resize(40, 12)
        await hand.until(lambda: hand.reads("4.25"))


@pytest.mark.parametrize("size", [(20, 5), (30, 24), (80, 8), (4, 2), (1, 1)])
async def test_too_small_a_terminal_is_asked_to_grow_and_nothing_is_lost(sit: Sit, size: tuple[int, int]) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 3)
        await hand.press(*"4.25")
        await hand.resize(*size)
        await hand.press("9", "enter", "n")
        if size >= (20, 5):
            assert hand.reads("larger") and hand.lesson.scrollbars_enabled == (False, False)
        await hand.resize(80, 24)
        await hand.press("5")
        assert hand.reads("4.255", "page 3 of 3", "▸1 ○ open")


async def test_a_storm_of_sizes_while_a_demo_plays(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 2)
        hand.strike("1")
        for size in [(200, 60), (20, 5), (40, 12), (120, 40), (1, 1), (60, 18), (80, 24)]:
            await hand.resize(*size)
        await hand.until(lambda: hand.player.view.frame.number >= 3)
        await hand.press("space")
        assert hand.reads("paused", "learning rate")


SCREENS: dict[str, tuple[tuple[str, int] | None, tuple[str, ...]]] = {
    "home": (None, ()),
    "help": (None, ("question_mark",)),
    "commands": (None, ("c",)),
    "settings": (None, ("o",)),
    "graduation": (None, ("g",)),
    "text": (("walking", 1), ()),
    "prediction": (("walking", 2), ()),
    "demo": (("walking", 2), ("1", "full_stop")),
    "typing a knob": (("walking", 2), ("1", "enter")),
    "source": (("walking", 2), ("1", "full_stop", "v")),
    "run code": (("walking", 2), ("1", "full_stop", "l")),
    "microscope": (("walking", 2), ("1", "full_stop", "m")),
    "question": (("walking", 3), ("9", "enter")),
    "options": (("walking", 3), ("down",)),
    "pad": (("drawing", 1), ("enter",)),
    "mistakes": (("walking", 3), (*"999", "enter", "escape", "escape", "m")),
    "round": (("walking", 3), (*"999", "enter", "escape", "escape", "r")),
}
NARROW = [(5, 3), (7, 24), (9, 24), (1, 1), (2, 40), (1, 24), (80, 1), (3, 3), (12, 4), (8, 8), (4, 24), (38, 11)]


@pytest.mark.parametrize("screen", SCREENS)
async def test_no_size_is_too_small_for_any_screen(sit: Sit, screen: str) -> None:
    where, keys = SCREENS[screen]
    async with sit((80, 24)) as hand:
        if where is not None:
            await hand.open(*where)
        await hand.press(*keys)
        before = hand.app.screen
        for size in NARROW:
            await hand.resize(*size)
        await hand.resize(80, 24)
        assert hand.app.screen is before and hand.app._exception is None


async def test_another_size_arranges_the_charts_afresh_and_a_prediction_does_not(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tutor.charts import Painter

    arranged: list[str] = []
    monkeypatch.setattr(Painter, "rearrange", lambda _: arranged.append("afresh"))
    async with sit((80, 24)) as hand:
        await hand.open("walking", 2)
        at_first = len(arranged)
        await hand.press("full_stop")
        assert len(arranged) == at_first
        await hand.resize(100, 30)
        await hand.press("full_stop")
        assert len(arranged) > at_first
