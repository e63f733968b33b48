"""Things to put in order: the engine decides the order, such as that of the steps on its tape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from lessons.kit.asking import NO_HINTS, Hints, Shown, Words, nothing, told
from lessons.kit.demo import Frame
from lessons.kit.errors import DoesNotAgree, Unreadable
from lessons.kit.sentences import Figures
from lessons.kit.signs import tidied
from lessons.kit.verdicts import Verdict

OrderReply = tuple[int, ...]
LONGEST = 80
"""Characters; nobody needs more for a few numbers."""
_SEPARATED = rf"[\d\s,、;.()/|<>*+=-]{{1,{LONGEST}}}"
"""Numbers and whatever people put between them."""


@dataclass(frozen=True)
class OrderMistake:
    """A mistake with a name: one thing put before another that must come first.

    Attributes:
        name: a few words, such as "updates before it knows the slope".
        early: the index of the thing that was put too early.
        late: the index of the thing that must come before it.
        because: why that cannot be, spoken to the learner.
        page: the title of the page that mends it, or "" where none is named.
    """

    name: str
    early: int
    late: int
    because: Words
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Order(Shown):
    """Things shown in a mixed order, to be put into the right one.

    A lesson gives `mistakes` and `figures`; `quiz.md` has the words: prompt, misconceptions, hints and explain.

    Attributes:
        things: as shown, numbered from 1.
        decide: the indices of `things` in the right order, from the engine.
        again: the same by another way.
        mistakes: by a mistake's name in `quiz.md`, the index of what it puts too early and of what must come before.
        figures: what the words name.
        prompt: what is asked.
        misconceptions: named mistakes; the first that a reply makes is told.
        hints: the three steps of help.
        explain: what a right reply is told.
        chart: a picture to look at beside the prompt.
    """

    kind: ClassVar[str] = "order"
    things: tuple[str, ...]
    decide: Callable[[], OrderReply]
    again: Callable[[], OrderReply]
    mistakes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    prompt: str = ""
    misconceptions: tuple[OrderMistake, ...] = ()
    hints: Hints = NO_HINTS
    explain: Callable[[], str] = nothing
    chart: Frame | None = None

    def answer(self) -> OrderReply:
        """The indices in the right order, computed once for a drawing and in two ways.

        Raises:
            DoesNotAgree: the two ways differ, or leave something out.
        """
        return self._agreed

    @cached_property
    def _agreed(self) -> OrderReply:
        first, second = tuple(map(int, self.decide())), tuple(map(int, self.again()))
        if first != second or sorted(first) != list(range(len(self.things))):
            raise DoesNotAgree("Computed twice, two different orders came out; this one is not marked.")
        return first

    def asks_for(self) -> str:
        """Tell that an order is wanted, as one line under the prompt."""
        return f"Type the {len(self.things)} numbers in the right order, such as {self._example()}."

    def _example(self) -> str:
        return " ".join(str(n) for n in range(len(self.things), 0, -1))

    def read(self, reply: str) -> OrderReply:
        """The reply as indices of `things`.

        Raises:
            Unreadable: a number is missing, twice, or not on the list.
        """
        plain = tidied(reply[: LONGEST + 1])
        words = re.findall(r"\d+", plain) if re.fullmatch(_SEPARATED, plain) else []
        picked = words if len(words) != 1 else list(words[0])
        wanted = [str(n) for n in range(1, len(self.things) + 1)]
        if not picked:
            raise Unreadable(self.asks_for())
        if sorted(picked) != wanted:
            missing = [n for n in wanted if n not in picked]
            lacks = f"still missing: {', '.join(missing)}" if missing else "something is there twice"
            raise Unreadable(f"Each number from 1 to {len(wanted)} once: {lacks}.")
        return tuple(int(word) - 1 for word in picked)

    def mark(self, reply: str) -> Verdict:
        """Compare the reply with the engine's order; a known mistake is named, else the first place that is off."""
        try:
            places = self.read(reply)
        except Unreadable as problem:
            return Verdict("unreadable", str(problem))
        answer = self.answer()
        if places == answer:
            return Verdict("right", self.explain())
        if (mistake := self._first_mistake(places)) is not None:
            return Verdict("wrong", told(mistake.because), mistake.name)
        right = next(i for i, (mine, engine) in enumerate(zip(places, answer, strict=True)) if mine != engine)
        held = f"The first {right} are right; then" if right > 1 else "The first is right; then" if right else "Already"
        return Verdict("wrong", f"{held} “{self.things[places[right]]}” comes too early.")

    def accepted_reply(self) -> str:
        """A reply that counts as right."""
        return " ".join(str(place + 1) for place in self.answer())

    @property
    def listed(self) -> tuple[str, ...]:
        """The things to be put in order."""
        return self.things

    def tells(self, mistake: str) -> bool:
        """Return whether somebody who makes this mistake is told so."""
        return any(known.name == mistake for known in self.misconceptions)

    def ambiguity(self) -> str:
        """Return why the order cannot be marked fairly, or ""."""
        texts = {thing.casefold().strip() for thing in self.things}
        if len(texts) < len(self.things):
            return "two things read the same"
        answer = self.answer()
        if answer == tuple(range(len(answer))):
            return "the things stand in the right order already"
        wrong = [m.name for m in self.misconceptions if answer.index(m.early) < answer.index(m.late)]
        if wrong:
            return f"the mistake “{wrong[0]}” is what the right answer does"
        hidden = [m.name for m in self.misconceptions if not self._can_be_told(m)]
        return f"whoever makes the mistake “{hidden[0]}” is told of another one" if hidden else ""

    def orders_of(self, mistake: OrderMistake) -> tuple[OrderReply, OrderReply]:
        """Return the right order but for one mistake: its early thing pulled forward, and its late one put back."""
        early = [place for place in self.answer() if place != mistake.early]
        early.insert(early.index(mistake.late), mistake.early)
        late = [place for place in self.answer() if place != mistake.late]
        late.insert(late.index(mistake.early) + 1, mistake.late)
        return tuple(early), tuple(late)

    def _can_be_told(self, mistake: OrderMistake) -> bool:
        return any(self._first_mistake(order) is mistake for order in self.orders_of(mistake))

    def _first_mistake(self, order: OrderReply) -> OrderMistake | None:
        """Return the first known mistake that an order makes."""
        made = (known for known in self.misconceptions if order.index(known.early) < order.index(known.late))
        return next(made, None)
