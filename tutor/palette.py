"""The command palette: the commands that work just now, found by typing a part of their name."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from functools import partial
from typing import Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from tutor.commands import BY_ID, Command
from tutor.screens.leaving import LeavesOnce


class Palette(LeavesOnce, CommandPalette):
    """Textual's palette; leaving it twice leaves nothing else."""


class TutorCommands(Provider):
    """Offers what the keys of the screen beneath offer."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, command, run in self._commands():
            yield DiscoveryHit(name, run, help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for name, command, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=command.help)

    def _commands(self) -> Iterable[tuple[str, Command, partial[Coroutine[Any, Any, bool]]]]:
        seen = set()
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            command = BY_ID.get(binding.id or "")
            if (
                command is None
                or not command.action
                or not enabled
                or command.id in seen
                or command.id == "app.palette"
            ):
                continue
            seen.add(command.id)
            name = f"{command.word.capitalize()} ({command.shown})"
            yield name, command, partial(self.app.run_action, command.action, node)
