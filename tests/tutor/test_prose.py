"""The text of a page is all there, whatever was on the screen before it."""

from __future__ import annotations

from tests.tutor.conftest import at_the_keyboard
from tutor.app import TutorApp
from tutor.store import open_store


async def test_the_page_after_a_demo_is_whole() -> None:
    app = TutorApp(open_store(), "mistakes")
    async with at_the_keyboard(app) as hand:
        await hand.until(lambda: hand.reads("page 1 of 5"))
        await hand.press("n")
        assert hand.reads("page 1 of 5", "Before you run it")
        await hand.press("n")
        assert hand.reads("page 2 of 5", "What knowing nothing costs", "the harder the push")
