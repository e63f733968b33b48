"""What every kind of question has: three hints, two ways to its answer that must agree, the same few words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

AGREEMENT = 1e-4
"""How far an answer's two computations may lie apart, relative to the answer (or to 1, if that is larger).

They must also agree within half of what a reply may be off, which is what counts for very small answers."""
UNKNOWN_SLIP = "Not this time, and not a slip that is known here. A hint may help: there are three."


@dataclass(frozen=True)
class Hints:
    """Three steps of help: a nudge, the method, and the worked answer with the engine's own intermediate values."""

    nudge: str
    method: str
    worked: Callable[[], str]

    def step(self, number: int) -> str:
        """Hint 1, 2 or 3."""
        return (lambda: self.nudge, lambda: self.method, self.worked)[number - 1]()
