"""The knobs of a demo, a line or half a line each: a slider, a choice, words, a sheet to draw on, the seed.

In two columns they go down the first and then down the second, so that the arrow down chooses the knob beneath.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from lessons.kit.knobs import Control, Knob, Setting

TWO_COLUMNS = 74
"""Cells from which two knobs share a line."""
SLIDER = 11
"""Cells of a slider."""
SEED = "seed"


class Knobs(Widget):
    """Shows where each knob stands and which is chosen."""

    def __init__(self, controls: Mapping[str, Control], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._controls = controls
        self._settings: Mapping[str, Setting] = {}
        self._seed = 0
        self._chosen = 0
        self._only_chosen = False

    @property
    def names(self) -> list[str]:
        """The knobs in order, the seed last."""
        return [*self._controls, SEED]

    @property
    def chosen(self) -> str:
        """The name of the chosen knob."""
        return self.names[self._chosen]

    class Picked(Message):
        """A knob was chosen with the mouse."""

    def on_click(self, event: events.Click) -> None:
        """Choose the knob under the mouse."""
        columns = self._columns(self.content_size.width)
        place = event.y + event.x * columns // max(1, self.content_size.width) * self._deep(columns)
        if not self._only_chosen and event.y < self._deep(columns) and place < len(self.names):
            self._chosen = place
        self.refresh()
        self.post_message(self.Picked())

    def choose(self, by: int) -> None:
        """Choose the next knob, or the one before, round and round."""
        self._chosen = (self._chosen + by) % len(self.names)
        self.refresh()

    def show(self, settings: Mapping[str, Setting], seed: int) -> None:
        """Show where the knobs stand now; while a demo plays, that is mostly where they stood."""
        known, values = self._settings, settings.values()
        if seed == self._seed and len(known) == len(settings) and all(map(operator.is_, known.values(), values)):
            return
        self._settings, self._seed = dict(settings), seed
        self.refresh()  # no other size: a knob has its line wherever it stands

    def show_only_chosen(self, only: bool) -> None:
        """Show the chosen knob alone, where there is little room."""
        self._only_chosen = only
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines: one for each row of knobs."""
        return 1 if self._only_chosen else self._deep(self._columns(width))

    def render(self) -> Content:
        """Draw the knobs in one or two columns."""
        width = self.content_size.width
        columns = 1 if self._only_chosen else self._columns(width)
        room = width // columns
        entries = self._entries(room)
        if self._only_chosen:
            count = Content.styled(f"  {self._chosen + 1} of {len(entries)}", "$text-muted")
            return entries[self._chosen].truncate(width - count.cell_length, ellipsis=True) + count
        cells = [entry.truncate(room - 1, ellipsis=True) for entry in entries]
        deep = self._deep(columns)
        rows = (cells[i::deep] for i in range(deep))
        return Content("\n").join(Content().join(c.pad_right(room - c.cell_length) for c in row) for row in rows)

    def _columns(self, width: int) -> int:
        return 2 if width >= TWO_COLUMNS and len(self.names) > 2 else 1

    def _deep(self, columns: int) -> int:
        """Return how many knobs stand beneath one another."""
        return math.ceil(len(self.names) / columns)

    def _entries(self, room: int) -> list[Content]:
        labels = [*(control.label or name.replace("_", " ") for name, control in self._controls.items()), SEED]
        longest = 0 if self._only_chosen else max(len(label) for label in labels)
        return [
            self._entry(name, label.ljust(longest), room, is_chosen=i == self._chosen)
            for i, (name, label) in enumerate(zip(self.names, labels, strict=True))
        ]

    def _entry(self, name: str, label: str, room: int, *, is_chosen: bool) -> Content:
        pointer = Content.styled("▸ ", "bold $accent") if is_chosen else Content("  ")
        shown_label = Content.styled(label, "bold $foreground" if is_chosen else "$foreground")
        return pointer + shown_label + "  " + self._value(name, room - len(label) - 5)

    def _value(self, name: str, room: int) -> Content:
        if name == SEED:
            return Content.styled(str(self._seed), "$primary")
        control = self._controls[name]
        setting = self._settings.get(name, control.start)
        if control.kind == "choices":
            return words(control.options, str(setting), room)
        if control.kind == "knob":
            return slider(control, float(setting)) + Content.styled(f" {control.shown(setting)}", "bold $primary")
        if control.kind in ("text", "typed"):
            return Content.styled(control.shown(setting), "bold $primary")
        return Content.styled("Enter: draw", "$text-muted")


def slider(knob: Knob, setting: float) -> Content:
    """A line with a knob on it."""
    place = round(knob.position(setting) * (SLIDER - 1))
    return Content.assemble(
        ("─" * place, "$text-muted"), ("●", "bold $primary"), ("─" * (SLIDER - 1 - place), "$text-muted")
    )


def words(options: Sequence[str], chosen: str, room: int) -> Content:
    """Write the words to choose from, the chosen one in brackets; only that one where there is no room for more."""
    if sum(len(option) + 2 for option in options) > room:
        return Content.assemble(("‹ ", "$text-muted"), (chosen, "bold $primary"), (" ›", "$text-muted"))
    parts = [
        Content.styled(f"[{option}]", "bold $primary")
        if option == chosen
        else Content.styled(f" {option} ", "$text-muted")
        for option in options
    ]
    return Content().join(parts)
