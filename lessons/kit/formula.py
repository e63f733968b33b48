"""A formula to type: compared with the engine's own values at many random points, so that equal forms all pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import ClassVar

import numpy as np

from lessons.kit.asking import AGREEMENT, NO_HINTS, Hints, Shown, Words, nothing, told
from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.expressions import Expression, read_expression
from lessons.kit.inspection import Inspection
from lessons.kit.sentences import Figures
from lessons.kit.verdicts import Verdict

POINTS = 50
"""Random points at which two formulas are compared."""
Point = Mapping[str, float]
FormulaValue = Callable[[Point], float]


@dataclass(frozen=True)
class FormulaMistake:
    """A mistake with a name, and what somebody who makes it computes at a point.

    Attributes:
        name: a few words, such as "sign flipped"; progress is kept under it.
        value: the mistaken formula's value at a point.
        because: what was done and the one line that differs, spoken to the learner.
        page: the title of the page that mends it, or "" where none is named.
    """

    name: str
    value: FormulaValue
    because: Words
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Formula(Shown):
    """A formula to type, such as `(a - y) * x`.

    A lesson gives `mistakes` and `figures`; `quiz.md` has the words: prompt, misconceptions, hints and explain.

    Attributes:
        domain: for each name that may stand in the reply, the ends between which points are drawn.
        value: the engine's answer at a point.
        again: the same by another way: a central difference for a gradient.
        example: one way to write the answer, for checks and for the worked answer; held against `value` like any reply.
        mistakes: by its name in `quiz.md`, the value at a point that a mistake leads to.
        figures: what the words name, beside `answer`, which is the example.
        prompt: what is asked, in plain words (inline Markdown).
        misconceptions: named mistakes.
        hints: the three steps of help.
        explain: what a right reply is told.
        chart: a picture to look at beside the prompt.
        gradient: whether `value` is a gradient; `again` must then be a central difference.
        inspect: the computation asked about, for the microscope.
    """

    kind: ClassVar[str] = "formula"
    domain: Mapping[str, tuple[float, float]]
    value: FormulaValue
    again: FormulaValue
    example: str
    mistakes: Mapping[str, FormulaValue] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    prompt: str = ""
    misconceptions: tuple[FormulaMistake, ...] = ()
    hints: Hints = NO_HINTS
    explain: Callable[[], str] = nothing
    chart: Frame | None = None
    gradient: bool = False
    inspect: Inspection | None = None

    def points(self) -> list[dict[str, float]]:
        """The points of comparison: always the same ones, spread over the domain."""
        rng = np.random.default_rng(POINTS)
        return [
            {name: float(rng.uniform(low, high)) for name, (low, high) in self.domain.items()} for _ in range(POINTS)
        ]

    def answer(self) -> tuple[float, ...]:
        """The engine's value at each point, computed now and in two ways.

        Raises:
            DoesNotAgree: the two ways differ.
        """
        points = self.points()
        values, others = [self.value(point) for point in points], [self.again(point) for point in points]
        if not _same(values, others):
            raise DoesNotAgree("Computed twice, the answer came out differently; this one is not marked.")
        return tuple(values)

    def own_figures(self) -> Figures:
        """Return `answer`, one way to write it."""
        return {"answer": self.example}

    def asks_for(self) -> str:
        """Tell that a formula is wanted, as one line under the prompt."""
        return f"Type a formula in {', '.join(self.domain)}; any form that is equal counts as right."

    def read(self, reply: str) -> Expression:
        """The reply as a formula.

        Raises:
            Unreadable: it is none.
        """
        return read_expression(reply, list(self.domain))

    def mark(self, reply: str) -> Verdict:
        """Compare a reply with the engine's answer at every point, then with what each misconception would give.

        Raises:
            DoesNotAgree: the engine's two computations differ, so that nothing can be marked.
        """
        try:
            formula = self.read(reply)
        except Unreadable as problem:
            return Verdict("unreadable", str(problem))
        points, answer = self.points(), self.answer()
        typed = [formula.at(point) for point in points]
        if _same(typed, answer):
            return Verdict("right", self.explain())
        for mistake in self.misconceptions:
            if _same(typed, [mistake.value(point) for point in points]):
                return Verdict("wrong", told(mistake.because), mistake.name)
        return Verdict("wrong", f"Not the same: {_difference(points[0], typed[0], answer[0])}")

    def accepted_reply(self) -> str:
        """A reply that counts as right."""
        return self.example

    def tells(self, mistake: str) -> bool:
        """Return whether somebody who makes this mistake is told so."""
        return any(known.name == mistake for known in self.misconceptions)

    def ambiguity(self) -> str:
        """Return why the formula cannot be marked fairly, or ""."""
        formulas = [self.value, *(mistake.value for mistake in self.misconceptions)]
        alike = list(combinations(range(len(formulas)), 2))
        for point in self.points():  # the first tells nearly all apart, and the engine is asked no more than it must be
            values = [formula(point) for formula in formulas]
            if not np.all(np.isfinite(values)):
                return "an answer is not finite"
            alike = [(one, other) for one, other in alike if _same(values[one : one + 1], values[other : other + 1])]
            if not alike:
                return ""
        return "two formulas are the same"

    def without_value(self) -> str:
        """Return where in the domain the answer or a misconception has no value, or ""."""
        for name, formula in (("the answer", self.value), *((slip.name, slip.value) for slip in self.misconceptions)):
            if not np.all(np.isfinite([formula(point) for point in self.points()])):
                return f"“{name}” is not finite everywhere in the domain."
        return ""


def _same(values: list[float], others: list[float] | tuple[float, ...]) -> bool:
    one, other = np.array(values), np.array(others)
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(one - other) <= AGREEMENT * np.maximum(1.0, np.abs(other))))


def _difference(point: Point, typed: float, answer: float) -> str:
    """One point at which a reply and the engine disagree, in words."""
    place = ", ".join(f"{name} = {value:.2f}" for name, value in point.items())
    said = "has no value" if not np.isfinite(typed) else f"gives {typed:.4g}"
    return f"at {place} yours {said} and the engine {answer:.4g}."
