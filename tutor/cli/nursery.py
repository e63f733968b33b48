"""The nursery's program, `python -m tutor.cli.nursery LINE`: LINE is the number of an open socket to the class server.

It stands here, above `serve`, because what its children run is the whole command.
"""

from __future__ import annotations

import socket
import sys

from tutor.cli.command import main
from tutor.serve.nursery import live
from tutor.serve.preloading import preload

if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as line:
        live(line, preload, main)
