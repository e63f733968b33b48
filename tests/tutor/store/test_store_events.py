"""Events of any kind, and progress files of version 1, which had none."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tutor.conftest import at_the_keyboard, make_app
from tests.tutor.shell_support import ROOT, nntutor
from tutor.store import JSON, Attempt, Bookmark, Event, KeptPrediction, open_store

VERSION_1 = (Path(__file__).parent / "recorded" / "progress_version_1.sql").read_text(encoding="utf-8")
"""What nntutor 0.1.0 wrote: visits, attempts by a clock that ran backwards, predictions, two resets, one undone."""


def put_version_1(home: Path) -> Path:
    home.mkdir(parents=True)
    path = home / "progress.sqlite3"
    raw = sqlite3.connect(path)
    raw.executescript(VERSION_1)
    raw.close()
    return path


def version_in(path: Path) -> tuple[int, set[str]]:
    raw = sqlite3.connect(path)
    (version,) = raw.execute("SELECT version FROM schema_version").fetchone()
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    raw.close()
    return version, tables


def test_an_event_comes_back_whole_in_the_next_session() -> None:
    data: JSON = {"code": "nntutor demo hills --rate 1.1", "rate": 1.1, "seen": [1, None, True], "deep": {"é": "½"}}
    assert isinstance(data, dict)
    made = Event("run", "hills", data, datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC))
    first = open_store()
    assert first.add_event(made) is None
    first.close()
    store = open_store()
    assert store.events("run") == store.events("run", "hills") == [made]
    assert store.events("run", "bogs") == [] and store.events("graduation") == []


def test_events_come_oldest_first_whatever_their_clock_says() -> None:
    store = open_store()
    for year in (2030, 2020, 2025):
        store.add_event(Event("run", "hills", {"year": year}, datetime(year, 1, 1, tzinfo=UTC)))
    assert [event.data["year"] for event in store.events("run")] == [2030, 2020, 2025]


def test_a_reset_hides_a_lessons_events_and_one_of_everything_those_of_no_lesson_too() -> None:
    store = open_store()
    for lesson in ("hills", "bogs", ""):
        store.add_event(Event("run", lesson, {}))
    assert store.reset("hills") == 0
    assert [event.lesson for event in store.events("run")] == ["bogs", ""]
    store.reset()
    assert store.events("run") == []
    assert store.undo_reset() == 0 and store.undo_reset() == 0
    assert [event.lesson for event in store.events("run")] == ["hills", "bogs", ""]
    assert store.undo_reset() is None


def test_what_is_no_json_is_refused_and_leaves_the_store_usable() -> None:
    store = open_store()
    with pytest.raises(ValueError, match="JSON"):
        store.add_event(Event("run", "hills", {"loss": float("nan")}))
    with pytest.raises(TypeError):
        store.add_event(Event("run", "hills", {"path": Path()}))  # type: ignore[dict-item]
    assert store.add_event(Event("run", "hills", {"loss": 1, "half": "\ud800"})) is None
    assert [event.data for event in store.events("run")] == [{"loss": 1, "half": "?"}]


def test_events_that_somebody_edited_into_nonsense_are_passed_over(own_home: Path) -> None:
    store = open_store()
    for i in range(4):
        store.add_event(Event("run", "hills", {"i": i}))
    store.close()
    raw = sqlite3.connect(own_home / "progress.sqlite3")
    raw.execute("UPDATE events SET at = 'yesterday' WHERE number = 1")
    raw.execute("UPDATE events SET data = '[1]' WHERE number = 2")
    raw.execute("UPDATE events SET data = '" + "[" * 100_000 + "' WHERE number = 3")
    raw.commit()
    raw.close()
    assert [event.data for event in open_store().events("run")] == [{"i": 3}]


def test_a_file_of_version_1_is_brought_up_to_date_and_holds_what_it_held(own_home: Path) -> None:
    path = put_version_1(own_home)
    store = open_store()
    assert store.kept and store.notices == ()
    assert [made.question for made in store.attempts()] == ["bigger"]
    assert store.last_place() == Bookmark("hills", 3) and store.pages_seen("bogs") == {1}
    assert store.left("hills") == {}, "a reset hides it"
    assert store.setting("theme") == "textual-light"
    kept = store.prediction("hills", "walk")
    assert kept == KeptPrediction("hills", "walk", "Off the hill", "[0, 1.1]", kept.id if kept else "")
    assert store.undo_reset() == 2
    assert store.left("hills") == {"double": Bookmark("hills", 4, "double", 7, "0.")}
    assert [made.reply for made in store.attempts()] == ["−14 ok", "14", "b"], "by the file's order, not by the clock"
    assert len(store.events("prediction", "hills")) == 2
    assert store.undo_reset() is None
    store.add_event(Event("run", "hills", {}))
    store.record(Attempt("hills", "double", 1, "x", "right", when=datetime(2000, 1, 1, tzinfo=UTC)))
    store.close()
    assert version_in(path)[0] == 2
    store = open_store()
    assert store.attempts()[-1].reply == "x" and len(store.events("run")) == 1


def test_a_migrated_file_has_the_columns_of_a_new_one(own_home: Path, tmp_path: Path) -> None:
    columns = """SELECT m.name, c.name, c.type, c."notnull" FROM sqlite_master m, pragma_table_info(m.name) c
        UNION SELECT name, tbl_name, type, 0 FROM sqlite_master"""
    put_version_1(own_home)
    found = []
    for home in (own_home, tmp_path):
        open_store({"NNTUTOR_HOME": str(home)}).close()
        raw = sqlite3.connect(home / "progress.sqlite3")
        found.append(set(raw.execute(columns)))
        raw.close()
    assert found[0] == found[1] and len(found[0]) > 40


def test_two_copies_of_a_version_1_file_still_agree_afterwards(tmp_path: Path) -> None:
    dumps = []
    for name in ("a", "b"):
        path = put_version_1(tmp_path / name)
        open_store({"NNTUTOR_HOME": str(path.parent)}).close()
        raw = sqlite3.connect(path)
        dumps.append(list(raw.iterdump()))
        raw.close()
    assert dumps[0] == dumps[1]


KILLED = """
import os, sys
from tutor.store import database
from tutor.store.upgrade import statements

