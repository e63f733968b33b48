"""`nntutor serve` with real clients: what a learner gets, what nobody gets, and what one does to the others."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.class_server import ClassServer, class_server, openssh
from tests.terminal.terminal import PATIENCE, Terminal
from tests.terminal.waiting import told, until
from tutor.store import Bookmark, open_store

HOME = "Ten questions everyone asks"
LAST_PAGE = 99
"""What is beyond a lesson's pages is its last."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClassServer]:
    with class_server(tmp_path_factory.mktemp("class")) as running:
        yield running


@contextmanager
def at_the_quiz(server: ClassServer, learner: str) -> Iterator[Terminal]:
    """A learner's terminal, at the questions of a lesson: that is where they left off the last time."""
    store = open_store({"NNTUTOR_HOME": str(server.home(learner))})
    store.visit(Bookmark("gradient", LAST_PAGE))
    store.close()
    with server.terminal(learner) as terminal:
        terminal.wait_for(HOME)
        terminal.press("enter")
        terminal.wait_for("Type a number")
        yield terminal


def answer(terminal: Terminal, reply: str) -> None:
    terminal.press(reply)
    terminal.wait_for(reply)
    terminal.press("enter")
    terminal.wait_for("✗")


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_learner_gets_the_course_and_leaves(server: ClassServer, columns: int, rows: int) -> None:
    with server.terminal("ada", columns=columns, rows=rows) as terminal:
        terminal.wait_for(HOME)
        assert terminal.screen.columns == columns
        leave(terminal)


def test_asyncssh_s_client_gets_it_too(server: ClassServer) -> None:
    with Terminal(server.asyncssh_client("ada")) as terminal:
        terminal.wait_for(HOME)
        leave(terminal)


def test_progress_is_kept_by_key_and_nobody_else_sees_it(server: ClassServer) -> None:
    with at_the_quiz(server, "grace") as terminal:
        answer(terminal, "9876")
        terminal.wait_for_change("escape")
        leave(terminal)
    with server.terminal("grace") as terminal:
        terminal.wait_for(HOME)
        terminal.press("enter")
        terminal.wait_for("9876")
    store = open_store({"NNTUTOR_HOME": str(server.home("grace"))})
    assert [attempt.reply for attempt in store.attempts()] == ["9876"]
    store.close()
    with server.terminal("joan") as terminal:
        terminal.wait_for(HOME)
        leave(terminal)
    other = open_store({"NNTUTOR_HOME": str(server.home("joan"))})
    assert other.attempts() == []
    other.close()


def test_the_folder_of_whoever_runs_it_is_left_alone(server: ClassServer, own_home: Path) -> None:
    with server.terminal("ada", environment={"NNTUTOR_HOME": str(own_home)}) as terminal:
        terminal.wait_for(HOME)
        leave(terminal)
    assert not own_home.exists()


