"""The README's lines for an OpenSSH server that runs already: whatever a learner asks it for, they get the tutor."""

from __future__ import annotations

import getpass
import re
import shlex
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import Terminal
from tests.terminal.waiting import told

ROOT = Path(__file__).parents[2]
HOME = "Ten questions everyone asks"


def lines_of_the_readme() -> str:
    """The block, for this user instead of that group, and with the nntutor that is tested."""
    (block,) = re.findall(r"```\n(Match Group .*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    tutor = shlex.join(["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tutor"])
    assert isinstance(block, str)
    return block.replace("Group learners", f"User {getpass.getuser()}").replace("/opt/nntutor/bin/nntutor", tutor)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The client's command; without `-tt` it has a terminal only where it has one itself."""
    more = "Subsystem sftp internal-sftp\n" + lines_of_the_readme()
    with ssh_server(tmp_path_factory.mktemp("sshd"), more) as command:
        yield command


def without_terminal(client: list[str], *flags: str) -> list[str]:
    return [client[0], *flags, *(part for part in client[1:] if part != "-tt")]


@pytest.mark.parametrize("command", [[], ["sh"], ["nntutor", "reset"]])
def test_whatever_is_asked_for_it_is_the_tutor(client: list[str], own_home: Path, command: list[str]) -> None:
    with Terminal([*client, *command]) as terminal:
        terminal.wait_for(HOME)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert (own_home / "progress.sqlite3").exists()


def test_without_a_terminal_it_is_a_conversation(client: list[str]) -> None:
    status, said = told([*without_terminal(client, "-T"), "id"], "q\n")
    assert (status, HOME in said) == (0, True)


def test_no_files_are_fetched(client: list[str]) -> None:
    status, said = told([*without_terminal(client, "-s"), "sftp"], "q\n")
    assert (status, HOME in said) == (0, True)


def test_nothing_is_forwarded(client: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as target:
        target.setblocking(False)
        status, _ = told(without_terminal(client, "-W", f"127.0.0.1:{target.getsockname()[1]}"))
        assert status == 255
        with pytest.raises(BlockingIOError):
            target.accept()
