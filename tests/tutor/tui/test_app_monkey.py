"""A monkey at the keyboard: seeded random keys and many sizes, faster than anything can answer; nothing breaks.

`pytest tests/benchmarks/test_monkey.py` lets it loose on the real course.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual import screen

from tests.tutor.conftest import SmallShelf
from tests.tutor.haunts import HAUNTS, Haunt
from tests.tutor.monkey import let_loose, let_stay

KEYS = 20_000
SEEDS = 4
KEYS_OF_A_SCREEN = 300
FEW_PICTURES = 0.25
"""Seconds between two pictures: drawing sixty a second would take longer than everything else."""
LATE = 60
"""Rounds of the event loop by which an answer from a thread may be late, and between two keys."""


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_random_keys_and_sizes_break_nothing_and_lose_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(screen, "UPDATE_PERIOD", FEW_PICTURES)
    await let_loose(tmp_path, SmallShelf(tmp_path / "course"), seed, KEYS // SEEDS)


@pytest.mark.parametrize("haunt", HAUNTS, ids=[f"{haunt.name}-{i}" for i, haunt in enumerate(HAUNTS)])
async def test_every_key_of_a_screen_while_its_answers_come_late_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, haunt: Haunt
) -> None:
    dice = Random(haunt.name)

    async def a_while(most: int = LATE) -> None:
        for _ in range(dice.randrange(most)):
            await asyncio.sleep(0)

    monkeypatch.setattr(screen, "UPDATE_PERIOD", FEW_PICTURES)
    monkeypatch.setattr(asyncio, "to_thread", _late(asyncio.to_thread, a_while))
    monkey = await let_stay(
        tmp_path,
        SmallShelf(tmp_path / "course"),
        haunt,
        seed=1,
        pause=a_while,
        enough=lambda struck: struck >= KEYS_OF_A_SCREEN,
    )
    assert monkey.struck >= KEYS_OF_A_SCREEN


def _late(to_thread: Callable[..., Any], a_while: Callable[[], Any]) -> Callable[..., Any]:
    """Have what comes from a thread come a while later, so that newer answers overtake older ones."""

    async def held_up(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
        try:
            return await to_thread(work, *given, **named)
        finally:
            await a_while()

    return held_up
