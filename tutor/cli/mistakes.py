"""`nntutor mistakes`: the known mistakes that were made, how often and when last, and the page that mends each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from lessons.kit.course import load
from tutor.cli.shell import FINE, Shell
from tutor.mistakes import Mistake, Remedy, how_often, remedy
from tutor.mistakes import mistakes as made_in
from tutor.plain.printer import Printer
from tutor.plain.text import spoken
from tutor.store.records import now

NONE_YET = "No mistake has a name here yet. They will come, and each one shows something: that is what they are for."


def mistakes(shell: Shell, options: Namespace) -> int:
    """List them."""
    store = shell.open_store()
    made = made_in(store.attempts())
    store.close()
    printer = Printer(shell.out, shell.environment)
    if not made and not options.json:
        printer.line(NONE_YET)
    for mistake in made:
        help_ = remedy(mistake, lambda lesson: load(lesson, shell.root))
        if options.json:
            shell.tell(_as_record(mistake, help_))
        else:
            printer.line(*_lines(mistake, help_), "")
    return FINE


def _lines(mistake: Mistake, help_: Remedy) -> Iterator[str]:
    since = "; right since" if mistake.right_since else ""
    yield f"{mistake.name} ({help_.title}): {how_often(mistake, now())}{since}"
    if help_.told:
        yield spoken(help_.told)
    if help_.page is not None:
        yield f"Read page {help_.page.number}, “{help_.page.title}”: nntutor lesson {mistake.lesson}"
    yield help_.problem or f"Practise: nntutor quiz {mistake.lesson}"


def _as_record(mistake: Mistake, help_: Remedy) -> dict[str, object]:
    return {
        "type": "mistake",
        "name": mistake.name,
        "lesson": mistake.lesson,
        "questions": mistake.questions,
        "count": mistake.count,
        "last": mistake.when.isoformat(),
        "right_since": mistake.right_since,
        "because": help_.told,
        "page": help_.page.number if help_.page else None,
        "problem": help_.problem,
    }
