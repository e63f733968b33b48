"""What the terminal shows after any sequence of changes is what Textual holds, cell by cell."""

from __future__ import annotations

import inspect
import random
from typing import Any

import pytest
from rich.color import ColorSystem
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.tutor.driver_capture import (
    CaptureDriver,
    PiecemealDriver,
    PoorDriver,
    clear,
    differences,
    emulator,
    play,
    render_style,
    what_textual_holds,
)
from tutor.driver import TerminalApp, display
from tutor.driver.cells import Grid, Inks

GLYPHS = (*"abcXYZ   01239.,-─│┌┐▀▄█░⣿⡇⠁αβσ∂×−→é好中文 가나 ｗ🙂",)
"""Characters about whose width Rich and pyte agree."""
COLOURS = ("red", "bright_blue", "#102030", "#f0e0d0", "color(99)", "default")
LOOKS = ("bold", "dim", "italic", "underline", "reverse", "strike", "bold italic", "blink", "underline2", "conceal")


CHANGES = 40


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

    def __init__(self, seed: int, driver_class: type[CaptureDriver], colours: ColorSystem) -> None:
        super().__init__(driver_class)
        self.console._color_system = colours
        self.chance = random.Random(seed)
        self.updates: list[str] = []

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


@pytest.mark.parametrize(
    ("seed", "driver", "colours"),
    [
        (0, CaptureDriver, ColorSystem.TRUECOLOR),
        (2, CaptureDriver, ColorSystem.EIGHT_BIT),
        (3, CaptureDriver, ColorSystem.STANDARD),
        (4, PoorDriver, ColorSystem.TRUECOLOR),
        (5, PiecemealDriver, ColorSystem.TRUECOLOR),
    ],
)
async def test_any_changes_end_in_what_textual_holds(
    seed: int, driver: type[CaptureDriver], colours: ColorSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Strip, "render_style", staticmethod(render_style))
    app = Fuzz(seed, driver, colours)

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        (shown, shown_stream), (own, own_stream) = emulator(*app.size), emulator(*app.size)
        right = 0
        for number in range(CHANGES):
            await app.change(pilot)
            await pilot.pause()
            forgets = app.chance.random() < 0.05  # as after a stop
            if forgets or (shown.columns, shown.lines) != tuple(app.size):
                for screen in (shown, own):
                    clear(screen, *app.size)
                driver.paintings += 1
                app.refresh()
                await pilot.pause()
            shown_stream.feed(driver.taken())
            own_stream.feed("".join(app.updates))
            app.updates.clear()
            held = what_textual_holds(app)
            wrong = differences(shown, held)
            right += not wrong
            assert wrong == differences(own, held), f"after change {number}: {len(wrong)} cells, first {wrong[:3]}"
        assert right > CHANGES * 0.9  # Textual itself forgets now and then to repaint what a screen had covered

    await play(app, scenario)
    assert app._shadow is not None
    assert app._shadow.updates >= CHANGES / 2


class Still(TerminalApp):
    """Nothing moves by itself."""

    def __init__(self) -> None:
        super().__init__(CaptureDriver)

    def compose(self) -> ComposeResult:
        yield Static("0", id="page")

    async def say(self, pilot: Pilot[object], words: str) -> None:
        self.query_one("#page", Static).update(words)
        await pilot.pause()


async def test_a_changed_letter_costs_a_move_and_the_letter() -> None:
    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        app = pilot.app
        assert isinstance(app, Still)
        await app.say(pilot, "the loss is 1.25")
        driver.taken()
        await app.say(pilot, "the loss is 1.24")
        assert driver.taken() == "\b4"
        await app.say(pilot, "the loss is 1.24")
        assert driver.taken() == ""

    await play(Still(), scenario)


async def test_what_a_terminal_had_no_time_to_read_is_never_sent() -> None:
    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        app = pilot.app
        assert isinstance(app, Still)
        driver.taken()
        driver.reading = False
        for number in range(10):
            await app.say(pilot, f"frame {number:02}")
        assert driver.taken() == ""
        driver.reading = True
        assert driver.waiting is not None
        driver.waiting()
        sent = driver.taken()
        assert "frame 09" in sent
        assert sent.count("frame") == 1

    await play(Still(), scenario)


def test_textual_still_hands_its_updates_over_as_this_expects() -> None:
    """If this fails, Textual has changed: look at `App._display` and mend `tutor/driver/display.py`."""
    assert list(inspect.signature(App._display).parameters) == ["self", "screen", "renderable"]
    source = inspect.getsource(App._display)
    for step in ("renderable.render_segments(console)", "self._driver.write(terminal_sequence)", "_batch_count"):
        assert step in source
    assert list(inspect.signature(LayoutUpdate.__init__).parameters) == ["self", "strips", "region"]
    assert list(inspect.signature(ChopsUpdate.__init__).parameters) == ["self", "chops", "spans", "chop_ends"]
    assert inspect.getsource(ChopsUpdate.render_segments).count("crop(0, min(end, x2) - x)") == 1
    assert vars(display)["LayoutUpdate"] is LayoutUpdate


async def test_an_update_of_another_kind_goes_textuals_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "LayoutUpdate", None)

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        screen, stream = emulator(*pilot.app.size)
        assert isinstance(pilot.app, Still)
        await pilot.app.say(pilot, "its own way")
        stream.feed(driver.taken())
        assert "its own way" in screen.display[0]
        assert not pilot.app._shadow or not pilot.app._shadow.updates

    await play(Still(), scenario)


def test_a_letter_and_its_accent_share_a_cell() -> None:
    grid = Grid(6, 1)
    grid.lay(0, 0, [Segment("e\u0301好\x1b\u0302x")], Inks(ColorSystem.TRUECOLOR))
    assert grid.characters == [["e\u0301", "好\u0302", "", "x", None, None]]
