"""Questions that store an experiment and never an answer: the engine answers at the moment of marking, and is checked.

    @question
    def slope_here(draw: Draw) -> Number:
        w = draw.number(-3, 3, step=0.5)
        return Number(
            prompt=f"The loss is w². What is its slope at w = {w:g}?",
            value=lambda: slope_by_the_engine(w),
            again=lambda: central_difference(lambda v: v * v, w),
            misconceptions=(Misconception("sign flipped", lambda: -slope_by_the_engine(w), "…what differs…"),),
            hints=Hints("…a nudge…", "…the method…", lambda: f"…worked, with {slope_by_the_engine(w):g}…"),
        )

A question is drawn from a seed, so that a retry has new numbers and any of them can be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from lessons.kit.asking import Hints
from lessons.kit.choice import Choice, Option, Outcome, Predict, Which, read_option
from lessons.kit.differences import central_difference
from lessons.kit.draw import Draw
from lessons.kit.errors import DoesNotAgree
from lessons.kit.formula import Formula, FormulaMistake
from lessons.kit.number import Misconception, Number
from lessons.kit.order import Order, OrderMistake
from lessons.kit.titles import question_title

__all__ = [
    "Asked",
    "Body",
    "Choice",
    "Draw",
    "Formula",
    "FormulaMistake",
    "Hints",
    "Misconception",
    "Number",
    "Option",
    "Order",
    "OrderMistake",
    "Outcome",
    "Predict",
    "Question",
    "Which",
    "central_difference",
    "question",
    "read_option",
]

Body = Number | Choice | Formula | Order
"""What a question asks; `Predict` and `Which` are choices.

Every kind has `kind`, `picked` (a reply is picked from what is listed, not typed), `prompt`, `listed`, `asks_for()`,
`mark(reply)`, `answer()`, `accepted_reply()`, `hints`, `explain()`, `looks()` and `ambiguity()`."""


@dataclass(frozen=True)
class Asked:
    """A question as drawn: name the question and the seed, and anybody can draw it again.

    Attributes:
        name: the question's.
        seed: what was asked for.
        body: what is asked.
        redrawn: how many drawings came before this one and could not be marked fairly.
    """

    name: str
    seed: int
    body: Body
    redrawn: int = 0


@dataclass(frozen=True)
class Question:
    """A question as the course knows it: a name and the function that draws one from a seed."""

    name: str
    maker: Callable[[Draw], Body]

    @property
    def title(self) -> str:
        """What people read in place of the name."""
        return question_title(self.name)

    def draw(self, seed: int) -> Asked:
        """The question that this seed stands for; numbers under which two mistakes coincide are drawn again.

        Raises:
            DoesNotAgree: 50 drawings in a row were unusable.
        """
        own = crc32(self.name.encode()) << 31  # so that two questions of one round do not draw the same numbers
        for attempt in range(50):
            body = self.maker(Draw((seed * 1_000 + attempt) ^ own))
            if not body.ambiguity():
                return Asked(self.name, seed, body, attempt)
        raise DoesNotAgree(f"The question “{self.title}” finds no clear numbers for seed {seed}.")


def question(maker: Callable[[Draw], Body]) -> Question:
    """Make a question of a function that draws one."""
    return Question(getattr(maker, "__name__", "question"), maker)
