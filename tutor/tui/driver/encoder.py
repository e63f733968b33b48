"""Turns the difference between two screens into the fewest bytes that make one out of the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from tutor.tui.driver.cells import CONTINUED, PLAIN_CHARACTERS, Grid
from tutor.tui.driver.pens import CellPen, change_pen

WORTH_ERASING = 10
"""Blanks in a row from which on erasing them (and moving past them) is shorter than writing them."""


class Encoder:
    """Remembers where the terminal's cursor is and what it paints with, and says how to get anywhere from there.

    Args:
        erases_in_colour: whether the terminal fills what it erases with the background colour (terminfo's `bce`).
        line_feed_goes_down: whether a line feed keeps the column, because nobody puts a carriage return before it.
    """

    def __init__(self, *, erases_in_colour: bool = False, line_feed_goes_down: bool = False) -> None:
        self.erases_in_colour, self.line_feed_goes_down = erases_in_colour, line_feed_goes_down
        self._parts: list[str] = []
        self.forget()

    def forget(self) -> None:
        """Nothing is known about the terminal's cursor and pen any more."""
        self._pen: CellPen | None = None
        self._x: int | None = None
        self._y: int | None = None

    def wipe(self, wanted: Grid, shown: Grid) -> str:
        """Fill a screen of which nothing is known with the blank that it will hold most of, if the terminal can."""
        if not self.erases_in_colour or any(None in row for row in wanted.characters):
            return ""
        blanks = Counter(
            pen
            for row, pens in zip(wanted.characters, wanted.pens, strict=True)
            for character, pen in zip(row, pens, strict=True)
            if character == " " and pen.foreground is None
        )
        if not blanks:
            return ""
        most = blanks.most_common(1)[0][0]
        self._use(most)
        self._parts.append("\x1b[2J")
        shown.fill(" ", most)
        return self._taken()

    def changes(
        self,
        wanted: Grid,
        shown: Grid,
        cursor: tuple[int, int] | None = None,
        rows: Iterable[int] | None = None,
        limit: float = math.inf,
    ) -> str:
        """Return the bytes by which `shown` becomes `wanted` in some rows; afterwards it has.

        Args:
            wanted: what the screen should hold; a cell that is unknown there is left alone.
            shown: what it holds, of the same size.
            cursor: column and row where the cursor should be left, None if that does not matter.
            rows: which rows; None for all of them.
            limit: no further row is begun after so many bytes.
        """
        size = 0
        for y in range(wanted.height) if rows is None else rows:
            new, new_pens = wanted.characters[y], wanted.pens[y]
            old, old_pens = shown.characters[y], shown.pens[y]
            if new != old or new_pens != old_pens:
                begun = len(self._parts)
                self._row(y, new, new_pens, old, old_pens)
                shown.characters[y], shown.pens[y] = new.copy(), new_pens.copy()
                size += len("".join(self._parts[begun:]).encode())
                if size >= limit:
                    break
        if self._pen is not None and self._pen.link:  # a link that is left open would swallow what others write
            self._use(self._pen._replace(link=""))
        if cursor is not None:
            self._go(*cursor)
        return self._taken()

    def _taken(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        return text

    def _row(
        self, y: int, new: list[str | None], new_pens: list[CellPen], old: list[str | None], old_pens: list[CellPen]
    ) -> None:
        changed = [
            x
            for x, (a, b, c, d) in enumerate(zip(new, old, new_pens, old_pens, strict=True))
            if a != b or (c is not d and c != d)
        ]
        done = 0
        for x in changed:
            if new[x] == CONTINUED and x > 0:
                x -= 1  # the second half of a wide character comes with its first
            character = new[x]
            if x < done or character is None or character == CONTINUED:
                continue
            self._reach(x, y, new, new_pens)
            done = self._erase(x, y, new, new_pens) if character == " " and self.erases_in_colour else 0
            if not done:
                self._put(character, new_pens[x], len(new))
                done = x + 1

    def _put(self, character: str, pen: CellPen, width: int) -> None:
        self._use(pen)
        self._parts.append(character)
        if self._x is not None:
            self._x += 1
            if character not in PLAIN_CHARACTERS or self._x >= width:
                self._x = None  # terminals disagree about where the cursor is now

    def _use(self, pen: CellPen) -> None:
        now = self._pen
        if now == pen or (now is not None and pen.foreground is None and now.shows_blank_like(pen)):
            return
        step, self._pen = change_pen(now, pen)
        self._parts.append(step)

    def _erase(self, x: int, y: int, new: list[str | None], pens: list[CellPen]) -> int:
        """Erase a long run of equal blanks; the column after it, or 0 if it is not worth it."""
        pen, width, end = pens[x], len(new), x + 1
        if pen.foreground is not None:
            return 0
        while end < width and new[end] == " " and pens[end] == pen:
            end += 1
        if (end < width and end - x < WORTH_ERASING) or end - x < 4:
            return 0
        self._use(pen)
        self._parts.append("\x1b[K" if end == width else f"\x1b[{end - x}X")
        self._x, self._y = x, y
        return end

    def _reach(self, x: int, y: int, new: list[str | None], pens: list[CellPen]) -> None:
        """Go to a cell, or write what stands before it once more where that is shorter."""
        here = self._x
        if self._y == y and here is not None and here < x <= here + 8:
            between = new[here:x]
            if self._costs_nothing_else(between, pens[here:x]):
                text = "".join(character or "" for character in between)
                if len(text.encode()) <= len(_across(x - here)):
                    self._parts.append(text)
                    self._x = x
                    return
        self._go(x, y)

    def _costs_nothing_else(self, characters: list[str | None], pens: list[CellPen]) -> bool:
        now = self._pen
        return now is not None and all(
            character in PLAIN_CHARACTERS and (pen == now or (pen.foreground is None and now.shows_blank_like(pen)))
            for character, pen in zip(characters, pens, strict=True)
        )

    def _go(self, x: int, y: int) -> None:
        if (x, y) != (self._x, self._y):
            self._parts.append(self._way(x, y))
            self._x, self._y = x, y

    def _way(self, x: int, y: int) -> str:
        """The shortest of the ways to a cell that every terminal since the VT100 knows."""
        ways = [f"\x1b[{y + 1 if y else ''}{f';{x + 1}' if x else ''}H"]
        if self._y is not None:
            for down in self._vertically(y - self._y):
                ways.append("\r" + down + _across(x))
                if self._x is not None:
                    ways.append(down + _across(x - self._x))
        return min(ways, key=len)

    def _vertically(self, by: int) -> list[str]:
        if not by:
            return [""]
        ways = [f"\x1b[{_count(abs(by))}{'B' if by > 0 else 'A'}"]
        if by > 0 and self.line_feed_goes_down:
            ways.append("\n" * by)
        return ways


def _across(by: int) -> str:
    """Return the bytes that move the cursor `by` columns to the right, or to the left if negative."""
    if by < 0:
        return min("\b" * -by, f"\x1b[{_count(-by)}D", key=len)
    return f"\x1b[{_count(by)}C" if by else ""


def _count(number: int) -> str:
    return "" if number == 1 else str(number)
