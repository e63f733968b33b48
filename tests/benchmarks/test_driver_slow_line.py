"""Key to screen on a slow line, through a real sshd, while a picture moves: ours, plain Textual and ncurses.

The line is 256 kbit/s with a round trip of 100 ms and a queue of 256 KB. Run with
`pytest tests/benchmarks/test_driver_slow_line.py`; needs OpenSSH, and skips without.
"""

from __future__ import annotations

import re
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.terminal.slow_line import slow_line
from tests.terminal.ssh_server import ssh_server
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tests" / "terminal" / "driver_moving.py"
RATE, DELAY = 32_000.0, 0.05
KEYS, WARM_UP, BETWEEN = 12, 4.0, 0.35


def measure(how: str, name: str, multiplexer: str) -> tuple[list[float], float]:
    """Seconds from each key to its mark on the screen, and until the program has left."""
    terms = {"ncurses": "xterm-direct"}
    shell = f"cd {shlex.quote(str(ROOT))}; export PYTHONPATH=. LANG=C.UTF-8 TERM={terms.get(how, 'xterm-256color')}; "
    program = shlex.join([sys.executable, str(PROGRAM), how, name])
    with tempfile.TemporaryDirectory() as folder, ssh_server(Path(folder)) as client:
        if multiplexer:
            program = shlex.join(["tmux", "-S", f"{folder}/tmux", "-f", "/dev/null", "new-session", program])
        port = client.index("-p") + 1
        with (
            slow_line(int(client[port]), RATE, DELAY) as near,
            Terminal([*client[:port], str(near), *client[port + 1 :], shell + program]) as terminal,
        ):
            vars(terminal.screen)["write_process_input"] = terminal.press
            terminal.wait_for("mark <A>")
            read_for(terminal, WARM_UP)
            times = [key_to_screen(terminal, number) for number in range(KEYS)]
            began = time.perf_counter()
            terminal.press("q")
            terminal.wait_for_exit()
            return times, time.perf_counter() - began


def read_for(terminal: Terminal, seconds: float) -> None:
    """Take in what comes, as a terminal does all the time."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        terminal.read(left)


def key_to_screen(terminal: Terminal, number: int) -> float:
    read_for(terminal, BETWEEN)
    mark = f"mark <{chr(ord('B') + number)}>"
    began = time.perf_counter()
    terminal.press("k")
    terminal.wait_until(lambda text: bool(re.search(re.escape(mark), text)), mark)
    return time.perf_counter() - began


def table() -> None:
    """Print what was measured."""
    cases = [(how, name, "") for how in ("ours", "ncurses", "textual") for name in ("curves", "scaling", "heights")]
    if shutil.which("tmux"):
        cases.append(("ours", "heights", "tmux"))
    for how, name, multiplexer in cases:
        try:
            times, leaving = measure(how, name, multiplexer)
        except AssertionError:
            print(f"{how:8} {name:8} {multiplexer:5} more than half a minute behind", flush=True)
            continue
        median, slow = statistics.median(times), sorted(times)[int(len(times) * 0.9)]
        print(
            f"{how:8} {name:8} {multiplexer:5} key to screen {median * 1000:6.0f} ms (p90 {slow * 1000:6.0f})"
            f"   leaving {leaving:5.1f} s",
            flush=True,
        )


def test_key_to_screen_on_a_slow_line(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        table()
