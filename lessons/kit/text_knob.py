"""A knob that is typed: a line of the learner's own words, such as a message for a spam filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.signs import visible

MOST_CHARACTERS = 200
"""The longest line that a lesson may ask for."""
_LOOKED_AT = 10
"""How many times the longest line may be typed before nobody looks at it: signs that are not seen take room, too."""


@dataclass(frozen=True)
class TextKnob:
    """A line of the learner's own words; always live.

    What no screen shows is left out, runs of space are one space, and dashes at the beginning are dropped, so that on a
    command line the words are never taken for an option.

    Attributes:
        start: what stands there at first.
        longest: characters that it may have, up to 200.
        label: what the screen calls it.

    Raises:
        LessonError: the line would be too long, or does not begin with words that fit.
    """

    kind: ClassVar[Literal["text"]] = "text"
    start: str
    longest: int = 80
    label: str = "your words"
    live: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        """Refuse a line that could not be typed."""
        if not 1 <= self.longest <= MOST_CHARACTERS:
            raise LessonError(f"A line of words has 1 to {MOST_CHARACTERS} characters, not {self.longest}.")
        if not self.start or self.fitted(self.start) != self.start:
            raise LessonError(f"“{self.start[:60]}” cannot be typed as it stands in {self.longest} characters.")

    @property
    def hint(self) -> str:
        """What may be typed, to follow the knob's name."""
        return f"words of your own, up to {self.longest} characters"

    def read(self, text: str) -> str:
        """Return the words that were typed.

        Raises:
            Unreadable: there are none, or too many.
        """
        bare = _bare(text[: _LOOKED_AT * self.longest])
        if len(text) > _LOOKED_AT * self.longest or len(bare) > self.longest:
            count = f"{len(bare):,}" if len(text) <= _LOOKED_AT * self.longest else "far more"
            raise Unreadable(f"There is room for {self.longest} characters; these are {count}.")
        if not bare:
            raise Unreadable("Type a few words.")
        return bare

    def fitted(self, setting: object) -> str:
        """Return the words as `read` would give them, cut where there is no room for more."""
        return _bare(str(setting)[: _LOOKED_AT * self.longest])[: self.longest].rstrip()

    shown = exact = fitted


def _bare(text: str) -> str:
    return " ".join(visible(text).split()).lstrip("- ")
