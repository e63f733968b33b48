"""How the app looks and moves on this terminal: what is set is carried out here, at once."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from textual.app import App
from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.filter import Monochrome

from tutor.console.environment import colours_used, markers_used
from tutor.console.settings import Motion, Settings, changed, kept_settings
from tutor.tui.driver import TerminalApp
from tutor.tui.look.ascii_filter import InAscii
from tutor.tui.look.no_colour_filter import WithoutColour
from tutor.tui.look.themes import THEMES

if TYPE_CHECKING:
    from tutor.charts import Look
    from tutor.charts.look import Colours, Markers
    from tutor.store import Store

DEPTHS: dict[Colours, ColorSystem] = {
    "truecolor": ColorSystem.TRUECOLOR,
    "256": ColorSystem.EIGHT_BIT,
    "16": ColorSystem.STANDARD,
}
"""Rich's name for each number of colours."""


STYLES = 64
"""Number of style sheets, of widgets and of ours, that are kept parsed."""


@cache
def parsed_for(theme: str) -> LRUCache[tuple[object, ...], list[RuleSet]]:
    """The styles that were parsed for a theme, by this app or an earlier one: a server's learners share them."""
    del theme
    return LRUCache(STYLES)


class Appearance(TerminalApp):
    """An app that looks as the learner has set it.

    Attributes:
        settings: where everything stands; `change` sets one thing.
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.settings: Settings = kept_settings(store)
        self._environment = dict(os.environ)
        self._own_colours, self._own_animations = self.console._color_system, self.animation_level
        self._in_ascii, self._without_colour = InAscii(), WithoutColour()
        self._filters = [f for f in self._filters if not isinstance(f, Monochrome)]
        self._filters += [self._without_colour, self._in_ascii]
        for theme in THEMES:
            self.register_theme(theme)
        self._begin_with(self.settings.theme)
        self._appear()

    def _begin_with(self, theme: str) -> None:
        """Wear a theme from the first picture on; to set it the usual way would have every style parsed twice."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet._parse_cache = parsed_for(theme)
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark, f"-theme-{theme}": True}, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Take on another theme, which has other rules than those that were parsed."""
        self.stylesheet._parse_cache = LRUCache(STYLES)
        super().refresh_css(animate)

    @property
    def motion(self) -> Motion:
        """How much may move."""
        return self.settings.motion

    @property
    def colours(self) -> Colours:
        """How many colours are sent."""
        return colours_used(self.settings.colours, self._environment)

    @property
    def markers(self) -> Markers:
        """The markers that curves are drawn with."""
        return markers_used(self.settings.markers, self._environment, getattr(sys.__stderr__, "encoding", "utf-8"))

    def look(self) -> Look:
        """How charts are to be drawn on this terminal."""
        from tutor.charts import Look

        return Look(self.markers, self.colours, self.current_theme.dark)

    def change(self, name: str, value: str) -> None:
        """Set something to one of its values; it shows at once."""
        self.settings = changed(self.settings, name, value)
        if name == "theme":
            self.theme = value
            return
        self._appear()
        self.repaint()
        self.theme_changed_signal.publish(self.current_theme)  # who draws for a theme draws for its colours, too

    def _appear(self) -> None:
        """Bring Textual's own rendering in line with the settings."""
        colours = self.colours
        self.no_color = self._without_colour.enabled = colours == "none"
        self._in_ascii.enabled = self.markers == "ascii"
        self.animation_level = self._own_animations if self.motion == "full" else "none"
        own = self.settings.colours == "auto" or colours == "none"
        self.send_colours(self._own_colours if own else DEPTHS[colours])
