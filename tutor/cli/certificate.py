"""`nntutor certificate [PART]`: what a graduation comes to on paper, as text, ASCII, Markdown or SVG."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.course import outline
from tutor.cli.graduate import known_part
from tutor.console.printer import Printer
from tutor.console.saving import hand_out
from tutor.console.shell import WRONG, Misused, Shell
from tutor.study.graduation.certificate import FORMATS, name_on_it
from tutor.study.graduation.outlook import meant, outlooks
from tutor.study.graduation.words import standing
from tutor.study.progress.standing import standings


def certificate(shell: Shell, options: SimpleNamespace) -> int:
    """Write the certificate of the best round, or of the latest.

    Raises:
        Misused: no such part or form, or a name that is too long.
    """
    wanted = FORMATS.get(str(options.format).casefold())
    if wanted is None:
        raise Misused(f"A certificate comes as {', '.join(FORMATS)}, and not as “{options.format[:60]}”.")
    try:
        name = name_on_it(options.name or "")
    except ValueError as problem:
        raise Misused(str(problem)) from problem
    part, parts = known_part(shell, options.part), outline(shell.root)
    store = shell.open_store()
    try:
        outlook = meant(outlooks(store, parts, standings(store, parts)), part)
    finally:
        store.close()
    won = outlook.best if not options.latest else next(iter(outlook.won[-1:]), None)
    if won is None:
        shell.complain(f"nntutor: there is no certificate for “{outlook.part.title}” yet.")
        Printer(shell.err, shell.environment).prose(standing(outlook))
        return WRONG
    return hand_out(shell, [wanted.write(won, name)], options.out, force=options.force, called="your certificate lies")
