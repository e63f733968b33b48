"""A command: its keys, the word in the key bar, the palette entry and the row of help.

Keys come from a small safe set (letters, digits, arrows, space, enter, escape, tab, F1 and . , + - ?), because
others never arrive in some terminals and multiplexers. `tests/tutor/tui/test_app_commands.py` holds this file to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from textual.binding import Binding

SPELT = {"↑ ↓ ← →": "arrows", "↑ ↓": "Up Down", "← →": "Left Right"}
"""Arrow keys where there are no arrows to draw: the signs that stand in for them elsewhere are keys themselves."""


class Command(NamedTuple):
    """One thing that a person can ask for.

    Attributes:
        id: unique, such as "demo.play".
        shown: the keys as the screen writes them, such as "Space" or "← →".
        word: what the key bar says, a word or two.
        help: what the help page and the palette say, a sentence.
        keys: Textual's key names, each with the action it calls; empty where a widget takes the keys by itself.
        rank: who stays in the key bar when it is narrow, 1 first; 0 is never shown there.
    """

    id: str
    shown: str
    word: str
    help: str
    keys: Mapping[str, str] = MappingProxyType({})
    rank: int = 0

    def written(self, markers: str) -> str:
        """The keys as they are written with these markers ("ascii" has no arrows)."""
        return SPELT.get(self.shown, self.shown) if markers == "ascii" else self.shown

    @property
    def action(self) -> str:
        """The action that the palette runs: the first key's, or "" where each key means another direction or number."""
        action = next(iter(self.keys.values()), "")
        return "" if " " in self.shown or "(" in action else action


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The commands as Textual wants them; a binding's id leads back to its command."""
    return [
        Binding(key, action, command.word, key_display=command.shown, tooltip=command.help, id=command.id)
        for command in commands
        for key, action in command.keys.items()
    ]
