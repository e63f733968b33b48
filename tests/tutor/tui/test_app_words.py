"""The list of words in the app: from every screen, with a word typed or chosen, and on to the scene that teaches it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.tutor.conftest import at_the_keyboard
from tutor.store import open_store
from tutor.tui.app import TutorApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.services import Services


class Idle(Services):
    def preload(self) -> None: ...


async def test_from_the_course_to_a_word_to_its_scene_to_the_words_of_that_scene(tmp_path: Path) -> None:
    app = TutorApp(open_store({"NNTUTOR_HOME": str(tmp_path)}), services=Idle())
    async with at_the_keyboard(app, (80, 60)) as hand:
        await hand.press("question_mark")
        assert hand.reads("What a word means: every term of the course")
        await hand.resize(80, 24)
        await hand.press("escape", "d")
        await hand.until(partial(hand.reads, "▸ absolute error", "of the course", "A loss: the mean distance"))
        await hand.press("down")
        assert hand.reads("▸ activation function", "What a neuron does to its sum")
        await hand.press(*"huber", "down", "up")
        assert hand.reads(
            "▸ Huber loss", "no single miss pulls harder", "Taught in “Which loss?”, scene 1: Three coaches."
        )
        await hand.press(*"xyz", "enter")
        assert hand.reads("The course has no word “huberxyz”.", "Enter go there")
        await hand.press(*["backspace"] * 8, *"saddle", "enter")
        await hand.until(lambda: isinstance(app.screen, LessonScreen) and app.screen.number == 2)
        assert hand.lesson.lesson is not None and hand.lesson.lesson.heading.id == "descent"
        await hand.press("t", "d")
        await hand.until(partial(hand.reads, "▸ inertia", "• on this page"))
        await hand.press("d", "escape", "escape")
        assert isinstance(app.screen, LessonScreen), "d was typed, and Esc leads back, screen by screen"
        await hand.resize(40, 12)
        await hand.press("d", *"top")
        await hand.until(partial(hand.reads, "▸ top", "downhill whichever way one"))
    app.finish_writing()
    app.store.close()
