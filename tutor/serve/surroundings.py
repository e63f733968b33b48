"""What a learner's tutor knows of their terminal: chosen from what the client tells, and nothing of the server's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tutor.text.served import SERVED

FROM_CLIENT = ("LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
"""Variables that a client may set; all else that it sends is ignored."""
LONGEST = (500, 200)
"""Columns and rows at most: a larger screen would cost memory, and nobody has one."""
USUAL = (80, 24)
LONGEST_NAME = 64
"""Characters of a terminal's name, or of anything else that a client may set."""
_HARMLESS = re.compile(rf"[\w.@:+-]{{1,{LONGEST_NAME}}}", re.ASCII)


class FewVariables(dict[bytes, bytes]):
    """Variables that a client sends, of which only those are kept that it may set, in the length that they may have."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        """Keep a variable, or leave it."""
        if name.decode("ascii", "replace") in FROM_CLIENT and len(value) <= LONGEST_NAME:
            super().__setitem__(name, value)


def surroundings(told: Mapping[bytes, bytes], terminal: str | None, home: Path, line: str) -> dict[str, str]:
    """All variables of a learner's tutor.

    Args:
        told: what the client has sent.
        terminal: the name of its terminal, None without one.
        home: the learner's folder.
        line: who speaks with whom, as OpenSSH puts it into SSH_CONNECTION.
    """
    chosen = {name: told.get(name.encode(), b"").decode("ascii", "replace") for name in FROM_CLIENT}
    if terminal is not None:
        chosen["TERM"] = terminal if _HARMLESS.fullmatch(terminal) else "dumb"
    kept = {name: value for name, value in chosen.items() if _HARMLESS.fullmatch(value)}
    # An empty PATH: nothing here ever starts a program, and nothing should.
    return {**kept, "NNTUTOR_HOME": str(home), "HOME": str(home), "PATH": "", "SSH_CONNECTION": line, SERVED: "1"}


def screen_size(columns: int, rows: int) -> tuple[int, int]:
    """A size that can be drawn on; clients without a terminal of their own send zeros."""
    return min(columns or USUAL[0], LONGEST[0]), min(rows or USUAL[1], LONGEST[1])
