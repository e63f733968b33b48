"""Mistakes by name in plain text: what each is, the page that mends it, and how to practise it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.store.records import now
from tutor.study.progress.mistakes import Mistake, how_often, remedy

if TYPE_CHECKING:
    from lessons.kit.course import LoadLesson
    from tutor.console.printer import Printer

NONE_YET = "No mistake has a name here yet. They will come, and each one shows something: that is what they are for."


def tell_mistakes(printer: Printer, made: Sequence[Mistake], load: LoadLesson) -> None:
    """Write all of the learner's mistakes, or something kind.

    Args:
        printer: where to.
        made: the mistakes.
        load: gives a lesson by its id.
    """
    if not made:
        printer.line(NONE_YET)
    for mistake in made:
        help_ = remedy(mistake, load)
        since = "; right since" if mistake.right_since else ""
        printer.line(f"{mistake.name} ({help_.title}): {how_often(mistake, now())}{since}")
        printer.prose(help_.told)
        if help_.page is not None:
            printer.line(f"Read page {help_.page.number}, “{help_.page.title}”: nntutor lesson {mistake.lesson}")
        again = f"Practise: nntutor quiz {mistake.lesson} --question {mistake.questions[0]}"
        printer.line(help_.problem or again, "")
