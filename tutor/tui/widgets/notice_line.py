"""A line above the keys that says something once; it takes room only while it does, so it covers nothing."""

from __future__ import annotations

from textual.widgets import Static


class NoticeLine(Static):
    """Shows one notice, on as many rows as it needs where the terminal is narrow."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def say(self, words: str) -> None:
        """Show words; "" takes the line away."""
        self.update(words)
        self.display = bool(words)
