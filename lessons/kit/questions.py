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

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.replies import read_number
from lessons.kit.verdicts import Verdict

T = TypeVar("T")
Array = NDArray[np.floating[Any]]
AGREEMENT = 1e-4
"""How far an answer's two computations may lie apart, relative to the answer (or to 1, if that is larger).

They must also agree within half of what a reply may be off, which is what counts for very small answers."""


class Draw:
    """The chance behind one drawing of a question; the same seed, any whole number, draws the same."""

    def __init__(self, seed: int) -> None:
        self.seed = seed % 2**63
        self.rng = np.random.default_rng(self.seed)

    def number(self, low: float, high: float, step: float, *, zero: bool = True) -> float:
        """A round number from low to high in steps; `zero=False` leaves 0 out."""
        count = round((high - low) / step) + 1
        grid = [round(low + i * step, 10) + 0.0 for i in range(count)]  # + 0.0: nobody asks about −0
        return float(self.rng.choice([n for n in grid if zero or n != 0]))

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[int(self.rng.integers(len(things)))]

    def shuffled(self, things: Sequence[T]) -> tuple[T, ...]:
        """The same things in another order."""
        return tuple(things[int(i)] for i in self.rng.permutation(len(things)))


@dataclass(frozen=True)
class Hints:
    """Three steps of help: a nudge, the method, and the worked answer with the engine's own intermediate values."""

    nudge: str
    method: str
    worked: Callable[[], str]

    def step(self, number: int) -> str:
        """Hint 1, 2 or 3."""
        return (lambda: self.nudge, lambda: self.method, self.worked)[number - 1]()


@dataclass(frozen=True)
class Misconception:
    """A mistake with a name, and the function that computes what somebody who makes it would answer.

    Attributes:
        name: a few words, such as "sign flipped"; progress is kept under it.
        value: the reply that the mistake leads to.
        because: what was done and the one line that differs, spoken to the learner.
    """

    name: str
    value: Callable[[], float]
    because: str


@dataclass(frozen=True)
class Option:
    """One thing to choose, and what it means if it is wrong.

    Attributes:
        text: what the learner reads.
        name: the misconception's name, should this option be wrong.
        because: what to tell somebody who chose it, should it be wrong.
    """

    text: str
    name: str
    because: str


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number to type.

    Attributes:
        prompt: what is asked, in plain words (inline Markdown).
        value: the engine's answer.
        again: the same by another way: a central difference for a gradient, plain arithmetic otherwise.
        tolerance: how far a reply may be off and still count; said to the learner.
        misconceptions: named mistakes, more than twice the tolerance from the answer and from one another.
        hints: the three steps of help.
        explain: what a right reply is told: why it is so, with the engine's figures.
        chart: a picture to look at beside the prompt.
        gradient: whether `value` is a gradient; `again` must then be a central difference.
    """

    kind: ClassVar[str] = "number"
    prompt: str
    value: Callable[[], float]
    again: Callable[[], float]
    tolerance: float
    misconceptions: tuple[Misconception, ...]
    hints: Hints
    explain: Callable[[], str]
    chart: Frame | None = None
    gradient: bool = False

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

    def asks_for(self) -> str:
        """What kind of reply is wanted, as one line under the prompt."""
        if not self.tolerance:
            return "Type a number; it comes out exactly."
        return f"Type a number; within {self.tolerance:g} counts as right."

    def mark(self, reply: str) -> Verdict:
        """Compare a reply with the engine's answer, then with what each misconception would give.

        Raises:
            DoesNotAgree: the engine's two computations differ, so that nothing can be marked.
        """
        try:
            number = read_number(reply)
        except Unreadable as problem:
            return Verdict("unreadable", str(problem))
        if abs(number - self.answer()) <= self.tolerance * (1 + 1e-9):
            return Verdict("right", self.explain())
        for mistake in self.misconceptions:
            if abs(number - mistake.value()) <= self.tolerance * (1 + 1e-9):
                return Verdict("wrong", mistake.because, mistake.name)
        return Verdict("wrong", "Not this time, and not a slip that is known here. A hint may help: there are three.")

    def accepted_reply(self) -> str:
        """A reply that counts as right, for checks and for the worked answer."""
        return f"{self.answer():.10g}"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of several options to pick; the engine decides which is right.

    Attributes:
        prompt: what is asked.
        options: what can be picked, in the order shown; each carries what to say should it be wrong.
        decide: the index of the right option, from the engine.
        again: the same by another way.
        hints: the three steps of help.
        explain: what a right reply is told.
        chart: a picture to look at beside the prompt.
    """

    kind: ClassVar[str] = "choice"
    prompt: str
    options: tuple[Option, ...]
    decide: Callable[[], int]
    again: Callable[[], int]
    hints: Hints
    explain: Callable[[], str]
    chart: Frame | None = None

    def answer(self) -> int:
        """The index of the right option, computed now and in two ways.

        Raises:
            DoesNotAgree: the two ways differ, or there is no such option.
        """
        first, second = int(self.decide()), int(self.again())
        if first != second:
            raise DoesNotAgree("Computed twice, two different options came out as right; this one is not marked.")
        if not 0 <= first < len(self.options):
            raise DoesNotAgree(f"Option {first + 1} came out as right, of {len(self.options)}; this one is not marked.")
        return first

    def asks_for(self) -> str:
        """What kind of reply is wanted, as one line under the prompt."""
        return f"Pick one: 1 to {len(self.options)}."

    def mark(self, reply: str) -> Verdict:
        """Compare the picked option (its number, its letter or its text) with the engine's."""
        try:
            picked = read_option(reply, [option.text for option in self.options])
        except Unreadable as problem:
            return Verdict("unreadable", str(problem))
        if picked == self.answer():
            return Verdict("right", self.explain())
        return Verdict("wrong", self.options[picked].because, self.options[picked].name)

    def accepted_reply(self) -> str:
        """A reply that counts as right."""
        return str(self.answer() + 1)


