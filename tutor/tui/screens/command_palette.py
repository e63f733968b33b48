"""The palette: the commands that work just now, and the course's lessons and pages, by a part of their name."""

from __future__ import annotations

import asyncio
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
from textual.content import Content
from textual.events import Mount
from textual.markup import escape
from textual.widgets import LoadingIndicator

from tutor.study.progress.places import CoursePlace, folded, likeness, match, stretches
from tutor.text.words import counted
from tutor.tui.bindings.command import Command
from tutor.tui.bindings.groups import BY_ID
from tutor.tui.host import Host
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.paging import Fitting

COMMANDS, LESSONS, PAGES, SCATTERED = 6.0, 4.0, 2.0, 1.0
"""What is listed first: each is found with a score of 0 to 1 above; letters here and there in a command come last."""


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
            words = [likeness(name, word) for word in folded(query).split()]
            score = COMMANDS + sum(words) / len(words) if words and all(words) else matcher.match(name) and SCATTERED
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


class CoursePlaces(Provider):
    """Offers every lesson and page of the course; choosing one leaves what is up, with everything kept."""

    async def search(self, query: str) -> Hits:
        """Those whose title holds the parts of words that were typed, lessons before pages."""
        host = self.app
        assert isinstance(host, Host)
        for place in await asyncio.to_thread(host.services.places):  # read when first asked for, of files; none is run
            score = match(place, query)
            if score > 0:
                title = Content(place.title)
                for start, end in stretches(place.title, query):
                    title = title.stylize(self.match_style or "bold", start, end)
                run = partial(host.go_to, place.lesson, place.page)
                first = LESSONS if place.page is None else PAGES
                yield Hit(first + score, title, run, text=place.title, help=_where(place))


def _where(place: CoursePlace) -> str:
    """Return what a place is, and of which lesson, as Textual's markup."""
    if place.page is None:
        return f"Lesson: {place.lesson}, {counted(place.of, 'page')}"
    return escape(f"Page {place.page} of {place.of} of “{place.lesson_title}”")
