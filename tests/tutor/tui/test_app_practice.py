"""Practice from the home screen: what waits, one key to a round, and how well each lesson sits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.tutor.conftest import SmallShelf, make_app, until
from tutor.store import Attempt, Bookmark, Store
from tutor.study.progress.standing import Standing
from tutor.tui.app import TutorApp
from tutor.tui.quiz.reply import ReplyLine
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.round import RoundScreen
from tutor.tui.startup import FirstScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]
QUESTIONS = ("slope_here", "which_way")


def answer(
    store: Store, days_ago: float, verdict: Literal["right", "wrong"] = "right", questions: Iterable[str] = QUESTIONS
) -> None:
    """Answer questions so many days ago, each drawn afresh."""
    for question in questions:
        when = datetime.now(UTC) - timedelta(days=days_ago)
        store.record(Attempt("walking", question, int(days_ago * 1000), "1", verdict, when=when))


async def practising(hand: Any) -> RoundScreen:
    """Wait for the round."""
    await hand.until(lambda: isinstance(hand.app.screen, RoundScreen) and hand.reads("question 1 of"))
    screen: RoundScreen = hand.app.screen
    return screen


async def stop_typing(hand: Any) -> None:
    """Letters are keys, whichever question came first."""
    if isinstance(hand.app.focused, ReplyLine):
        await hand.press("escape")


async def to_the_end(hand: Any) -> None:
    """Pass over both questions."""
    for _ in QUESTIONS:
        await stop_typing(hand)
        await hand.press("n")


async def test_the_home_screen_says_what_waits_and_r_asks_it(sit: Sit, app: TutorApp) -> None:
    answer(app.store, 1, "wrong")
    async with sit() as hand:
        assert hand.reads(
            "2 questions wait for practice: press r.", "◐ 0 of 2 right", "met", "○ not begun", "r practise 2"
        )
        hand.strike("r")
        await practising(hand)
        assert hand.reads("Practice · from “Walking", "question 1 of 2")


async def test_after_a_round_the_home_screen_knows_and_the_end_said_when_it_comes_back(sit: Sit, app: TutorApp) -> None:
    answer(app.store, 60)
    async with sit() as hand:
        assert hand.reads("✓ done", "2 questions wait")
        hand.strike("r")
        screen = await practising(hand)
        for _ in QUESTIONS:
            quiz = screen.panel.quiz
            assert quiz is not None
            await hand.press(*quiz.current.body.accepted_reply(), "enter", "n")
        assert hand.reads("2 of 2 questions right", "Coming back: 2 questions in ")
        await hand.press("escape")
        assert isinstance(app.screen, HomeScreen)
        assert hand.reads("mastered", "Nothing waits for practice today.", "r practise ")


async def test_the_end_offers_another_five_and_enter_leaves(sit: Sit, app: TutorApp) -> None:
    answer(app.store, 60)
    async with sit() as hand:
        hand.strike("r")
        first = await practising(hand)
        assert "another five" not in hand.key_words()
        await stop_typing(hand)
        await hand.press("a")
        assert app.screen is first and not first.ended, "a means nothing before the end"
        await to_the_end(hand)
        assert hand.reads("0 of 2 questions right") and {"another five", "done"} <= set(hand.key_words())
        await hand.press("question_mark")
        assert hand.reads("another five questions, chosen as things stand by then")
        await hand.press("escape")
        hand.strike("a", "a")
        await hand.until(lambda: not first.ended)
        second = await practising(hand)
        assert second.panel.quiz is not None
        assert len([screen for screen in app.screen_stack if isinstance(screen, RoundScreen)]) == 1
        await to_the_end(hand)
        await hand.press("enter")
        assert isinstance(app.screen, HomeScreen)


async def test_before_anything_is_begun_r_says_where_to_begin(sit: Sit) -> None:
    async with sit() as hand:
        assert not hand.reads("practice")
        await hand.press("r")
        assert isinstance(hand.app.screen, HomeScreen) and hand.reads("Begin with a lesson")


async def test_the_command_begins_with_a_round(tmp_path: Path) -> None:
    app = make_app(tmp_path, FirstScreen(practise=True))
    app.store.visit(Bookmark("walking", 1))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, RoundScreen))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    app.finish_writing()
    app.store.close()


@pytest.mark.parametrize(
    ("done", "mark"),
    [
        ([], "○ not begun"),
        ([(60, QUESTIONS)], "✓ done            met"),
        ([(60, QUESTIONS), (0, QUESTIONS[:1])], "✓ done            familiar"),
        ([(60, QUESTIONS), (0, QUESTIONS)], "✓ done            mastered"),
    ],
)
async def test_a_lesson_shows_how_well_it_sits(
    sit: Sit, app: TutorApp, done: list[tuple[float, tuple[str, ...]]], mark: str
) -> None:
    for days_ago, questions in done:
        answer(app.store, days_ago, questions=questions)
    async with sit() as hand:
        line = next(line for line in hand.lines() if "  Walking" in line or "▸ Walking" in line)
        assert line.rstrip().endswith(mark)


async def test_what_becomes_known_after_the_first_paint_moves_nothing(tmp_path: Path) -> None:
    known = threading.Event()

    class Slow(SmallShelf):
        def standings_now(self, store: Store) -> Mapping[str, Standing]:
            assert known.wait(20)
            return super().standings_now(store)

    made = make_app(tmp_path)
    answer(made.store, 60)
    app = TutorApp(made.store, services=Slow(tmp_path / "another"))

    def screen() -> list[str]:
        return [strip.text for strip in app.screen._compositor.render_strips()]

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = screen()
        assert any("✓ done" in line for line in before) and not any("met" in line for line in before)
        known.set()
        await until(pilot, lambda: any("✓ done            met" in line for line in screen()))
        after = screen()
        changed = [place for place, line in enumerate(before) if line != after[place]]
        assert len(changed) == 3, "the lesson, what waits, and the bar of keys"
        assert all(after[place].startswith(before[place].rstrip()) for place in changed[:2])
    app.finish_writing()
    made.finish_writing()
    made.store.close()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_help_explains_the_words(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        await hand.press("question_mark")
        assert hand.reads("The course")
        await hand.press("end")
        await hand.until(lambda: hand.reads("can fall again; practice lifts"))
