"""Starting the app from the command line, and how it ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tutor.store import Bookmark, open_store
from tutor.tui import app as app_module
from tutor.tui.app import TutorApp
from tutor.tui.startup import FirstScreen


@pytest.mark.parametrize(("broke", "status"), [(False, 0), (True, 1)])
def test_run_waits_for_all_writes_and_ends_with_a_status_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broke: bool, status: int
) -> None:
    def pretend(self: TutorApp, **_: Any) -> None:
        self.in_order(self.store.visit, Bookmark("gradient", 3))
        self.exit(return_code=1 if broke else 0)

    monkeypatch.setattr(TutorApp, "run", pretend)
    store = open_store({"NNTUTOR_HOME": str(tmp_path)})
    assert app_module.run(store, FirstScreen()) == status
    assert store.last_place() == Bookmark("gradient", 3)
    store.close()
    assert ("Every answer is kept" in capsys.readouterr().err) is broke
