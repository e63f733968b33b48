"""The rules that every lesson obeys, for `nntutor check` and the tests; they live in check_*.py, one function each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lessons.kit.check_claims import check_claims
from lessons.kit.check_coverage import check_coverage
from lessons.kit.check_demos import check_demos
from lessons.kit.check_glossary import check_glossary, homeless
from lessons.kit.check_questions import check_questions
from lessons.kit.check_quiz_words import check_quiz_words
from lessons.kit.check_runs import Runs, runs_of
from lessons.kit.check_scenes import check_scenes
from lessons.kit.check_text import check_text
from lessons.kit.check_tones import check_tones
from lessons.kit.course import PARTS, load, outline
from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import line_of
from lessons.kit.heading import Part
from lessons.kit.importing import ROOT
from lessons.kit.lesson import Lesson
from lessons.kit.problems import Problem
from lessons.kit.reading import read_longer_text

__all__ = ("Problem", "check", "check_course", "checked", "problems_of")


def check(lesson_id: str, seeds: int = 200, root: Path = ROOT) -> list[Problem]:
    """Whatever is wrong with a lesson, by file and line; nothing, if it is fine.

    Args:
        lesson_id: such as "learning-rate".
        seeds: how many drawings of each question to look at; a tenth of them are marked in every way a learner could,
            and of predictions, which run an experiment each, a twentieth.
        root: where the parts lie.

    Raises:
        UnknownLesson: no lesson has that id.
    """
    return checked(lesson_id, root, lambda lesson, runs: problems_of(lesson, runs, seeds))


def checked(
    lesson_id: str, root: Path, rules: Callable[[Lesson, Mapping[str, Runs]], Iterable[Problem]]
) -> list[Problem]:
    """Return what rules find in a lesson, each problem once, in order; of one that cannot be loaded, why.

    Args:
        lesson_id: such as "learning-rate".
        root: where the parts lie.
        rules: take the lesson and the runs of its demos, by name, which are let go afterwards.

    Raises:
        UnknownLesson: no lesson has that id.
    """
    try:
        lesson = load(lesson_id, root)
        read_longer_text(lesson.heading.folder)
    except BrokenLesson as problem:
        return [Problem(problem.path, problem.line, problem.problem)]
    with runs_of(lesson) as runs:
        return sorted(dict.fromkeys(rules(lesson, runs)))


def problems_of(lesson: Lesson, runs: Mapping[str, Runs], seeds: int) -> list[Problem]:
    """Whatever is wrong with a loaded lesson.

    Args:
        lesson: which.
        runs: of each of its demos, by name; those that a rule makes are left there for whoever comes after.
        seeds: as `check` takes them.
    """
    rules = (
        check_text(lesson),
        check_coverage(lesson),
        check_glossary(lesson),
        check_demos(lesson, runs),
        check_scenes(lesson, runs),
        check_tones(lesson, runs),
        check_questions(lesson, seeds),
        check_quiz_words(lesson),
        check_claims(lesson),
    )
    return sorted(dict.fromkeys(problem for rule in rules for problem in rule))


def check_course(root: Path = ROOT) -> list[Problem]:
    """Tell what is wrong with the course as a whole: parts that cannot be read, lessons listed twice or never."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for name, part in zip(PARTS, outline(root), strict=True):
        contents = root / name / "__init__.py"
        if part.problem:
            problems.append(Problem(part.problem.path, part.problem.line, part.problem.problem))
            continue
        for heading in part.lessons:
            if heading.id in seen:
                problems.append(Problem(contents, 1, f"Two lessons of the course are called “{heading.id}”."))
            seen.add(heading.id)
        listed = {heading.folder for heading in part.lessons}
        problems += [
            Problem(contents, 1, f"The lesson in {folder.name}/ is not in LESSONS, so that nobody finds it.")
            for folder in sorted(text.parent for text in (root / name).glob("*/text.md"))
            if folder not in listed
        ]
    return sorted(dict.fromkeys([*problems, *_order_problems(outline(root)), *homeless(root, seen)]))


def _order_problems(parts: tuple[Part, ...]) -> Iterator[Problem]:
    """Tell which lessons need one that is not there, or that comes after them: nothing goes round in a circle."""
    headings = [heading for part in parts for heading in part.lessons]
    known, before = {heading.id for heading in headings}, set[str]()
    for heading in headings:
        for need in heading.needs:
            if need not in before:
                why = "comes after it in the course" if need in known else "is no lesson of the course"
                path = heading.folder / "text.md"
                yield Problem(path, line_of(path, r"^needs\b"), f"“{heading.id}” needs “{need}”, which {why}.")
        before.add(heading.id)
