"""The home screen: what it lists, what it opens, and what can be taken back there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

import tutor
from lessons.kit.heading import Heading, Part
from tests.tutor.conftest import Hand, at_the_keyboard, make_app
from tutor.store import Attempt, Bookmark
from tutor.tui.app import TutorApp
from tutor.tui.course.course_list import CourseList
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.settings import SettingsScreen
from tutor.tui.services import Services
from tutor.tui.startup import FirstScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def test_lists_parts_and_lessons_with_their_state_in_words(sit: Sit, app: TutorApp) -> None:
    app.store.visit(Bookmark("walking", 1))
    async with sit() as hand:
        assert hand.reads(
            "Part 1", "First steps", "Walking: how does it find the valley?", "◐ 0 of 2 right", "seen", "○ not begun"
        )
        assert hand.reads("◐ begun: 0 of 2 questions right, 1 of 3 pages read; seen")


async def test_where_there_is_little_room_the_sign_stays_and_the_words_stand_below(sit: Sit, app: TutorApp) -> None:
    app.store.visit(Bookmark("walking", 1))
    async with sit((40, 14)) as hand:
        line = next(line for line in hand.lines() if "▸ Walking" in line)
        assert "◐ 0 of 2" in line and "right" not in line
        assert hand.reads("◐ begun: 0 of 2 questions right, 1 of 3 pages read; seen", "○")


async def test_a_title_that_the_list_cuts_short_stands_whole_below_it(sit: Sit) -> None:
    async with sit((40, 14)) as hand:
        assert hand.reads("Walking: how does it find the valley?")
        await hand.resize(80, 24)
        whole = [line for line in hand.lines() if "Walking: how does it find the valley?" in line]
        assert len(whole) == 2 and "Next (n):" in whole[0] and "▸" in whole[1]
        await hand.resize(40, 14)
        assert hand.reads("Walking: how does it find the valley?")


class WholeCourse(Services):
    """The real course with all 39 lessons: any that are still to come have headings of about the usual lengths."""

    def __init__(self) -> None:
        parts = super().outline()
        lengths = (10, 6, 7, 6, 5, 5)
        self._parts = tuple(self._whole(part, length) for part, length in zip(parts, lengths, strict=True))

    def _whole(self, part: Part, length: int) -> Part:
        missing = range(len(part.lessons) + 1, length + 1)
        made = (
            Heading(f"{part.id}-{n}", f"What if it goes wrong, number {n}?", "It does. " * 11, (), Path())
            for n in missing
        )
        return part._replace(lessons=(*part.lessons, *made), complete=True)

    def outline(self) -> tuple[Part, ...]:
        return self._parts

    def preload(self) -> None: ...


@asynccontextmanager
async def at_the_whole_course(app: TutorApp, size: tuple[int, int]) -> AsyncIterator[Hand]:
    """Somebody before the home screen with all 39 lessons."""
    whole = TutorApp(app.store, services=WholeCourse())
    async with at_the_keyboard(whole, size) as hand:
        yield hand
    whole.finish_writing()


async def test_all_39_lessons_are_reached_and_the_part_with_the_cursor_is_the_one_that_is_open(app: TutorApp) -> None:
    async with at_the_whole_course(app, (80, 24)) as hand:
        course = hand.app.screen.query_one(CourseList)
        lengths = [len(part.lessons) for part in hand.app.services.outline()]
        assert sum(lengths) == 39
        for number, part in enumerate(hand.app.services.outline(), start=1):
            for heading in part.lessons:
                assert course.chosen == heading.id
                assert hand.reads(*(f"Part {n}" for n in range(1, 7)), f"− Part {number}", "0 of 39 lessons done.")
                assert [hand.reads(f"+ Part {n}") for n in range(1, 7)] == [n != number for n in range(1, 7)]
                assert any("▸" in line and heading.title[:24] in line for line in hand.lines())
                assert hand.reads("Next (n): Brain-like: so is it thinking?"), "wherever the cursor is"
                await hand.press("down")
        assert course.chosen == "thinking", "from the last to the first"
        await hand.press("up")
        assert course.chosen == hand.app.services.outline()[5].lessons[-1].id
        await hand.press("left")
        assert course.chosen == hand.app.services.outline()[4].lessons[0].id
        await hand.press("home", "pagedown")
        assert course.chosen == "rules"
        await hand.press("end", "n")
        await hand.until(lambda: hand.lesson.lesson is not None)
        assert hand.lesson.lesson is not None and hand.lesson.lesson.heading.id == "thinking"


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12), (120, 40), (80, 60)])
async def test_what_comes_next_stands_on_the_screen_at_every_size(app: TutorApp, size: tuple[int, int]) -> None:
    async with at_the_whole_course(app, size) as hand:
        await hand.press("end")
        last = f"▸ {hand.app.services.outline()[-1].lessons[-1].title[:12]}"
        assert hand.reads("Next (n): Brain-like", "0 of 39 lessons done.", last)
        assert hand.reads("+ Part 1") == (size[1] not in (12, 60)), (
            "folded; scrolled away where it is low, open where not"
        )
        await hand.resize(38, 11)
        assert hand.reads("Next (n): Brain-like", last)


async def test_a_folded_part_opens_by_a_click_on_what_comes_next_in_it(app: TutorApp) -> None:
    async with at_the_whole_course(app, (80, 24)) as hand:
        row = next(i for i, line in enumerate(hand.lines()) if "+ Part 3" in line)
        await hand.pilot.click(offset=(12, row))
        await hand.press()
        assert hand.reads("− Part 3", "▸ How is each weight blamed?", "+ Part 1")


async def test_typing_finds_lessons_by_their_own_titles_and_their_scenes(app: TutorApp) -> None:
    async with at_the_whole_course(app, (80, 24)) as hand:
        await hand.press("f", *"momentum")
        await hand.until(lambda: not hand.reads("Part 2"))
        assert hand.reads("▸ What do momentum, AdaGrad", "Part 3", "Enter open")
        await hand.press("backspace", *" zzz")
        await hand.until(partial(hand.reads, "No lesson and no scene is called that."))
        await hand.press("enter")
        assert isinstance(hand.app.screen, HomeScreen)
        await hand.press("escape")
        assert hand.reads("− Part 1", "+ Part 3", "f find")
        await hand.press("f", *"one dart", "enter")
        await hand.until(lambda: isinstance(hand.app.screen, LessonScreen) and hand.lesson.lesson is not None)
        assert hand.lesson.lesson is not None and hand.lesson.lesson.heading.id == "loss"


async def test_a_part_without_lessons_says_that_they_are_to_come(app: TutorApp) -> None:
    class Empty(WholeCourse):
        def outline(self) -> tuple[Part, ...]:
            return (*super().outline()[:3], Part("later", "Later", (), complete=False))

    growing = TutorApp(app.store, services=Empty())
    async with at_the_keyboard(growing, (80, 24)) as hand:
        line = next(line for line in hand.lines() if "Part 4  Later" in line)
        assert line.rstrip().endswith("to come") and "+" not in line and "−" not in line
        await hand.press("up")
        assert growing.screen.query_one(CourseList).chosen == "optimisers"
    growing.finish_writing()


async def test_enter_goes_on_with_the_next_lesson(sit: Sit, app: TutorApp) -> None:
    for page in (1, 2, 3):
        app.store.visit(Bookmark("walking", page))
    for question in ("slope_here", "which_way"):
        app.store.record(Attempt("walking", question, 1, "1", "right"))
    async with sit() as hand:
        assert hand.reads("▸ Drawing", "✓ done            familiar", "1 of 1 done", "0 of 1 done", "●─┼─○─┼─○")
        await hand.press("enter")
        assert hand.lesson.lesson.heading.id == "drawing"


async def test_the_chosen_lesson_is_in_sight_however_low_the_screen_is(app: TutorApp) -> None:
    """In the real course, whose list is longer than that."""

    class Idle(Services):
        def preload(self) -> None: ...

    last = [heading for part in Idle().outline() for heading in part.lessons][-1]
    app.store.visit(Bookmark(last.id, 1))
    real = TutorApp(app.store, services=Idle())
    async with at_the_keyboard(real, (40, 12)) as hand:
        assert hand.reads(f"▸ {last.title[:12]}")
    real.finish_writing()


async def test_arrows_choose_another_lesson(sit: Sit) -> None:
    async with sit() as hand:
        await hand.press("down")
        assert hand.reads("▸ Drawing", "You draw, it looks.")
        await hand.press("up")
        assert hand.reads("▸ Walking")


async def test_the_key_bar_says_what_enter_does_with_the_chosen_lesson(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 1)
        await hand.press("escape")
        assert "Enter go on" in hand.lines()[-1]
        await hand.press("down")
        assert "Enter begin" in hand.lines()[-1]


async def test_a_reset_says_what_it_did_and_can_be_undone(sit: Sit, app: TutorApp) -> None:
    app.store.record(Attempt("walking", "slope_here", 1, "2", "right"))
    async with sit() as hand:
        assert "undo" not in hand.key_words()
        await hand.press("x")
        assert hand.reads("1 answer set aside", "u brings everything back")
        assert not app.store.attempts("walking")
        await hand.press("u")
        assert len(app.store.attempts("walking")) == 1
        assert hand.reads("Everything is back: 1 answer.")
        assert "undo" not in hand.key_words()


async def test_a_lesson_named_on_the_command_line_opens_at_once(tmp_path: Path) -> None:
    app = make_app(tmp_path, FirstScreen("drawing"))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        opened: list[object] = [app.screen]
        await pilot.press("escape")
        await pilot.pause()
        opened.append(app.screen)
        assert list(map(type, opened)) == [LessonScreen, HomeScreen]


async def test_a_notice_of_the_store_is_told_once(sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(app.store), "notices", ("The old file was set aside.",))
    async with sit((100, 60)) as hand:
        assert hand.reads("The old file was set aside.")
        await hand.press("down")
        assert hand.reads("▸ Drawing") and not hand.reads("The old file was set aside."), "the key did what it does"
        app.tell_notices()
        await hand.press("up")
        assert not hand.reads("The old file was set aside.")
        await hand.press("question_mark")
        assert hand.reads("Said before", "The old file was set aside."), "for whoever typed on"


TWO = (
    "Progress cannot be kept in /home/somebody/.local/share/nntutor: no space left on device. To keep it, make room.",
    "The old file was set aside.",
)
ONE_BY_ONE = ("no space left on device.", "To keep it, make room.", "The old file was set aside.")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_notices_come_one_after_the_other_and_never_over_the_reply(
    sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with sit(size) as hand:
        await hand.open("walking", 3)
        monkeypatch.setattr(type(app.store), "notices", TWO)
        app.tell_notices()
        reply = app.screen.query_one("#reply-line", Input)
        for typed, said in zip(("", "1", "12"), ONE_BY_ONE, strict=True):
            await hand.until(partial(hand.reads, said))
            assert [other for other in ONE_BY_ONE if other != said and hand.reads(other)] == []
            assert hand.reads("help")
            assert reply.value == typed
            await hand.until(lambda: reply in app.screen._compositor.visible_widgets)
            await hand.press(str(len(typed) + 1))
        assert reply.value == "123" and not any(hand.reads(said) for said in ONE_BY_ONE)


async def test_a_notice_goes_with_its_screen_and_the_next_is_said_on_the_other(
    sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as hand:
        monkeypatch.setattr(type(app.store), "notices", ("One.", "Two.", "Three."))
        app.tell_notices()
        await hand.until(partial(hand.reads, "One."))
        app.push_screen(SettingsScreen())
        await hand.until(partial(hand.reads, "Two."))
        await hand.press("question_mark")
        assert not hand.app.screen.query("NoticeLine"), "the help has no line for it, and it waits"
        await hand.press("escape")
        await hand.until(partial(hand.reads, "Three."))
        await hand.press("escape")
        assert not hand.reads("One.") and not hand.reads("Three.")


async def test_a_notice_waits_while_nothing_can_be_read(
    sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit((30, 8)) as hand:
        monkeypatch.setattr(type(app.store), "notices", ("Here it is.",))
        app.tell_notices()
        await hand.press("down")
        await hand.resize(80, 24)
        await hand.until(partial(hand.reads, "Here it is."))


async def test_where_nothing_was_answered_there_is_nothing_to_set_aside(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.press("x")
        assert hand.reads("so there is nothing to set aside") and "undo" not in hand.key_words()
        app.store.visit(Bookmark("walking", 1))
        await hand.press("x")
        assert hand.reads("starts afresh; there was no answer to set aside", "u brings everything back")
        await hand.press("u")
        assert hand.reads("Everything is back.") and not hand.reads("0 answers")
        assert app.store.pages_seen("walking") == {1}


def test_the_home_screen_is_up_before_anything_heavy_is_imported(tmp_path: Any) -> None:
    """In an interpreter of its own: the real course, painted, with NumPy, plotext, the engine and lessons unloaded."""
    script = """
import asyncio, sys
import tutor
from tutor.tui.app import TutorApp
from tutor.tui.screens.settings import SettingsScreen
from tutor.tui.services import Services
from tutor.store import open_store

class Idle(Services):
    def preload(self): ...

async def main():
    app = TutorApp(open_store(), services=Idle())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.query("#course").first().option_count > 3
        heavy = {"numpy", "plotext", "engine", "markdown_it", "tutor.study.quiz.quiz", "lessons.kit.demo"}
        print(sorted(n for n in sys.modules if n in heavy or n.endswith(".lesson") and n.startswith("lessons.ten")))

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "", "NNTUTOR_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(tutor.__file__).parents[1],
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
