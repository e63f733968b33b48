"""A number to type, and the mistakes that lead to other numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from lessons.kit.asking import AGREEMENT, NO_HINTS, UNKNOWN_SLIP, Hints, Shown, Words, nothing, told
from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.everyday_slips import EVERYDAY, Unit, everyday_slip
from lessons.kit.inspection import Inspection
from lessons.kit.replies import read_number
from lessons.kit.sentences import Figures
from lessons.kit.signs import tidied
from lessons.kit.verdicts import Verdict

WHOLE = (0.25, 0.5)
"""Tolerances from the first to below the second: one whole number is within reach, and no two. They ask for a count."""

_WANTED = {
    "": "a number",
    "share": "a share from 0 to 1, such as 0.25, 1/4 or 25%",
    "per cent": "per cent, from 0 to 100",
}


@dataclass(frozen=True)
class Misconception:
    """A mistake with a name, and the function that computes what somebody who makes it would answer.

    Attributes:
        name: a few words, such as "sign flipped"; progress is kept under it.
        value: the reply that the mistake leads to.
        because: what was done and the one line that differs, spoken to the learner.
        page: the title of the page that mends it, or "" where none is named.
    """

    name: str
    value: Callable[[], float]
    because: Words
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Number(Shown):
    """A number to type.

    A lesson gives `mistakes` and `figures`; `quiz.md` has the words: prompt, misconceptions, hints and explain.

    Attributes:
        value: the engine's answer.
        again: the same by another way: a central difference for a gradient, plain arithmetic otherwise.
        tolerance: how far a reply may be off and still count; said to the learner. From 0.25 to below 0.5 it asks for a
            whole number, and the answer must be one.
        mistakes: by its name in `quiz.md`, the reply that a mistake leads to.
        figures: what the words name, beside `answer`.
        unit: "share" or "per cent" if it is one; then the one typed for the other is told apart, and 25% is understood.
        prompt: what is asked, in plain words (inline Markdown).
        misconceptions: named mistakes, more than twice the tolerance from the answer and from one another.
        hints: the three steps of help.
        explain: what a right reply is told: why it is so, with the engine's figures.
        chart: a picture to look at beside the prompt.
        gradient: whether `value` is a gradient; `again` must then be a central difference.
        inspect: the computation asked about, for the microscope.
    """

    kind: ClassVar[str] = "number"
    value: Callable[[], float]
    again: Callable[[], float]
    tolerance: float
    mistakes: Mapping[str, Callable[[], float]] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    unit: Unit = ""
    prompt: str = ""
    misconceptions: tuple[Misconception, ...] = ()
    hints: Hints = NO_HINTS
    explain: Callable[[], str] = nothing
    chart: Frame | None = None
    gradient: bool = False
    inspect: Inspection | None = None

    def answer(self) -> float:
        """The engine's answer, computed now and in two ways.

        Raises:
            DoesNotAgree: the two ways differ.
        """
        value, again = float(self.value()), float(self.again())
        if not abs(value - again) <= min(AGREEMENT * max(1.0, abs(value)), max(self.tolerance / 2, 1e-12)):
            raise DoesNotAgree(
                f"Computed twice, the answer came out as {value:g} and {again:g}; this one is not marked."
            )
        return value

    def own_figures(self) -> Figures:
        """Return `answer`, the engine's."""
        return {"answer": self.value}

    @property
    def is_whole(self) -> bool:
        """Whether a whole number is asked for."""
        return WHOLE[0] <= self.tolerance < WHOLE[1]

    def asks_for(self) -> str:
        """Tell that a number is wanted, as one line under the prompt."""
        if not self.tolerance:
            return "Type a number; it comes out exactly."
        if self.is_whole:
            return "Type a whole number."
        return f"Type {_WANTED[self.unit]}; within {self.tolerance:g} counts as right."

    def mark(self, reply: str) -> Verdict:
        """Compare a reply with the engine's answer, then with what each misconception would give.

        Raises:
            DoesNotAgree: the engine's two computations differ, so that nothing can be marked.
        """
        try:
            number = self.read(reply)
        except Unreadable as problem:
            return Verdict("unreadable", str(problem))
        answer, near = self.answer(), self.tolerance * (1 + 1e-9)
        if abs(number - answer) <= near:
            return Verdict("right", self.explain())
        for mistake in self.misconceptions:
            if abs(number - mistake.value()) <= near:
                return Verdict("wrong", told(mistake.because), mistake.name)
        if (slip := everyday_slip(number, answer, near, self.unit)) is not None:
            return Verdict("wrong", slip.because, slip.name)
        return Verdict("wrong", UNKNOWN_SLIP)

    def read(self, reply: str) -> float:
        """Return the number that a reply stands for, in the answer's unit.

        Raises:
            Unreadable: with a sentence for the learner.
        """
        number = read_number(reply)
        return 100 * number if self.unit == "per cent" and tidied(reply).endswith("%") else number

    def tells(self, mistake: str) -> bool:
        """Return whether somebody who makes this mistake is told so in this drawing; of 0 no sign is lost."""
        answer = self.answer()
        wrong = [known.value() for known in self.misconceptions if known.name == mistake]
        wrong += [slip.made(answer) for slip in EVERYDAY if slip.name == mistake]
        return any(self.mark(f"{reply:.10g}").misconception == mistake for reply in wrong)

    def accepted_reply(self) -> str:
        """A reply that counts as right, for checks and for the worked answer."""
        return f"{self.answer():.10g}"

    def ambiguity(self) -> str:
        """Return why the number cannot be marked fairly, or ""."""
        values = [float(self.value()), *(float(mistake.value()) for mistake in self.misconceptions)]
        if not np.all(np.isfinite(values)):
            return "an answer is not finite"
        if self.unit and not 0 <= values[0] <= (1 if self.unit == "share" else 100):
            return f"{self.unit} is asked for, and the answer is none"
        if self.is_whole and abs(values[0] - round(values[0])) > AGREEMENT:
            return "a whole number is asked for, and the answer is none"
        gaps = np.diff(np.sort(values))
        return "two answers lie too close together" if np.any(gaps <= 2.01 * self.tolerance) else ""
