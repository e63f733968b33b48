"""What the terminal itself says: how quickly it answers, how wide its signs are, which colours and modes it knows."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tutor.doctor.talk import CURSOR, PLACE

PATIENCE = 0.7
"""Seconds for the first answer: a terminal that gives none until then counts as one that never does."""
LEAST_PATIENCE = 0.3
"""Seconds for each further answer."""
IN_ALL = 1.0
"""Seconds after which the round trip is not measured once more."""
TIMES = 5
SAMPLES: Mapping[str, str] = {
    "braille dots": "⣿",
    "boxes": "─",
    "half blocks": "▀",
    "accents": "é",
    "combining accents": "e\u0301",
}
"""Signs that nntutor draws with, each of which should take one cell."""
MODES = "\x1b[?1006$p"
"""Which state is mouse reporting in xterm's SGR format in? (DECRQM)"""
BACKGROUND = "\x1b]11;?\x1b\\"
"""Which colour is the background? (xterm, OSC 11)"""
TRUE_COLOUR = "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
"""A colour that is not among the 256, and: which colours are set? (DECRQSS) Terminals that lack it name another."""
NAME = "\x1b[>0q"
"""Which terminal is this, and which version? (xterm, XTVERSION)"""


class Asks(Protocol):
    """Somebody who asks the terminal: a `Talk`, or a test."""

    def ask(self, text: str, patience: float) -> str:
        """Write a question, and return what came back."""

    def read_until(self, enough: Callable[[str], bool], patience: float) -> str:
        """Read until there is enough, and return what came."""


@dataclass(frozen=True)
class Heard:
    """The terminal's answers to all that it was asked.

    Attributes:
        round_trips: seconds that each answer took; empty if there was none.
        widths: cells that each sample took.
        true_colour: whether it keeps 16 million colours apart; None if it does not say.
        background: its background's red, green and blue from 0 to 1; None if it does not say.
        mouse: whether it can report the mouse; None if it does not say.
        name: its own name and version, or "".
    """

    round_trips: tuple[float, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    true_colour: bool | None = None
    background: tuple[float, float, float] | None = None
    mouse: bool | None = None
    name: str = ""

    @property
    def round_trip(self) -> float | None:
        """The median of the times."""
        return statistics.median(self.round_trips) if self.round_trips else None


def hear(talk: Asks, clock: Callable[[], float] = time.monotonic) -> Heard:
    """Ask the terminal all there is to ask; a terminal that does not answer the first question is asked no more."""
    began, times = clock(), list[float]()
    patience = PATIENCE
    while len(times) < TIMES and clock() - began < IN_ALL:
        asked = clock()
        if not PLACE.search(talk.ask(CURSOR, patience)):
            break
        times.append(clock() - asked)
        patience = max(LEAST_PATIENCE, 3 * times[0])
    if not times:
        return Heard()
    widths = widths_in(talk.ask("".join(f"\r{sign}{CURSOR}" for sign in SAMPLES.values()) + "\r\x1b[K", patience))
    said = talk.ask(f"{MODES}{NAME}{BACKGROUND}{TRUE_COLOUR}{CURSOR}", patience)
    said += talk.read_until(lambda _: False, min(0.2, max(0.03, times[0])))  # what a program in between passes on
    return Heard(tuple(times), widths, true_colour_in(said), background_in(said), mouse_in(said), name_in(said))


def widths_in(said: str) -> dict[str, int]:
    """How far the cursor went with each sample; nothing if an answer is missing, for whose would it be?"""
    columns = [int(column) for _, column in PLACE.findall(said)]
    return dict(zip(SAMPLES, (column - 1 for column in columns), strict=True)) if len(columns) == len(SAMPLES) else {}


def mouse_in(said: str) -> bool | None:
    """Whether the mouse can be reported: set or reset it can be, unknown (0) and reset for good (4) it cannot."""
    state = re.search(r"\x1b\[\?1006;(\d)\$y", said)
    return state[1] in "123" if state else None


def background_in(said: str) -> tuple[float, float, float] | None:
    """The background: red, green and blue have one to four hexadecimal digits each."""
    found = re.search(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})", said)
    if not found:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return red, green, blue


def true_colour_in(said: str) -> bool | None:
    """Whether the colour that was set is still itself; parts are parted by ; or by : and may name a colour space."""
    state = re.search(r"\x1bP1\$r([\d;:]*)m", said)
    return bool(re.search(r"48[:;]2[:;](?:\d*:)?1[:;]2[:;]3(?!\d)", state[1])) if state else None


def name_in(said: str) -> str:
    """The name, without anything that could do something to a terminal."""
    found = re.search(r"\x1bP>\|([\x20-\x7e]{1,60})", said)
    return found[1].strip() if found else ""
