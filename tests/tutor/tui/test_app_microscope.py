"""The microscope on the screen: opened where it may be, walked by keys, and left where one came from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import numpy as np
import pytest

from engine import Network
from lessons.kit.errors import LessonError
from lessons.kit.inspection import Inspection, expression, network_example
from tutor.text.ascii import in_ascii
from tutor.tui.quiz.panel import QuizPanel
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.microscope import MicroscopeScreen
from tutor.tui.widgets.diagram import Diagram

Sit = Callable[..., AbstractAsyncContextManager[Any]]
SIZES = [(80, 24), (120, 40), (60, 18), (40, 12)]
NET = network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3)


async def open_on(hand: Any, inspection: Inspection) -> MicroscopeScreen:
    """The microscope on something of our own."""
    screen = MicroscopeScreen(inspection)
    hand.app.push_screen(screen)
    await hand.until(lambda: screen.walk is not None)
    await hand.press("j")
    return screen


async def test_a_paused_demo_is_looked_into_and_is_still_there_afterwards(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop")
        frame = hand.player.view.frame
        assert "inside" in hand.key_words()
        await hand.press("m")
        assert hand.reads("The loss where the walker stands", "whole · given", "╔ w", "Given: w.")
        await hand.press("space")
        assert hand.reads("forward 1 of 1", "loss = w² =", "That is the loss")
        await hand.press("b", "n")
        assert hand.reads("backward 2 of 2", "What arrives at loss, 1, times the local slope", "✓ nudged by a hair")
        await hand.press("escape")
        assert isinstance(hand.app.screen, LessonScreen)
        assert hand.player.view.frame is frame and not hand.player.view.playing
        assert hand.app.focused is hand.demo


async def test_what_is_seen_is_the_frame_that_is_shown(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop", "m")
        screen = hand.app.screen
        assert isinstance(screen, MicroscopeScreen) and screen.walk is not None
        await hand.press("m")
        assert float(screen.walk.view.nodes[0].value[0]) ** 2 == pytest.approx(hand.player.view.frame.readings["loss"])
        assert not isinstance(hand.app.screen, MicroscopeScreen)


async def test_while_a_demo_plays_there_is_nothing_to_open(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        hand.strike("1")
        await hand.until(lambda: hand.player.view.playing and hand.player.view.frame.number > 0)
        assert "inside" not in hand.key_words()
        hand.strike("m")
        hand.strike("space")
        await hand.until(lambda: not hand.player.view.playing)
        await hand.press("j")
        assert isinstance(hand.app.screen, LessonScreen) and "inside" in hand.key_words()


async def test_a_demo_that_names_no_computation_has_nothing_to_open(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 1)
        assert "inside" not in hand.key_words()
        await hand.press("m")
        assert isinstance(hand.app.screen, LessonScreen)


async def test_a_quiz_does_not_give_its_answer_away(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"9", "escape", "m")
        assert isinstance(hand.app.screen, LessonScreen)
        await hand.press("h", "h", "m")
        assert isinstance(hand.app.screen, LessonScreen) and "inside" not in hand.key_words()
        await hand.press("h")
        assert "inside" in hand.key_words()
        await hand.press("m")
        assert isinstance(hand.app.screen, MicroscopeScreen)
        await hand.press("escape", "enter")
        assert hand.reads("9 ") or hand.reads("9\n")
        typed = hand.lesson.query_one(QuizPanel).query_one("#reply-line").value
        assert typed == "9"


@pytest.mark.parametrize("right", [True, False])
async def test_an_answered_question_opens(sit: Sit, right: bool) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        quiz = hand.lesson.query_one(QuizPanel).quiz
        await hand.press(*(quiz.current.body.accepted_reply() if right else "999"), "enter", "escape")
        if isinstance(hand.app.screen, LessonScreen):
            await hand.press("m")
        assert isinstance(hand.app.screen, MicroscopeScreen) == (not right)
        if right:  # Escape has nothing to stop there, and led back to the course
            await hand.open("walking", 3)
            await hand.press("m")
            assert isinstance(hand.app.screen, MicroscopeScreen)


async def test_a_letter_that_begins_no_number_is_a_key_and_one_that_means_nothing_is_typed(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 3)
        await hand.press(*"999", "enter", "b")
        assert isinstance(hand.app.screen, LessonScreen) and hand.app.focused.value == "b"
        await hand.press("backspace", "m")
        assert isinstance(hand.app.screen, MicroscopeScreen)


async def test_forward_and_backward_by_keys_and_back_to_the_same_picture(sit: Sit) -> None:
    async with sit() as hand:
        screen = await open_on(hand, NET)
        assert screen.walk is not None
        pictures = [hand.lines()]
        for _ in screen.walk.view.moments[1:]:
            await hand.press("n")
            pictures.append(hand.lines())
        assert screen.walk.ended and len({"\n".join(each) for each in pictures}) == len(pictures)
        for before in reversed(pictures[:-1]):
            await hand.press("p")
            assert hand.lines() == before


async def test_closer_to_a_layer_a_neuron_and_farther_again(sit: Sit) -> None:
    async with sit() as hand:
        screen = await open_on(hand, NET)
        await hand.press("minus", "minus", "f")
        names = []
        for key in ("plus", "plus", "full_stop", "comma", "comma", "minus", "minus"):
            await hand.press(key)
            assert screen.walk is not None
            names.append(screen.walk.view.name)
        assert names[0] == "layer 1" and names[1].startswith("neuron 1.")
        assert names[1] == names[3] and names[2] != names[1] and names[-2:] == ["layer 1", "whole"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_of_a_picture_is_on_the_screen(sit: Sit, size: tuple[int, int]) -> None:
    pixels = np.eye(8)
    async with sit(size) as hand:
        screen = await open_on(hand, network_example(Network([64, 3, 1], "tanh", seed=1), pixels, 1.0))
        assert screen.walk is not None
        await hand.press("left", "down")
        assert screen.walk.node.name == "x"
        assert [line.split()[0] for line in hand.lines() if "██" in line] == ["██"] * 8


async def test_what_to_follow_can_be_typed_and_what_is_not_there_gets_a_sentence(sit: Sit) -> None:
    async with sit() as hand:
        screen = await open_on(hand, NET)
        await hand.press("w")
        await hand.press(*"layer 7", "enter")
        assert hand.reads("There is no layer 7. The layers go from 1 to 2.")
        await hand.press("escape", "w")
        await hand.press(*"b1[2]", "enter")
        assert screen.walk is not None and screen.walk.view.name == "b1[2]"
        assert hand.reads("╔ b1[2]", "the bias of neuron 2 of layer 1")
        await hand.press("n", "p")
        assert isinstance(hand.app.screen, MicroscopeScreen) and isinstance(hand.app.focused, Diagram)


async def test_the_help_tells_the_keys_of_what_is_typed_to_be_followed(sit: Sit) -> None:
    async with sit((100, 60)) as hand:
        await open_on(hand, NET)
        await hand.press("w")
        assert {"follow it", "leave it"} <= set(hand.key_words())
        await hand.press("f1")
        assert hand.reads("Typing what to follow", "Go on with what was followed before.") and not hand.reads(
            "the knob"
        )
        await hand.press("escape", "escape", "f1")
        assert hand.reads("The microscope") and not hand.reads("Typing what to follow")


async def test_the_arrows_look_at_other_nodes_and_leave_the_moment(sit: Sit) -> None:
    async with sit() as hand:
        screen = await open_on(hand, NET)
        await hand.press("b", "left")
        assert screen.walk is not None
        assert screen.walk.node.name == "z2" and screen.walk.moment.kind == "start"
        assert hand.reads("z2: the weighted sum of neuron 1 in layer 2")


async def test_a_node_is_looked_at_by_a_click(sit: Sit) -> None:
    async with sit() as hand:
        screen = await open_on(hand, NET)
        await hand.press("b")
        row = next(i for i, line in enumerate(hand.lines()) if "╭ z2 " in line)
        column = hand.lines()[row].index("╭ z2 ")
        await hand.pilot.click(offset=(column + 2, row + 1))
        await hand.press("j")
        assert screen.walk is not None and screen.walk.node.name == "z2"


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_moment_and_the_cursor(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        screen = await open_on(hand, NET)
        assert screen.walk is not None
        for key in ("n", "b", "n", "n"):
            await hand.press(key)
            assert hand.reads("? help", "║") and ("╔" in "".join(hand.lines()) or "╚" in "".join(hand.lines()))
            phase = screen.walk.view.phase(screen.walk.at)
            assert hand.reads(phase)
            assert all(len(line) <= size[0] for line in hand.lines())


async def test_nothing_is_told_by_signs_that_ascii_lacks(sit: Sit) -> None:
    async with sit() as hand:
        screen = await open_on(hand, NET)
        assert screen.walk is not None
        for key in ("n", "b", "n", "n", "n"):
            await hand.press(key)
            assert "*" not in in_ascii("\n".join(hand.lines()))


async def test_what_cannot_be_computed_is_told_and_left(sit: Sit) -> None:
    async with sit() as hand:
        screen = MicroscopeScreen(expression(lambda w: w, {"w": np.ones(3)}))
        hand.app.push_screen(screen)
        await hand.until(lambda: hand.reads("There is nothing to look at here"))
        await hand.press("n", "plus", "w", "left", "b")
        await hand.press("escape")
        assert not isinstance(hand.app.screen, MicroscopeScreen)


async def test_it_can_be_left_before_it_has_begun(sit: Sit) -> None:
    async with sit() as hand:
        hand.app.push_screen(MicroscopeScreen(NET))
        hand.strike("n", "escape")
        await hand.until(lambda: not isinstance(hand.app.screen, MicroscopeScreen))


async def test_help_has_its_keys(sit: Sit) -> None:
    async with sit((100, 40)) as hand:
        await open_on(hand, NET)
        await hand.press("n", "question_mark")
        assert hand.reads("The microscope", "One moment back.", "Type what to follow")
        await hand.press("escape")
        assert isinstance(hand.app.screen, MicroscopeScreen)


def test_an_error_of_the_lesson_is_one_of_ours() -> None:
    from tutor.tui.screens.microscope import _begun

    def broken() -> Any:
        raise LessonError("No luck.")

    with pytest.raises(LessonError, match="No luck"):
        _begun(Inspection(broken))
