"""`nntutor notes`: what the learner was asked, replied, predicted and tried, as Markdown to keep."""

from __future__ import annotations

from argparse import Namespace

from lessons.kit.course import load, outline
from tutor.cli.saving import hand_out
from tutor.cli.shell import Shell
from tutor.notes import notes as lines_of


def notes(shell: Shell, options: Namespace) -> int:
    """Write them."""
    store = shell.open_store()
    try:
        lines = lines_of(store, outline(shell.root), lambda lesson: load(lesson, shell.root))
        return hand_out(shell, lines, options.out, force=options.force, called="your notes")
    finally:
        store.close()
