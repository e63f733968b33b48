"""How long until something is on the screen: ours beside an empty Textual app, in turns, locally and through a sshd.

Prints medians and their ratio, which should be no more than 1.2. Run with
`pytest -n 0 -s tests/benchmarks/test_first_paint.py`; the second part skips without OpenSSH.
"""

from __future__ import annotations

import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import Terminal

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
PROGRAMS: Mapping[str, tuple[list[str], str, str]] = {
    "empty": ([sys.executable, "-c", EMPTY], "painted", "\x11"),
    "ours": ([sys.executable, "-c", COMMAND], "questions", "q"),
}
"""What is run, a word of its first picture, and the key that ends it."""


def until_painted(words: list[str], painted: str, leave: str) -> tuple[float, float]:
    """Seconds from the start to the first letter on the screen, and to the first picture."""
    with Terminal(words) as terminal:
        began = time.perf_counter()
        vars(terminal.screen)["write_process_input"] = terminal.press
        terminal.wait_until(lambda text: bool(text.strip()), "a letter")
        first = time.perf_counter() - began
        terminal.wait_for(painted)
        whole = time.perf_counter() - began
        terminal.settle()
        terminal.press(leave)
        terminal.wait_for_exit()
    return first, whole


def in_turns(prefix: list[str]) -> dict[str, list[tuple[float, float]]]:
    """The times of each program, of which the first rounds are left out."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    for _ in range(WARM_UP + ROUNDS):
        for name, (program, painted, leave) in PROGRAMS.items():
            words = [*prefix, f"cd {shlex.quote(str(ROOT))}; {shlex.join(program)}"]
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
