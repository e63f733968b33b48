"""How long until the home screen is painted, beside an empty Textual app; locally, and through a real sshd.

The two take turns, so that whatever else the machine does falls on both. The SSH connection is open already: only what
begins on the far side is measured. Run it with `pytest tests/benchmarks/test_first_paint.py`.
"""

from __future__ import annotations

import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
ROUNDS = 11
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App[None]):
    def compose(self):
        yield Static("painted")

Empty().run()
"""
PROGRAMS = {
    "an empty Textual app": ([sys.executable, "-c", EMPTY], "painted"),
    "nntutor": ([sys.executable, "-m", "tutor"], "Part 1"),
    "nntutor's first word": ([sys.executable, "-m", "tutor"], "nntutor"),
}


def seconds_until(command: Sequence[str], words: str) -> float:
    """From starting a program to these words on the screen."""
    began = time.perf_counter()
    with Terminal(command) as terminal:
        while words.encode() not in terminal.output:
            assert terminal.read(), terminal.text
        return time.perf_counter() - began


def measure(wrap: Callable[[Sequence[str]], Sequence[str]]) -> dict[str, list[float]]:
    """Every program's times, in seconds; the first round only warms caches up."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS + 1):
        for name, (command, words) in PROGRAMS.items():
            times[name].append(seconds_until(wrap(command), words))
    return {name: measured[1:] for name, measured in times.items()}


def table(where: str, times: dict[str, list[float]]) -> str:
    """Best and median, and how many times an empty app's they are."""
    empty = times["an empty Textual app"]
    lines = [f"{where:24}{'best':>16}{'median':>16}"]
    for name, measured in times.items():
        best, median = min(measured), statistics.median(measured)
        lines.append(
            f"{name:24}{best * 1000:6.0f} ms {best / min(empty):5.2f}×"
            f"{median * 1000:7.0f} ms {median / statistics.median(empty):5.2f}×"
        )
    return "\n".join(lines)


def in_environment(command: Sequence[str], home: Path) -> list[str]:
    return ["env", f"PYTHONPATH={ROOT}", f"NNTUTOR_HOME={home}", *command]


@contextmanager
def open_connection(folder: Path) -> Iterator[list[str]]:
    """A client's command that uses a connection that stands already."""
    with ssh_server(folder) as client:
        shared = [*client[:-1], "-o", f"ControlPath={folder}/c", "-o", "ControlMaster=auto", "-o", "ControlPersist=60"]
        with Terminal([*shared, client[-1], "true"]) as first:
            first.wait_for_exit()
        yield [*shared, client[-1]]
        with Terminal([*shared, "-O", "exit", client[-1]]) as last:
            last.wait_for_exit()


def test_first_paint_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    times = measure(lambda command: in_environment(command, tmp_path))
    with capsys.disabled():
        print(f"\n{table('here', times)}")


def test_first_paint_through_sshd(capsys: pytest.CaptureFixture[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_connection(Path(folder)) as client:
        times = measure(lambda command: [*client, shlex.join(in_environment(command, Path(folder) / "home"))])
    with capsys.disabled():
        print(f"\n{table('through sshd', times)}")
