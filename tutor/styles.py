"""The app's styles in two halves: what the first paint needs, and the rest, which is parsed when it is over."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("app.tcss")
DIVIDER = "/* What is below is parsed after the first paint"


def halves() -> tuple[str, str]:
    """Both, as they stand in the file."""
    first, divider, rest = FILE.read_text(encoding="utf-8").partition(DIVIDER)
    return first, divider + rest
