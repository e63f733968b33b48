"""A learner on somebody else's server is not told where it keeps its files; the server is told what went wrong."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.cli import command
from tutor.console.shell import WRONG, Shell
from tutor.store import open_store
from tutor.store.database import open_in_memory
from tutor.store.store import Store
from tutor.text import served
from tutor.text.served import CAME_TO_A_STOP, SERVED, told
from tutor.tui.app import TutorApp


@pytest.fixture
def for_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Be served, and have what whoever runs the server would read."""
    path = tmp_path / "errors"
    monkeypatch.setenv(SERVED, "1")
    with path.open("w") as file:
        monkeypatch.setattr(served, "FOR_THE_SERVER", file.fileno())
        yield path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[Errno 28] No space left on device: '/srv/class/learners/SHA256-x/certificate.svg'", "'certificate.svg'"),
        ("/srv/my class/learners/x/certificate.svg is there", "certificate.svg is there"),
        ("/opt/nntutor/lessons/gradient/text.md:3: no title", "text.md:3: no title"),
        (f"{Path(served.__file__)}: line 3", "served.py: line 3"),
        (f"{sys.prefix}/lib/x.py", "x.py"),
        ("Written: /srv, and 3/4 of it and/or w/2", "Written: srv, and 3/4 of it and/or w/2"),
    ],
)
def test_of_a_path_only_its_last_part_is_told(text: str, said: str) -> None:
    environment = {SERVED: "1", "NNTUTOR_HOME": "/srv/my class/learners/x"}
    assert told(text, environment).endswith(said)
    assert "/srv" not in told(text, environment)
    assert told(text, {}) == text


@pytest.mark.parametrize("trouble", ["a file in the way", "written by a newer one"])
def test_no_notice_about_progress_names_the_server_s_folder(tmp_path: Path, trouble: str) -> None:
    home = tmp_path / "my class" / "learners" / "x"
    environment = {SERVED: "1", "NNTUTOR_HOME": str(home), "HOME": str(home)}
    if trouble == "a file in the way":
        home.parent.mkdir(parents=True)
        home.write_text("")
    else:
        open_store(environment).close()
        with sqlite3.connect(home / "progress.sqlite3") as connection:
            connection.execute("UPDATE schema_version SET version = 99")
        connection.close()
    store = open_store(environment)
    (notice,) = store.notices
    store.close()
    assert "/" not in notice
    assert "my class" not in notice
    assert "NNTUTOR_HOME" not in notice
    ours = open_store({"NNTUTOR_HOME": str(home)})
    assert str(home) in ours.notices[0]
    ours.close()


def test_a_crash_of_the_app_is_for_the_server_s_eyes(for_the_server: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = TutorApp(Store(open_in_memory(), kept=False))
    try:
        raise RuntimeError(str(for_the_server))
    except RuntimeError:
        app.bell = lambda: None  # type: ignore[method-assign]
        app._close_messages_no_wait = lambda: None  # type: ignore[method-assign]
        app._fatal_error()
    app._print_error_renderables()
    app.finish_writing()
    app.store.close()
    assert "RuntimeError" in for_the_server.read_text()
    assert capsys.readouterr().err == ""


def test_a_crash_of_the_command_is_for_the_server_s_eyes(for_the_server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError(str(for_the_server))

    monkeypatch.setattr(command, "_run", broken)
    out = io.StringIO()
    assert command.run([], Shell(io.StringIO(), out, out, os.environ, Path())) == WRONG
    assert out.getvalue() == f"{CAME_TO_A_STOP}\n"
    assert "RuntimeError" in for_the_server.read_text()
