"""Whatever arrives at the input, the app goes on: what the reader makes of random sequences, handed to the real app."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from textual import events, screen
from textual.driver import Driver

from tests.terminal.inputs import Reading, some_sequence
from tests.tutor.conftest import SmallShelf
from tests.tutor.monkey import PATIENCE, Caged
from tutor.store import open_store

SEQUENCES = 800
FEW_PICTURES = 0.25
"""Seconds between two pictures: drawing sixty a second would take longer than everything else."""


@pytest.mark.parametrize("seed", range(2))
async def test_random_input_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(screen, "UPDATE_PERIOD", FEW_PICTURES)
    await hand_over(tmp_path, seed, SEQUENCES // 2)


async def hand_over(folder: Path, seed: int, count: int) -> None:
    """Let so many sequences arrive, a few at a time."""
    dice = random.Random(seed)
    store = open_store({"NNTUTOR_HOME": str(folder / "home")})
    app = Caged(store, SmallShelf(folder / "course"))
    pressed = 0
    async with app.run_test() as pilot:
        with Reading() as reading:
            for _ in range(count):
                for message in reading.messages(some_sequence(dice)) + reading.later():
                    assert app._driver is not None
                    Driver.process_message(app._driver, message)
                    pressed += isinstance(message, events.Key)
                await pilot.pause(0)
                assert app._exception is None and app.is_running
        async with asyncio.timeout(PATIENCE):
            while app.carried_out < pressed:
                await asyncio.sleep(0)
        await app.workers.wait_for_complete()
    app.finish_writing()
    store.close()
    assert pressed > count / 2
