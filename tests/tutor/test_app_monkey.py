"""A monkey at the keyboard: seeded random keys and sizes, faster than anything can answer; nothing may break."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

Sit = Callable[..., AbstractAsyncContextManager[Any]]
LETTERS = "abcdefghijklmnoprstuvwxyz0123456789"  # without q
NAMED = ["up", "down", "left", "right", "space", "enter", "escape", "tab", "f1", "full_stop", "plus", "question_mark"]
ONWARD = ["enter", "n", "down", "space"]
SIZES = [(80, 24), (120, 40), (60, 18), (40, 12), (20, 5), (3, 2)]


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_and_sizes_break_nothing(sit: Sit, seed: int) -> None:
    dice = random.Random(seed)
    async with sit() as hand:
        for _ in range(300):
            if dice.random() < 0.02:
                await hand.resize(*dice.choice(SIZES))
            hand.strike(dice.choice(ONWARD if dice.random() < 0.3 else [*LETTERS, *NAMED]))
            if dice.random() < 0.3:
                await hand.pilot.pause(0)
            assert hand.app.is_running
        await hand.resize(80, 24)
        await hand.pilot.pause(0)
        assert hand.reads("? help") or hand.reads("close") or hand.reads("Search")
