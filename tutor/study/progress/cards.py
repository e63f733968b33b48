"""A card for each question that was ever answered, made by replaying the attempts; the only file that knows fsrs.

The schedule is FSRS (Ye, Su and Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
Scheduling", KDD 2022) with its default parameters: a question is due when the chance of answering it has fallen to nine
in ten. Nothing is graded by the learner: the first reply to each drawing of a question is a review of its card, "good"
if it was right, "hard" if right with a hint, "again" if wrong. What is tried afterwards with the same numbers teaches,
and says nothing of what is remembered, so it does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tutor.study.progress.times import LATEST, settled

if TYPE_CHECKING:
    from fsrs import Scheduler

    from tutor.store import Attempt, Store

Key = tuple[str, str]
"""A lesson's id and a question's name."""
REMEMBERED = 200
"""Replies to one question from which its card is made, the last ones: more than a learner gives in years. What lies
before them has next to no weight in the schedule, and a class's archive need not be read whole."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Card:
    """A question's card: when it is due again and how well it is remembered, as its attempts say.

    Attributes:
        missed: whether the first reply to its last drawing was wrong.
        last: when that was; UTC.
        due: when it should be asked again; UTC.
        recall: how likely it would be answered right just now, 0 to 1.
        held: whether it has been right again a day or more after it was right first.
        waits: whether it should be asked now: it was missed, or it is due.
    """

    missed: bool
    last: datetime
    due: datetime
    recall: float
    held: bool
    waits: bool


def cards(attempts: Iterable[Attempt], now: datetime) -> Mapping[Key, Card]:
    """The cards as they stand.

    Args:
        attempts: in the order in which they were made; their times need not make sense.
        now: the present; UTC.
    """
    reviews = _reviews(attempts, min(now, LATEST))
    if not reviews:
        return {}  # the list of lessons then loads no scheduler
    from fsrs import Scheduler

    # A drawing is asked days later, not minutes: without learning steps the first reply schedules in days already.
    # Without fuzzing the same attempts give the same schedule.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    return {key: _card(scheduler, made, min(now, LATEST)) for key, made in reviews.items()}


def cards_of(store: Store, questions: Iterable[Key], now: datetime) -> Mapping[Key, Card]:
    """The cards of some questions as they stand, from the last `REMEMBERED` replies to each.

    Args:
        store: what the learner did.
        questions: which.
        now: the present; UTC.
    """
    return cards(store.last_replies(questions, REMEMBERED), now)


def _reviews(attempts: Iterable[Attempt], now: datetime) -> dict[Key, list[tuple[Attempt, datetime]]]:
    """The first attempt at each drawing of each question, with the time that it is taken to have been made."""
    listed = list(attempts)
    reviews: dict[Key, list[tuple[Attempt, datetime]]] = {}
    drawn: set[tuple[str, str, int]] = set()
    for attempt, when in zip(listed, settled([attempt.when for attempt in listed], now), strict=True):
        drawing = (attempt.lesson, attempt.question, attempt.seed)
        if drawing not in drawn:
            drawn.add(drawing)
            reviews.setdefault(drawing[:2], []).append((attempt, when))
    return reviews


def _card(scheduler: Scheduler, reviews: list[tuple[Attempt, datetime]], now: datetime) -> Card:
    from fsrs import Card as Schedule
    from fsrs import Rating

    schedule = Schedule(card_id=0, due=reviews[0][1])  # an id of its own choosing would cost a millisecond's sleep
    for attempt, when in reviews:
        good = Rating.Hard if attempt.hints else Rating.Good
        rating = good if attempt.verdict == "right" else Rating.Again
        schedule, _ = scheduler.review_card(schedule, rating, when)
    rights = [when for attempt, when in reviews if attempt.verdict == "right"]
    missed = reviews[-1][0].verdict == "wrong"
    return Card(
        missed,
        last=reviews[-1][1],
        due=schedule.due,
        recall=float(scheduler.get_card_retrievability(schedule, now)),
        held=bool(rights) and rights[-1] - rights[0] >= A_DAY,
        waits=missed or schedule.due <= now,
    )
