"""The whole examination: everything is looked at in turn, and what breaks on the way is a finding, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tutor.console.settings import Settings
from tutor.console.shell import Shell
from tutor.doctor import colours, keeping, line, signs, software, terminal
from tutor.doctor.finding import Finding
from tutor.doctor.hearing import Heard, hear
from tutor.doctor.surroundings import Surroundings


def examine(shell: Shell, around: Surroundings) -> Iterator[Finding]:
    """Look at everything."""
    heard = ask(shell) if not around.unasked else None
    kept, settings = keep(around)
    yield from of_terminal(around, heard, settings)
    yield kept
    yield from safely("Python", lambda: [software.python()])
    yield from safely("libraries", software.libraries)


def ask(shell: Shell) -> Heard | None:
    """Return what the terminal says when it is asked; None if it cannot be talked to."""
    try:
        from tutor.doctor.talk import TerminalTalk

        with TerminalTalk(shell.stdin.fileno(), shell.err.fileno()) as talk:
            return hear(talk)
    except (ImportError, OSError, ValueError):
        return None


def keep(around: Surroundings) -> tuple[Finding, Settings]:
    """Whether progress can be kept, and the settings that are."""
    try:
        return keeping.keeping(around.environment)
    except Exception as problem:
        return _broken("progress", problem), Settings()


def of_terminal(around: Surroundings, heard: Heard | None, settings: Settings) -> Iterator[Finding]:
    """All that concerns the terminal."""
    yield from safely("terminal", lambda: [terminal.terminal(around, heard)])
    yield from safely("size", lambda: [terminal.size(around)])
    yield from safely("colours", lambda: [colours.colours(around, heard, settings)])
    yield from safely("Unicode", lambda: [signs.unicode(around, settings)])
    yield from safely("in between", lambda: line.between(around))
    if heard is None:
        why = around.unasked or "it cannot be talked to"
        yield Finding(
            "asking it", f"not possible, for {why}: how wide its signs are and how quickly it answers stays unknown"
        )
        return
    yield from safely("signs", lambda: [signs.signs(around, heard, settings)])
    yield from safely("answers", lambda: [line.answers(heard)])
    yield from safely("mouse", lambda: [line.mouse(heard)])


def safely(name: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Look at something, and give its findings; that looking breaks on a broken machine is a finding, too."""
    try:
        yield from look()
    except Exception as problem:
        yield _broken(name, problem)


def _broken(name: str, problem: Exception) -> Finding:
    return Finding(name, f"could not be looked at ({type(problem).__name__}: {problem})", "note")
