"""The knobs of a demo: a number on a scale, one of a few words, a small drawing; words that are typed: `text_knob.py`.

Each kind fits a setting to itself (`fitted`) before a run sees it, and writes any fitted setting (`exact`) so that
`read` gives it back bit for bit; `shown` rounds, for the eye.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.replies import read_number
from lessons.kit.signs import LONGEST, tidied
from lessons.kit.text_knob import TextKnob
from lessons.kit.typed import Typed

Drawing = NDArray[np.floating[Any]]
Setting = float | int | str | Drawing
_COUNTED = re.compile(r"_[0-9a-z]{0,1000}")
"""A drawing as `Sketch.exact` writes it."""


@dataclass(frozen=True)
class Knob:
    """A number between two ends, turned in steps.

    Attributes:
        low: the least it can be.
        high: the most it can be.
        start: where it stands at first.
        scale: "log" makes every step the same factor, "linear" the same amount.
        steps: how many steps lie between low and high.
        whole: only whole numbers.
        label: what the screen calls it ("" for the argument's own name).
        live: hand a change to the running demo instead of starting again.

    Raises:
        LessonError: the numbers do not make a scale.
    """

    kind: ClassVar[Literal["knob"]] = "knob"
    low: float
    high: float
    start: float
    scale: Literal["linear", "log"] = "linear"
    steps: int = 20
    whole: bool = False
    label: str = ""
    live: bool = False

    def __post_init__(self) -> None:
        """Refuse a scale that cannot be turned."""
        if not self.low < self.high or self.steps < 1:
            raise LessonError(f"A knob goes up from low to high in steps; {self.low:g} to {self.high:g} is no way up.")
        if self.scale == "log" and self.low <= 0:
            raise LessonError(f"A logarithmic knob starts above zero, not at {self.low:g}.")
        if not self.low <= self.start <= self.high:
            raise LessonError(
                f"A knob starts between its ends; {self.start:g} is not from {self.low:g} to {self.high:g}."
            )
        if self.whole and any(end != round(end) for end in (self.low, self.high, self.start)):
            raise LessonError("A knob for whole numbers starts and ends at whole numbers.")
        for name in ("low", "high", "start"):
            object.__setattr__(self, name, self.fitted(getattr(self, name)))

    def stops(self) -> tuple[float, ...]:
        """Where the knob clicks, low to high: three figures each, or whole numbers, and never the same twice."""
        raw = (self._at(place / self.steps) for place in range(1, self.steps))
        inner = {round(number) if self.whole else float(f"{number:.3g}") for number in raw}
        ends = (round(self.low), round(self.high)) if self.whole else (self.low, self.high)
        return (ends[0], *sorted(stop for stop in inner if self.low < stop < self.high), ends[1])

    def turned(self, setting: float, clicks: int) -> float:
        """Return the setting some clicks up (or down, if negative), kept between the ends."""
        if not clicks:
            return setting
        stops = self.stops()
        here = bisect_right(stops, setting) - 1 if clicks > 0 else bisect_left(stops, setting)
        return stops[min(max(here + clicks, 0), len(stops) - 1)]

    def _at(self, position: float) -> float:
        """The number at a place on the scale, from 0 to 1."""
        if self.scale == "log":
            return self.low * float((self.high / self.low) ** position)
        return self.low + (self.high - self.low) * position

    def position(self, setting: float) -> float:
        """Where a setting lies on the scale, from 0 at the low end to 1 at the high one."""
        if self.scale == "log":
            place = math.log(setting / self.low) / math.log(self.high / self.low)
        else:
            place = (setting - self.low) / (self.high - self.low)
        return min(max(place, 0.0), 1.0)

    def read(self, text: str) -> float:
        """Return the setting that was typed.

        Raises:
            Unreadable: not a number, outside the ends, or not a whole number where only those will do.
        """
        number = read_number(text)
        if not self.low <= number <= self.high:
            raise Unreadable(f"It goes from {self.low:g} to {self.high:g}; {number:g} lies outside.")
        if self.whole and number != round(number):
            raise Unreadable(f"Only whole numbers will do here, from {self.low:g} to {self.high:g}.")
        return round(number) if self.whole else number

    def fitted(self, setting: Setting) -> float:
        """The setting as a plain float, or as an int where only whole numbers will do."""
        number = float(setting)
        return round(number) if self.whole else number

    def shown(self, setting: Setting) -> str:
        """The setting as the screen writes it."""
        return f"{setting:.0f}" if self.whole else f"{setting:g}"

    def exact(self, setting: Setting) -> str:
        """The setting to its last digit."""
        return repr(self.fitted(setting))


@dataclass(frozen=True, init=False)
class Choices:
    """One of a few words; the first is where it stands unless `start` says otherwise.

    Raises:
        LessonError: fewer than two words, one of them twice, or a start that is none of them.
    """

    kind: ClassVar[Literal["choices"]] = "choices"
    options: tuple[str, ...]
    start: str
    label: str = ""
    live: bool = False

    def __init__(self, *options: str, start: str = "", label: str = "", live: bool = False) -> None:
        if len({option.strip().casefold() for option in options} - {""}) < max(2, len(options)):
            raise LessonError("Choices are two words or more, each a different one.")
        if start and start not in options:
            raise LessonError(f"“{start}” is not among the choices: {', '.join(options)}.")
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "start", start or options[0])
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "live", live)

    def turned(self, setting: str, clicks: int) -> str:
        """Return the option some places on, stopping at the ends."""
        place = self.options.index(setting) + clicks
        return self.options[min(max(place, 0), len(self.options) - 1)]

    def read(self, text: str) -> str:
        """A typed setting, in any case, or as much of it as tells it apart.

        Raises:
            Unreadable: none of the options, or more than one.
        """
        word = tidied(text[:LONGEST]).casefold()
        spelt = {option: tidied(option).casefold() for option in self.options}
        found = [option for option in self.options if spelt[option] == word]
        found = found or [option for option in self.options if word and spelt[option].startswith(word)]
        if len(found) != 1:
            raise Unreadable(f"Choose one of: {', '.join(self.options)}.")
        return found[0]

    def fitted(self, setting: Setting) -> str:
        """The setting as a word."""
        return str(setting)

    shown = exact = fitted


@dataclass(frozen=True)
class Sketch:
    """A small drawing by the learner, pixels from 0 (empty) to 1 (ink); always live.

    Attributes:
        rows: pixels from top to bottom.
        columns: pixels from left to right.
        label: what the screen calls it.
        drawn: what lies on the sheet at first, as `read` takes it; "" for nothing.
    """

    kind: ClassVar[Literal["sketch"]] = "sketch"
    rows: int
    columns: int
    label: str = "your drawing"
    drawn: str = ""
    live: bool = field(default=True, init=False)

    @property
    def start(self) -> Drawing:
        """The sheet before anybody draws, shape (rows, columns)."""
        return self.read(self.drawn)

    def read(self, text: str) -> Drawing:
        """A drawing typed row by row, rows apart by `/` or a new line: `.` or a space is empty, `+` half, `#` ink.

        What `exact` writes is read as well.

        Raises:
            Unreadable: more rows or columns than the sheet has, or another sign.
        """
        if _COUNTED.fullmatch(text):
            return self._counted(text[1:])
        sheet = np.zeros((self.rows, self.columns))
        rows = text.strip("\n").replace("/", "\n").split("\n")
        if len(rows) > self.rows or any(len(row) > self.columns for row in rows):
            raise Unreadable(f"The sheet has {self.rows} rows of {self.columns} pixels.")
        inks = {".": 0.0, " ": 0.0, "+": 0.5, "#": 1.0}
        for i, row in enumerate(rows):
            for j, sign in enumerate(row):
                if sign not in inks:
                    raise Unreadable("Draw with # for ink, + for half and . for empty.")
                sheet[i, j] = inks[sign]
        return sheet

    def shown(self, setting: Setting) -> str:
        """The drawing as `read` takes it, rows apart by `/`."""
        signs = np.array([".", "+", "#"])[self._levels(setting)]
        return "/".join("".join(row) for row in signs)

    def fitted(self, setting: Setting) -> Drawing:
        """A copy of the drawing in which each pixel is 0 (empty), 0.5 (half) or 1 (ink)."""
        return self._levels(setting) / 2

    def exact(self, setting: Setting) -> str:
        """The drawing in a word: its pixels are the digits of a number in base 3, written here in base 36."""
        number = int("".join(map(str, self._levels(setting).ravel())), 3)
        return f"_{np.base_repr(number, 36).lower()}"

    def _counted(self, word: str) -> Drawing:
        """The drawing whose pixels are the digits of a number in base 3, the last pixel's the lowest."""
        pixels, number = self.rows * self.columns, int(word or "0", 36)
        if number >= 3**pixels:
            raise Unreadable(f"The sheet has {self.rows} rows of {self.columns} pixels.")
        levels = [number // 3**place % 3 for place in reversed(range(pixels))]
        return np.array(levels, dtype=float).reshape(self.rows, self.columns) / 2

    @staticmethod
    def _levels(setting: Setting) -> NDArray[np.int64]:
        """How much ink each pixel has, in halves."""
        sheet = np.asarray(setting, dtype=float)
        return (sheet > 0.25).astype(np.int64) + (sheet > 0.75)


Control = Knob | Choices | Sketch | TextKnob | Typed
