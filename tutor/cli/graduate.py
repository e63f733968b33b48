"""`nntutor graduate [PART]`: the graduation of a part, or of all; full screen where that can be."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import outline
from tutor.cli.learn import full_screen, on_the_screen
from tutor.console.shell import Misused, Shell
from tutor.study.graduation.outlook import to_graduate_from
from tutor.study.graduation.sizes import WHOLE_COURSE
from tutor.tui.startup import FirstScreen


def graduate(shell: Shell, options: SimpleNamespace) -> int:
    """Open the graduation; with a seed, a rehearsal of the questions that it draws.

    Raises:
        Misused: there is no such part.
    """
    part = known_part(shell, options.part)
    if options.plain or not full_screen(shell):
        from tutor.plain.graduation import converse_graduation

        return converse_graduation(shell, part, options.seed)
    return on_the_screen(shell, FirstScreen(graduate=(part, options.seed)))


def known_part(shell: Shell, wanted: str | None) -> str | None:
    """The id of the part that was meant, by its id or its number; None if none was named.

    Raises:
        Misused: there is no such part; the message lists them.
    """
    parts = outline(shell.root)
    part = None if wanted is None else to_graduate_from(parts, wanted)
    if part is not None and not part.lessons:
        raise Misused(f"“{part.title}” has no lessons yet.")
    if wanted is not None and part is None:
        known = ", ".join(f"{part.id} ({number})" for number, part in enumerate(parts, start=1))
        raise Misused(f"There is no part “{wanted[:60]}”. The parts: {known}; and {WHOLE_COURSE}.")
    return part.id if part is not None else None
