"""A setting that is typed: a word in a notation of its own, such as `8,8` for two layers of eight units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from lessons.kit.errors import Unreadable

LONGEST_WORD = 400
"""Characters of such a setting; nobody types more."""


@dataclass(frozen=True)
class Typed:
    """A control whose settings are words that a function checks.

    Attributes:
        start: where it stands at first, as `check` writes it.
        check: returns a typed word in the one way in which it is written, or raises `Unreadable`.
        hint: what may be typed, to follow the control's name.
        along: words that the arrows go through, in this order; the first comes after whatever is none of them.
        label: what the screen calls it ("" for the argument's own name).
        live: hand a change to the running demo instead of starting again.
    """

    kind: ClassVar[Literal["typed"]] = "typed"
    start: str
    check: Callable[[str], str]
    hint: str
    along: tuple[str, ...] = ()
    label: str = ""
    live: bool = False

    def turned(self, setting: str, clicks: int) -> str:
        """Return the word some places further along (or back, if negative); the ends are ends."""
        if not self.along or not clicks:
            return setting
        here = self.along.index(setting) if setting in self.along else -1 if clicks > 0 else len(self.along)
        return self.along[min(max(here + clicks, 0), len(self.along) - 1)]

    def read(self, text: str) -> str:
        """Return the setting that was typed.

        Raises:
            Unreadable: it is no such word, with a sentence that says what would be.
        """
        if len(text) > LONGEST_WORD:
            raise Unreadable(f"That is {len(text):,} characters long; type {self.hint}.")
        return self.check(text)

    def fitted(self, setting: object) -> str:
        """The setting as a word."""
        return str(setting)

    shown = exact = fitted
