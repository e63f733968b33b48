"""Options to pick from: the engine decides which is right, runs the experiment, or weighs each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from lessons.kit.asking import NO_HINTS, Hints, Shown, Words, nothing, told
from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.inspection import Inspection
from lessons.kit.sentences import Figure, Figures
from lessons.kit.signs import LONGEST, tidied
from lessons.kit.verdicts import Verdict

CLEARLY = 0.02
"""How far the winner of a `Which` lies ahead, relative to its amount."""


@dataclass(frozen=True)
class Option:
    """One thing to choose, and what it means if it is wrong.

    In a lesson it has a name, and `quiz.md` says what is told to somebody who chose it (see also `option`).

    Attributes:
        text: what the learner reads.
        name: the misconception's name, should this option be wrong; "" for one that is always right.
        because: what to tell somebody who chose it, should it be wrong.
        page: the title of the page that mends it, or "" where none is named.
        figures: what its own words in `quiz.md` name, beside the question's figures.
    """

    text: str
    name: str
    because: Words = ""
    page: str = ""
    figures: Figures = field(default_factory=dict)


def option(name: str, **figures: Figure) -> Option:
    """Return an option whose text, too, stands in `quiz.md`, before its name: `- It fell | expected a fall: …`."""
    return Option("", name, figures=figures)


@dataclass(frozen=True, kw_only=True)
class Choice(Shown):
    """One of several options to pick; the engine decides which is right.

    A lesson gives options and `figures`; `quiz.md` has the words: prompt, what each option tells, hints and explain.

    Attributes:
        options: what can be picked, in the order shown; each carries what to say should it be wrong.
        decide: the index of the right option, from the engine.
        again: the same by another way.
        figures: what the words name.
        prompt: what is asked.
        hints: the three steps of help.
        explain: what a right reply is told.
        chart: a picture to look at beside the prompt.
        inspect: the computation asked about, for the microscope.
    """

    kind: ClassVar[str] = "choice"
    picked: ClassVar[bool] = True
    options: tuple[Option, ...]
    decide: Callable[[], int]
    again: Callable[[], int]
    figures: Figures = field(default_factory=dict)
    prompt: str = ""
    hints: Hints = NO_HINTS
    explain: Callable[[], str] = nothing
    chart: Frame | None = None
    inspect: Inspection | None = None

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
        """Tell that an option is wanted, as one line under the prompt."""
        return f"Pick one: 1 to {len(self.options)}."

    def mark(self, reply: str) -> Verdict:
        """Compare the picked option (its number, its letter or its text) with the engine's."""
        try:
            picked = read_option(reply, [option.text for option in self.options])
        except Unreadable as problem:
            return Verdict("unreadable", str(problem))
        if picked == self.answer():
            return Verdict("right", self.explain())
        return Verdict("wrong", told(self.options[picked].because), self.options[picked].name)

    def accepted_reply(self) -> str:
        """A reply that counts as right."""
        return str(self.answer() + 1)

    @property
    def listed(self) -> tuple[str, ...]:
        """The texts of the options, in the order shown."""
        return tuple(option.text for option in self.options)

    def ambiguity(self) -> str:
        """Return why the choice cannot be marked fairly, or ""."""
        texts = [_bare(option.text) for option in self.options]
        return "two options read the same" if len(set(texts)) < len(texts) else ""


@dataclass(frozen=True)
class Outcome:
    """An experiment's outcome: the index of the option that came true, and the last frame to look at."""

    index: int
    frame: Frame


@dataclass(frozen=True, kw_only=True)
class Predict(Choice):
    """A prediction: the experiment is run after the reply, and its last frame shows whether the prediction held.

    The experiment decides which option is right. It is run once for a drawing, when that is first asked.

    Attributes:
        experiment: runs it.
        again: the index of the option that comes true, by another way.
    """

    kind: ClassVar[str] = "predict"
    experiment: Callable[[], Outcome] = field()
    decide: Callable[[], int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "decide", lambda: self.outcome.index)

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome that the experiment showed."""
        return self.experiment()

    @cached_property
    def _agreed(self) -> int:
        return super().answer()

    def answer(self) -> int:
        """The index of the option that came true; experiment and second way are run once for a drawing.

        Raises:
            DoesNotAgree: as `Choice.answer`.
        """
        return self._agreed

    def own_figures(self) -> Figures:
        """Return `caption`, what the experiment's last picture says in words."""
        return {"caption": lambda: self.outcome.frame.caption}

    def mark(self, reply: str) -> Verdict:
        """Mark a prediction like any choice, and show the experiment's picture with the verdict."""
        verdict = super().mark(reply)
        if verdict.outcome == "unreadable":
            return verdict
        return replace(verdict, frame=self.outcome.frame)


@dataclass(frozen=True, kw_only=True)
class Which(Choice):
    """Which of several things has most of something (the largest gradient), or least: the engine weighs each.

    Leave `decide` and `again` out; they follow from the amounts.

    Attributes:
        amounts: the engine's figure for each option.
        amounts_again: the same by another way.
        least: whether the smallest amount is right instead of the largest.
    """

    kind: ClassVar[str] = "which"
    amounts: Callable[[], Sequence[float]] = field()
    amounts_again: Callable[[], Sequence[float]] = field()
    least: bool = False
    decide: Callable[[], int] = field(init=False, repr=False)
    again: Callable[[], int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "decide", lambda: self._most(self.amounts()))
        object.__setattr__(self, "again", lambda: self._most(self.amounts_again()))

    def _most(self, amounts: Sequence[float]) -> int:
        return int(np.argmin(amounts) if self.least else np.argmax(amounts))

    def ambiguity(self) -> str:
        """Return why the options' amounts cannot be told apart fairly, or ""."""
        amounts = np.sort(np.array(self.amounts(), dtype=float))
        if len(amounts) != len(self.options) or not np.all(np.isfinite(amounts)):
            return "an amount is missing or not finite"
        first, second = (amounts[0], amounts[1]) if self.least else (amounts[-1], amounts[-2])
        if abs(first - second) <= CLEARLY * max(abs(first), abs(second)):
            return "two amounts lie too close together"
        return super().ambiguity()


def read_option(reply: str, texts: Sequence[str]) -> int:
    """Which option a reply names: its number from 1, its letter from a, or its text or an unmistakable start of it.

    Raises:
        Unreadable: none, or more than one.
    """
    word = _bare(reply[:LONGEST])
    pick = word.strip("(). ").removeprefix("option ")
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
    """An option as it is compared: in plain signs, without capitals, emphasis and extra space."""
    unmarked = text.translate({ord(sign): None for sign in "*`"})
    return " ".join(tidied(unmarked).casefold().replace("*", " ").split())
