"""A scene: one key predicts and runs, nothing is told before the end, and a wrong prediction is told why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from lessons.kit.scene_words import SceneWords
from lessons.kit.sentences import Sentence

Sit = Callable[..., AbstractAsyncContextManager[Any]]
WHYS = {
    "lower": Sentence("It climbed to {loss:.0f}."),
    "higher": Sentence("It came down to {loss:.2f}, at a rate of {rate:~}."),
    "just there": Sentence("It moved."),
}


async def open_scene(hand: Any, **settings: str) -> None:
    """Open the walk as a scene, with words after it."""
    await hand.open("walking")
    lesson = hand.lesson.lesson
    walk = replace(
        lesson.pages[1],
        before="Somebody stands on a slope.",
        after="Every step goes against it.",
        words=SceneWords("walk", settings, Sentence("Where to?"), WHYS),
        key="walk",
    )
    hand.lesson.lesson = replace(lesson, pages=(lesson.pages[0], walk, *lesson.pages[2:]))
    await hand.lesson.show_page(2)
    await hand.press("plus", "plus", "plus", "plus")  # as fast as it goes


async def play_to_the_end(hand: Any, *keys: str) -> None:
    hand.strike(*keys)
    await hand.until(lambda: hand.player.view.finished and hand.reads("■ finished"))


async def test_a_lesson_opens_its_scene_with_its_own_question_and_settings(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await open_scene(hand, rate="0.5")
        assert hand.reads("Somebody stands on a slope.", "Where to?", "lower", "higher", "0.5")
        assert not hand.reads("Every step goes against it.")


async def test_one_key_predicts_and_runs_and_the_words_come_when_it_is_over(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await open_scene(hand)
        await play_to_the_end(hand, "1")
        assert hand.reads("✓ You said “lower”, and so it is.", "Every step goes against it.")
        assert not hand.reads("Somebody stands on a slope.")


async def test_a_wrong_prediction_is_told_why_with_figures_of_this_run(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await open_scene(hand)
        await play_to_the_end(hand, "2")
        assert hand.reads("✗ You said “higher”, and it was “lower”. It came down to 0.00, at a rate of 0.1.")


async def test_n_tells_before_it_goes_on_and_never_twice(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await open_scene(hand)
        assert "tell me" in hand.key_words()
        await hand.press("n")
        assert hand.reads("page 2 of 3", "Every step goes against it.") and "next" in hand.key_words()
        await hand.press("n")
        assert hand.reads("page 3 of 3")
        await hand.press("escape", "p")
        assert hand.reads("page 2 of 3", "Every step goes against it.")


async def test_what_was_told_stays_while_the_picture_is_played_with(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await open_scene(hand)
        await play_to_the_end(hand, "1")
        await hand.press("r", "right")
        assert hand.reads("Every step goes against it.")


async def test_a_prediction_belongs_to_its_scene(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await open_scene(hand)
        await play_to_the_end(hand, "1")
        lesson = hand.lesson.lesson
        again = replace(lesson.pages[1], number=2, key="walk-2")
        hand.lesson.lesson = replace(lesson, pages=(lesson.pages[0], again, lesson.pages[2]))
        await hand.lesson.show_page(2)
        await hand.until(lambda: hand.reads("Where to?", "Somebody stands on a slope."))
        assert hand.player.view.commitment.is_due


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_longer_text_is_one_key_away(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        await hand.open("walking")
        assert "longer text" not in hand.key_words()
        folder = hand.lesson.lesson.heading.folder
        (folder / "reading.md").write_text("## Early\n\nLong *ago*.\n\n## Late\n\n" + "Word " * 600, encoding="utf-8")
        await hand.press("escape")
        await hand.open("walking", 2)
        await hand.press("t")
        await hand.until(lambda: hand.reads("the longer text", "Early", "Long ago."))
        await hand.press(*["space"] * 20, "j")
        assert hand.app.screen.query_one("#longer").scroll_offset.y > 0 and not hand.reads("Long ago.")
        await hand.press("escape")
        assert hand.reads("page 2 of 3", "Turn the rate and look.")


async def test_a_run_rests_while_the_longer_text_is_read_and_goes_on_after_it(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking")
        (hand.lesson.lesson.heading.folder / "reading.md").write_text("## Early\n\nLong ago.\n", encoding="utf-8")
        await hand.press("escape")
        await hand.open("walking", 2)
        player = hand.player
        await hand.press("space", "t")
        await hand.until(lambda: hand.reads("Long ago."))
        assert not player.view.playing
        await hand.press("escape")
        await play_to_the_end(hand, "plus", "plus", "plus", "plus", "space")


async def test_a_longer_text_that_cannot_be_read_says_so(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking")
        (hand.lesson.lesson.heading.folder / "reading.md").write_text("Without a heading.\n", encoding="utf-8")
        await hand.press("escape")
        await hand.open("walking")
        await hand.press("t")
        await hand.until(lambda: hand.reads("Every word stands on a page", "Esc leads back to the lesson."))


async def test_a_space_that_was_meant_for_another_scene_plays_nothing(sit: Sit) -> None:
    async with sit((80, 24)) as hand:
        await hand.open("walking", 1)
        hand.lesson._early = True
        await hand.lesson.show_page(2)
        await hand.until(lambda: hand.reads("ready"))
        assert not hand.player.view.playing
