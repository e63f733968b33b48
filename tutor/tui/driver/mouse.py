"""The mouse, as terminals report it since xterm's mode 1006: `CSI < buttons ; column ; row M`, or `m` on release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual import events

_REPORT = re.compile(r"\x1b\[<([0-9]{1,3});([0-9]{1,5});([0-9]{1,5})([Mm])")
SHIFT, META, CTRL, MOVED, WHEEL, MORE = 4, 8, 16, 32, 64, 128
_WHEEL = (events.MouseScrollUp, events.MouseScrollDown, events.MouseScrollLeft, events.MouseScrollRight)


class Mouse:
    """Where the mouse is, and what it does next."""

    def __init__(self) -> None:
        self._x = self._y = 0

    def events_of(self, sequence: str) -> Iterator[events.MouseEvent]:
        """Give what a report says; nothing for other sequences, places off the screen, and buttons of no use here."""
        found = _REPORT.fullmatch(sequence)
        if found is None:
            return
        buttons, x, y = int(found[1]), int(found[2]) - 1, int(found[3]) - 1
        if buttons >= MORE or x < 0 or y < 0:
            return
        moved_by, (self._x, self._y) = (x - self._x, y - self._y), (x, y)
        what, button = _what(buttons, released=found[4] == "m")
        yield what(
            None, x, y, *moved_by, button, bool(buttons & SHIFT), bool(buttons & META), bool(buttons & CTRL), x, y
        )


def _what(buttons: int, *, released: bool) -> tuple[type[events.MouseEvent], int]:
    """The event, and which button: 1 left, 2 middle, 3 right, 0 none."""
    if buttons & WHEEL:
        return _WHEEL[buttons & 3], 0
    button = (buttons + 1) & 3
    if buttons & MOVED or not button:
        return events.MouseMove, button
    return (events.MouseUp if released else events.MouseDown), button
