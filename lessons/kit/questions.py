"""Questions that store an experiment and never an answer: the engine answers at the moment of marking, and is checked.

    @question
    def slope_here(draw: Draw) -> Number:
        '''One slope of a bowl.'''
        w = draw.number(-3, 3, step=0.5, zero=False)
        bowl = Computation(lambda w: w**2, {"w": w})
        return Number(
            value=lambda: bowl.slope("w"),
            again=lambda: bowl.nudged("w"),
            tolerance=0.01,
            mistakes={"sign flipped": lambda: -bowl.slope("w"), ...},
            figures={"w": w},
            inspect=bowl.inspect("w"),
        )

The words stand in quiz.md (see `quiz_words.py`). A question is drawn from a seed, so that a retry has new numbers and
any of them can be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from lessons.kit.asking import Hints
from lessons.kit.choice import Choice, Outcome, Predict, Which
from lessons.kit.differences import central_difference
from lessons.kit.draw import Draw
from lessons.kit.errors import DoesNotAgree
from lessons.kit.formula import Formula, FormulaMistake
from lessons.kit.number import Misconception, Number
from lessons.kit.options import Option, option, read_option
from lessons.kit.order import Order, OrderMistake
from lessons.kit.quiz_words import QuestionWords
from lessons.kit.titles import question_title
from lessons.kit.wording import Body, worded

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
    "option",
    "question",
    "read_option",
]

"""The body of a question, which does the asking; `Predict` and `Which` are choices.

Every kind has `kind`, `picked` (a reply is picked from what is listed, not typed), `prompt`, `listed`, `asks_for()`,
`mark(reply)`, `tells(mistake)`, `answer()`, `accepted_reply()`, `hints`, `explain()`, `looks()` and `ambiguity()`."""


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
    """A question as the course knows it.

    Attributes:
        name: its name in quiz.py.
        maker: draws one from a seed.
        words: what quiz.md says, which the loader puts in; None where the maker gives the words itself.
    """

    name: str
    maker: Callable[[Draw], Body]
    words: QuestionWords | None = None

    @property
    def title(self) -> str:
        """The title that people read in place of the name."""
        return question_title(self.name)

    def draw(self, seed: int) -> Asked:
        """The question that this seed stands for; numbers under which two mistakes coincide are drawn again.

        Raises:
            DoesNotAgree: 50 drawings in a row were unusable.
            BrokenLesson: its words do not fit.
        """
        own = crc32(self.name.encode()) << 31  # so that two questions of one round do not draw the same numbers
        for attempt in range(50):
            body = self.maker(Draw((seed * 1_000 + attempt) ^ own))
            body = worded(body, self.words) if self.words else body
            if not body.ambiguity():
                return Asked(self.name, seed, body, attempt)
        raise DoesNotAgree(f"The question “{self.title}” finds no clear numbers for seed {seed}.")


def question(maker: Callable[[Draw], Body]) -> Question:
    """Make a question of a function that draws one."""
    return Question(getattr(maker, "__name__", "question"), maker)
