"""Chooses the questions of a practice round: what waits first, mixed over lessons, in under three minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

from tutor.study.quiz.rounds import Item

if TYPE_CHECKING:
    from tutor.study.progress.cards import Card, Key

FIVE = 5
SECONDS = {"choice": 20, "which": 20, "number": 30, "order": 35, "predict": 50, "formula": 50}
"""Seconds that a reply to each kind of question takes who has met it before: our estimate, on the slow side."""
BUDGET = 180
"""Seconds for a whole round."""
MOST_OF_ONE = (FIVE + 1) // 2
"""Questions of one lesson, as long as others have some: so no two of them need to follow one another."""
KindOf = Callable[[Item], str | None]
"""Tells what kind of question it is; None if it cannot be asked."""


def choose(
    questions: Mapping[str, Sequence[str]], cards: Mapping[Key, Card], kind: KindOf, dice: Random
) -> tuple[Item, ...]:
    """Up to five questions, each with fresh numbers; none twice.

    First those that wait, the most forgotten before the others; then those answered longest ago; then those never
    answered. A question that would make the round too long is left for another time.

    Args:
        questions: of each lesson that the learner has begun, what it asks, in the order of the course.
        cards: of all questions that were ever answered.
        kind: asked of as few questions as possible, because a lesson has to be loaded for it.
        dice: decides between questions that are equally forgotten.
    """
    candidates = ranked(questions, cards, dice)
    chosen: list[Item] = []
    kinds: dict[Item, str | None] = {}
    for most in (MOST_OF_ONE, FIVE):
        for item in candidates:
            of_one = Counter(other.lesson for other in chosen)[item.lesson]
            if len(chosen) == FIVE or item in chosen or of_one >= most:
                continue
            if item not in kinds:
                kinds[item] = kind(item)
            if _fits([*chosen, item], kinds):
                chosen.append(item)
    return mixed(chosen)


def ranked(questions: Mapping[str, Sequence[str]], cards: Mapping[Key, Card], dice: Random) -> list[Item]:
    """All questions, what should be asked first before the others."""
    items = [Item(lesson, name) for lesson, names in questions.items() for name in names]
    order = {item: place for place, item in enumerate(items)}
    dice.shuffle(items)

    def rank(item: Item) -> tuple[int, float]:
        card = cards.get((item.lesson, item.question))
        if card is None:
            return 2, order[item]
        return (0, card.recall) if card.waits else (1, card.last.timestamp())

    return sorted(items, key=rank)


def mixed(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the questions in an order with no two of one lesson in a row, as far as that can be avoided."""
    waiting, result = list(items), list[Item]()
    while waiting:
        left = Counter(item.lesson for item in waiting)
        others = [item for item in waiting if not result or item.lesson != result[-1].lesson]
        following = max(others or waiting, key=lambda item: left[item.lesson])
        waiting.remove(following)
        result.append(following)
    return tuple(result)


def _fits(items: Sequence[Item], kinds: Mapping[Item, str | None]) -> bool:
    """Whether the round can still be filled with quick questions and stay within its time."""
    seconds = [SECONDS.get(kind, max(SECONDS.values())) for item in items if (kind := kinds[item]) is not None]
    if len(seconds) < len(items):
        return False
    return sum(seconds) + (FIVE - len(items)) * min(SECONDS.values()) <= BUDGET
