"""An app of several kinds of widgets beside and over one another, which change in any way there is."""

from __future__ import annotations

import random
from typing import Any

from rich.color import ColorSystem
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.tutor.driver_capture import CaptureDriver
from tutor.tui.driver import FrugalScreen, TerminalApp

GLYPHS = (*"abcXYZ   01239.,-─│┌┐▀▄█░⣿⡇⠁αβσ∂×−→é好中文 가나 ｗ🙂",)
"""Characters about whose width Rich and pyte agree."""
COLOURS = ("red", "bright_blue", "#102030", "#f0e0d0", "color(99)", "default")
LOOKS = ("bold", "dim", "italic", "underline", "reverse", "strike", "bold italic", "blink", "underline2", "conceal")


class Picture(Widget):
    """Cells with any characters and any styles, some of which change each time."""

    DEFAULT_CSS = "Picture { width: 1fr; height: 1fr; }"

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.lines: list[list[Segment]] = []

    def look(self) -> Style:
        chance = self.chance
        words = [chance.choice(LOOKS)] if chance.random() < 0.3 else []
        if chance.random() < 0.7:
            words.append(chance.choice(COLOURS))
        if chance.random() < 0.6:
            words.append("on " + chance.choice(COLOURS))
        link = "link https://example.org" if chance.random() < 0.05 else ""
        return Style.parse(" ".join([*words, link]).strip() or "none")

    def change(self) -> None:
        chance = self.chance
        while len(self.lines) < self.size.height:
            self.lines.append([])
        rows = chance.sample(range(self.size.height), min(self.size.height, chance.choice((1, 1, 2, 50))))
        for y in rows:
            pieces = chance.randint(0, 8)
            self.lines[y] = [
                Segment(self.words(), self.look() if chance.random() < 0.9 else None) for _ in range(pieces)
            ]
        if chance.random() < 0.5:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))
        else:
            self.refresh()

    def words(self) -> str:
        chance = self.chance
        if chance.random() < 0.2:
            return " " * chance.randint(1, 30)
        return "".join(chance.choice(GLYPHS) for _ in range(chance.randint(1, 12)))

    def render_line(self, y: int) -> Strip:
        line = self.lines[y] if y < len(self.lines) else []
        return Strip(line).adjust_cell_length(self.size.width, Style.parse("on #000010"))


class Overlay(ModalScreen[None]):
    """Something over all."""

    CSS = "Overlay { align: center middle; } Overlay Static { width: 20; height: 5; border: heavy red; }"

    def compose(self) -> ComposeResult:
        yield Static("over 好 all")


class Fuzz(TerminalApp):
    """Widgets of several kinds beside and over one another."""

    CSS = "#side { width: 23; border: round green; } #top { height: 3; } Input { height: 3; }"

    def __init__(
        self, seed: int, driver_class: type[CaptureDriver], colours: ColorSystem, *, frugal: bool = False
    ) -> None:
        super().__init__(driver_class)
        self.frugal = frugal
        self.console._color_system = colours
        self.chance = random.Random(seed)
        self.updates: list[str] = []

    def get_default_screen(self) -> Screen[Any]:
        return FrugalScreen() if self.frugal else super().get_default_screen()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self._batch_count:
            self.updates.append(renderable.render_segments(self.console))
        super()._display(screen, renderable)

    def compose(self) -> ComposeResult:
        yield Static("top", id="top")
        with Horizontal():
            with VerticalScroll(id="side"):
                yield Static("\n".join(f"[b]line[/b] {n} [red on blue]🙂[/] 好" for n in range(60)))
            yield Picture(self.chance)
        yield Input("type here")

    async def change(self, pilot: Pilot[object]) -> None:
        """Something that a learner or a lesson might do."""
        chance = self.chance
        match chance.randrange(12):
            case 0:
                self.query_one("#side").scroll_relative(y=chance.choice((-7, -1, 1, 9)), animate=False)
            case 1:
                self.query_one("#top", Static).update(chance.choice(("", "short", "好" * 40, "x" * 200)))
            case 2:
                await pilot.press(chance.choice(("a", "backspace", "left", "right", "tab")))
            case 3 if not isinstance(self.screen, Overlay):
                await self.push_screen(Overlay())
            case 4 if isinstance(self.screen, Overlay):
                self.pop_screen()
            case 5:
                self.query_one("#side").display = not self.query_one("#side").display
            case 6:
                self.theme = chance.choice(("textual-dark", "textual-light", "nord"))
            case 7:
                await pilot.resize_terminal(chance.randint(20, 90), chance.randint(8, 30))
            case _:
                self.pace.may_draw()
                for picture in self.screen_stack[0].query(Picture):
                    picture.change()
