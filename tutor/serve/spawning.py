"""Starts the nursery as a program of its own, which can be done at any time, and sees it to its end.

The server runs a loop, and perhaps threads: it may start programs, but must not fork without starting one.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 4.0
"""Seconds that the nursery has to see its children to their end."""


@dataclass
class Spawned:
    """A nursery.

    Attributes:
        process: it.
        line: to it; when that closes, it ends.
    """

    process: subprocess.Popen[bytes]
    line: socket.socket

    def see_off(self, *, at_once: bool) -> int:
        """Close the line and wait until it has gone; return its exit status.

        Args:
            at_once: whether it has no children to wait for.
        """
        self.line.close()
        try:
            return self.process.wait(0 if at_once else PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def spawn_nursery() -> Spawned:
    """Start a nursery, in a session of its own, so that the terminal's Ctrl-C reaches the server alone.

    Raises:
        OSError: the system has no room for another process.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    modules = os.pathsep.join(place or str(Path.cwd()) for place in sys.path)
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tutor.cli.nursery", str(theirs.fileno())],
            env={**os.environ, "PYTHONPATH": modules},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
    return Spawned(process, ours)
