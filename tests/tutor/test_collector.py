"""The garbage collector rests while the app is loaded, and not a moment longer than until it has painted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tutor.conftest import make_app
from tutor import collector


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_what_was_loaded_meanwhile_is_never_looked_through_again() -> None:
    before = gc.get_freeze_count()
    collector.rest()
    assert not gc.isenabled()
    loaded = [[number] for number in range(100)]
    collector.resume()
    assert gc.isenabled() and gc.get_freeze_count() >= before + len(loaded)


def test_a_collector_that_has_not_rested_is_left_alone() -> None:
    before = gc.get_freeze_count()
    collector.resume()
    assert gc.isenabled() and gc.get_freeze_count() == before


async def test_the_app_lets_it_work_again_once_it_has_painted(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    collector.rest()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert gc.isenabled()
    app.finish_writing()
    app.store.close()
