"""The round itself: begun with a fresh seed or taken up where it was left, and what its end leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lessons.kit.course import LoadLesson
from tutor.console.version import version
from tutor.study.graduation import words
from tutor.study.graduation.choose_questions import choose_questions
from tutor.study.graduation.look_again import look_again
from tutor.study.graduation.outlook import Outlook
from tutor.study.graduation.records import GraduationBegun, graduated, graduations, is_over, missed
from tutor.study.graduation.sizes import size_of
from tutor.study.quiz.marking import fresh_seed
from tutor.study.quiz.rounds import Answered, Item, Round, first_replies, unaided

if TYPE_CHECKING:
    from lessons.kit.heading import Part
    from tutor.store import Store


def graduation_round(outlook: Outlook, store: Store, load: LoadLesson, fresh: Callable[[], int] = fresh_seed) -> Round:
    """A part's graduation: the one that was left in the middle, or another.

    A fresh one is kept at once, so that nobody can look at the questions and ask for easier ones. Its end, once all
    of them are answered, keeps the result.

    Args:
        outlook: where the learner stands; the part must be open to them.
        store: what they did.
        load: gives a lesson by its id. Lessons are loaded here: call it in a thread.
        fresh: gives the seed.

    Raises:
        LessonError: too few questions can be drawn.
    """
    begun = outlook.begun or _begin(outlook.part, store, load, fresh)

    def at_the_end(results: Sequence[Answered]) -> str:
        return _result(store, outlook.part, begun, with_seeds(results, begun.items), load)

    return unaided(Round("graduation", words.title(outlook), begun.items, takes_up=True, at_the_end=at_the_end))


def rehearsal(part: Part, seed: int, load: LoadLesson) -> Round:
    """The questions that a seed draws, under the same rules; nothing comes of it but practice.

    Raises:
        LessonError: too few questions can be drawn.
    """

    def at_the_end(results: Sequence[Answered]) -> str:
        again = look_again(with_seeds(results, items), load)
        return words.rehearsal(part.id, seed) + (f"\n\nWhat to look at again:\n\n{again}" if again else "")

    items = choose_questions(part, seed, load)
    return unaided(Round("graduation", f"Rehearsal, seed {seed}", items, at_the_end=at_the_end))


def with_seeds(results: Sequence[Answered], items: Sequence[Item]) -> list[Answered]:
    """The results, those of questions that were answered in an earlier session with their seeds too."""
    return [replace(result, item=item) for result, item in zip(results, items, strict=True)]


def _begin(part: Part, store: Store, load: LoadLesson, fresh: Callable[[], int]) -> GraduationBegun:
    """Draw a round of which nothing has been answered before, by whatever chance, and keep that it was begun."""
    replies = first_replies(store.attempts())
    while True:
        seed = fresh()
        items = choose_questions(part, seed, load)
        if not any(item in replies for item in items):
            begun = GraduationBegun(part.id, seed, items)
            store.add_event(begun.event())
            return begun


def _result(store: Store, part: Part, begun: GraduationBegun, results: Sequence[Answered], load: LoadLesson) -> str:
    """Say what comes of a round; it is kept the first time that all are answered, and not again."""
    size = size_of(part.id)
    open_ = sum(result.state == "open" and not result.problem for result in results)
    if open_:
        return words.still_open(open_, size)
    right = [result.state == "right" for result in results]
    over = is_over(store, begun)
    if sum(right) < size.enough:
        trouble = None if over else store.add_event(missed(begun, right))
        told = words.failed(sum(right), size, look_again(results, load))
    else:
        trouble = None if over else store.add_event(graduated(begun, part.title, right, version()))
        told = words.passed(next(won for won in reversed(graduations(store, part.id)) if won.seed == begun.seed))
    return f"{told}\n\n{trouble}" if trouble else told
