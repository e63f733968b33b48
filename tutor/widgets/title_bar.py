"""The first line of a screen: where you are, and how far along."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static


class TitleBar(Horizontal):
    """A title on the left, cut with an ellipsis if it must be, and a short remark on the right."""

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield Static(id="title", markup=False)
        yield Static(id="remark", markup=False)

    def show(self, title: str, remark: str = "") -> None:
        """Say both."""
        self.query_one("#title", Static).update(title)
        self.query_one("#remark", Static).update(remark)
