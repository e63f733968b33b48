"""A monkey at the keyboard: 20,000 seeded random keys and many sizes, faster than anything can answer; nothing breaks.

`pytest tests/benchmarks/test_monkey.py` lets it loose on the real course.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import screen

from tests.tutor.conftest import SmallShelf
from tests.tutor.monkey import let_loose

KEYS = 20_000
SEEDS = 4
FEW_PICTURES = 0.25
"""Seconds between two pictures: drawing sixty a second would take longer than everything else."""


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_random_keys_and_sizes_break_nothing_and_lose_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(screen, "UPDATE_PERIOD", FEW_PICTURES)
    await let_loose(tmp_path, SmallShelf(tmp_path / "course"), seed, KEYS // SEEDS)
