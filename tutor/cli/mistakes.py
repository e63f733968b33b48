"""`nntutor mistakes`: the known mistakes that were made, how often and when last, and the page that mends each."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import load
from lessons.kit.lesson import Lesson
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Shell
from tutor.plain.mistakes import tell_mistakes
from tutor.study.progress.mistakes import Mistake, Remedy, remedy
from tutor.study.progress.mistakes import mistakes as made_in


def mistakes(shell: Shell, options: SimpleNamespace) -> int:
    """List the learner's mistakes."""
    store = shell.open_store()
    made = made_in(store.attempts())
    store.close()

    def load_here(lesson: str) -> Lesson:
        return load(lesson, shell.root)

    if not options.json:
        tell_mistakes(Printer(shell.out, shell.environment), made, load_here)
        return FINE
    for mistake in made:
        shell.tell(_as_record(mistake, remedy(mistake, load_here)))
    return FINE


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
