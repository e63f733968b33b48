"""The map on the screen: signs and words at what the chosen lesson needs, walked over, folded, and left."""

from __future__ import annotations

from pathlib import Path

from tests.tutor.conftest import at_the_keyboard
from tutor.store import Bookmark, open_store
from tutor.tui.app import TutorApp
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.services import Services


class Idle(Services):
    def preload(self) -> None: ...


async def test_it_is_walked_over_folded_and_left_for_a_lesson(tmp_path: Path) -> None:
    app = TutorApp(open_store({"NNTUTOR_HOME": str(tmp_path)}), services=Idle())
    app.store.visit(Bookmark("loss", 1))
    async with at_the_keyboard(app) as hand:

        def row(words: str) -> str:
            return next(line.rstrip(" ▁▂▃▄▅▆▇█") for line in hand.lines() if words in line)

        await hand.press("w")
        assert row("Is loss what").startswith("   ▸  4 ") and row("Is loss what").endswith("needs 2")
        assert row("Weights and biases").startswith("   ←  2 ") and row("Weights and biases").endswith("needed")
        assert row("Gradient: is").startswith("   →  6 ") and row("Gradient: is").endswith("uses it")
        assert row("Learning rate").startswith("   »  8 ") and row("Learning rate").endswith("builds on it")
        assert row("Brain-like").startswith("      1 Brain-like: so is it thinking?")
        assert hand.reads("It needs 2 “Weights and biases: is my computer at the gym?”.", "It is used by 5, 6,")
        await hand.press("right")
        assert row("Why so many").startswith("   ▸  5 ") and row("Weights and biases").endswith("needed first")
        await hand.press("left", "down", "down", "f")
        assert row("▸").startswith("   ▸  6 ") and not hand.reads("Brain-like") and "whole map" in hand.key_words()
        assert row("Part 1").endswith("4 folded away")
        await hand.press("left", "down")
        assert row("▸").startswith("   ▸  6 "), "only what has to do with it is listed"
        await hand.press("f")
        assert hand.reads("3 Why go back")
        for size in ((60, 18), (40, 12), (120, 40)):
            await hand.resize(*size)
            assert row("▸").lstrip(" ").startswith("▸  6 Gradient")
        await hand.press("escape")
        assert isinstance(app.screen, HomeScreen)
        await hand.press("w", "left", "enter")
        await hand.until(lambda: isinstance(app.screen, LessonScreen) and app.screen.lesson is not None)
        assert hand.lesson.lesson is not None and hand.lesson.lesson.heading.id == "weights-and-biases"
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen, LessonScreen]
    app.finish_writing()
    app.store.close()
