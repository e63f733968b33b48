"""The path of a file as a program has it: as Python writes text, so that nothing in a name can become code."""

from __future__ import annotations

from pathlib import Path


def path_written(typed: str) -> str:
    """Return a path as a literal, with a home folder (~) spelt out, which Python's own `open` would not find."""
    written = repr(str(Path(typed).expanduser()) if typed.startswith("~") else typed)
    return f'"{written[1:-1]}"' if written.startswith("'") and '"' not in written else written
