"""Finds the command of a binding; those of the first picture without loading the others."""

from __future__ import annotations

from tutor.tui.bindings.command import Command
from tutor.tui.bindings.everywhere import EVERYWHERE
from tutor.tui.bindings.home import HOME

FIRST = {command.id: command for command in (*HOME, *EVERYWHERE)}
"""By id, what can be pressed in the first picture."""


def command_of(binding_id: str | None) -> Command | None:
    """Return the command whose id a binding has; None for a binding that is Textual's own."""
    if not binding_id or binding_id in FIRST:
        return FIRST.get(binding_id or "")
    from tutor.tui.bindings.groups import BY_ID

    return BY_ID.get(binding_id)
