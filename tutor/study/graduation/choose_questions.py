"""Draws the questions of a graduation from one seed: mixed over lessons and parts and over kinds, no two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest
from random import Random
from typing import TYPE_CHECKING, TypeVar

from lessons.kit.course import LoadLesson
from lessons.kit.errors import LessonError
from tutor.study.graduation.sizes import size_of
from tutor.study.practice.choose import mixed
from tutor.study.progress.standing import contents
from tutor.study.quiz.marking import SEEDS, draw
from tutor.study.quiz.rounds import Item

if TYPE_CHECKING:
    from lessons.kit.heading import Part

T = TypeVar("T")
LOOKED_AT = 3
"""Questions of a lesson that are drawn to find a kind that is still rare."""


def choose_questions(part: Part, seed: int, load: LoadLesson) -> tuple[Item, ...]:
    """Return the questions, each with the seed that it is drawn from; the same ones for the same seed and lessons.

    The lessons take turns, so that ten of them give one question each and fewer give about as many each; of several
    parts, so do the parts. What the dice say comes from `Random.random` alone, which Python promises never to change.

    Args:
        part: what the questions are of; the whole course counts as one.
        seed: the one that all follows from.
        load: gives a lesson by its id. Lessons are loaded and questions drawn here: call it in a thread.

    Raises:
        LessonError: the part has too few questions that can be drawn.
    """
    dice, wanted = Random(seed), size_of(part.id).questions
    waiting = _in_turns(part, dice)
    chosen: list[Item] = []
    kinds = _Kinds(load)
    while len(chosen) < wanted and waiting:
        for items in waiting[: wanted - len(chosen)]:
            item = kinds.rarest(items)
            if item is None:
                items.clear()
            else:
                chosen.append(item)
                items.remove(item)
        waiting = [items for items in waiting if items]
    if len(chosen) < wanted:
        raise LessonError(f"“{part.title}” has only {len(chosen)} questions that can be drawn, and it takes {wanted}.")
    return mixed(_shuffled(chosen, dice))


def _in_turns(part: Part, dice: Random) -> list[list[Item]]:
    """Return each lesson's questions, the lessons shuffled; those of several parts one part after the other, round."""
    parts = [
        _shuffled((_questions(part, lesson.id, dice) for lesson in lessons), dice)
        for _, lessons in groupby(part.lessons, key=lambda heading: heading.folder.parent)
    ]
    rows = zip_longest(*(_shuffled(parts, dice) if len(parts) > 1 else parts))
    return [items for row in rows for items in row if items is not None]


def _questions(part: Part, lesson: str, dice: Random) -> list[Item]:
    """All that a lesson asks, in an order of the dice."""
    names = next(contents(heading.folder / "text.md")[1] for heading in part.lessons if heading.id == lesson)
    return _shuffled((Item(lesson, name, int(dice.random() * SEEDS)) for name in names), dice)


def _shuffled(things: Iterable[T], dice: Random) -> list[T]:
    keyed = [(dice.random(), place, thing) for place, thing in enumerate(things)]
    return [thing for _, _, thing in sorted(keyed, key=lambda entry: entry[:2])]


class _Kinds:
    """Draws questions to tell their kinds, and counts those that were chosen."""

    def __init__(self, load: LoadLesson) -> None:
        self._load = load
        self._chosen: Counter[str] = Counter()

    def rarest(self, items: Sequence[Item]) -> Item | None:
        """One of the first few, of the kind that was chosen least; those that cannot be drawn are passed over."""
        looked_at: list[tuple[Item, str]] = []
        for item in items:
            kind = self._kind(item)
            if kind is not None:
                looked_at.append((item, kind))
            if len(looked_at) == LOOKED_AT:
                break
        if not looked_at:
            return None
        item, kind = min(looked_at, key=lambda entry: self._chosen[entry[1]])
        self._chosen[kind] += 1
        return item

    def _kind(self, item: Item) -> str | None:
        assert item.seed is not None
        try:
            return draw(self._load(item.lesson), item.question, item.seed).body.kind
        except LessonError:
            return None
