"""`nntutor practice`: five questions of what waits, full screen where possible, else as a conversation."""

from __future__ import annotations

from types import SimpleNamespace

from tutor.cli.learn import full_screen, on_the_screen
from tutor.console.shell import Shell
from tutor.tui.startup import FirstScreen


def practice(shell: Shell, options: SimpleNamespace) -> int:
    """Ask five questions, or say where to begin if there is nothing to ask yet."""
    if options.plain or not full_screen(shell):
        from tutor.plain.practice import converse_practice

        return converse_practice(shell)
    return on_the_screen(shell, FirstScreen(practise=True))
