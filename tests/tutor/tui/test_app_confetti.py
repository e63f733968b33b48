"""Confetti: as much of it as motion allows, the same last picture, ended by any key, and nothing left running."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tutor.conftest import on_screen, settle
from tests.tutor.driver_capture import CaptureDriver, play
from tests.tutor.graduation_support import Course, CourseShelf, make_course, reply_to_all
from tutor.console.settings import Motion
from tutor.store import open_store
from tutor.study.graduation.round import graduation_round
from tutor.tui.app import TutorApp
from tutor.tui.course.confetti import FRAMES_A_SECOND, SECONDS, Confetti, pieces
from tutor.tui.screens.graduation import GraduationScreen

FRAMES = round(SECONDS * FRAMES_A_SECOND) + 1
"""Pictures of the whole, the last of which stays."""


class Clock:
    """A clock that only sleeping turns."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept += 1
        await self.go_on.wait()
        await asyncio.sleep(0)
        self.now += seconds


@pytest.fixture
def app(tmp_path: Path) -> Iterator[TutorApp]:
    course = Course(make_course(tmp_path / "course"))
    made = TutorApp(open_store(), services=CourseShelf(course))
    course.finish(made.store)
    yield made
    made.finish_writing()
    made.store.close()


async def graduated(app: TutorApp, pilot: Pilot[object], clock: Clock, patience: float = 60) -> Confetti:
    """The page of somebody who comes back from a round that they passed."""
    app.open_graduation()
    await settle(pilot)  # type: ignore[arg-type]
    screen = app.screen
    assert isinstance(screen, GraduationScreen)
    screen.confetti.clock, screen.confetti.sleep, screen.confetti.patience = clock, clock.sleep, patience
    assert isinstance(app.services, CourseShelf)
    course = app.services.course
    await asyncio.to_thread(
        lambda: reply_to_all(
            graduation_round(course.outlook(app.store), app.store, course.load), app.store, course.load
        )
    )
    await screen.on_screen_resume()
    return screen.confetti


def still(app: TutorApp, confetti: Confetti) -> None:
    """Nothing moves, and nothing is left that could."""
    assert not confetti.falling and not confetti._timers and not list(app.workers)
    assert app.pace._timer is None and app.pace._pending is None


async def with_motion(app: TutorApp, motion: Motion) -> tuple[int, str]:
    """How many pictures are drawn, and what is there at the end."""
    seen: tuple[int, str] = (0, "")

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        nonlocal seen
        app.change("motion", motion)
        confetti = await graduated(app, pilot, Clock())
        await settle(pilot)  # type: ignore[arg-type]
        still(app, confetti)
        before = confetti.pictures
        driver.taken()
        for _ in range(5):
            await pilot.pause()
        assert confetti.pictures == before and driver.taken() == "", "nothing is sent once it is over"
        seen = before, on_screen(app)

    app.driver_class = CaptureDriver
    await play(app, scenario, (80, 24))
    return seen


async def test_full_falls_and_ends(app: TutorApp) -> None:
    pictures, screen = await with_motion(app, "full")
    assert pictures == FRAMES and "●" in screen and "Certificate" in screen


async def test_reduced_is_one_still_picture(app: TutorApp) -> None:
    pictures, screen = await with_motion(app, "reduced")
    assert pictures == 1 and "●" in screen


async def test_off_is_a_line_of_words(app: TutorApp) -> None:
    _, screen = await with_motion(app, "off")
    assert "Hooray! Here confetti would fall." in screen and "▴" not in screen


@pytest.mark.parametrize("key", ["x", "down", "question_mark", "escape"])
async def test_any_key_ends_it_at_once(app: TutorApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        clock = Clock()
        clock.go_on.clear()
        confetti = await graduated(app, pilot, clock)  # type: ignore[arg-type]
        while clock.slept < 1:
            await pilot.pause(0)
        assert confetti.falling and confetti._age == 0
        await pilot.press(key)
        await settle(pilot)
        still(app, confetti)
        assert confetti.pictures == 2 and confetti._age > SECONDS, "the first picture, and the last"


async def test_a_line_that_takes_no_frame_ends_it_too(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.pace.may_draw = lambda: False  # type: ignore[method-assign]
        confetti = await graduated(app, pilot, Clock(), patience=0.05)  # type: ignore[arg-type]
        await settle(pilot)
        assert not confetti.falling and confetti.pictures == 1


@pytest.mark.parametrize(("width", "height"), [(78, 6), (38, 3), (1, 1), (0, 0)])
def test_every_piece_comes_to_rest_in_the_picture_before_the_end(width: int, height: int) -> None:
    thrown = pieces(7, width, height)
    assert thrown == pieces(7, width, height)
    for piece in thrown:
        assert piece.place(SECONDS) == (piece.column, piece.row)
        assert 0 <= piece.column < width and 0 <= piece.row < height and piece.place(0.0)[1] == -1
    assert bool(thrown) == (width * height >= 12)
