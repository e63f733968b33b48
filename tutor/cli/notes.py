"""`nntutor notes`: what the learner was asked, replied, predicted and tried, as Markdown to keep."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import load, outline
from tutor.console.saving import hand_out
from tutor.console.shell import WRONG, Shell
from tutor.study.notes.notes import notes as lines_of


def notes(shell: Shell, options: SimpleNamespace) -> int:
    """Write the learner's notes."""
    store = shell.open_store()
    try:
        if store.notices and not (store.attempts() or store.events("run") or store.events("prediction")):
            shell.complain("nntutor: there is nothing that could be read, so nothing was written.")
            return WRONG
        lines = lines_of(store, outline(shell.root), lambda lesson: load(lesson, shell.root))
        return hand_out(shell, lines, options.out, force=options.force, called="your notes lie")
    finally:
        store.close()
