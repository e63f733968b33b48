"""The words of the course in plain text: what each means, and the scene that teaches it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.course import outline
from lessons.kit.errors import LessonError
from tutor.study.progress.terms import CourseTerm, course_terms, term_named, terms_found, unknown_word

if TYPE_CHECKING:
    from tutor.console.printer import Printer

NONE_YET = "This course has no list of words yet."


def tell_words(printer: Printer, root: Path, typed: str) -> None:
    """Tell what a word means, or every word for ""; one that is not there gets a sentence with the nearest.

    Args:
        printer: where to.
        root: where the course lies.
        typed: a word, in whatever number and case, or a part of some.
    """
    try:
        terms = course_terms(root, outline(root))
    except LessonError as problem:
        printer.line(str(problem))
        return
    found = found_for(terms, typed)
    if not found:
        printer.line(unknown_word(terms, typed) if terms else NONE_YET)
    for term in found:
        printer.line(f"{term.name}: {term.definition}")
        printer.item(" ", f"Taught in {term.where} (lesson {term.lesson})")


def found_for(terms: Iterable[CourseTerm], typed: str) -> list[CourseTerm]:
    """Return the one word that was typed; or else those that have a part of it; all for ""."""
    every = list(terms)
    exactly = term_named(every, typed) if typed.strip() else None
    return [exactly] if exactly is not None else terms_found(every, typed)
