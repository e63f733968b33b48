"""What a learner left in an earlier session: of a lesson's questions, or of a round in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tutor.rounds import Item, first_replies
from tutor.slot import Slot
from tutor.store import Attempt, Store


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
        """The question as it was left, with what was half typed; as it was answered since; or untouched."""
        replies, place = self._replies.get(item.question, []), self._left.get(item.question)
        if place is None or place.seed is None:  # never looked at here, or answered since
            return _answered(item, replies[-1]) if replies else Slot(item, item.seed)
        here = [attempt for attempt in replies if attempt.seed == place.seed]
        slot = _answered(item, here[-1]) if here else Slot(item, place.seed)
        if slot.state != "right":
            slot.draft = place.draft
        return slot

    def first_position(self, slots: Sequence[Slot]) -> int:
        """Where the learner was; else the first open question; else the first."""
        names = [slot.item.question for slot in slots]
        if self._place is not None and self._place.question in names:
            return names.index(self._place.question)
        return next((place for place, slot in enumerate(slots) if slot.state == "open"), 0)


def _answered(item: Item, attempt: Attempt) -> Slot:
    """The question as it stood after a reply."""
    return Slot(item, attempt.seed, attempt.verdict, attempt.reply)


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
