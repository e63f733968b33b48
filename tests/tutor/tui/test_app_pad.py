"""The sheet to draw on: by keys, by mouse, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from lessons.kit.knobs import Sketch
from tutor.tui.demo.pad import Pad

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def ink(hand: Any) -> float:
    """How much ink the run has seen."""
    return float(hand.player.view.frame.readings["ink"])


async def test_enter_leads_to_the_sheet_and_back(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.press("enter")
        assert isinstance(hand.app.focused, Pad)
        await hand.press("enter")
        assert hand.app.focused is hand.demo


async def test_space_inks_and_the_demo_sees_it_at_once(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.press("enter", "space", "right", "space")
        assert ink(hand) == 2 and hand.reads("There are 2 pixels with ink.", "██")
        await hand.press("space")
        assert hand.demo.query_one(Pad).drawing[4, 5] == 0.5 and ink(hand) == 2
        await hand.press("space")
        assert ink(hand) == 1


async def test_the_pen_draws_while_it_moves(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.press("enter", "d", "up", "up", "d", "up")
        assert ink(hand) == 3


async def test_the_cursor_stays_on_the_sheet(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.press("enter", *["up"] * 9, *["left"] * 9, "space")
        assert hand.demo.query_one(Pad).drawing[0, 0] == 1


async def test_clearing_can_be_undone(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.press("enter", "d", "up", "x")
        assert ink(hand) == 0
        await hand.press("u")
        assert ink(hand) == 2


async def test_the_mouse_draws_and_rubs_out(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.pilot.click("Knobs", offset=(6, 0))
        await hand.press("right")
        assert isinstance(hand.app.focused, Pad)
        await hand.pilot.mouse_down(Pad, offset=(3, 1))
        await hand.pilot.hover(Pad, offset=(5, 1))
        await hand.pilot.mouse_up(Pad, offset=(5, 1))
        await hand.press("down")
        assert ink(hand) == 2 and hand.demo.query_one(Pad).drawing[0, 1:3].all()
        await hand.pilot.mouse_down(Pad, offset=(3, 1))
        await hand.pilot.mouse_up(Pad, offset=(3, 1))
        await hand.press("down")
        assert ink(hand) == 1


async def test_another_knob_keeps_the_drawing(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing")
        await hand.press("enter", "space", "enter", "down", "right")
        assert hand.player.view.settings["rate"] > 0.5 and ink(hand) == 1


async def test_the_sheet_is_shown_while_drawing_in_a_small_terminal(sit: Sit) -> None:
    async with sit((40, 12)) as hand:
        await hand.open("drawing")
        await hand.press("enter", "space")
        assert hand.reads("[]", "···") and ink(hand) == 1


async def test_clearing_leads_back_to_what_lay_on_the_sheet_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    sketch, told = Sketch(1, 2, drawn="#."), list[Pad.Drawn]()
    pad = Pad(sketch, sketch.read(".#"), lambda: None)
    monkeypatch.setattr(pad, "post_message", told.append)
    pad.action_clear()
    pad.action_clear()
    assert pad.drawing.tolist() == [[1.0, 0.0]] and len(told) == 1
    pad.drawing = sketch.read("..")
    pad.action_clear()
    assert pad.drawing.tolist() == [[1.0, 0.0]] and len(told) == 2
