"""Key to screen on a slow line, through a real sshd, while a picture moves: ours, ncurses and plain Textual.

The line is 256 kbit/s with a round trip of 100 ms and a queue of 256 KB. One command prints the whole table and what it
should be, in about ten minutes: `pytest tests/benchmarks/test_driver_slow_line.py`. It skips without OpenSSH.
"""

from __future__ import annotations

import math
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
KEYS = {"ours": 20, "ncurses": 6, "textual": 4}
"""How many are pressed: the others take seconds for each."""
WARM_UP, BETWEEN = 4.0, 0.35
MEDIAN, SLOW, LEAVING = 2 * DELAY + 0.06, 0.3, 0.5
"""Seconds within which a key should show, in the median and at the 90th percentile, and quitting should be over."""


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
            times = [key_to_screen(terminal, number) for number in range(KEYS[how])]
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
    """Print what was measured, line by line as it comes."""
    target = f"{MEDIAN * 1000:6.0f} ms {SLOW * 1000:6.0f} ms {LEAVING:7.2f} s"
    print(f"\n{'':26}   median       p90   leaving\n{'should be at most':26}{target}", flush=True)
    for multiplexer in ("", "tmux") if shutil.which("tmux") else ("",):
        for how in ("ours", "ncurses", "textual"):
            for name in ("curves", "scaling", "heights"):
                print(f"{how:8} {name:8} {multiplexer:8}{measured_in_words(how, name, multiplexer)}", flush=True)


def measured_in_words(how: str, name: str, multiplexer: str) -> str:
    """The rest of a line."""
    try:
        times, leaving = measure(how, name, multiplexer)
    except AssertionError:
        return "  more than half a minute behind"
    median, slow = statistics.median(times), sorted(times)[math.ceil(len(times) * 0.9) - 1]
    fine = median <= MEDIAN and slow <= SLOW and leaving <= LEAVING
    return f"{median * 1000:6.0f} ms {slow * 1000:6.0f} ms {leaving:7.2f} s {'✓' if fine else ''}"


def test_key_to_screen_on_a_slow_line(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        table()
