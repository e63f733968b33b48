"""The last line of every screen: which keys do something just now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tutor.commands import BY_ID, Command

GAP = "   "


@runtime_checkable
class Wording(Protocol):
    """Something whose commands are called differently from time to time: "play", then "pause"."""

    def word_for(self, command: Command) -> str | None:
        """The word for the key bar, or None to leave the command out of it."""


class KeyBar(Widget):
    """Shows the commands that are active now, the most useful ones if not all fit; a click does the same as the key."""

    def on_mount(self) -> None:
        """Follow whatever changes what is active."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._shown: Sequence[tuple[Command, str, str]] = ()

    def _changed(self, _: Screen[object]) -> None:
        now = active_commands(self.screen)
        if now != self._shown:
            self.refresh()

    def render(self) -> Content:
        """The keys and their words, as many as fit."""
        self._shown = active_commands(self.screen)
        return Content(GAP).join(_hint(*entry) for entry in fitting(self._shown, self.content_size.width))


def active_commands(screen: Screen[object]) -> Sequence[tuple[Command, str, str]]:
    """The commands that work just now: each with its word and with the key that a click on it presses."""
    found: dict[str, tuple[Command, str, str]] = {}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        command = BY_ID.get(binding.id or "")
        if command is None or not command.rank or not enabled or command.id in found:
            continue
        word = node.word_for(command) if isinstance(node, Wording) else command.word
        if word is not None:
            found[command.id] = (command, word, key)
    return [*found.values(), *_spoken_for(screen, found)]


def _spoken_for(screen: Screen[object], found: Iterable[str]) -> Iterable[tuple[Command, str, str]]:
    """Commands whose keys a focused widget takes by itself, such as Enter in a reply."""
    for command in getattr(screen.focused, "BUILT_IN", ()):
        if command.id not in found:
            yield command, command.word, ""


def fitting(entries: Sequence[tuple[Command, str, str]], width: int) -> list[tuple[Command, str, str]]:
    """As many entries as fit, those of the highest rank (1) first, in the order in which they were defined."""
    order = {command_id: place for place, command_id in enumerate(BY_ID)}
    kept: list[tuple[Command, str, str]] = []
    used = 0
    for entry in sorted(entries, key=lambda e: (e[0].rank, order[e[0].id])):
        needed = len(entry[0].shown) + 1 + len(entry[1]) + len(GAP)
        if used + needed - len(GAP) <= width:
            kept.append(entry)
            used += needed
    everywhere = {"app.help": 1, "app.quit": 2}
    return sorted(kept, key=lambda e: (everywhere.get(e[0].id, 0), e[0].rank, order[e[0].id]))


def _hint(command: Command, word: str, key: str) -> Content:
    shown = Content.assemble((command.shown, "bold $accent"), " ", (word, "$text-muted"))
    if not key:
        return shown
    from textual.style import Style

    return shown.stylize(Style.from_meta({"@click": f"app.simulate_key('{key}')"}))