@dataclass(frozen=True)
class Outcome:
    """What an experiment showed: the index of the option that came true, and the last frame to look at."""

    index: int
    frame: Frame


@dataclass(frozen=True, kw_only=True)
class Predict(Choice):
    """A prediction: the experiment is run after the reply, and its last frame shows whether the prediction held.

    Attributes:
        experiment: runs it; `decide` is normally `lambda: experiment().index`.
    """

    kind: ClassVar[str] = "predict"
    experiment: Callable[[], Outcome] = field()

    def mark(self, reply: str) -> Verdict:
        """As a choice, with the experiment's picture."""
        verdict = super().mark(reply)
        if verdict.outcome == "unreadable":
            return verdict
        return replace(verdict, frame=self.experiment().frame)


Body = Number | Choice | Predict


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

    def draw(self, seed: int) -> Asked:
        """The question that this seed stands for; numbers under which two mistakes coincide are drawn again.

        Raises:
            DoesNotAgree: 50 drawings in a row were unusable.
        """
        for attempt in range(50):
            body = self.maker(Draw(seed * 1_000 + attempt))
            if not ambiguous(body):
                return Asked(self.name, seed, body, attempt)
        raise DoesNotAgree(f"The question “{self.name}” finds no clear numbers for seed {seed}.")


def question(maker: Callable[[Draw], Body]) -> Question:
    """Make a question of a function that draws one."""
    return Question(getattr(maker, "__name__", "question"), maker)


def ambiguous(body: Body) -> str:
    """Why a drawn question cannot be marked fairly, or "" if it can."""
    if isinstance(body, Number):
        values = [float(body.value()), *(float(mistake.value()) for mistake in body.misconceptions)]
        if not np.all(np.isfinite(values)):
            return "an answer is not finite"
        gaps = np.diff(np.sort(values))
        return "two answers lie too close together" if np.any(gaps <= 2.01 * body.tolerance) else ""
    texts = [_bare(option.text) for option in body.options]
    return "two options read the same" if len(set(texts)) < len(texts) else ""


def read_option(reply: str, texts: Sequence[str]) -> int:
    """Which option a reply names: its number from 1, its letter from a, or its text or an unmistakable start of it.

    Raises:
        Unreadable: none, or more than one.
    """
    word = _bare(reply)
    pick = word.strip("().")
    if pick.isdecimal() and len(pick) <= 4 and 1 <= int(pick) <= len(texts):
        return int(pick) - 1
    if len(pick) == 1 and 0 <= ord(pick) - ord("a") < len(texts):
        return ord(pick) - ord("a")
    bare = [_bare(text) for text in texts]
    if bare.count(word) == 1:
        return bare.index(word)
    starts = [i for i, text in enumerate(bare) if len(word) > 1 and text.startswith(word)]
    if len(starts) == 1:
        return starts[0]
    raise Unreadable(f"Pick one of the options by its number, 1 to {len(texts)}.")


def _bare(text: str) -> str:
    """An option as it is compared: without capitals, emphasis, the kind of minus sign, and extra space."""
    plain = text.casefold().replace("−", "-").translate({ord(sign): None for sign in "*`"})
    return " ".join(plain.split())


def central_difference(
    function: Callable[[Array], float], at: Array | float, index: tuple[int, ...] | int = ()
) -> float:
    """The slope of a function in one of its numbers, from two evaluations: (f(x + h) − f(x − h)) / 2h.

    Args:
        function: takes an array of the shape of `at`, gives a number.
        at: where to measure.
        index: which entry of `at` to vary; () for a single number.

    Source: Press et al., Numerical Recipes, section 5.7 (h near the cube root of the machine's precision).
    """
    above, below = np.array(at, dtype=float), np.array(at, dtype=float)
    step = 6e-6 * max(1.0, abs(float(above[index])))
    above[index] += step
    below[index] -= step
    return (float(function(above)) - float(function(below))) / float(above[index] - below[index])
