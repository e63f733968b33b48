"""`nntutor map [ID]`: what each lesson needs and what uses it; or one lesson's place on the map."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import outline
from tutor.cli.learn import known_lesson
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Shell
from tutor.plain.course_map import tell_map, tell_place
from tutor.study.progress.course_map import CourseMap


def course_map(shell: Shell, options: SimpleNamespace) -> int:
    """Write the map.

    Raises:
        Misused: there is no such lesson; the message names the nearest.
    """
    parts = outline(shell.root)
    wanted = None if options.id is None else known_lesson(shell, options.id)
    if options.json:
        made = CourseMap(parts)
        for lesson in made.headings if wanted is None else (wanted,):
            shell.tell({"lesson": lesson, "needs": made.needs(lesson), "used_by": made.used_by(lesson)})
        return FINE
    printer = Printer(shell.out, shell.environment)
    if wanted is None:
        tell_map(printer, parts)
    else:
        tell_place(printer, parts, wanted)
    return FINE
