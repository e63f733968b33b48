"""`nntutor serve` and its limits: how many, how often, how long idle, with which keys; and how it is stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.class_server import ROOT, class_server
from tests.terminal.conftest import turn_pages
from tests.terminal.terminal import PATIENCE
from tests.terminal.waiting import told, until

HOME = "Ten questions everyone asks"


def gone(processes: set[int]) -> bool:
    return not [process for process in processes if Path(f"/proc/{process}").exists()]


def test_so_many_sessions_and_no_more_and_a_server_that_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    with class_server(tmp_path, "--sessions", "2", "--per-key", "1") as server, server.terminal("ada") as first:
        first.wait_for(HOME)
        status, said = told(server.ssh("ada", "-T"))
        assert (status, said) == (
            1,
            "You are here 1 times already. Leave one of those sessions (q) before you begin another.\n",
        )
        with server.terminal("grace") as second:
            second.wait_for(HOME)
            status, said = told(server.ssh("joan", "-T"))
            assert (status, said) == (1, "All 2 places here are taken. Try again in a while.\n")
            second.press("q")
            assert second.wait_for_exit() == 0
        until(lambda: " ended " in server.log(), "the end in the log")
        status, said = told(server.ssh("joan", "-T"), "q\n")
        assert (status, HOME in said) == (0, True)
        assert not server.home("nobody").exists()
        processes = server.children()
        assert len(processes) == 2
        server.process.kill()
        server.process.wait()
        until(lambda: gone(processes), "the end of all")


def test_whoever_presses_no_key_is_sent_home_and_told(tmp_path: Path) -> None:
    with class_server(tmp_path, "--idle", "0.02", "--rate", "2") as server:
        with server.terminal("ada") as terminal:
            terminal.wait_for("No key was pressed for 1 second, so the line was closed.")
            terminal.wait_for_exit()
            assert not terminal.screen.cursor.hidden
        with server.terminal("ada") as terminal:
            terminal.wait_for("nntutor")
            until(lambda: bool(server.tutors()), "the tutor")
            (tutor,) = server.tutors()
            os.kill(tutor, signal.SIGSTOP)  # it hears nothing any more
            assert terminal.wait_for_exit() == 128 + signal.SIGKILL
        first, second = (line for line in server.log().splitlines() if " ended " in line)
        assert first.partition("how=")[2].strip('"').startswith("idle")
        assert second.endswith('how="idle, had to be killed"')
        status, said = told(server.ssh("ada", "-T"))
        assert status == 255
        assert "Too many connections have come from your address" in said
        assert 'why="too often"' in server.log()


def test_only_those_on_the_list_come_in_and_the_list_may_grow(tmp_path: Path) -> None:
    keys = tmp_path / "authorized_keys"
    keys.write_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2VDVgK3mZ5dGCmb4JbDFCWqxT7sVcmXz8kQFQ4Xy1C nobody\n")
    with class_server(tmp_path, "--keys", str(keys)) as server:
        said_to_ada = ("-T", "-o", "LogLevel=INFO")
        status, said = told(server.ssh("ada", *said_to_ada))
        assert status == 255
        assert "yours is not on the list here" in said
        status, said = told(server.ssh(None, *said_to_ada))
        assert (status, "send its public half" in said) == (255, True)
        keys.write_text(Path(f"{server.key('ada')}.pub").read_text())
        status, said = told(server.ssh("ada", "-T"), "q\n")
        assert (status, HOME in said) == (0, True)
        keys.unlink()
        status, said = told(server.ssh("ada", "-T"), "q\n")
        assert status == 255
        assert f'why="The list of keys {keys} cannot be read' in server.log()


def test_a_stop_tells_the_learners_and_keeps_everything(tmp_path: Path) -> None:
    with class_server(tmp_path) as server, server.terminal("ada") as terminal:
        terminal.wait_for(HOME)
        terminal.press("enter")
        turn_pages(terminal, 2)
        processes = server.children()
        key = (server.data / "host_key").read_bytes()
        status, _ = server.stop()
        terminal.wait_for("This server is being stopped. Everything is kept")
        terminal.wait_for_exit()
        assert status == 0
        assert not terminal.screen.cursor.hidden
        assert len(processes) == 2
        assert gone(processes)
        assert 'how="server stopped"' in server.log()
        assert 'stopped how="in order"' in server.log()
        with class_server(tmp_path) as again:
            assert (server.data / "host_key").read_bytes() == key
            assert again.greeting.splitlines()[2] == server.greeting.splitlines()[2]
            with again.terminal("ada") as back:
                back.wait_for(HOME)
                back.press("enter")
                back.wait_for("page 2 of")


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    with class_server(tmp_path) as server, server.terminal("ada") as terminal:
        terminal.wait_for(HOME)
        processes = server.children()
        (tutor,) = server.tutors()
        os.kill(tutor, signal.SIGSTOP)  # it would take its time
        server.process.terminate()
        assert server.process.stdout is not None
        assert "Stopping" in server.process.stdout.readline()
        status, _ = server.stop(signal.SIGINT)
        assert status == 128 + signal.SIGINT
        assert 'stopped how="at once"' in server.log()
        until(lambda: gone(processes), "the end of all")


def test_with_few_files_it_offers_fewer_places_and_stays_quiet(tmp_path: Path) -> None:
    with class_server(tmp_path, "--rate", "10000", files=64) as server:
        assert "places are offered, because this process may open 64 files" in server.greeting
        assert "places are offered" in server.log()
        held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(60)]
        status, said = told(server.ssh("ada", "-T"), "q\n")
        assert (status, HOME in said) == (0, True)
        for connection in held:
            connection.close()
        status, said = server.stop()
        assert status == 0
        assert len(said.splitlines()) < 10
        assert len(server.log().splitlines()) < 40


def call(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tutor", "serve", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_a_port_that_is_taken_gets_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        status, said = call("--port", port, "--data", str(tmp_path))
    assert status == 1
    assert said.startswith(f"nntutor serve: Nobody can be let in at 127.0.0.1 port {port}: ")
    assert said.endswith("--port and --host choose others.\n")


def test_an_address_of_another_machine_gets_a_sentence(tmp_path: Path) -> None:
    status, said = call("--host", "192.0.2.1", "--port", "0", "--data", str(tmp_path))
    assert (status, said.startswith("nntutor serve: Nobody can be let in at 192.0.2.1 port 0: ")) == (1, True)


def test_a_folder_that_cannot_be_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, said = call("--data", str(tmp_path / "file" / "data"))
    assert status == 1
    assert said.startswith(f"nntutor serve: Nothing can be kept in {tmp_path / 'file' / 'data'}: ")


def test_a_list_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    status, said = call("--data", str(tmp_path), "--keys", "/nowhere/keys")
    assert (status, "There is no file /nowhere/keys." in said) == (1, True)


def test_a_list_without_a_key_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("# nobody yet\n")
    status, said = call("--data", str(tmp_path / "data"), "--keys", str(tmp_path / "keys"))
    assert (status, "lists no key" in said) == (1, True)


def test_a_host_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "host_key").write_text("mine")
    (tmp_path / "host_key").chmod(0o644)
    status, said = call("--data", str(tmp_path))
    assert (status, "chmod 600" in said) == (1, True)


def test_a_host_key_that_is_none_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "host_key").write_text("mine")
    (tmp_path / "host_key").chmod(0o600)
    status, said = call("--data", str(tmp_path))
    assert (status, "is not a private key that can be read" in said) == (1, True)
    assert (tmp_path / "host_key").read_text() == "mine"


@pytest.mark.parametrize(
    "words", [("--port", "70000"), ("--idle", "soon"), ("--sessions", "0"), ("--what",), ("extra",)]
)
def test_a_wrong_call_gets_status_2(words: tuple[str, ...]) -> None:
    status, said = call(*words)
    assert status == 2
    assert said.startswith("nntutor: ")


def test_without_asyncssh_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys, importlib.machinery\n"
        "sys.modules['asyncssh'] = None\n"
        "from tutor.__main__ import main\n"
        f"sys.exit(main(['serve', '--data', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install 'nntutor[serve]'" in done.stderr


def test_its_help_names_every_option() -> None:
    from tutor.cli.help import SERVE
    from tutor.cli.subcommands import SUBCOMMANDS

    assert [a.name for a in SUBCOMMANDS["serve"].arguments if f"{a.name} " not in SERVE] == []
    assert max(map(len, SERVE.splitlines())) <= 80
