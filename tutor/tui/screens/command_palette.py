"""The command palette: the commands that work just now, found by typing a part of their name."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.events import Mount
from textual.widgets import LoadingIndicator

from tutor.tui.bindings import BY_ID, Command
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.paging import Fitting


class FoundList(Fitting, CommandList, can_focus=False):
    """Textual's list of commands, where there is room for one."""


class Palette(LeavesOnce, CommandPalette):
    """Textual's palette; leaving it twice leaves nothing else.

    Nor does it break off when keys come faster than its search, which goes on when the palette has been left, and
    than its list is laid out.
    """

    def compose(self) -> ComposeResult:
        """Arrange the widgets as Textual does, with a list of our own among them."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield FoundList()
                yield LoadingIndicator()

    def _on_mount(self, event: Mount) -> None:
        if self not in self.app.screen_stack:  # left before it was there: nothing beneath it is to be searched
            event.prevent_default()

    @property
    def _has_list(self) -> bool:
        return bool(self.query(CommandList))

    def _gather_commands(self, search_value: str) -> None:  # type: ignore[override]
        if self._has_list:
            super()._gather_commands(search_value)

    def _watch__list_visible(self) -> None:
        if self._has_list:
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        if self._has_list:
            await super()._watch__show_busy()

    def _action_cursor_down(self) -> None:
        if self._has_list:
            super()._action_cursor_down()

    def _action_command_list(self, action: str) -> None:
        if self._has_list and self.query_one(CommandList).scrollable_content_region.height:
            super()._action_command_list(action)


class TutorCommands(Provider):
    """Offers what the keys of the screen beneath offer."""

    async def discover(self) -> Hits:
        """Yield all commands, before anything is typed."""
        for name, command, run in self._commands():
            yield DiscoveryHit(name, run, help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands that match."""
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
