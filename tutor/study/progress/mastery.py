"""A lesson in a word. It follows from the attempts and from the time that has passed, so it can fall again.

A question *sits* when its last drawing was answered right at the first reply, and by the schedule it would be answered
right again today at least three times in four. Then a lesson is

- **new** while nothing has been done in it,
- **met** once a question of it has been answered in a round, **seen** once it has been opened, as long as fewer than
  half of its questions sit,
- **familiar** when half of them or more sit,
- **mastered** when all of them sit, and each has been right again a day or more after it was right first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tutor.study.progress.cards import Card, cards_of
from tutor.study.progress.standing import Mastery, Standing, contents, standings

if TYPE_CHECKING:
    from lessons.kit.heading import Part
    from tutor.store import Store

SITS = 0.75
"""The chance of a right answer from which a question sits."""


def with_mastery(store: Store, parts: Sequence[Part], now: datetime) -> dict[str, Standing]:
    """Every lesson's standing with its mastery and what waits for practice, by id, in the order of the course.

    Loads the scheduler once anything has been answered, so it is not for the way to the first paint.

    Args:
        store: what the learner did.
        parts: the course.
        now: the present; UTC.
    """
    found = standings(store, parts)
    asked = {heading.id: contents(heading.folder / "text.md")[1] for part in parts for heading in part.lessons}
    begun = (lesson for lesson in asked if found[lesson].state != "not begun")
    known = cards_of(store, ((lesson, name) for lesson in begun for name in asked[lesson]), now)
    for heading in (heading for part in parts for heading in part.lessons):
        standing, questions = found[heading.id], asked[heading.id]
        here = {name: known[heading.id, name] for name in questions if (heading.id, name) in known}
        found[heading.id] = standing._replace(
            mastery=mastery(standing, questions=questions, cards=here),
            waiting=sum(card.waits for card in here.values()),
        )
    return found


def mastery(standing: Standing, *, questions: Sequence[str], cards: Mapping[str, Card]) -> Mastery:
    """How well a lesson sits.

    Args:
        standing: how far the learner is in it.
        questions: the names of what it asks.
        cards: by question, of those that were answered.
    """
    if standing.state == "not begun":
        return "new"
    sitting = [cards[name] for name in questions if name in cards and sits(cards[name])]
    if not questions or 2 * len(sitting) < len(questions):
        return "seen" if standing.pages_seen else "met"
    return "mastered" if len(sitting) == len(questions) and all(card.held for card in sitting) else "familiar"


def sits(card: Card) -> bool:
    """Whether a question sits."""
    return not card.missed and card.recall >= SITS
