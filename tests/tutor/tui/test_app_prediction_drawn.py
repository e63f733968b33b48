"""What was predicted stands on the picture too, for as long as the run is the one that was predicted."""

from __future__ import annotations

from lessons.kit.demo import Frame
from tests.tutor.conftest import at_the_keyboard
from tutor.store import open_store
from tutor.tui.app import TutorApp
from tutor.tui.startup import FirstScreen


def marks_of(frame: Frame | None) -> list[str]:
    assert frame is not None
    return [mark.label for chart in frame.charts for mark in getattr(chart, "marks", ())]


async def test_what_was_said_is_drawn_over_the_run() -> None:
    app = TutorApp(open_store(), FirstScreen("mistakes"))
    async with at_the_keyboard(app, (120, 40)) as hand:
        await hand.until(lambda: hand.player.view.commitment.is_due and hand.player.view.frame)
        assert "you said" not in marks_of(hand.player.view.pictured)
        await hand.predict(2)
        await hand.press("full_stop", "full_stop")
        assert marks_of(hand.player.view.pictured).count("you said") == 2
        assert hand.reads("you said")
        await hand.press("right")
        assert "you said" not in marks_of(hand.player.view.pictured)
