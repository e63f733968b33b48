"""`nntutor serve` on the loopback, for tests: its folder, its learners' keys, and clients of theirs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.terminal.terminal import PATIENCE, Terminal

asyncssh = pytest.importorskip("asyncssh", reason="AsyncSSH is not installed: pip install 'nntutor[serve]'")

ROOT = Path(__file__).parents[2]
CLIENT = Path(__file__).with_name("asyncssh_client.py")
OPTIONS = {
    "StrictHostKeyChecking": "no",
    "UserKnownHostsFile": "/dev/null",
    "IdentitiesOnly": "yes",
    "IdentityAgent": "none",
    "LogLevel": "ERROR",
    "SendEnv": "LANG COLORTERM NO_COLOR NNTUTOR_HOME",
}


class ClassServer:
    """A running server.

    Args:
        folder: for its data and its learners' keys.
        options: what it is called with besides.
        files: how many it may open (`ulimit -n`), None for as many as the test.
    """

    def __init__(self, folder: Path, *options: str, files: int | None = None) -> None:
        self.folder, self.data = folder, folder / "data"
        command = [sys.executable, "-m", "tutor", "serve", "--port", "0", "--data", str(self.data), *options]
        if files is not None:
            command = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", *command]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        self.greeting = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.greeting += line
            if "Ctrl-C" in line:
                break
        found = re.search(r" port (\d+)\.", self.greeting)
        assert found, f"it did not start:\n{self.greeting}"
        self.port = int(found.group(1))

    def key(self, learner: str) -> Path:
        """A learner's key, made at the first call."""
        path = self.folder / f"{learner}_key"
        if not path.exists():
            key = asyncssh.generate_private_key("ssh-ed25519", learner)
            key.write_private_key(str(path))
            key.write_public_key(f"{path}.pub")
            path.chmod(0o600)
        return path

    def fingerprint(self, learner: str) -> str:
        return str(asyncssh.read_public_key(f"{self.key(learner)}.pub").get_fingerprint())

    def home(self, learner: str) -> Path:
        """The learner's folder."""
        name = self.fingerprint(learner).replace(":", "-").replace("/", "_").replace("+", "-")
        return self.data / "learners" / name

    def ssh(self, learner: str | None, *flags: str) -> list[str]:
        """OpenSSH's client; a command for the far side may follow."""
        options = [part for name, value in OPTIONS.items() for part in ("-o", f"{name}={value}")]
        key = ["-i", str(self.key(learner))] if learner else ["-o", "IdentityFile=none"]
        return [openssh("ssh"), *flags, *options, *key, "-p", str(self.port), "127.0.0.1"]

    def terminal(
        self, learner: str, *, columns: int = 80, rows: int = 24, environment: Mapping[str, str] | None = None
    ) -> Terminal:
        """A learner's terminal with a client in it: OpenSSH's where it is installed, AsyncSSH's elsewhere."""
        command = self.ssh(learner, "-tt") if shutil.which("ssh") else self.asyncssh_client(learner)
        return Terminal(command, columns=columns, rows=rows, environment=environment)

    def asyncssh_client(self, learner: str) -> list[str]:
        return [sys.executable, str(CLIENT), str(self.port), str(self.key(learner))]

    def log(self) -> str:
        return (self.data / "connections.log").read_text(encoding="utf-8")

    def children(self) -> set[int]:
        """The process ids of all that it has forked, and of what they have."""
        found, waiting = set[int](), [self.process.pid]
        while waiting:
            for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
                new = {int(child) for child in task.read_text().split()} - found
                found |= new
                waiting.extend(new)
        return found

    def tutors(self) -> set[int]:
        """The learners' processes: those that have a terminal of their own."""
        return {child for child in self.children() if _controls_terminal(child)}

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Tell it to stop; its exit status and what it said."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


def _controls_terminal(process: int) -> bool:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return False
    return fields[4] != "0"


def openssh(tool: str) -> str:
    """Where a tool of OpenSSH's is; skips the test, with a word, where it is not."""
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"OpenSSH's {tool} is not installed")
    return found


@contextmanager
def class_server(folder: Path, *options: str, files: int | None = None) -> Iterator[ClassServer]:
    """A server that is gone afterwards, whatever happened."""
    server = ClassServer(folder, *options, files=files)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            children = server.children()
            server.process.kill()
            server.process.wait()
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        if server.process.stdout:
            server.process.stdout.close()
