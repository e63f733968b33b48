"""Sentences with places for figures, as `quiz.md` holds them: `{w}`, `{slope:()}`, `{left?on the left|on the right}`.

A place names a figure and may say how it is written. Nothing else stands between the braces: no attribute, no call.

    {w}            as it is: a text as it stands, a number to six digits, several things with commas between
    {slope:()}     in brackets if it is negative, to stand after a sign
    {loss:~}       to three digits, for what the engine computed
    {sure:%}       a share in per cent, never rounded up to certainty
    {share:.2f}    to two places; {share:.0%} as per cent; {count:,.0f} with thousands apart
    {low?too low|too high}   one of two wordings, by a figure that is true or false; `{late?, too late}` or nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lessons.kit.errors import BrokenLesson
from lessons.kit.figures import exact, figure, percent, signed

Figure = object
"""A number, a text, whether something is so, or several numbers or texts."""
Figures = Mapping[str, Figure | Callable[[], Figure]]
"""Figures by name; a function is called when a sentence that names it is to be read, and not before."""
_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[^\W\d][\w ']*")
_DIGITS = re.compile(r",?\.\d[f%]")


@dataclass(frozen=True)
class Sentence:
    """Words as written, and where they stand.

    Attributes:
        text: the words, with places for figures.
        path: the file.
        line: where they begin, from 1.
        names: the figures that it names.

    Raises:
        BrokenLesson: a brace opens no place, or a place cannot be read.
    """

    text: str
    path: Path = Path()
    line: int = 1
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(self._read()))

    def filled(self, figures: Figures) -> str:
        """Return the sentence with its figures.

        Raises:
            BrokenLesson: it names a figure that is not given, or one that cannot be written so.
        """
        self.refuse_unknown(figures)
        return _PLACE.sub(lambda found: self._written(found[1], figures), self.text) if self.names else self.text

    def refuse_unknown(self, figures: Figures) -> None:
        """Refuse sentences that name a figure which is not given.

        Raises:
            BrokenLesson: one is not.
        """
        for name in sorted(self.names - figures.keys()):
            raise self._broken(f"No figure is called “{name}” here. There is {', '.join(figures) or 'none'}.")

    def _read(self) -> Iterator[str]:
        """Give the name in each place."""
        rest = _PLACE.sub("", self.text)
        if "{" in rest or "}" in rest:
            raise self._broken("A brace stands alone here: a figure is written {name}.")
        for place in _PLACE.findall(self.text):
            name, mark, how = _split(place)
            if not _NAME.fullmatch(name):
                raise self._broken(f"“{{{place}}}” names no figure: write {{name}}.")
            if mark == ":" and how not in ("()", "~", "%") and not _DIGITS.fullmatch(how):
                raise self._broken(f"“:{how}” is no way to write {name}; there is :(), :~, :%, :.2f and :.0%.")
            yield name

    def _written(self, place: str, figures: Figures) -> str:
        name, mark, how = _split(place)
        given = figures[name]
        value = given() if callable(given) else given
        if mark == "?":
            yes, _, no = how.partition("|")
            return yes if value else no
        try:
            return _in_words(value, how)
        except (TypeError, ValueError):
            kind = type(value).__name__
            raise self._broken(f"“{{{place}}}” cannot be written so: {name} is of type {kind}.") from None

    def _broken(self, problem: str) -> BrokenLesson:
        return BrokenLesson(self.path, self.line, problem)


def _split(place: str) -> tuple[str, str, str]:
    """A figure's name, the sign after it, and how it is written."""
    name, mark, how = re.match(r"([^:?]*)([:?]?)(.*)", place, re.DOTALL).groups()  # type: ignore[union-attr]
    return name.strip(), mark, how


def _in_words(value: Figure, how: str) -> str:
    """A figure as a reader writes it.

    Raises:
        TypeError: it cannot be written so.
    """
    if isinstance(value, str):
        if how:
            raise TypeError
        return value
    if isinstance(value, Sequence) or (isinstance(value, np.ndarray) and value.ndim):
        return ", ".join(_in_words(each, how) for each in value)
    if isinstance(value, bool | np.bool_):
        raise TypeError
    number = float(value)  # type: ignore[arg-type]
    if how in ("", "()", "~", "%"):
        return {"": exact, "()": signed, "~": figure, "%": percent}[how](number)
    return f"{number:z{how}}".replace("-", "−")
