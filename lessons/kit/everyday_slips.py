"""The slips that people make with any number, whatever the question: its sign, per cent for a share and the reverse.

They need no lines in quiz.md. Each gives way to a question's own mistake that leads to the same number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Unit = Literal["", "share", "per cent"]
"""The unit of an answer: none; a share of a whole, from 0 to 1; or per cent, from 0 to 100."""


@dataclass(frozen=True)
class EverydaySlip:
    """A slip that turns an answer into another number.

    Attributes:
        name: a few words; progress is kept under it.
        meant: the answer that a reply with this slip stands for.
        made: the reply that the slip makes of an answer.
        because: what is told to whoever makes it.
        unit: the unit of the answers that it belongs to; None for all.
    """

    name: str
    meant: Callable[[float], float]
    made: Callable[[float], float]
    because: str
    unit: Unit | None = None


EVERYDAY = (
    EverydaySlip(
        "sign flipped",
        lambda reply: -reply,
        lambda answer: -answer,
        "The right size, on the other side of zero. Go through it once more and watch each minus sign.",
    ),
    EverydaySlip(
        "per cent for a share",
        lambda reply: reply / 100,
        lambda answer: 100 * answer,
        "Right, but in per cent. A share of a whole lies between 0 and 1: divide by 100, or type the sign % after it.",
        "share",
    ),
    EverydaySlip(
        "a share for per cent",
        lambda reply: 100 * reply,
        lambda answer: answer / 100,
        "Right, but as a share of 1. Per cent counts hundredths: multiply it by 100.",
        "per cent",
    ),
)
"""All of them, in the order in which they are looked for."""


def everyday_slip(reply: float, answer: float, tolerance: float, unit: Unit) -> EverydaySlip | None:
    """Return the slip behind a wrong reply, None where it is none of these.

    Args:
        reply: as it was read, and found to be wrong.
        answer: the engine's.
        tolerance: how far off the answer that was meant may be.
        unit: the answer's.
    """
    known = (slip for slip in EVERYDAY if slip.unit in (None, unit))
    return next((slip for slip in known if abs(slip.meant(reply) - answer) <= tolerance), None)
