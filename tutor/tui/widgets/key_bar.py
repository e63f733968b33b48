"""The last line of every screen: which keys do something just now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tutor.tui.bindings.command import Command
from tutor.tui.bindings.lookup import command_of

if TYPE_CHECKING:
    from tutor.tui.host import Host

GAPS = (3, 2)
"""Columns between two keys: where everything fits, and where every column is wanted."""

KeyEntry = tuple[Command, str, str]
"""A command, its word just now, and the first of its keys ("" where a click can press none)."""


@runtime_checkable
class Wording(Protocol):
    """Something whose commands are called differently from time to time: "play", then "pause"."""

    def word_for(self, command: Command) -> str | None:
        """The word for the key bar, or None to leave the command out of it."""


class KeyBar(Widget):
    """Shows the commands that are active now, the most useful ones if not all fit; a click does the same as the key."""

    app: Host

    auto_links = False  # a link keeps the colours that it is given

    def on_mount(self) -> None:
        """Follow whatever changes what is active."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._shown: Sequence[KeyEntry] = ()

    def _changed(self, _: Screen[object]) -> None:
        now = active_commands(self.screen)
        if now != self._shown:
            self.refresh()

    def render(self) -> Content:
        """The keys and their words, as many as fit."""
        self._shown = active_commands(self.screen)
        markers = self.app.markers
        fit = fitting(self._shown, self.content_size.width, markers)
        gap = Content(" " * gap_between(self._shown, self.content_size.width, markers))
        return gap.join(_hint(command.written(markers), word, key) for command, word, key in fit)


def active_commands(screen: Screen[object]) -> Sequence[KeyEntry]:
    """The commands that work just now, those of the focused widget first: each with its word and its first key."""
    found = {command.id: (command, command.word, "") for command in getattr(screen.focused, "BUILT_IN", ())}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        command = command_of(binding.id)
        if command is None or not command.rank or not enabled or command.id in found:
            continue
        word = node.word_for(command) if isinstance(node, Wording) else command.word
        if word is not None:
            found[command.id] = (command, word, key)
    return list(found.values())


def gap_between(entries: Sequence[KeyEntry], width: int, markers: str = "") -> int:
    """The columns between two entries: fewer where not all of them fit otherwise."""
    needed = sum(_length(entry, markers) for entry in entries) + GAPS[0] * (len(entries) - 1)
    return GAPS[needed > width]


def fitting(entries: Sequence[KeyEntry], width: int, markers: str = "") -> list[KeyEntry]:
    """Choose the entries that fit, those of the highest rank (1) first, in the order given; help never gives way."""
    kept: list[int] = []
    gap = gap_between(entries, width, markers)
    used = -gap
    for i in sorted(range(len(entries)), key=lambda i: (entries[i][0].id != "app.help", entries[i][0].rank, i)):
        needed = _length(entries[i], markers) + gap
        if used + needed <= width:
            kept.append(i)
            used += needed
    return [entries[i] for i in sorted(kept)]


def _length(entry: KeyEntry, markers: str) -> int:
    command, word, _ = entry
    return len(command.written(markers)) + 1 + len(word)


def _hint(keys: str, word: str, key: str) -> Content:
    shown = Content.assemble((keys, "bold $accent"), " ", (word, "$text-muted"))
    if not key:
        return shown
    from textual.style import Style

    return shown.stylize(Style.from_meta({"@click": f"app.simulate_key('{key}')"}))