def interrupted(version, read):
    for number, statement in enumerate(statements(version, read)):
        if number == int(sys.argv[1]):
            os.kill(os.getpid(), 9)
        yield statement

database.statements = interrupted
database.open_file(database.Path(sys.argv[2]), database.NONE)
print("whole")
"""


def test_a_kill_in_the_middle_leaves_a_file_that_the_next_start_brings_up_to_date(tmp_path: Path) -> None:
    ends = set()
    for stop in (0, 1, 8, 20, 1000):
        path = put_version_1(tmp_path / str(stop))
        command = [sys.executable, "-c", KILLED, str(stop), str(path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        ends.add((done.returncode, version_in(path)[0]))
        store = open_store({"NNTUTOR_HOME": str(path.parent)})
        assert store.kept and store.notices == () and store.undo_reset() == 2 and len(store.attempts()) == 3
        store.close()
    assert ends == {(-9, 1), (0, 2)}


@pytest.mark.parametrize("edit", ["ALTER TABLE attempts DROP COLUMN hints", "DROP TABLE undos"])
def test_a_damaged_file_of_version_1_is_set_aside_as_it_is(own_home: Path, edit: str) -> None:
    path = put_version_1(own_home)
    raw = sqlite3.connect(path)
    raw.execute(edit)
    raw.commit()
    raw.close()
    before = path.read_bytes()
    assert len(open_store().notices) == 1
    (aside,) = own_home.glob("progress-damaged-*")
    assert aside.read_bytes() == before


def test_nonsense_in_a_file_of_version_1_does_not_stop_it(own_home: Path) -> None:
    path = put_version_1(own_home)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE attempts SET at = 'yesterday' WHERE number = 1")
    raw.execute("UPDATE settings SET value = '7' WHERE value LIKE '%valley%'")
    raw.execute("INSERT INTO settings VALUES ('predictions/a/b/c/d/e', '[1, 2]'), ('predictions/a/b/x', '[')")
    raw.commit()
    raw.close()
    store = open_store()
    assert store.kept and store.undo_reset() == 1
    assert len(store.events("prediction")) == 2
    assert store.setting("predictions/a/b/x") == "["


READ_ONLY = """
import json  # which is imported late, when a Python that belongs to root can no more be read
import os
from tutor.store import Event, open_store
if os.geteuid() == 0:
    os.setuid(65534)
store = open_store()
assert not store.kept and len(store.notices) == 1 and "permission denied" in store.notices[0], store.notices
assert store.add_event(Event("run", "hills", {"i": 1})) is None
print(len(store.attempts()), len(store.events("run")), len(store.events("prediction", "hills")))
"""


def test_a_file_of_version_1_that_can_only_be_read_is_read_and_left_alone() -> None:
    with tempfile.TemporaryDirectory() as parent:
        path = put_version_1(Path(parent) / "home")
        before = path.read_bytes()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        Path(parent).chmod(0o755)
        environment = {**os.environ, "NNTUTOR_HOME": str(path.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        path.parent.chmod(0o755)
        assert done.stdout == "1 1 1\n", done.stderr
        assert path.read_bytes() == before


def test_two_terminals_that_start_at_once_upgrade_it_once(own_home: Path) -> None:
    path = put_version_1(own_home)
    script = "from tutor.store import open_store; s = open_store(); assert s.kept, s.notices; print(s.attempts())"
    both = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    first, second = [one.communicate(timeout=60)[0] for one in both]
    assert first == second and b"bigger" in first
    assert version_in(path)[0] == 2


async def test_the_app_says_of_a_newer_file_what_to_do(tmp_path: Path) -> None:
    path = put_version_1(tmp_path / "home")
    raw = sqlite3.connect(path)
    raw.execute("UPDATE schema_version SET version = 3")
    raw.commit()
    raw.close()
    app = make_app(tmp_path)
    async with at_the_keyboard(app) as hand:
        assert hand.reads("written by a newer nntutor (its format is 3, and this one knows 2)")
        await hand.press("down")
        assert hand.reads("this session is not kept")
        await hand.press("down")
        assert hand.reads("Upgrade nntutor"), "a sentence at a time, each gone with the next key"
    app.finish_writing()


@pytest.mark.parametrize(
    "command",
    [
        *(["progress"], ["quiz", "gradient", "--json"], ["reset"], ["reset", "--undo"], ["--plain"]),
        *(["lesson", "gradient"], ["mistakes"], ["notes"], ["export"], ["import", "-"]),
    ],
    ids=" ".join,
)
def test_every_command_says_of_a_newer_file_what_to_do_and_leaves_it_alone(own_home: Path, command: list[str]) -> None:
    path = put_version_1(own_home)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE schema_version SET version = 3")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    done = nntutor(*command, home=own_home)
    told = " ".join((done.stdout + done.stderr).decode().split())
    assert "newer nntutor" in told and "Upgrade nntutor" in told and str(path) in told.replace(" ", "")
    assert path.read_bytes() == before
    assert done.returncode == (1 if command[0] in ("reset", "notes", "export", "import") else 0)
