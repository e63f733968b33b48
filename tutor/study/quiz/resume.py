"""What a learner left in an earlier session: of a lesson's questions, or of a round in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tutor.store import Attempt, Store
from tutor.study.quiz.rounds import Item, first_replies
from tutor.study.quiz.slot import Slot


class Left(Protocol):
    """Tells of each question what to take up."""

    def slot(self, item: Item) -> Slot:
        """The question as it was left."""

    def first_position(self, slots: Sequence[Slot]) -> int:
        """Where to go on, from 0."""


class Earlier:
    """Reads it once, and tells of each question what to take up.

    Args:
        store: where replies and places are kept.
        lesson: the lesson's id.
    """

    def __init__(self, store: Store, lesson: str) -> None:
        self._replies: dict[str, list[Attempt]] = {}
        for attempt in store.attempts(lesson):
            self._replies.setdefault(attempt.question, []).append(attempt)
        self._left, self._place = store.left(lesson), store.last_place(lesson)

    def slot(self, item: Item) -> Slot:
        """The question as it was left, with what was half typed; as it was answered elsewhere since; or untouched.

        One that was once answered right shows that, also where it has been missed in practice since.
        """
        replies = self._replies.get(item.question, [])
        slot = self._as_left(item, replies) or _answered(item, replies) or Slot(item, item.seed)
        slot.verdicts = [attempt.verdict for attempt in replies]
        return slot

    def _as_left(self, item: Item, replies: Sequence[Attempt]) -> Slot | None:
        """With the numbers that it had on the lesson's page, unless it has been replied to since."""
        place = self._left.get(item.question)
        if place is None or place.seed is None:
            return None
        here = [attempt for attempt in replies if attempt.seed == place.seed]
        slot = _answered(item, here) or Slot(item, place.seed)
        if slot.state != "right":
            slot.draft = place.draft
        return slot

    def first_position(self, slots: Sequence[Slot]) -> int:
        """Where the learner was; else the first open question; else the first."""
        names = [slot.item.question for slot in slots]
        if self._place is not None and self._place.question in names:
            return names.index(self._place.question)
        return next((place for place, slot in enumerate(slots) if slot.state == "open"), 0)


def _answered(item: Item, replies: Sequence[Attempt]) -> Slot | None:
    """The question as its last right reply left it, or else its last; None where there is none."""
    if not replies:
        return None
    shown = next((attempt for attempt in reversed(replies) if attempt.verdict == "right"), replies[-1])
    return Slot(item, shown.seed, shown.verdict, shown.reply)


class LeftInTheMiddle:
    """A round whose drawings are known: the first reply to each of them stands, whenever and wherever it was given.

    Args:
        store: where replies are kept.
    """

    def __init__(self, store: Store) -> None:
        self._first = first_replies(store.attempts())

    def slot(self, item: Item) -> Slot:
        """The question as it was marked, or untouched."""
        return Slot.replied(item, self._first[item]) if item in self._first else Slot(item, item.seed)

    def first_position(self, slots: Sequence[Slot]) -> int:
        """The first open question, else the last: from there it is one key to the end."""
        return next((place for place, slot in enumerate(slots) if slot.state == "open"), len(slots) - 1)
