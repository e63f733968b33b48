"""Tells whether what comes back from a thread is still wanted: nothing newer was asked for, and its place is there."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget


class Newest:
    """Numbers what is asked for off the event loop, so that a late answer to an older wish changes nothing.

    Args:
        widget: where the answers are to be shown.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget, self._asked = widget, 0

    def ask(self) -> Callable[[], bool]:
        """Ask for something, in place of whatever was asked for before.

        Returns:
            Says whether the answer is still wanted. It is to be asked after each `await`, before anything is shown.
        """
        self._asked += 1
        number = self._asked
        return lambda: number == self._asked and is_up(self._widget)


def is_up(widget: Widget) -> bool:
    """Return whether a widget is on a screen that has not been left, nor is being taken down."""
    if not widget.is_attached or widget.screen not in widget.app.screen_stack:
        return False
    return not any(isinstance(node, Widget) and node._pruning for node in widget.ancestors_with_self)
