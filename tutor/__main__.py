"""The `nntutor` command, as the shell and `python -m tutor` start it."""

from __future__ import annotations

import sys

from tutor.cli.command import main

if __name__ == "__main__":
    sys.exit(main())
