"""OpenSSH's own server on the loopback, for one test: its keys, port and settings live in a temporary folder."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SETTINGS = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/learner_key.pub
PidFile {folder}/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
AcceptEnv LANG NNTUTOR_HOME
LogLevel INFO
"""


def sshd() -> str:
    """Where the server is; skips the test, with a word, where it is not or cannot run."""
    found = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not (found and shutil.which("ssh") and shutil.which("ssh-keygen")):
        pytest.skip("OpenSSH's server and client are not installed")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    return found


@contextmanager
def ssh_server(folder: Path, more: str = "") -> Iterator[list[str]]:
    """A running server, with more settings if wanted; gives the client's command, to which a command may be added."""
    server = sshd()
    for name in ("host_key", "learner_key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    port, process = _started(server, folder, more)
    try:
        yield _client(folder, port)
    finally:
        process.terminate()
        process.wait()
        if process.stderr:
            process.stderr.close()


def _started(server: str, folder: Path, more: str) -> tuple[int, subprocess.Popen[str]]:
    """A server that listens, and its port: one that is free, unless another test takes it in between; then, another."""
    said = ""
    for _ in range(5):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings = folder / "sshd_config"
        settings.write_text(SETTINGS.format(port=port, folder=folder) + more)
        process = subprocess.Popen([server, "-D", "-e", "-f", str(settings)], stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        for line in process.stderr:
            said += line
            if "Server listening" in line:
                return port, process
        process.wait()
        process.stderr.close()
    raise AssertionError(f"sshd did not start:\n{said}")


def _client(folder: Path, port: int) -> list[str]:
    options = {
        "StrictHostKeyChecking": "no",
        "UserKnownHostsFile": "/dev/null",
        "IdentitiesOnly": "yes",
        "LogLevel": "ERROR",
        "SendEnv": "LANG NNTUTOR_HOME",
    }
    flags = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    return ["ssh", "-tt", *flags, "-i", str(folder / "learner_key"), "-p", str(port), f"{getpass.getuser()}@127.0.0.1"]
