"""A monkey at the keyboard of the real course: slower than the one in the tests, because its lessons are real."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.monkey import let_loose
from tutor.tui.services import Services

KEYS = 20_000


@pytest.mark.parametrize("seed", range(4))
async def test_random_keys_on_the_real_course(tmp_path: Path, seed: int) -> None:
    await let_loose(tmp_path, Services(), seed, KEYS // 4)