def test_a_learner_s_files_are_for_nobody_else(server: ClassServer) -> None:
    with server.terminal("ada") as terminal:
        terminal.wait_for(HOME)
        leave(terminal)
    for path in (server.data, server.home("ada"), server.home("ada") / "progress.sqlite3", server.data / "host_key"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_terminal_s_size_arrives_and_so_does_another(server: ClassServer) -> None:
    with server.terminal("ada", columns=60, rows=18) as terminal:
        terminal.wait_for("Ten questions")
        terminal.resize(120, 40)
        terminal.wait_until(lambda text: max(len(line.rstrip()) for line in text.splitlines()) > 80, "a wider screen")
        leave(terminal)


def test_a_locale_without_unicode_gets_ascii(server: ClassServer) -> None:
    openssh("ssh")
    with server.terminal("ada", environment={"LANG": "C"}) as terminal:
        assert terminal.wait_for(HOME).isascii()
        leave(terminal)


def test_without_a_terminal_it_is_a_conversation(server: ClassServer) -> None:
    status, said = told(server.ssh("ada", "-T"), "q\n")
    assert status == 0
    assert HOME in said
    assert "\x1b" not in said


def test_an_input_that_ends_ends_the_conversation(server: ClassServer) -> None:
    status, said = told(server.ssh("ada", "-T"))
    assert (status, HOME in said) == (0, True)


@pytest.mark.parametrize("command", ["ls", "sh -c id", "nntutor progress", ""])
def test_no_command_is_run(server: ClassServer, command: str) -> None:
    status, said = told([*server.ssh("ada"), command or "-"])
    assert status == 2
    assert said.strip() == "Here is nothing but the tutor, so no command can be run: connect without one."


@pytest.mark.parametrize("tool", ["sftp", "scp", "scp -O"])
def test_no_files_are_sent_or_fetched(server: ClassServer, tmp_path: Path, tool: str) -> None:
    name, *flags = tool.split()
    options = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"]
    (tmp_path / "file").write_text("mine")
    what = ["127.0.0.1"] if name == "sftp" else [str(tmp_path / "file"), "127.0.0.1:file"]
    command = [openssh(name), *flags, *options, "-i", str(server.key("ada")), "-P", str(server.port), *what]
    status, said = told(command, "ls\n")
    assert status != 0
    assert "no files can be sent or fetched" in said


def test_another_subsystem_is_told(server: ClassServer) -> None:
    status, said = told([*server.ssh("ada", "-s"), "netconf"])
    assert (status, "no command can be run" in said) == (2, True)


def test_nothing_is_forwarded_to_a_port(server: ClassServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as target:
        target.setblocking(False)
        status, said = told(server.ssh("ada", "-W", f"127.0.0.1:{target.getsockname()[1]}"))
        assert (status, said) == (255, "stdio forwarding failed\n")
        with pytest.raises(BlockingIOError):
            target.accept()


def test_nothing_is_forwarded_from_a_port(server: ClassServer) -> None:
    status, said = told(server.ssh("ada", "-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9"))
    assert status != 0
    assert "remote port forwarding failed" in said.lower()


def test_no_agent_is_forwarded(server: ClassServer) -> None:
    with server.terminal("ada") as terminal:
        terminal.wait_for(HOME)
        (tutor,) = server.tutors()
        known = Path(f"/proc/{tutor}/environ").read_bytes() if os.access(f"/proc/{tutor}/environ", os.R_OK) else b""
        assert b"SSH_AUTH_SOCK=/tmp/ssh" not in known
        leave(terminal)


def test_who_has_no_key_is_told_how_to_get_one(server: ClassServer) -> None:
    status, said = told(server.ssh(None, "-T", "-o", "LogLevel=INFO"))
    assert status == 255
    assert "ssh-keygen -t ed25519" in said
    assert said.count("nntutor knows you by your SSH key") == 1


def test_a_password_opens_nothing(server: ClassServer) -> None:
    flags = ("-T", "-o", "PreferredAuthentications=password", "-o", "PubkeyAuthentication=no")
    status, said = told(server.ssh("ada", *flags))
    assert status == 255
    assert "Permission denied (publickey" in said


@pytest.mark.parametrize("end", ["hang up", "kill"])
def test_a_dropped_line_ends_the_process_with_everything_kept(server: ClassServer, end: str) -> None:
    learner = f"line {end}".replace(" ", "_")
    with at_the_quiz(server, learner) as terminal:
        answer(terminal, "1234.5")
        (tutor,) = server.tutors()
        if end == "hang up":
            terminal.hang_up()
        else:
            terminal.process.kill()
        terminal.process.wait(PATIENCE)
        until(lambda: tutor not in server.children(), "its end")
    until(lambda: f"key={server.fingerprint(learner)}" in _last_end(server), "the line in the log")
    assert 'how="line dropped' in _last_end(server)
    with server.terminal(learner) as terminal:
        terminal.wait_for(HOME)
        terminal.press("enter")
        terminal.wait_for("1234.5")


def _last_end(server: ClassServer) -> str:
    return next((line for line in reversed(server.log().splitlines()) if " ended " in line), "")


def test_one_crash_is_nobody_else_s(server: ClassServer) -> None:
    with server.terminal("ada") as first:
        first.wait_for(HOME)
        (doomed,) = server.tutors()
        with server.terminal("grace") as second:
            second.wait_for(HOME)
            os.kill(doomed, signal.SIGKILL)
            first.wait_for_broken("The tutor ended unexpectedly (killed by signal 9)")
            assert first.wait_for_exit() == 128 + signal.SIGKILL
            assert not first.screen.cursor.hidden
            second.wait_for_change("?")
            second.wait_for_change("escape")
            leave(second)
    assert 'how="killed by signal 9"' in server.log()


def test_each_has_a_session_and_limits_of_its_own(server: ClassServer) -> None:
    with server.terminal("ada") as terminal:
        terminal.wait_for(HOME)
        (tutor,) = server.tutors()
        assert os.getsid(tutor) == tutor
        assert os.getpriority(os.PRIO_PROCESS, tutor) > os.getpriority(os.PRIO_PROCESS, server.process.pid)
        limits = Path(f"/proc/{tutor}/limits").read_text()
        assert "Max core file size        0" in limits
        assert "Max data size             536870912" in limits
        assert {Path(f"/proc/{tutor}/fd/{fd}").readlink().parent for fd in (0, 1, 2)} == {Path("/dev/pts")}
        opened = [str(fd.readlink()) for fd in Path(f"/proc/{tutor}/fd").iterdir() if fd.is_symlink()]
        assert not [name for name in opened if name.startswith("socket") and name in _sockets(server)]
        leave(terminal)


def _sockets(server: ClassServer) -> set[str]:
    """The server's own, which no learner's process may hold."""
    return {str(fd.readlink()) for fd in Path(f"/proc/{server.process.pid}/fd").iterdir() if fd.is_symlink()}


def test_the_log_says_who_came_when_and_how_it_ended(server: ClassServer) -> None:
    with server.terminal("logged") as terminal:
        terminal.wait_for(HOME)
        leave(terminal)
    who = server.fingerprint("logged")
    until(lambda: f"key={who}" in _last_end(server), "the line in the log")
    began, ended = (line for line in server.log().splitlines() if f"key={who}" in line)
    number = began.split("session=")[1].split()[0]
    assert began.split()[1:] == ["began", f"session={number}", f"key={who}", began.split()[-1]]
    assert began.split()[-1].startswith("from=127.0.0.1:")
    assert ended.split()[1:3] == ["ended", f"session={number}"]
    assert ended.split()[-2].startswith("seconds=")
    assert ended.endswith("how=left")


def test_what_was_refused_is_in_the_log_too(server: ClassServer) -> None:
    told([*server.ssh("sly"), "id"])
    line = next(line for line in server.log().splitlines() if server.fingerprint("sly") in line)
    assert line.split()[1] == "refused"
    assert "no command can be run" in line
