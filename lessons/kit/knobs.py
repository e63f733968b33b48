"""What a learner can turn in a demo: a number on a scale, one of a few words, a small drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from lessons.kit.errors import Unreadable
from lessons.kit.replies import read_number

Drawing = NDArray[np.floating[Any]]
Setting = float | int | str | Drawing


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
    """

    low: float
    high: float
    start: float
    scale: Literal["linear", "log"] = "linear"
    steps: int = 20
    whole: bool = False
    label: str = ""
    live: bool = False

    def turned(self, setting: float, clicks: int) -> float:
        """The setting so many clicks up (or down, if negative), kept between the ends."""
        if self.scale == "log":
            position = math.log(setting / self.low) / math.log(self.high / self.low)
        else:
            position = (setting - self.low) / (self.high - self.low)
        place = round(position * self.steps, 6)
        place = math.floor(place) + clicks if clicks > 0 else math.ceil(place) + clicks
        return self._at(min(max(place / self.steps, 0.0), 1.0), moved_up=clicks > 0, before=setting)

    def _at(self, position: float, *, moved_up: bool, before: float) -> float:
        if self.scale == "log":
            raw = self.low * float((self.high / self.low) ** position)
        else:
            raw = self.low + (self.high - self.low) * position
        if self.whole:
            nearest = round(raw)
            if nearest == before and self.low < before < self.high:
                nearest += 1 if moved_up else -1
            return nearest
        return min(max(float(f"{raw:.3g}"), self.low), self.high)

    def read(self, text: str) -> float:
        """A typed setting.

        Raises:
            Unreadable: not a number, or outside the ends.
        """
        number = read_number(text)
        if not self.low <= number <= self.high:
            raise Unreadable(f"It goes from {self.low:g} to {self.high:g}; {number:g} lies outside.")
        return round(number) if self.whole else number

    def shown(self, setting: Setting) -> str:
        """The setting as the screen writes it."""
        return f"{setting:g}"


@dataclass(frozen=True, init=False)
class Choices:
    """One of a few words; the first is where it stands unless `start` says otherwise."""

    options: tuple[str, ...]
    start: str
    label: str = ""
    live: bool = False

    def __init__(self, *options: str, start: str = "", label: str = "", live: bool = False) -> None:
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "start", start or options[0])
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "live", live)

    def turned(self, setting: str, clicks: int) -> str:
        """The option so many places on, stopping at the ends."""
        place = self.options.index(setting) + clicks
        return self.options[min(max(place, 0), len(self.options) - 1)]

    def read(self, text: str) -> str:
        """A typed setting, in any case, or as much of it as tells it apart.

        Raises:
            Unreadable: none of the options, or more than one.
        """
        word = text.strip().casefold()
        found = [option for option in self.options if option.casefold() == word]
        found = found or [option for option in self.options if word and option.casefold().startswith(word)]
        if len(found) != 1:
            raise Unreadable(f"Choose one of: {', '.join(self.options)}.")
        return found[0]

    def shown(self, setting: Setting) -> str:
        """The setting as the screen writes it."""
        return str(setting)


@dataclass(frozen=True)
class Sketch:
    """A small drawing by the learner, pixels from 0 (empty) to 1 (ink); always live.

    Attributes:
        rows: pixels from top to bottom.
        columns: pixels from left to right.
        label: what the screen calls it.
    """

    rows: int
    columns: int
    label: str = "your drawing"
    live: bool = field(default=True, init=False)

    @property
    def start(self) -> Drawing:
        """An empty sheet, shape (rows, columns)."""
        return np.zeros((self.rows, self.columns))

    def read(self, text: str) -> Drawing:
        """A drawing typed row by row, rows apart by `/` or a new line: `.` or a space is empty, `+` half, `#` ink.

        Raises:
            Unreadable: more rows or columns than the sheet has, or another sign.
        """
        sheet = self.start
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
        sheet = np.asarray(setting, dtype=float)
        signs = np.where(sheet > 0.75, "#", np.where(sheet > 0.25, "+", "."))
        return "/".join("".join(row) for row in signs)


Control = Knob | Choices | Sketch
