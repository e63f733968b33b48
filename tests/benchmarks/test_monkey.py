"""A monkey at the keyboard of the real course: slower than the one in the tests, because its lessons are real."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest

from tests.tutor.haunts import HAUNTS, Haunt
from tests.tutor.monkey import let_loose, let_stay
from tutor.tui.services import Services

KEYS = 20_000
STAYS = 120.0
"""Seconds at each kind of screen."""
SHORTEST, LONGEST = 0.005, 0.25
"""Seconds between two keys there: from a key that is held down to a quick hand."""


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_on_the_real_course(tmp_path: Path, seed: int) -> None:
    await let_loose(tmp_path, Services(), seed, KEYS // 4)


@pytest.mark.parametrize("haunt", HAUNTS, ids=lambda haunt: haunt.name)
async def test_every_key_at_a_quick_hand_s_pace_on_each_screen_that_loads(tmp_path: Path, haunt: Haunt) -> None:
    dice, end = random.Random(1), time.monotonic() + STAYS
    monkey = await let_stay(
        tmp_path,
        Services(),
        haunt,
        seed=1,
        pause=lambda: asyncio.sleep(SHORTEST * (LONGEST / SHORTEST) ** dice.random()),
        enough=lambda _: time.monotonic() > end,
    )
    print(f"{haunt.name}: {monkey.struck} keys")
