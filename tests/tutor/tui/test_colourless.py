"""Without colours none is sent, everything is readable, and what has the focus can be seen all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.tutor.conftest import at_the_keyboard, make_app
from tutor.tui.app import TutorApp
from tutor.tui.look.no_colour_filter import WithoutColour, without_colour

DARK = Color.parse("#1c1c1c")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TutorApp]:
    monkeypatch.setenv("NO_COLOR", "1")
    made = make_app(tmp_path)
    yield made
    made.finish_writing()
    made.store.close()


def cells(app: TutorApp) -> list[Segment]:
    """What is on the screen."""
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


def reversed_text(app: TutorApp) -> str:
    """What stands out."""
    return "".join(cell.text for cell in cells(app) if cell.style is not None and cell.style.reverse)


@pytest.mark.parametrize(
    ("paper", "stands_out"),
    [("#ffaf5f", True), ("#5f87af", True), ("#4e4e4e", True), ("#262626", False), ("#303030", False), ("", False)],
)
def test_a_background_that_stood_out_is_reversed(paper: str, stands_out: bool) -> None:
    style = without_colour(Style.parse(f"bold #ff8787{f' on {paper}' if paper else ''}"), DARK)
    assert bool(style.reverse) is stands_out and style.bold
    assert all(colour is not None and colour.is_default for colour in (style.color, style.bgcolor))


def test_what_a_click_does_stays() -> None:
    style = Style(color="red", meta={"@click": "app.help"})
    (segment,) = WithoutColour().apply([Segment("?", style)], DARK)
    assert segment.style is not None and segment.style.meta == {"@click": "app.help"}


@pytest.mark.parametrize("theme", ["nntutor-dark", "nntutor-light"])
async def test_no_screen_has_a_colour(app: TutorApp, theme: str) -> None:
    app.theme = theme
    async with at_the_keyboard(app) as hand:
        for lesson, page, keys in (("", 0, ""), ("walking", 1, ""), ("walking", 2, "1."), ("walking", 3, "12")):
            if lesson:
                await hand.open(lesson, page)
            await hand.press(*keys.replace(".", ""), *["full_stop"] * keys.count("."))
            styles = [cell.style for cell in cells(app) if cell.style is not None]
            assert styles and any(style.bold for style in styles)
            assert all(colour.is_default for s in styles for colour in (s.color, s.bgcolor) if colour is not None)
            await hand.press("question_mark")
            assert hand.reads("╭", "close")  # a dialogue is told from what is beneath it by a frame
            await hand.press("escape")


async def test_the_cursor_the_selection_and_the_chosen_command_stand_out(app: TutorApp) -> None:
    async with at_the_keyboard(app) as hand:
        await hand.open("walking", 3)
        await hand.press(*"12")
        assert reversed_text(app) == " "  # the cursor, after what was typed
        await hand.press("left")
        assert reversed_text(app) == "2"
        await hand.press("9", "enter")
        assert "192" in reversed_text(app)  # a wrong reply is selected, to be replaced
        await hand.press("escape", "c")
        await hand.until(lambda: "Next" in reversed_text(app) or "Hint" in reversed_text(app))
