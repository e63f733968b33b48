"""Runs a command in a real pseudo-terminal of 80×24, waits for the home screen, quits, and asks for exit status 0.

in_a_terminal.py FOLDER COMMAND        (standard library only: it runs before anything is installed)
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

PATIENCE = 300.0
SIGN = "Ten questions"


def seen(output: bytes) -> str:
    """What was written, without colours and cursor moves."""
    return re.sub(
        r"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|[()][A-Z0-9]|\][^\x07\x1b]*(\x07|\x1b\\)|.)",
        " ",
        output.decode(errors="replace"),
    )


def main(folder: str, command: str) -> int:
    """Start it, wait for the home screen, quit; 0 if all of that went as it should."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", NNTUTOR_HOME=f"{folder}/progress")
        os.execvp("bash", ["bash", "-c", command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    output, quitting, deadline = b"", False, time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            output += data
        if not quitting and re.search(SIGN.replace(" ", r"\s+"), seen(output)):
            os.write(terminal, b"q")
            quitting = True
    else:
        print(f"It did not end within {PATIENCE:g} seconds; last seen:\n{seen(output)[-2000:]}")
        return 1
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    print(f"home screen seen: {quitting}; exit status {code}; {len(output):,} bytes")
    if not quitting:
        print(seen(output)[-3000:])
    return 0 if quitting and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
