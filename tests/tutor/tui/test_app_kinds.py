"""Every kind of question on the screen, each with a body of the kit's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.heading import Heading
from lessons.kit.lesson import Lesson, Page
from lessons.kit.questions import (
    Draw,
    Formula,
    FormulaMistake,
    Hints,
    Misconception,
    Number,
    Option,
    Order,
    OrderMistake,
    Outcome,
    Predict,
    Which,
    question,
)
from tutor.tui.app import TutorApp
from tutor.tui.quiz.reply import OptionsList, ReplyLine
from tutor.tui.widgets.picture import StillPicture

Sit = Callable[..., AbstractAsyncContextManager[Any]]
HINTS = Hints("A nudge.", "The method.", lambda: "Worked.")
LOSSES = Series("loss", np.arange(9.0), 9.0 - np.arange(9.0))
FALLING = Frame(8, (Lines("Loss so far", (LOSSES,), "step", "loss"),), "The loss falls from 9 to 1.", {"loss": 1.0})


@question
def slope_formula(draw: Draw) -> Formula:  # noqa: ARG001
    return Formula(
        prompt="The loss is `(w*x - y)^2`. What is its slope in `w`?",
        domain={"w": (-2, 2), "x": (0.5, 2), "y": (-2, 2)},
        value=lambda at: 2 * (at["w"] * at["x"] - at["y"]) * at["x"],
        again=lambda at: 2 * at["w"] * at["x"] ** 2 - 2 * at["x"] * at["y"],
        example="2*(w*x - y)*x",
        misconceptions=(FormulaMistake("forgot x", lambda at: 2 * (at["w"] * at["x"] - at["y"]), "The x is missing."),),
        hints=HINTS,
        explain=lambda: "The chain rule says so.",
    )


@question
def steps(draw: Draw) -> Order:  # noqa: ARG001
    return Order(
        prompt="In which order does an update go?",
        things=("update the weights", "go forward", "go back"),
        decide=lambda: (1, 2, 0),
        again=lambda: (1, 2, 0),
        misconceptions=(OrderMistake("updates too early", 0, 2, "It knows no slope yet."),),
        hints=HINTS,
        explain=lambda: "Forward, back, update.",
    )


@question
def steepest(draw: Draw) -> Which:  # noqa: ARG001
    return Which(
        prompt="Where is it steepest?",
        options=(Option("at the foot", "foot", "It is flat there."), Option("on the wall", "wall", "No.")),
        amounts=lambda: (0.1, 2.0),
        amounts_again=lambda: (0.1, 2.0),
        hints=HINTS,
        explain=lambda: "The wall has a slope of 2.",
    )


@question
def will_it_fall(draw: Draw) -> Predict:  # noqa: ARG001
    return Predict(
        prompt="Will the loss fall?",
        options=(Option("yes", "", ""), Option("no", "gloom", "It does.")),
        again=lambda: 0,
        experiment=lambda: Outcome(0, FALLING),
        hints=HINTS,
        explain=lambda: "It fell.",
    )


@question
def read_chart(draw: Draw) -> Number:  # noqa: ARG001
    return Number(
        prompt="What is the loss at the end of the picture?",
        value=lambda: 1.0,
        again=lambda: 1.0,
        tolerance=0.01,
        misconceptions=(Misconception("the start", lambda: 9.0, "That is where it starts."),),
        hints=HINTS,
        explain=lambda: "It ends at 1.",
        chart=FALLING,
    )


@question
def faulty(draw: Draw) -> Number:
    raise ZeroDivisionError(f"the lesson's fault, at {draw.number(1, 2, step=1):g}")


QUESTIONS = (faulty, slope_formula, steps, steepest, will_it_fall, read_chart)


@pytest.fixture
def kinds(app: TutorApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Lesson]:
    """Makes the lesson a quiz of the questions named."""

    def quiz(*names: str) -> Lesson:
        page = Page(1, "Quiz", "", questions=names)
        heading = Heading("walking", "Walking", "Kinds.", (), tmp_path)
        lesson = Lesson(heading, (page,), {}, {made.name: made for made in QUESTIONS}, tuple)
        monkeypatch.setattr(app.services, "load", lambda _: lesson)
        return lesson

    return quiz


@pytest.mark.parametrize("width", [44, 52, 58, 66])
async def test_the_row_of_states_breaks_between_questions_only(sit: Sit, kinds: Any, width: int) -> None:
    kinds("slope_formula", "steps", "steepest", "will_it_fall", "read_chart")
    async with sit((width, 24)) as hand:
        await hand.open("walking")
        await hand.press("w", "enter", "down", *"1 2 3", "enter")
        rows = "\n".join(hand.lines())
        assert len(re.findall(r"\d (?:○ open|◐ not yet|✓ right)", rows)) == 5 and "1 ◐ not yet" in rows


@pytest.mark.parametrize("form", ["2*(w*x - y)*x", "2x(w x - y)", "2*w*x^2 - 2*x*y"])
async def test_a_formula_is_typed_in_any_form(sit: Sit, kinds: Any, form: str) -> None:
    kinds("slope_formula", "steps")
    async with sit() as hand:
        await hand.open("walking")
        assert hand.reads("(w*x - y)^2", "Type a formula in w, x, y") and isinstance(hand.app.focused, ReplyLine)
        await hand.press(*form, "enter")
        assert hand.reads("✓ Right. The chain rule says so.", "▸1 ✓ right", form)


async def test_a_formula_may_be_mistaken_or_unreadable_and_help_is_a_key_away(sit: Sit, kinds: Any) -> None:
    kinds("slope_formula")
    async with sit() as hand:
        await hand.open("walking")
        await hand.press(*"2*(w*", "enter")
        assert hand.reads("▸1 ○ open", "2*(w*")
        await hand.press(*"x-y)", "enter")
        assert hand.reads("✗ Not yet: forgot x. The x is missing.")
        await hand.press("question_mark")
        assert hand.reads("Typing a reply")


@pytest.mark.parametrize("reply", ["2 3 1", "231", "2,3,1"])
async def test_things_are_listed_above_the_line_on_which_their_order_is_typed(sit: Sit, kinds: Any, reply: str) -> None:
    kinds("steps", "steepest")
    async with sit() as hand:
        await hand.open("walking")
        assert hand.reads("1. update the weights", "3. go back", "Type the 3 numbers")
        lines = hand.lines()
        places = [next(i for i, row in enumerate(lines) if words in row) for words in ("3. go back", "type your")]
        assert places == sorted(places) and isinstance(hand.app.focused, ReplyLine)
        await hand.press(*reply, "enter")
        assert hand.reads("✓ Right. Forward, back, update.", reply)


async def test_an_order_may_be_mistaken_or_incomplete_and_comes_back_as_typed(sit: Sit, kinds: Any) -> None:
    kinds("steps", "steepest")
    async with sit() as hand:
        await hand.open("walking")
        await hand.press(*"2 1", "enter")
        assert hand.reads("Each number from 1 to 3 once", "▸1 ○ open", "2 1")
        await hand.press(*" 3", "enter")
        assert hand.reads("✗ Not yet: updates too early.")
        await hand.press("down", "p")
        assert hand.reads("2 1 3", "✗ Not yet: updates too early.", "1. update the weights")


async def test_an_order_can_be_clicked_together(sit: Sit, kinds: Any) -> None:
    kinds("steps")
    async with sit() as hand:
        await hand.open("walking")
        for row in (1, 2):
            await hand.pilot.click(OptionsList, offset=(4, row))
        await hand.press(*" 1", "enter")
        assert hand.reads("2 3 1", "✓ Right. Forward, back, update.") and not hand.reads("▸ 2.")


async def test_which_is_picked_from_its_options(sit: Sit, kinds: Any) -> None:
    kinds("steepest")
    async with sit() as hand:
        await hand.open("walking")
        assert hand.reads("Pick one: 1 to 2") and not hand.reads("type your answer")
        await hand.press("1", "enter")
        assert hand.reads("✗ 1. at the foot", "✗ Not yet: foot.", "r asks it with fresh numbers")
        await hand.press("2")
        assert hand.reads("✗ 1. at the foot")  # it takes no other pick
        await hand.press("r")
        await hand.press("2", "enter")
        assert hand.reads("✓ 2. on the wall", "The wall has a slope of 2.")


async def test_a_prediction_shows_the_experiment_after_the_reply(sit: Sit, kinds: Any) -> None:
    kinds("will_it_fall")
    async with sit() as hand:
        await hand.open("walking")
        assert not hand.reads("Loss so far")
        await hand.press("1", "enter")
        assert hand.reads("Loss so far", "✓ Right. It fell.")


async def test_a_picture_stands_below_the_prompt_and_above_the_line_at_80_columns(sit: Sit, kinds: Any) -> None:
    kinds("read_chart", "steps")
    async with sit((80, 24)) as hand:
        await hand.open("walking")
        assert hand.reads(
            "What is the loss at the end", "Loss so far", "The loss falls from 9 to 1.", "type your answer"
        )
        await hand.press("down")
        assert not hand.reads("Loss so far")


@pytest.mark.parametrize("size", [(100, 24), (120, 40)])
async def test_a_picture_stands_beside_the_prompt_from_100_columns(sit: Sit, kinds: Any, size: tuple[int, int]) -> None:
    kinds("read_chart")
    async with sit(size) as hand:
        await hand.open("walking")
        picture, prompt = hand.lesson.query_one(StillPicture).region, hand.lesson.query_one("#prompt").region
        assert picture.x >= prompt.right and picture.y <= prompt.y < picture.bottom
        await hand.press("9", "enter", "tab", "tab", "tab")
        assert hand.reads("Loss so far", "✗ Not yet: the start.", "Worked through: Worked.")


async def test_a_question_that_cannot_be_drawn_says_so_and_lets_one_go_on(sit: Sit, kinds: Any) -> None:
    kinds("faulty", "steepest")
    async with sit() as hand:
        await hand.open("walking")
        assert hand.reads("This question has a fault, which is not yours.", "ZeroDivisionError")
        await hand.press("1", "r", "h", "n")
        assert hand.reads("Where is it steepest?")
        await hand.press("p")
        assert hand.reads("This question has a fault, which is not yours.")


async def test_in_a_small_terminal_picture_and_line_are_both_within_reach(sit: Sit, kinds: Any) -> None:
    kinds("read_chart")
    async with sit((40, 12)) as hand:
        await hand.open("walking")
        assert hand.reads("type your answer")
        await hand.press("escape", *["k"] * 12)
        assert hand.reads("What is the loss at the end", "Loss so far")
