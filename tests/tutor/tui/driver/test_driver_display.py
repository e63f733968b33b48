"""What the terminal shows after any sequence of changes is what Textual holds, cell by cell."""

from __future__ import annotations

import inspect

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Static

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
from tests.tutor.driver_fuzz import Fuzz
from tutor.tui.driver import TerminalApp, display
from tutor.tui.driver.cells import Grid, Inks

CHANGES = 40


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
    """If this fails, Textual has changed: look at `App._display` and mend `tutor/tui/driver/display.py`."""
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
