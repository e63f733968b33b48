"""Findings about the terminal as such: whether there is one, its name, its size."""

from __future__ import annotations

from tutor.console.environment import can_place_cursor
from tutor.doctor.finding import Finding
from tutor.doctor.hearing import Heard
from tutor.doctor.surroundings import STREAMS, Surroundings
from tutor.text.words import listed

WANTED, LEAST = (80, 24), (40, 12)
"""Columns and rows for which everything is laid out, and with which everything still works."""


def terminal(around: Surroundings, heard: Heard | None) -> Finding:
    """Whether the full screen can be had."""
    missing = [name for name, there in zip(STREAMS, around.terminals, strict=True) if not there]
    facts = {
        "term": around.term,
        "terminals": dict(zip(STREAMS, around.terminals, strict=True)),
        "name": heard.name if heard else "",
    }
    if missing:
        return Finding(
            "terminal",
            f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} no terminal; then nntutor is a conversation in "
            "plain text",
            "note",
            "For the full screen, call it without pipes and redirections; over SSH, with `ssh -t host nntutor`.",
            facts,
        )
    if not can_place_cursor(around.environment):
        said = f"TERM is `{around.term}`" if around.term else "TERM is not set"
        return Finding(
            "terminal",
            f"{said}, which names none that can place its cursor; then nntutor is a conversation in plain text",
            "note",
            "If yours can do more, say so: `export TERM=xterm-256color`.",
            facts,
        )
    calls_itself = f", which calls itself {heard.name}" if heard and heard.name else ""
    return Finding("terminal", f"{around.term}{calls_itself}: the full screen can be had", "fine", "", facts)


def size(around: Surroundings) -> Finding:
    """Whether there is room."""
    facts = {"columns": around.size[0] if around.size else None, "rows": around.size[1] if around.size else None}
    if around.size is None:
        return Finding("size", "not known without a terminal", "fine", "", facts)
    columns, rows = around.size
    found = f"{columns} columns and {rows} rows"
    if overruled := [name for name in ("COLUMNS", "LINES") if around.environment.get(name)]:
        return Finding(
            "size",
            f"{found}; but {listed(overruled)} {'is' if len(overruled) == 1 else 'are'} set, and that counts",
            "note",
            f"Unless you want that: `unset {' '.join(overruled)}`.",
            facts,
        )
    if not (columns and rows):
        return Finding(
            "size",
            f"the terminal says {columns} x {rows}, so 80 x 24 is assumed",
            "note",
            "Say how large it is: `stty cols 80 rows 24`.",
            facts,
        )
    if columns < LEAST[0] or rows < LEAST[1]:
        return Finding(
            "size",
            f"{found}, too small to show anything",
            "trouble",
            "Make it larger or the letters smaller: 40 x 12 is enough, 80 x 24 is comfortable. `nntutor --plain` works "
            "at any size.",
            facts,
        )
    if columns < WANTED[0] or rows < WANTED[1]:
        return Finding("size", f"{found}: tight, and everything works; 80 x 24 is comfortable", "fine", "", facts)
    return Finding("size", found, "fine", "", facts)
