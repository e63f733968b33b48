"""The settings screen: each setting with its values, what the chosen one means, and how things look with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.color import Gradient
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.console.settings import CHOICES, SettingChoice, shown
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.settings import SETTINGS
from tutor.tui.demo.knobs import words
from tutor.tui.screens.base import LOW, TutorScreen

if TYPE_CHECKING:
    from tutor.charts.look import Colours, Markers

SAMPLES: dict[Markers, str] = {"braille": "⣀⠤⠒⠉⠉⠒⠤⣀⣀⠤⠒⠉", "blocks": "▄▄▀▀▀▀▄▄▄▄▀▀", "ascii": "_.-''-._.-''"}
"""A hill and the foot of the next one, with each kind of markers."""
RAMP = Gradient.from_colors("#0000ff", "#00afaf", "#00d700", "#ffd700", "#ff0000")
RAMP_WIDTH = 32
IN_WORDS: dict[Colours, str] = {
    "truecolor": "all 16 million colours",
    "256": "256 colours",
    "16": "16 colours",
    "none": "no colours",
}
LONGEST = max(len(choice.name) for choice in CHOICES)


class SettingsScreen(TutorScreen):
    """Changes settings; each change holds at once."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Settings",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTINGS)]

    def __init__(self) -> None:
        super().__init__()
        self._chosen = 0

    def compose_body(self) -> ComposeResult:
        """Put what can be set above what that means and what it looks like."""
        with VerticalScroll(id="settings", can_focus=False):
            yield Static(id="settings-rows", markup=False)
            yield Static(id="settings-meaning", markup=False)
            yield Static(id="settings-sample", markup=False)
            yield Static(id="settings-terminal", markup=False)

    def on_mount(self) -> None:
        """Show where everything stands."""
        self.title_bar.show("Settings", "they hold at once")
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Show as much as there is room for."""
        super().on_resize(event)
        self._show()

    def action_choose(self, by: int) -> None:
        """Choose the next setting, or the one before, round and round."""
        self._chosen = (self._chosen + by) % len(CHOICES)
        self._show()

    def action_turn(self, by: int) -> None:
        """Turn the setting to its next value, or the one before, round and round."""
        choice = self.choice
        values = list(choice.values)
        place = values.index(self.app.settings.value(choice.name))
        self.app.set_and_keep(choice.name, values[(place + by) % len(values)])
        self._show()

    def action_leave(self) -> None:
        """Go back to the screen beneath."""
        self.dismiss()

    @property
    def choice(self) -> SettingChoice:
        """The chosen setting."""
        return CHOICES[self._chosen]

    def _show(self) -> None:
        low = self.size.height < LOW
        for name, content in (
            ("rows", self._rows(self.size.width - 4)),
            ("meaning", self._meaning(low=low)),
            ("sample", self._sample(low=low)),
            ("terminal", Content("" if low else self._terminal())),
        ):
            self.query_one(f"#settings-{name}", Static).update(content)

    def _rows(self, width: int) -> Content:
        rows = []
        for choice in CHOICES:
            chosen = choice is self.choice
            pointer = Content.styled("▸ " if chosen else "  ", "bold $accent")
            name = Content.styled(choice.name.ljust(LONGEST + 2), "bold $foreground" if chosen else "$foreground")
            value = shown(self.app.settings.value(choice.name))
            rows.append(pointer + name + words([*map(shown, choice.values)], value, width - LONGEST - 4))
        return Content("\n").join(rows)

    def _meaning(self, *, low: bool) -> Content:
        value = self.app.settings.value(self.choice.name)
        meaning = Content.assemble((shown(value), "bold $primary"), f": {self.choice.values[value]}.")
        return meaning if low else Content.styled(self.choice.help, "$text-muted") + Content("\n") + meaning

    def _sample(self, *, low: bool) -> Content:
        used = self.app.markers
        rows = [
            Content.styled(f"{'▸' if markers == used else ' '} {markers:8}", "$text-muted")
            + Content.styled(sample, "$primary" if markers == used else "$text-muted")
            for markers, sample in SAMPLES.items()
            if markers == used or not low
        ]
        return Content("\n").join([*rows, Content.styled(f"  {'colours':8}", "$text-muted") + self._ramp()])

    def _terminal(self) -> str:
        """Tell what is known of this terminal, in a sentence or two."""
        if self.app.settings.colours != self.app.colours == "none":
            sent = "NO_COLOR is set, so this terminal is sent no colours"
        else:
            sent = f"This terminal is sent {IN_WORDS[self.app.colours]}"
        round_trip = self.app.pace.round_trip
        answers = f", and answers in {1000 * round_trip:.0f} ms" if round_trip is not None else ""
        return f"{sent}{answers}. If something looks wrong, “nntutor doctor” in the shell looks closer."

    def _ramp(self) -> Content:
        """From cold to hot; the fewer colours, the fewer steps."""
        width = max(2, min(RAMP_WIDTH, self.size.width - 16))
        colours = (RAMP.get_color(cell / (width - 1)).hex for cell in range(width))
        return Content().join(Content.styled("█", colour) for colour in colours)
