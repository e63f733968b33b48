"""A round on the screen: questions from several lessons, each told where it is from, and a page at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tutor.study.quiz.rounds import Answered, Item, Round
from tutor.tui.app import TutorApp
from tutor.tui.quiz.panel import QuizPanel
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.round import RoundScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]
ITEMS = (Item("walking", "slope_here"), Item("drawing", "which_way"), Item("walking", "which_way"))


def a_round(items: Sequence[Item] = ITEMS, **rules: Any) -> Round:
    return Round("practice", "Practice", tuple(items), **rules)


async def begin(hand: Any, round_: Round) -> RoundScreen:
    """Open it, and wait for its first question."""
    hand.app.open_round(round_)
    await hand.until(lambda: isinstance(hand.app.screen, RoundScreen) and hand.reads("question 1 of"))
    screen: RoundScreen = hand.app.screen
    return screen


def answer(screen: RoundScreen) -> str:
    """What would be right just now."""
    quiz = screen.query_one(QuizPanel).quiz
    assert quiz is not None
    return quiz.current.body.accepted_reply()


async def test_a_round_goes_over_lessons_and_says_where_each_question_is_from(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        screen = await begin(hand, a_round())
        asked = ("Practice · from “Walking: how does it find the valley?”", "question 1 of 3", "▸1 ○ open")
        await hand.until(lambda: hand.reads(*asked))
        await hand.press(*answer(screen), "enter")
        assert hand.reads("✓ Right.") and hand.reads("question 1 of 3"), "nothing moves on by itself"
        await hand.press("enter")
        assert hand.reads("from “Drawing: can it read my hand?”", "question 2 of 3", "Which way is down?")
        await hand.press("2", "enter", "escape", "n")
        assert [(made.lesson, made.question) for made in app.store.attempts()] == [
            ("walking", "slope_here"),
            ("drawing", "which_way"),
        ]


async def test_the_end_says_how_each_went_and_leads_back(sit: Sit) -> None:
    async with sit() as hand:
        screen = await begin(hand, a_round())
        await hand.press("tab", *answer(screen), "enter", "enter")
        await hand.press("2", "enter", "n")
        assert "finish" in hand.key_words()
        await hand.press("n")
        assert hand.reads(
            "1 of 3 questions right",
            "✓ right with 1 hint",
            "✗ not yet (uphill): Drawing: can it read my hand? · Which way",
        )
        assert hand.reads("not answered", "the end") and "done" in hand.key_words()
        await hand.press("p")
        assert hand.reads("question 3 of 3", "Which way is down?")
        await hand.press("1", "enter", "n")
        assert hand.reads("2 of 3 questions right")
        await hand.press("enter")
        assert isinstance(hand.app.screen, HomeScreen)


async def test_what_a_round_adds_at_its_end_is_shown_with_the_results_that_it_was_given(sit: Sit) -> None:
    given: list[Sequence[Answered]] = []

    def at_the_end(results: Sequence[Answered]) -> str:
        given.append(results)
        return "**Come back tomorrow.**"

    async with sit() as hand:
        screen = await begin(hand, a_round(ITEMS[:1], at_the_end=at_the_end))
        await hand.press("minus", *answer(screen), "enter", *answer(screen), "enter", "n")
        assert hand.reads("Come back tomorrow.", "✓ right at another try")
    (result,) = given[0]
    assert (result.state, result.first, result.mistakes) == ("right", "wrong", ("sign flipped",))
    assert result.item.seed is not None


async def test_a_round_that_has_no_other_offers_none(sit: Sit) -> None:
    async with sit() as hand:
        screen = await begin(hand, a_round())
        await hand.press("escape", "n", "n", "n")
        assert screen.ended and "another five" not in hand.key_words()
        await hand.press("a")
        assert hand.app.screen is screen


async def test_where_nothing_more_is_to_be_asked_the_end_stays(sit: Sit) -> None:
    async with sit() as hand:
        screen = await begin(hand, a_round(another=lambda: None))
        await hand.press("escape", "n", "n", "n", "a")
        assert hand.app.screen is screen and hand.reads("0 of 3 questions right", "the end")


async def test_escape_leaves_in_the_middle_with_every_answer_kept(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        screen = await begin(hand, a_round())
        await hand.press(*answer(screen), "enter", "escape")
        assert isinstance(hand.app.screen, HomeScreen) and len(app.store.attempts()) == 1
        assert app.store.last_place() is None, "the place in the course stays where it was"
        assert hand.reads("◐ 1 of 2 right    familiar"), "and the home screen knows"


async def test_a_lesson_that_cannot_be_loaded_is_passed_over_with_a_sentence(sit: Sit) -> None:
    async with sit() as hand:
        screen = await begin(hand, a_round([Item("gone", "x"), Item("walking", "no_more"), ITEMS[0]]))
        told = ("a fault, which is not yours", "There is no lesson called “gone”")
        await hand.until(lambda: hand.reads(*told))
        await hand.press("n")
        assert hand.reads("does not ask “No more” any more")
        await hand.press("n")
        await hand.press(*answer(screen), "enter", "n")
        assert hand.reads("1 of 1 question right; 2 questions could not be asked")


async def test_without_hints_and_retries_a_wrong_reply_stands(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await begin(hand, a_round(ITEMS, allow_hints=False, allow_retry=False))
        await hand.press("tab")
        assert not hand.reads("Hint")
        await hand.press(*"999", "enter")
        assert hand.reads("✗") and {"answer", "fresh numbers"}.isdisjoint(hand.key_words())
        await hand.press("h", "r", "5", "p")
        assert hand.reads("999", "question 1 of 3") and not hand.reads("Hint")
        await hand.press("enter")
        assert hand.reads("question 2 of 3") and len(app.store.attempts()) == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_a_round_can_be_read_in_every_size(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        screen = await begin(hand, a_round())
        asked = ("Practice · from “", "question 1 of 3", "The loss is w²", "Enter check", "? help")
        await hand.until(lambda: hand.reads(*asked))  # the title comes first
        await hand.press(*answer(screen), "enter", "escape")
        await begin(hand, a_round(ITEMS[:1]))
        await hand.press("escape", "n")
        assert hand.reads("0 of 1 question right", "not answered", "n done", "? help")


async def test_the_help_of_a_round_shows_its_keys(sit: Sit) -> None:
    async with sit((100, 60)) as hand:
        await begin(hand, a_round())
        await hand.press("question_mark")
        assert hand.reads("A round", "Leave the round. Every answer is kept.", "Typing a reply")
