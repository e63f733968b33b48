"""Testing out of a lesson: a few of its questions that cover it, for somebody who knows all this already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lessons.kit.heading import Heading
from tutor.store import Event, Store
from tutor.study.progress.standing import TESTED_OUT, tested_out
from tutor.study.quiz.marking import fresh_seed
from tutor.study.quiz.rounds import Answered, Item, Round, unaided
from tutor.text.words import counted

PASSED = (
    "**That is all of it.** The lesson counts as done. It stays where it is, for whenever you want to look at its "
    "pictures; practice will ask its questions now and then."
)
NOT_PASSED = (
    "**Not all of it yet.** Nothing is lost: the lesson is as open as before, and now you know what to look out for. "
    "You can try again whenever you like, with other numbers."
)


def test_out(heading: Heading, store: Store, fresh: Callable[[], int] = fresh_seed) -> Round:
    """Return the round that skips a lesson: all right at the first reply, without hints, and it counts as done.

    Args:
        heading: of the lesson, which names the questions.
        store: where it is kept that the lesson was skipped.
        fresh: gives a seed.
    """
    items = tuple(Item(heading.id, question, fresh()) for question in heading.test_out)

    def at_the_end(results: Sequence[Answered]) -> str:
        open_ = sum(result.state == "open" and not result.problem for result in results)
        if open_:
            return f"{counted(open_, 'question')} of {len(results)} still to answer."
        if not all(result.first == "right" for result in results):
            return NOT_PASSED
        trouble = None if tested_out(heading.id, store) else store.add_event(Event(TESTED_OUT, heading.id, {}))
        return f"{PASSED}\n\n{trouble}" if trouble else PASSED

    title = f"“{heading.title}”, known already?"
    return unaided(Round("test-out", title, items, at_the_end=at_the_end))
