"""The rules for what the prose asserts about runs: it is said there, and a run of the engine shows that it is so."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.kit.lesson import Claim, Lesson
from lessons.kit.places import SourceLine, place_of
from lessons.kit.problems import Problem, noting
from lessons.kit.reading import read_longer_text
from lessons.kit.witness import reaches_the_engine


def check_claims(lesson: Lesson) -> Iterator[Problem]:
    """Every rule for every claim."""
    problems: list[Problem] = []
    home = lesson.heading.folder / "claims.py", 1
    text = _spaced(_told(lesson))
    claims: list[Claim] = []
    with noting(problems, home, "Its claims cannot be read"):
        claims.extend(lesson.claims())
    for claim in claims:
        place = place_of(claim.holds, home)
        if len(claim.quote.split()) < 3:
            problems.append(
                Problem(*place, f"The claim “{claim.quote}” quotes too little to be told apart: three words.")
            )
        elif _spaced(claim.quote) not in text:
            where = "neither after a run in text.md nor in reading.md"
            problems.append(Problem(*place, f"The claim “{claim.quote}” stands {where}, in these words."))
        with noting(problems, place, f"The claim “{claim.quote}”"):
            problems.extend(_holds(claim, lesson, home))
    yield from problems


def _holds(claim: Claim, lesson: Lesson, home: SourceLine) -> Iterator[Problem]:
    found: list[bool] = []
    place = place_of(claim.holds, home)
    if not reaches_the_engine(lambda: found.append(bool(claim.holds())), lesson.heading.folder):
        yield Problem(*place, f"The claim “{claim.quote}” is not put to the engine: its proof runs nothing.")
    if not all(found):
        yield Problem(*place, f"The claim “{claim.quote}” does not hold: the run shows otherwise.")


def _told(lesson: Lesson) -> str:
    """Return what is said after the runs and in the longer text; what stands before a run asserts nothing about it."""
    longer = read_longer_text(lesson.heading.folder)
    return "\n\n".join([*(page.after for page in lesson.pages), *(section.prose for section in longer)])


def _spaced(text: str) -> str:
    return " ".join(text.split())
