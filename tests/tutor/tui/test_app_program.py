"""A run of the playground as whole programs, on the screen: paged through, scrolled, copied, and left where one was."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.script import Script
from lessons.playground.program.written import program_of
from tests.lessons.program_support import rows_without_a_program
from tests.tutor.conftest import Hand
from tests.tutor.tui.test_app_play import playing, update
from tutor.tui.screens.play import PlayScreen
from tutor.tui.screens.program import ProgramScreen


async def opened(hand: Hand) -> None:
    await hand.press("y")
    await hand.until(lambda: hand.reads("1 of 3"))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_one_key_shows_the_run_as_programs_and_esc_leads_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with playing(tmp_path, size, rate=0.25) as (hand, panel):
        await hand.press("full_stop", "full_stop")
        before = hand.lines()
        await opened(hand)
        assert hand.reads("numpy", '"""A network of', "c copies it")
        await hand.press("n", "n")
        await hand.until(lambda: hand.reads("engine", "3 of 3"))
        await hand.press("j", "j", "k")
        assert hand.app.screen.query_one("#source").scroll_offset.y == 1
        await hand.press("escape")
        assert isinstance(hand.app.screen, PlayScreen) and update(panel) == 2
        assert hand.lines() == before


async def test_the_program_is_copied_whole_with_what_was_set_by_hand(tmp_path: Path) -> None:
    async with playing(tmp_path) as (hand, panel):
        await hand.press("n", "enter", "4", "enter")
        await hand.until(lambda: panel.frame is not None and panel.frame.moment.weights(1)[0, 0] == 4.0)
        assert panel.frame is not None and panel.player.script is not None
        wanted = program_of("numpy", panel.frame.moment.bench, panel.player.script)
        await opened(hand)
        await hand.press("c")
        assert hand.app.clipboard == wanted and "weights[0][0, 0] = 4.0\n" in wanted
        assert hand.reads("Copied, if your terminal allows it.")


async def test_the_help_tells_of_it(tmp_path: Path) -> None:
    async with playing(tmp_path, (100, 60)) as (hand, _):
        await hand.press("question_mark")
        assert hand.reads("This run as a whole program")
        await hand.press("escape")
        await opened(hand)
        await hand.press("question_mark")
        assert hand.reads("A run as a program", "Copy the whole program")


def test_a_run_for_which_there_is_no_program_says_so(tmp_path: Path) -> None:
    (only,) = ProgramScreen(rows_without_a_program(tmp_path), Script(0, {})).found()
    assert "no program for a run on so many rows" in only.missing and not only.lines
