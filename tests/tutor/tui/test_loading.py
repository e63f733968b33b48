"""While the app is loaded no garbage is looked for, and what nobody needs is left out; not a moment longer."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tutor.conftest import make_app
from tutor.tui.startup import collect_again, collect_nothing, leaving_out


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_what_was_loaded_meanwhile_is_never_looked_through_again() -> None:
    before = gc.get_freeze_count()
    collect_nothing()
    assert not gc.isenabled()
    loaded = [[number] for number in range(100)]
    collect_again()
    assert gc.isenabled() and gc.get_freeze_count() >= before + len(loaded)


def test_a_collector_that_has_not_rested_is_left_alone() -> None:
    before = gc.get_freeze_count()
    collect_again()
    assert gc.isenabled() and gc.get_freeze_count() == before


async def test_the_app_lets_it_work_again_once_it_has_painted(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    collect_nothing()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert gc.isenabled()
    app.finish_writing()
    app.store.close()


def test_what_is_left_out_cannot_be_imported_until_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "left_out_for_now.py").write_text("here = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    with leaving_out("left_out_for_now"), pytest.raises(ImportError):
        importlib.import_module("left_out_for_now")
    assert importlib.import_module("left_out_for_now").here


def test_what_was_loaded_before_stays() -> None:
    with leaving_out("gc"):
        assert importlib.import_module("gc") is gc
    assert importlib.import_module("gc") is gc
