"""A share link of the TensorFlow Playground on the screen: what differs is told before its run, and not of another."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from lessons.kit.knobs import Setting
from lessons.playground.run import playground
from tests.tutor.conftest import at_the_keyboard, make_app, settle
from tests.tutor.tui.test_app_play import panel_of, update
from tutor.cli.demo import script_of
from tutor.cli.play_link import read_link
from tutor.tui.startup import PlayStart

LINK = "dataset=xor&regularization=L1&regularizationRate=0.01&seed=0.7"
FIRST, WHOLE = "L1 leaves weights moving", ("moving about 0; there", "Else as in the", "drawn from seed 7", "3 epochs.")


def start_of(link: str, *knobs: tuple[str, str]) -> PlayStart:
    options = SimpleNamespace(link=link, knobs=knobs, seed=None, turn=None, frames=None)
    demo = playground(linked=read_link(options))
    return PlayStart(demo, script_of(demo, options, usual=1))


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (40, 12)])
async def test_what_differs_is_told_before_the_run_and_not_of_another(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_the_keyboard(make_app(tmp_path), size) as hand:
        hand.app.open_playground(start_of(LINK, ("epochs", "3")))
        panel = await panel_of(hand)
        settings: dict[str, Setting] = dict(panel.player.view.settings)
        assert (settings["data"], settings["l1"], settings["epochs"]) == ("wide_xor", 0.01, 3)
        assert hand.reads(FIRST) and (size == (40, 12) or hand.reads(*WHOLE)), hand.lines()
        await hand.press("full_stop")
        assert update(panel) == 1 and not hand.reads(FIRST)
        await hand.press("comma")
        assert update(panel) == 0 and hand.reads(FIRST)
        panel.player.turn("l1", 0.03)
        await settle(hand.pilot)
        assert update(panel) == 0 and not hand.reads(FIRST)


async def test_it_plays_past_what_is_told(tmp_path: Path) -> None:
    async with at_the_keyboard(make_app(tmp_path)) as hand:
        hand.app.open_playground(start_of(LINK, ("epochs", "1")))
        panel = await panel_of(hand)
        await hand.press("plus", "plus", "plus", "plus", "space")
        await hand.until(lambda: panel.player.view.ended)
        assert update(panel) == 25
