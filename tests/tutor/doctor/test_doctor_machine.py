"""The doctor on machines that are broken in some way: progress, libraries, and the command as a process of its own."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tutor.shell_support import ROOT, nntutor
from tutor.console.settings import Settings
from tutor.doctor import keeping, software
from tutor.store import open_store


def test_progress_that_can_be_kept(own_home: Path) -> None:
    finding, settings = keeping.keeping({"NNTUTOR_HOME": str(own_home)})
    assert finding.verdict == "fine" and "can be kept" in finding.found and not own_home.exists()
    store = open_store({"NNTUTOR_HOME": str(own_home)})
    store.set_setting("motion", "off")
    store.close()
    finding, settings = keeping.keeping({"NNTUTOR_HOME": str(own_home)})
    assert finding.verdict == "fine" and settings == Settings(motion="off")
    assert [path.name for path in own_home.iterdir()] == ["progress.sqlite3"]


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none/here", "/dev/full/x"])
def test_progress_that_cannot_be_kept(home: str) -> None:
    finding, _ = keeping.keeping({"NNTUTOR_HOME": home})
    assert finding.verdict == "trouble" and "NNTUTOR_HOME" in finding.advice


def test_a_damaged_file_is_told_about_and_left_as_it_is(own_home: Path) -> None:
    own_home.mkdir()
    file = own_home / "progress.sqlite3"
    for damage in (b"short", b"x" * 5000):
        file.write_bytes(damage)
        finding, settings = keeping.keeping({"NNTUTOR_HOME": str(own_home)})
        assert finding.verdict == "note" and "damaged" in finding.found and settings == Settings()
        assert file.read_bytes() == damage and len(list(own_home.iterdir())) == 1


def test_a_file_of_a_newer_nntutor_is_trouble(own_home: Path) -> None:
    open_store({"NNTUTOR_HOME": str(own_home)}).close()
    with sqlite3.connect(own_home / "progress.sqlite3") as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    finding, _ = keeping.keeping({"NNTUTOR_HOME": str(own_home)})
    assert finding.verdict == "trouble" and "newer" in finding.found and "Upgrade" in finding.advice


def test_a_full_disk_is_trouble(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store({"NNTUTOR_HOME": str(own_home)}).close()
    monkeypatch.setattr(keeping, "LEAST_FREE", 10**30)
    finding, _ = keeping.keeping({"NNTUTOR_HOME": str(own_home)})
    assert finding.verdict == "trouble" and "disk is full" in finding.found


def test_which_file_system_a_folder_is_on(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nhost:/b {tmp_path} nfs4 rw 0 0\n")
    (tmp_path / "deep").mkdir()
    assert keeping.file_system(tmp_path / "deep", mounts) == "nfs4"
    assert keeping.file_system(Path("/"), mounts) == "ext4"
    assert keeping.file_system(tmp_path, tmp_path / "none") == ""


def test_libraries_that_are_missing_broken_or_deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_wheel.py").write_text("raise ImportError('wrong ELF class')")
    (tmp_path / "deadly_wheel.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)")
    monkeypatch.syspath_prepend(tmp_path)
    parts = dict.fromkeys(["json", "no_such_library", "broken_wheel", "deadly_wheel"], "something")
    missing, broken, deadly, fine = software.libraries(parts)
    assert "No module named" in missing.found and "wrong ELF class" in broken.found
    assert f"signal {int(signal.SIGILL)}" in deadly.found and {missing.verdict, broken.verdict, deadly.verdict} == {
        "trouble"
    }
    assert fine.verdict == "fine" and "json" in fine.found


@pytest.mark.parametrize("broken", ["numpy", "plotext", "textual", "rich", "platformdirs", "sqlite3"])
def test_the_doctor_runs_where_a_library_is_broken_and_says_which(broken: str, tmp_path: Path, own_home: Path) -> None:
    (tmp_path / f"{broken}.py").write_text("raise ImportError('this wheel is broken')")
    done = nntutor("doctor", "--json", home="" if broken == "platformdirs" else own_home,
                   environment={"PYTHONPATH": f"{tmp_path}:{ROOT}", "TERM": "", "LC_ALL": "C"})  # fmt: skip
    assert done.stderr == b"" and done.returncode == 1
    record = json.loads(done.stdout)
    assert record["works"] is False and record["type"] == "doctor"
    wrong = [f["name"] for f in record["findings"] if f["verdict"] == "trouble"]
    assert {"rich": "textual", "sqlite3": "progress"}.get(broken, broken) in wrong


def test_without_a_terminal_what_can_be_known_is_told(own_home: Path) -> None:
    done = nntutor("doctor", home=own_home, environment={"LC_ALL": "C"})
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.isascii()
    text = " ".join(done.stdout.decode().split())
    assert "are no terminal; then nntutor is a conversation" in text and "Everything will work here." in text
    assert "can be kept in" in text and "libraries" in text


def test_with_no_environment_at_all(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tutor", "doctor"],
        env={"PYTHONPATH": str(ROOT), "NNTUTOR_HOME": str(tmp_path / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0 and done.stderr == b"" and b"16 are sent, going by TERM" in done.stdout


def test_nothing_that_it_loads_is_heavy() -> None:
    """What the doctor itself needs is there on every machine that has Python."""
    code = "import sys, tutor.cli.doctor, tutor.doctor.talk; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"numpy", "plotext", "textual", "rich", "platformdirs", "markdown_it", "sqlite3"}
    assert not heavy & set(done.stdout.split())


def test_what_is_to_be_installed_is_what_nntutor_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["textual<9,>=8.2", "textual-dev; extra == 'dev'", "numpy>=2.0"]
    monkeypatch.setattr(software, "requires", lambda _: needed)
    (broken,) = software.libraries({"no_such_library": "something"})
    assert "install --force-reinstall 'no_such_library'" in broken.advice
    assert software._requirement("textual") == "textual<9,>=8.2" and software._requirement("numpy") == "numpy>=2.0"
