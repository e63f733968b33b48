"""Options to pick from: the engine decides which is right, runs the experiment, or weighs each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from lessons.kit.asking import NO_HINTS, Hints, Shown, nothing, told
from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.inspection import Inspection
from lessons.kit.options import Option, bare, read_option
from lessons.kit.sentences import Figures
from lessons.kit.verdicts import Verdict

CLEARLY = 0.02
"""How far the winner of a `Which` lies ahead, relative to its amount."""


@dataclass(frozen=True, kw_only=True)
class Choice(Shown):
    """One of several options to pick; the engine decides which is right.

    A lesson gives options and `figures`; `quiz.md` has the words: prompt, what each option tells, hints and explain.

    Attributes:
        options: what can be picked, in the order shown; each carries what to say should it be wrong.
        decide: the index of the right option, from the engine.
        again: the same by another way.
        mistakes: by its name, the index of the option that a mistake leads to, which is then called so; an option to
            which none leads keeps its own name. Drawings in which one leads to the right option are drawn again.
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
    mistakes: Mapping[str, Callable[[], int]] = field(default_factory=dict)
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

    def named(self) -> tuple[Option, ...]:
        """Return the options, each under the name of the mistake that leads to it."""
        leads = {lead(): name for name, lead in self.mistakes.items()}
        return tuple(replace(option, name=leads.get(i, option.name)) for i, option in enumerate(self.options))

    def tells(self, mistake: str) -> bool:
        """Return whether somebody who makes this mistake is told so in this drawing: an option has it, and is wrong."""
        return any(option.name == mistake and i != self.answer() for i, option in enumerate(self.options))

    def ambiguity(self) -> str:
        """Return why the choice cannot be marked fairly, or ""."""
        texts = [bare(option.text) for option in self.options]
        return "two options read the same" if len(set(texts)) < len(texts) else self._led_astray()

    def _led_astray(self) -> str:
        leads = [lead() for lead in self.mistakes.values()]
        if leads and self.answer() in leads:
            return f"the mistake “{tuple(self.mistakes)[leads.index(self.answer())]}” leads to the right option"
        return "two mistakes lead to one option" if len(set(leads)) < len(leads) else ""


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
    shows_outcome: ClassVar[bool] = True
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
    shows_outcome: ClassVar[bool] = True
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
