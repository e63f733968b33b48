"""`nntutor words [WORD]`: what the words of the course mean, each with the scene that teaches it."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import outline
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Misused, Shell
from tutor.plain.words import found_for, tell_words
from tutor.study.progress.terms import course_terms, unknown_word


def words(shell: Shell, options: SimpleNamespace) -> int:
    """Tell what a word means, or list all of them.

    Raises:
        Misused: the course has no such word; the message names the nearest.
    """
    wanted = " ".join(options.word)
    terms = course_terms(shell.root, outline(shell.root))
    found = found_for(terms, wanted)
    if wanted and not found:
        raise Misused(f"{unknown_word(terms, wanted)} `nntutor words` lists them all.")
    if not options.json:
        tell_words(Printer(shell.out, shell.environment), shell.root, wanted)
        return FINE
    for term in found:
        shell.tell(
            {
                "word": term.name,
                "also": term.also,
                "means": term.definition,
                "lesson": term.lesson,
                "page": term.page,
            }
        )
    return FINE
