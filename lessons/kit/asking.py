"""The base of every kind of question: three hints, two ways to its answer that must agree, the shared words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from lessons.kit.sentences import Figures

AGREEMENT = 1e-4
"""How far an answer's two computations may lie apart, relative to the answer (or to 1, if that is larger).

They must also agree within half of what a reply may be off, which is what counts for very small answers."""
UNKNOWN_SLIP = "Not this time, and not a slip that is known here."
Words = str | Callable[[], str]
"""Words to be told, or a function that puts the engine's figures into them when they are told."""


def told(words: Words) -> str:
    """Return words as they are told, with their figures."""
    return words if isinstance(words, str) else words()


def nothing() -> str:
    """Return no words; `quiz.md` has them."""
    return ""


@dataclass(frozen=True)
class Hints:
    """Three steps of help: a nudge, the method, and the worked answer with the engine's own intermediate values."""

    nudge: Words
    method: Words
    worked: Words

    def step(self, number: int) -> str:
        """Hint 1, 2 or 3."""
        return told((self.nudge, self.method, self.worked)[number - 1])


NO_HINTS = Hints("", "", "")
"""For a question whose hints stand in `quiz.md`."""


class Shown:
    """The part of a question that is shown, whatever its kind.

    Attributes:
        picked: whether a reply is picked from what is listed; else it is typed.
        shows_outcome: whether a wrong reply is shown what came out, so that the same drawing is not asked again.
        prompt: what is asked, in plain words (inline Markdown).
    """

    picked: ClassVar[bool] = False
    shows_outcome: ClassVar[bool] = False
    prompt: str

    @property
    def listed(self) -> tuple[str, ...]:
        """The lines under the prompt, numbered from 1: options, things to put in order, or nothing."""
        return ()

    def own_figures(self) -> Figures:
        """Return the figures that its words in `quiz.md` may name beside those it gives."""
        return {}

    def looks(self) -> tuple[str, ...]:
        """Return all that the learner sees of a drawing."""
        return (self.prompt, *self.listed)
