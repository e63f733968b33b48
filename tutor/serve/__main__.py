"""The nursery's program: `python -m tutor.serve LINE`, where LINE is the number of an open socket to the server."""

from __future__ import annotations

import socket
import sys

from tutor.serve.nursery import live
from tutor.serve.preloading import preload, run

if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as line:
        live(line, preload, run)
