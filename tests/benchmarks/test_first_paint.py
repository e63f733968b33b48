"""How long until something is on the screen: ours beside an empty Textual app, in turns, locally and through a sshd.

Prints medians and their ratio, which should be no more than 1.2. Run with
`pytest -n 0 -s tests/benchmarks/test_first_paint.py`; the second part skips without OpenSSH.
"""

from __future__ import annotations

import re
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import PATIENCE, Terminal

ROOT = Path(__file__).parents[2]
ROUNDS = 15
WARM_UP = 2
"""Rounds that fill the machine's caches."""
RATIO = 1.2
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("painted")
Empty().run()
"""
COMMAND = """
import sys
from tutor.__main__ import main
sys.exit(main())
"""
"""As pip writes it for `nntutor`."""
COMPILED = "unset PYTHONDONTWRITEBYTECODE"
"""What a learner has: files that were compiled once, here in the first rounds. Textual was when it was installed."""
PROGRAMS: Mapping[str, tuple[list[str], str, str]] = {
    "empty": ([sys.executable, "-c", EMPTY], "painted", "\x11"),
    "ours": ([sys.executable, "-c", COMMAND], "questions", "q"),
}
"""What is run, a word of its first picture, and the key that ends it."""
CONTROL = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(\x1b\\|\x07)|[ -~])")
"""What a terminal carries out instead of showing it (ECMA-48)."""
LETTER = re.compile(rb"[A-Za-z]")


class Blind:
    """Stands in for the terminal's emulator: in Python that would take as long to draw as what is measured here."""

    def feed(self, data: bytes) -> None:
        """Draw nothing."""


def until_painted(words: list[str], painted: str, leave: str) -> tuple[float, float]:
    """Seconds from the start until the first letter has arrived, and the first picture."""
    with Terminal(words) as terminal:
        vars(terminal)["_stream"] = Blind()
        began = time.perf_counter()
        first = wait_for(terminal, LETTER) - began
        whole = wait_for(terminal, re.compile(re.escape(painted.encode()))) - began
        terminal.settle()
        terminal.press(leave)
        terminal.wait_for_exit()
    return first, whole


def wait_for(terminal: Terminal, pattern: re.Pattern[bytes]) -> float:
    """When this had arrived."""
    while not pattern.search(CONTROL.sub(b"", bytes(terminal.output))):
        assert terminal.read(PATIENCE), bytes(terminal.output)
    return time.perf_counter()


def in_turns(prefix: list[str]) -> dict[str, list[tuple[float, float]]]:
    """The times of each program, of which the first rounds are left out."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    for _ in range(WARM_UP + ROUNDS):
        for name, (program, painted, leave) in PROGRAMS.items():
            words = [*prefix, f"cd {shlex.quote(str(ROOT))}; {COMPILED}; {shlex.join(program)}"]
            times[name].append(until_painted(words, painted, leave))
    return {name: each[WARM_UP:] for name, each in times.items()}


def report(where: str, times: dict[str, list[tuple[float, float]]]) -> str:
    """Both programs' medians, and the ratio of their first pictures, round by round."""
    lines = [where]
    for name, each in times.items():
        first, whole = (statistics.median(column) * 1000 for column in zip(*each, strict=True))
        lines.append(f"  {name:6} first letter {first:4.0f} ms, first picture {whole:4.0f} ms")
    ratios = [ours / empty for (_, ours), (_, empty) in zip(times["ours"], times["empty"], strict=True)]
    lines.append(f"  ratio, median of {len(ratios)}: {statistics.median(ratios):.2f} (should be {RATIO} at most)")
    return "\n".join(lines)


def test_on_this_terminal() -> None:
    times = in_turns(["/bin/sh", "-c"])
    print(f"\n{report('local', times)}")
    assert all(len(each) == ROUNDS for each in times.values())


def test_through_a_real_sshd() -> None:
    with tempfile.TemporaryDirectory() as folder, ssh_server(Path(folder)) as client:
        times = in_turns(client)
    print(f"\n{report('through sshd', times)}")
    assert all(len(each) == ROUNDS for each in times.values())
