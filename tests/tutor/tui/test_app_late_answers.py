"""What comes back from a thread too late: after something newer was asked for, or after its screen was left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from lessons.kit.lesson import Page
from tests.tutor.conftest import Hand, walk
from tests.tutor.tui.test_app_microscope import NET
from tutor.store import Attempt
from tutor.tui.app import TutorApp
from tutor.tui.demo.panel import DemoPanel
from tutor.tui.demo.players import Players
from tutor.tui.quiz.panel import QuizPanel
from tutor.tui.screens.microscope import MicroscopeScreen
from tutor.tui.screens.mistakes import MistakesScreen
from tutor.tui.screens.source import SourceScreen
from tutor.tui.widgets.newest import Newest, is_up

Sit = Callable[..., AbstractAsyncContextManager[Any]]


class HeldBack:
    """Holds back what comes from threads until it is let go, each answer for itself.

    Attributes:
        gates: one for each answer that was asked for, in that order.
    """

    def __init__(self) -> None:
        self.gates: list[asyncio.Event] = []

    async def to_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do the work at once, and give the answer when its gate is opened."""
        gate, answer = asyncio.Event(), work(*given)
        self.gates.append(gate)
        await gate.wait()
        return answer

    async def let_go(self, hand: Hand, place: int) -> None:
        """Open one gate, and let what it held back arrive."""
        self.gates[place].set()
        for _ in range(3):
            await hand.pilot.pause(0)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], HeldBack]:
    """Begins to hold answers back."""

    def begin() -> HeldBack:
        made = HeldBack()
        monkeypatch.setattr(asyncio, "to_thread", made.to_thread)
        return made

    return begin


async def code_of(hand: Hand) -> SourceScreen:
    """The code of a demo of which several files ran."""
    screen = SourceScreen(walk, 0, walk.starting_settings())
    hand.app.push_screen(screen)
    await hand.until(lambda: hand.reads("file 1 of"))
    first = screen.source
    assert first is not None
    screen._sources = (first, *(type(first)(f"{n}.py", ("x = 1",), first.ran[:1]) for n in ("two", "three")))
    return screen


async def test_keys_mean_the_file_that_stands_there_until_the_next_one_does(
    sit: Sit, held: Callable[[], HeldBack]
) -> None:
    async with sit() as hand:
        screen = await code_of(hand)
        first, *others = screen._sources
        screen._sources = (replace(first, ran=first.ran * 5), *others)
        await screen._show()
        for _ in range(4):
            screen.action_jump()  # to the last
        back = held()
        screen.run_worker(screen.action_turn(1))
        await hand.until(lambda: back.gates)
        screen.call_after_refresh(screen._go_to_stretch)
        await hand.pilot.pause(0)
        assert hand.reads("conftest.py") and screen.source is screen._sources[0]
        await back.let_go(hand, 0)
        assert hand.reads("two.py", "file 2 of 3")


async def test_of_two_files_the_one_asked_for_last_stays(sit: Sit, held: Callable[[], HeldBack]) -> None:
    async with sit() as hand:
        screen = await code_of(hand)
        back = held()
        for count in (1, 2):
            screen.run_worker(screen.action_turn(1))
            await hand.until(lambda count=count: len(back.gates) == count)
        await back.let_go(hand, 1)
        assert hand.reads("three.py", "file 3 of 3")
        await back.let_go(hand, 0)
        assert hand.reads("three.py", "file 3 of 3") and not hand.reads("two.py")


async def test_of_two_views_through_the_microscope_the_one_asked_for_last_stays(
    sit: Sit, held: Callable[[], HeldBack]
) -> None:
    async with sit() as hand:
        screen = MicroscopeScreen(NET)
        hand.app.push_screen(screen)
        await hand.until(lambda: screen.walk is not None)
        walk = screen.walk
        assert walk is not None
        back = held()
        for count, name in enumerate(("z1[1]", "z1[2]"), start=1):
            screen._take(name)
            await hand.until(lambda count=count: len(back.gates) == count)
        await back.let_go(hand, 1)
        last = walk.view
        await back.let_go(hand, 0)
        assert walk.view is last and last.name == walk.view.name


async def test_a_computation_that_is_ready_after_the_microscope_was_left_shows_nothing(
    sit: Sit, held: Callable[[], HeldBack]
) -> None:
    async with sit() as hand:
        back, screen = held(), MicroscopeScreen(NET)
        hand.app.push_screen(screen)
        await hand.until(lambda: back.gates)
        hand.strike("escape")
        await hand.until(lambda: hand.app.screen is not screen)
        await back.let_go(hand, 0)
        assert screen.walk is None and hand.app._exception is None


async def test_of_two_mistakes_the_chosen_one_is_told(sit: Sit, app: TutorApp, held: Callable[[], HeldBack]) -> None:
    for name in ("sign flipped", "uphill"):
        question = "slope_here" if name == "sign flipped" else "which_way"
        app.store.record(Attempt("walking", question, 1, "1", "wrong", name))
    async with sit() as hand:
        back, screen = held(), MistakesScreen()
        hand.app.push_screen(screen)
        await hand.until(lambda: back.gates)
        hand.strike("down")
        await hand.until(lambda: len(back.gates) == 2)
        await back.let_go(hand, 1)
        await back.let_go(hand, 0)
        assert screen.list.chosen is not None and screen.list.chosen.name == "sign flipped"
        assert hand.reads("You went downhill") and not hand.reads("points uphill")


async def test_a_page_that_was_turned_while_its_demo_was_fetched_leaves_no_demo_behind(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, of = asyncio.Event(), Players.of

    async def late(players: Players, page: Page) -> Any:
        await gate.wait()
        return await of(players, page)

    async with sit() as hand:
        await hand.open("walking", 1)
        monkeypatch.setattr(Players, "of", late)
        lesson = hand.lesson
        lesson.run_worker(lesson.show_page(2))
        await hand.pilot.pause(0)
        await lesson.show_page(3)
        gate.set()
        await hand.until(lambda: all(worker.is_finished for worker in hand.app.workers))
        assert not lesson.query(DemoPanel) and len(lesson.query(QuizPanel)) == 1
        assert hand.app.store.last_place("walking").page == 3


async def test_a_reply_marked_after_the_page_was_turned_is_kept_and_leaves_the_place_where_it_is(
    sit: Sit, held: Callable[[], HeldBack]
) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        back = held()
        hand.strike("1", "enter")
        await hand.until(lambda: back.gates)
        await hand.lesson.show_page(1)
        await back.let_go(hand, 0)
        await hand.until(lambda: hand.app.store.attempts("walking"))
        await asyncio.wrap_future(hand.app.in_order(bool))  # what was to be written before is, by then
        assert hand.app.store.last_place("walking").page == 1


async def test_only_the_newest_wish_of_a_screen_that_is_up_is_wanted(sit: Sit) -> None:
    async with sit() as hand:
        home, left = hand.app.screen, MistakesScreen()
        newest = Newest(home)
        first, second = newest.ask(), newest.ask()
        assert second() and not first()
        hand.app.push_screen(left)
        await hand.until(lambda: hand.app.screen is left and left.is_mounted)
        wanted = Newest(left).ask()
        assert wanted() and second() and is_up(left)
        hand.app.pop_screen()
        assert not wanted() and not is_up(left)
    assert not second()
