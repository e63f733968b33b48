"""Motion full, reduced and off: how much is sent of the same run, and that the last picture is the same."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from lessons.kit.charts import Chart, Lines
from lessons.kit.demo import Frame
from tests.tutor.conftest import make_app, on_screen, walk
from tests.tutor.driver_capture import CaptureDriver, play
from tutor.console.settings import Motion
from tutor.store import open_store
from tutor.study.playback.player import Player
from tutor.tui.demo.motion import Shutter
from tutor.tui.demo.panel import DemoPanel
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.startup import FirstScreen
from tutor.tui.widgets.chart_view import ChartView

A_SECOND = 15
FRAMES = 4 * A_SECOND + 1
"""Four seconds of a demo at full speed, and the frame before it was played."""


@dataclass
class Seen:
    """What a run has cost, and where it ended."""

    sent: int = 0
    pictures: int = 0
    while_playing: str = ""
    last: str = ""


def frames() -> Sequence[Frame]:
    """A run of the walk, along axes that stay: others hold on to what they have shown, so depend on the frames seen."""
    run = itertools.islice(iter(walk.run(0, rate=0.01).next, None), FRAMES)
    return [replace(frame, charts=tuple(map(along_fixed_axes, frame.charts))) for frame in run]


def along_fixed_axes(chart: Chart) -> Chart:
    assert isinstance(chart, Lines)
    return replace(chart, x_limits=(0, 60), y_limits=(0, 10))


async def run_with(motion: Motion, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Seen:
    """The same run, frame for frame, at fifteen frames in each second of a clock that the test turns."""
    store = open_store({"NNTUTOR_HOME": str(folder / "home")})
    store.set_setting("motion", motion)
    store.close()
    app, seen, now = make_app(folder, FirstScreen("walking")), Seen(), 0.0
    app.driver_class = CaptureDriver
    draw = ChartView.show

    def counted(self: ChartView, charts: Sequence[Chart]) -> None:
        seen.pictures += 1
        draw(self, charts)

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        nonlocal now
        while not (isinstance(app.screen, LessonScreen) and app.screen.number):
            await pilot.pause(0)
        await app.screen.show_page(2)
        panel = app.screen.query_one(DemoPanel)
        panel.shutter = Shutter(lambda: now)
        player = panel.player
        player.tell()  # what is to be predicted would hide the words
        while player.view.frame is None or app.workers:
            await pilot.pause(0)
        for _ in range(5):  # the new panel's last resize
            await pilot.pause()
        monkeypatch.setattr(ChartView, "show", counted)
        driver.taken()
        view = replace(player.view, playing=True, index=1, newest=1)
        monkeypatch.setattr(Player, "view", property(lambda _: view))
        for frame in frames()[1:]:
            view, now = replace(view, frame=frame), now + 1 / A_SECOND + 1e-9
            panel.show_animated()
            await pilot.pause()
        seen.sent, seen.while_playing = len(driver.taken().encode()), on_screen(app)
        view = replace(view, playing=False, finished=True)
        pictures = seen.pictures
        panel.show()
        await pilot.pause()
        seen.last, seen.pictures = on_screen(app), pictures

    await play(app, scenario, (80, 24))
    monkeypatch.undo()
    app.finish_writing()
    app.store.close()
    return seen


async def test_reduced_sends_less_than_full_and_off_less_than_reduced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: tuple[Motion, ...] = ("full", "reduced", "off")
    runs: Mapping[Motion, Seen] = {kind: await run_with(kind, tmp_path / kind, monkeypatch) for kind in kinds}
    assert [runs[kind].pictures for kind in kinds] == [60, 7, 0]
    assert runs["off"].sent < runs["reduced"].sent < runs["full"].sent
    assert runs["full"].last == runs["reduced"].last == runs["off"].last
    assert "After 60 steps" in runs["off"].last and "After 60 steps" not in runs["off"].while_playing


def test_off_tells_the_figures_every_two_seconds_and_never_draws() -> None:
    now = 0.0
    shutter = Shutter(lambda: now)
    seen = []
    for _ in range(100):
        now += 0.1
        seen.append(shutter.glimpse("off"))
    assert seen.count("figures") in (4, 5) and "picture" not in seen


def test_what_somebody_waited_for_counts_as_a_picture() -> None:
    now = 0.0
    shutter = Shutter(lambda: now)
    now = 10.0
    shutter.shown()
    assert shutter.glimpse("reduced") == "nothing" and shutter.glimpse("full") == "picture"
    now = 10.5
    assert shutter.glimpse("reduced") == "picture" and shutter.glimpse("reduced") == "nothing"
