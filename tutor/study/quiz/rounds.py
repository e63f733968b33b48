"""What a round of questions is: which are asked, under which rules, and what is said at its end. No terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tutor.store import Attempt

QuestionState = Literal["open", "right", "wrong"]
"""How a question stands: unanswered, or as its last reply was marked."""
QuestionMark = Literal["open", "right", "wrong", "missed", "again"]
"""A question's mark as the learner sees it: how it stands or, where a right answer lasts, that it was missed since,
or is being asked again."""


@dataclass(frozen=True)
class Item:
    """One question of a round.

    Attributes:
        lesson: the lesson's id.
        question: the question's name in that lesson.
        seed: what it is drawn from; None for fresh numbers.
    """

    lesson: str
    question: str
    seed: int | None = None


def first_replies(attempts: Iterable[Attempt]) -> dict[Item, Attempt]:
    """The first reply to each drawing.

    Args:
        attempts: what was replied, oldest first.
    """
    first: dict[Item, Attempt] = {}
    for attempt in attempts:
        first.setdefault(Item(attempt.lesson, attempt.question, attempt.seed), attempt)
    return first


@dataclass(frozen=True)
class Answered:
    """How one question of a round went.

    Attributes:
        item: the question, with the seed that it was drawn from last; None if it could not be drawn or was not reached.
        title: the lesson's title, or its id where it could not be loaded.
        state: open, or as the last reply was marked.
        first: how the very first reply of the round was marked, before any other try; None while open.
        hints: how many hints were asked for.
        mistakes: the known mistakes that its replies matched, each once, in order.
        problem: why it could not be asked, or "".
    """

    item: Item
    title: str
    state: QuestionState
    first: Literal["right", "wrong"] | None = None
    hints: int = 0
    mistakes: tuple[str, ...] = ()
    problem: str = ""


def nothing_to_add(results: Sequence[Answered]) -> str:  # noqa: ARG001
    """The end of a round of which nothing more is to be said."""
    return ""


RoundKind = Literal["practice", "graduation", "mistake", "test-out"]
"""Reasons to ask a round."""


@dataclass(frozen=True)
class Round:
    """A round of questions, from one lesson or many.

    Attributes:
        kind: what it is for.
        title: what the learner reads above it.
        items: the questions, in order, at least one.
        allow_hints: whether the three hints may be asked for.
        allow_retry: whether a wrong reply may be followed by another, and a question asked with fresh numbers.
        takes_up: whether replies given earlier to these very drawings stand, so that a round that was left goes on.
        at_the_end: called (in a thread, once every time the end is shown) with how each question went; gives Markdown
            that stands above the list of questions there.
        another: gives another such round, to go on with from its end, None where there is nothing to ask; may be slow.
            None where no other is offered there.
        mistake: the known mistake that it practises: drawn are only numbers under which that is wrong. "" for none.
    """

    kind: RoundKind
    title: str
    items: tuple[Item, ...]
    allow_hints: bool = True
    allow_retry: bool = True
    takes_up: bool = False
    at_the_end: Callable[[Sequence[Answered]], str] = nothing_to_add
    another: Callable[[], Round | None] | None = None
    mistake: str = ""


def unaided(round_: Round) -> Round:
    """Return a round under the rules of one that counts: no hints, and the first reply stands."""
    return replace(round_, allow_hints=False, allow_retry=False)
