"""What a frugal screen draws is what Textual draws, cell by cell; and what it renders is only what is needed."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.tutor.driver_capture import CaptureDriver, play
from tests.tutor.driver_fuzz import Fuzz, Picture
from tutor.tui.driver import FrugalScreen, composing
from tutor.tui.driver.cells import Grid, Inks
from tutor.tui.driver.composing import FrugalCompositor, shared_out

CHANGES = 40


def cells(update: ChopsUpdate | None, width: int, height: int) -> Iterator[tuple[object, ...]]:
    """What an update puts where it says that something has changed."""
    if update is None:
        return
    grid, inks = Grid(width, height), Inks(ColorSystem.TRUECOLOR)
    for y, row in enumerate(update.chops):
        for x, strip in row.items():
            if strip is not None:
                grid.lay(x, y, strip, inks)
    for y, first, last in update.spans:
        yield from ((y, x, grid.characters[y][x], grid.pens[y][x]) for x in range(max(0, first), min(last, width)))


@pytest.mark.parametrize("seed", [0, 1, 2])
async def test_any_changes_are_drawn_as_textual_draws_them(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    ours = FrugalCompositor.render_partial_update

    def both(self: FrugalCompositor) -> ChopsUpdate | None:
        nonlocal compared
        regions = set(self._dirty_regions)
        update = ours(self)
        self._dirty_regions = regions
        assert list(cells(update, *self.size)) == list(cells(Compositor.render_partial_update(self), *self.size))
        compared += update is not None
        return update

    monkeypatch.setattr(FrugalCompositor, "render_partial_update", both)
    app = Fuzz(seed, CaptureDriver, ColorSystem.TRUECOLOR, frugal=True)

    async def scenario(pilot: Pilot[object], _: CaptureDriver) -> None:
        for _number in range(CHANGES):
            await app.change(pilot)
            await pilot.pause()

    await play(app, scenario)
    assert compared >= 5


async def test_only_rows_that_changed_and_can_be_seen_are_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Fuzz(0, CaptureDriver, ColorSystem.TRUECOLOR, frugal=True)
    rendered: list[tuple[Widget, Region]] = []

    async def scenario(pilot: Pilot[object], _: CaptureDriver) -> None:
        picture = app.query_one(Picture)
        render = Widget.render_lines

        def noted(self: Widget, crop: Region) -> list[Strip]:
            rendered.append((self, crop))
            return render(self, crop)

        await pilot.pause()
        monkeypatch.setattr(Widget, "render_lines", noted)
        picture.refresh(Region(1, 2, 3, 1), Region(0, 4, 2, 1))
        await pilot.pause()
        assert rendered == [(picture, Region(0, 2, picture.size.width, 3))]

    await play(app, scenario)


def test_columns_are_shared_out_without_a_gap_and_without_an_overlap() -> None:
    assert shared_out([(0, 10)], 3, 5) == ([(3, 5)], [(0, 3), (5, 10)])
    assert shared_out([(0, 3), (5, 10)], 2, 6) == ([(2, 3), (5, 6)], [(0, 2), (6, 10)])
    assert shared_out([(0, 3)], 3, 6) == ([], [(0, 3)])
    assert shared_out([(0, 3)], -1, 6) == ([(0, 3)], [])


async def test_textual_still_composes_as_this_expects() -> None:
    """If this fails, Textual has changed: look at `Compositor` and mend `tutor/tui/driver/composing.py`."""
    assert vars(composing)["Compositor"] is Compositor
    assert type(Screen()._compositor) is Compositor
    assert type(FrugalScreen()._compositor) is FrugalCompositor
    assert list(inspect.signature(Compositor.render_partial_update).parameters) == ["self"]
    assert "self.render_partial_update()" in inspect.getsource(Compositor.render_update)
    assert "_dirty_regions" in inspect.getsource(Compositor.update_widgets)
