"""What every kind of question has: three hints, two ways to its answer that must agree, the same few words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

AGREEMENT = 1e-4
"""How far an answer's two computations may lie apart, relative to the answer (or to 1, if that is larger).

They must also agree within half of what a reply may be off, which is what counts for very small answers."""
UNKNOWN_SLIP = "Not this time, and not a slip that is known here."


@dataclass(frozen=True)
class Hints:
    """Three steps of help: a nudge, the method, and the worked answer with the engine's own intermediate values."""

    nudge: str
    method: str
    worked: Callable[[], str]

    def step(self, number: int) -> str:
        """Hint 1, 2 or 3."""
        return (lambda: self.nudge, lambda: self.method, self.worked)[number - 1]()


class Shown:
    """What every kind of question shows.

    Attributes:
        picked: whether a reply is picked from what is listed; else it is typed.
        prompt: what is asked, in plain words (inline Markdown).
    """

    picked: ClassVar[bool] = False
    prompt: str

    @property
    def listed(self) -> tuple[str, ...]:
        """What stands under the prompt, numbered from 1: options, things to put in order, or nothing."""
        return ()

    def looks(self) -> tuple[str, ...]:
        """What the learner sees of a drawing."""
        return (self.prompt, *self.listed)
