"""Text that comes from outside, as Python writes it, so that nothing in it can become code."""

from __future__ import annotations

from pathlib import Path


def text_written(text: str) -> str:
    """Return a text as a literal, between double quotation marks where that takes no more escapes."""
    written = repr(text)
    return f'"{written[1:-1]}"' if written.startswith("'") and '"' not in written else written


def path_written(typed: str) -> str:
    """Return a path as a literal, with a home folder (~) spelt out, which Python's own `open` would not find."""
    return text_written(str(Path(typed).expanduser()) if typed.startswith("~") else typed)
