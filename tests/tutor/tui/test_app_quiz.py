"""A quiz on the screen: every kind of reply, hints, retries, and what comes back later."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual import events

from lessons.kit.errors import DoesNotAgree
from lessons.kit.questions import Number
from tutor.store import Attempt, Bookmark
from tutor.study.progress.standing import standings
from tutor.tui.app import TutorApp
from tutor.tui.driver import settling
from tutor.tui.quiz.panel import QuizPanel
from tutor.tui.screens.home import HomeScreen

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def panel(hand: Any) -> QuizPanel:
    """The quiz on the screen."""
    found: QuizPanel = hand.lesson.query_one(QuizPanel)
    return found


def answer(hand: Any) -> str:
    """What would be right just now."""
    quiz = panel(hand).quiz
    assert quiz is not None
    return quiz.current.body.accepted_reply()


def left(hand: Any, question: str) -> Bookmark:
    """Where a question was left, once all is written."""
    hand.app.in_order(lambda: None).result()
    found: Bookmark = hand.app.store.left("walking")[question]
    return found


async def test_a_right_number_is_praised_and_explained_and_enter_goes_on(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        assert hand.reads("▸1 ○ open", "The loss is w²", "within 0.01 counts as right")
        await hand.press(*answer(hand), "enter")
        assert hand.reads("✓ Right.", "The slope of w² is 2w", "▸1 ✓ right")
        assert [attempt.verdict for attempt in app.store.attempts("walking")] == ["right"]
        await hand.press("enter")
        assert hand.reads("▸2 ○ open", "Which way is down?")


async def test_a_known_mistake_is_called_by_its_name(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("minus", *answer(hand), "enter")
        assert hand.reads("✗ Not yet: sign flipped.", "You went downhill", "▸1 ◐ not yet")
        assert app.store.attempts("walking")[0].misconception == "sign flipped"


async def test_after_a_wrong_reply_typing_replaces_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"999", "enter")
        assert hand.reads("✗")
        await hand.press(*answer(hand), "enter")
        assert hand.reads("✓ Right.")


@pytest.mark.parametrize("reply", ["banana", "", "wxyz"])
async def test_what_cannot_be_read_gets_a_sentence_and_costs_nothing(sit: Sit, app: TutorApp, reply: str) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*reply, "enter")
        assert hand.reads("Type a number such as", "▸1 ○ open")
        assert not app.store.attempts()


async def test_hints_come_in_three_steps_while_typing(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"12", "tab")
        assert hand.reads("Hint: Look at the tangent.", "12") and not hand.reads("Twice w.")
        assert "hint 2 of 3" in hand.key_words()
        await hand.press("tab", "tab", "tab")
        assert hand.reads("How to do it: Twice w.", "Worked through: 2 ×", "12")
        assert not any(word.startswith("hint") for word in hand.key_words())


async def test_a_mistake_without_a_name_is_pointed_to_the_hints_that_are_left(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"999", "enter")
        assert hand.reads("not a slip that is known here. A hint may help: there are three.")
        await hand.press("tab", "tab")
        assert hand.reads("A hint may help: there is one more.")
        await hand.press("tab")
        assert hand.reads("known here.") and not hand.reads("A hint may help")


async def test_escape_makes_letters_keys_again_and_keeps_what_was_typed(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"12", "escape", "h")
        assert hand.reads("Hint: Look at the tangent.", "12")
        await hand.press("enter", *"3")
        assert hand.reads("123")


async def test_where_a_number_is_wanted_letters_of_no_number_are_keys(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"12", "h")
        assert hand.reads("Hint: Look at the tangent.", "12") and not hand.reads("12h")
        await hand.press(*"e3")
        assert hand.reads("12e3")
        await hand.press("n")
        assert hand.reads("▸2 ○ open")
        await hand.press("p")
        assert hand.reads("▸1 ○ open", "12e3")


async def test_a_number_may_be_any_arithmetic(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*f"sqrt(4)*({answer(hand)})/exp(ln(2))", "enter")
        assert hand.reads("✓ Right.")


async def test_retry_asks_with_fresh_numbers(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*answer(hand), "enter")
        before = panel(hand).quiz.current.body.prompt  # type: ignore[union-attr]
        await hand.press("r")
        assert panel(hand).quiz.current.body.prompt != before  # type: ignore[union-attr]
        assert hand.reads("▸1 ✓ once more", "type your answer here") and not hand.reads("Right.")
        await hand.press(*"999", "enter")
        assert hand.reads("▸1 ✓ missed since", "✗")
        await hand.press(*answer(hand), "enter")
        assert hand.reads("▸1 ✓ right", "✓ Right.")


async def test_options_are_picked_by_digit_or_arrow_and_marked_by_enter(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("down", "2")
        assert hand.reads("▸ 2. along the gradient", "▸2 ○ open")
        await hand.press("enter")
        assert hand.reads("✗ 2. along", "✗ Not yet: uphill.", "The gradient points uphill.", "▸2 ◐ not yet")
        await hand.press("up", "enter")
        assert hand.reads("✓ 1. against the gradient", "✓ Right.", "▸2 ✓ right")


async def test_nothing_picked_gets_a_sentence(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("down", "enter")
        assert hand.reads("Pick one of the options") and not app.store.attempts()


async def test_options_are_picked_by_mouse(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("down")
        await hand.pilot.click("#options", offset=(8, 2))
        assert hand.reads("▸ 3. across it")


async def test_other_questions_keep_drafts_and_answers(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"1.2", "down", "1", "enter")
        assert hand.reads("✓ 1. against")
        await hand.press("p")
        assert hand.reads("▸1 ○ open", "1.2", "2 ✓ right")
        await hand.press("down")
        assert hand.reads("✓ 1. against", "✓ Right.")


async def test_coming_back_to_the_lesson_finds_the_question_its_numbers_and_the_draft(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        prompt = panel(hand).quiz.current.body.prompt  # type: ignore[union-attr]
        await hand.press(*"4.5", "escape", "escape")
        assert isinstance(hand.app.screen, HomeScreen)
        await hand.press("enter")
        assert hand.reads("page 3 of 3", "4.5")
        assert panel(hand).quiz.current.body.prompt == prompt  # type: ignore[union-attr]


async def test_each_question_is_found_as_it_was_left_however_often_one_comes_back(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        prompt = panel(hand).quiz.current.body.prompt  # type: ignore[union-attr]
        await hand.press(*"4.5", "down", "escape")
        assert isinstance(hand.app.screen, HomeScreen)
        for _ in range(2):  # to look at it is not to have typed it
            await hand.press("enter")
            assert hand.reads("page 3 of 3", "▸2 ○ open")
            await hand.press("p")
            assert hand.reads("▸1 ○ open", "4.5")
            assert panel(hand).quiz.current.body.prompt == prompt  # type: ignore[union-attr]
            await hand.press("down", "escape")
        assert left(hand, "slope_here").draft == "4.5"


async def test_what_was_picked_and_not_marked_is_still_picked(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("down", "2", "p")
        assert left(hand, "which_way").draft == "2"
        await hand.press("down")
        assert hand.reads("▸ 2. along the gradient", "▸2 ○ open")
        await hand.press("enter")
        assert hand.reads("✗ 2. along the gradient")
        await hand.press("up", "escape", "enter")
        assert hand.reads("▸ 1. against the gradient", "▸2 ◐ not yet"), "another pick, after a wrong one"
        await hand.press("enter", "escape", "enter")
        assert hand.reads("✓ 1. against the gradient", "▸2 ✓ right")
        assert left(hand, "which_way").draft == ""


async def test_a_draft_is_saved_with_the_question_that_is_left_and_not_with_each_key(
    sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        saved: list[Bookmark] = []
        visit = app.store.visit

        def noted(place: Bookmark) -> str | None:
            saved.append(place)
            return visit(place)

        monkeypatch.setattr(app.store, "visit", noted)
        await hand.press(*"4.5", "down")
        await hand.until(lambda: [place.question for place in saved] == ["slope_here", "which_way"])
        assert saved[0].draft == "4.5"


async def test_a_draft_that_was_wiped_out_stays_away(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"4.5", "escape", "escape", "enter", "backspace", "backspace", "backspace", "down", "p")
        assert hand.reads("▸1 ○ open", "type your answer here") and not hand.reads("4.5")


async def test_what_was_once_right_keeps_its_tick_whatever_practice_brought(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*(reply := answer(hand)), "enter", "escape")
        app.store.record(Attempt("walking", "slope_here", 10**6, "999", "wrong"))
        await hand.open("walking", 3)
        assert hand.reads("▸1 ✓ missed since", "✓ Right.", reply, "You have missed it in practice since; r asks it")
        assert standings(app.store, app.services.outline())["walking"].right == 1, "as the list of lessons counts"
        await hand.press("r")
        assert hand.reads("▸1 ✓ once more") and not hand.reads("missed")


async def test_coming_back_to_the_page_finds_verdict_and_hints(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("tab", *"999", "enter", "escape", "p")
        assert hand.reads("page 2 of 3")
        await hand.press("n")
        assert hand.reads("▸1 ◐ not yet", "999", "Hint: Look at the tangent.")


async def test_a_question_that_disagrees_with_itself_marks_nobody(
    sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disagree(_: Number) -> float:
        raise DoesNotAgree("Computed twice, the answer came out differently.")

    monkeypatch.setattr(Number, "answer", disagree)
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"4", "enter")
        assert hand.reads("a fault, which is not yours", "came out differently") and not app.store.attempts()
        await hand.press("down")
        assert hand.reads("Which way is down?")


async def test_a_question_mark_opens_the_help_even_while_typing(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press("question_mark")
        assert hand.reads("Typing a reply")
        await hand.press("escape", *"7")
        assert hand.reads("7") and not hand.reads("Typing a reply")


async def test_a_second_enter_while_a_reply_is_marked_does_not_count_twice(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"999")
        hand.strike("enter", "enter", "enter")
        await hand.press("down")
        assert len(app.store.attempts()) == 1


async def test_what_was_typed_this_very_moment_is_kept_when_the_line_drops(sit: Sit, app: TutorApp) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        for key in ("4", "2"):
            await app.on_event(events.Key(key, key))
        panel(hand).remember()  # as an exit does, before the line's news of the change has come
        assert left(hand, "slope_here").draft == "42"


async def test_a_reply_sent_this_very_moment_is_marked_before_a_process_that_is_told_to_end_goes(
    sit: Sit, app: TutorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOMENT", 0.0)  # as where a busy machine takes longer than that for each step
    async with sit() as hand:
        await hand.open("walking", 3)
        for key in ("4", "2", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settling.settle(app, lambda: False)
        assert [attempt.reply for attempt in app.store.attempts("walking")] == ["42"]
