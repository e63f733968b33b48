"""`nntutor lessons` lists the course; `nntutor check` holds it to the kit's rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from lessons.kit.course import outline
from tutor.cli.learn import known_lesson
from tutor.console.shell import FINE, WRONG, Shell
from tutor.study.progress.standing import Standing, contents, standings
from tutor.study.progress.standing_words import SIGNS
from tutor.text.words import counted
from tutor.text.wrapping import wrapped

if TYPE_CHECKING:
    from lessons.kit.heading import Heading, Part
    from lessons.kit.problems import Problem

WIDTH = 79


def lessons(shell: Shell, options: SimpleNamespace) -> int:
    """List the lessons by part, in order, each with the sign of how much of it is done."""
    parts = outline(shell.root)
    store = shell.open_store()
    found = standings(store, parts)
    store.close()
    if options.json:
        for part in parts:
            for heading in part.lessons:
                shell.tell(_as_record(part, heading, found[heading.id]))
        return FINE
    width = max((len(heading.id) for part in parts for heading in part.lessons), default=0)
    for part in parts:
        lines = [_line(heading, width, found[heading.id]) for heading in part.lessons] or ["  lessons to come"]
        shell.say(part.title, *lines, "")
    done = sum(1 for standing in found.values() if standing.state == "done")
    shell.say(f"{done} of {counted(len(found), 'lesson')} done.")
    shell.say("✓ done, ◐ begun, ○ not begun. `nntutor lesson ID` opens one; `nntutor progress` says more.")
    return FINE


def _line(heading: Heading, width: int, standing: Standing) -> str:
    return f"  {SIGNS[standing.state]} {heading.id:{width}}  {heading.title}"


def check(shell: Shell, options: SimpleNamespace) -> int:
    """Print what is wrong with some lessons, or with all and the course, by file and line.

    Whether a lesson can be shown is only asked once the kit's own rules have nothing to say. What the articles say and
    no lesson covers is a problem of the lesson that is its home, and a note at the end if that is still to come.
    """
    from lessons.kit.check import check_course
    from tutor.lint import check_lessons

    asked = [known_lesson(shell, lesson_id) for lesson_id in dict.fromkeys(options.ids)]
    found = 0 if asked else _print(shell, check_course(shell.root))
    every = [heading.id for part in outline(shell.root) for heading in part.lessons]
    ids = asked or list(dict.fromkeys(every))
    for lesson_id, problems in check_lessons(ids, options.seeds, shell.root, only_questions=options.questions):
        here = _print(shell, problems)
        found += here
        shell.complain(f"{lesson_id}: {counted(here, 'problem') if here else 'nothing is wrong'}.")
    if not asked:
        shell.complain(*_still_to_come(shell.root))
    return WRONG if found else FINE


def _still_to_come(root: Path) -> list[str]:
    """Say which statements of the articles wait for lessons that do not exist yet, which is nobody's fault."""
    from lessons.kit.check_coverage import to_come
    from lessons.kit.statements import STATEMENTS, read_statements

    waiting = to_come(root)
    if not waiting:
        return []
    number, of = sum(map(len, waiting.values())), len(read_statements(root))
    lines = [f"{_short(root / STATEMENTS)}: {number} of {of} statements wait for lessons that are to come."]
    width = max(map(len, waiting))
    for lesson, statements in waiting.items():
        ids = ", ".join(statement.id for statement in statements)
        lines += wrapped(ids, WIDTH, f"  {lesson:{width}}  ", " " * (width + 4))
    return lines


def _print(shell: Shell, problems: Sequence[Problem]) -> int:
    """Print problems, a line each, and say how many."""
    shell.say(*(f"{_short(problem.path)}:{problem.line}: {problem.text}" for problem in problems))
    return len(problems)


def _short(path: Path) -> str:
    """Return a path as short as it can be typed from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _as_record(part: Part, heading: Heading, standing: Standing) -> dict[str, object]:
    pages, questions = contents(heading.folder / "text.md")
    return {
        "id": heading.id,
        "part": part.title,
        "title": heading.title,
        "summary": heading.summary,
        "sources": heading.sources,
        "pages": pages,
        "questions": questions,
        "state": standing.state,
    }
