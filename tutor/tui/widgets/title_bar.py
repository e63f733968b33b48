"""The first line of a screen: where you are, and how far along."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static


class TitleBar(Horizontal):
    """A title on the left, cut with an ellipsis if it must be, and a short remark on the right."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title, self._remark = Static(id="title", markup=False), Static(id="remark", markup=False)
        self._shown = ("", "")

    def compose(self) -> ComposeResult:
        """Put the title and the remark side by side."""
        yield self._title
        yield self._remark

    def show(self, title: str, remark: str = "") -> None:
        """Show a title and a remark."""
        if (title, remark) != self._shown:
            self._shown = (title, remark)
            self._title.update(title)
            self._remark.update(remark)
