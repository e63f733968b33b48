"""Terminals without Unicode: everything on the screen is ASCII, and stands where it stood."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lessons.kit.course import outline
from tests.tutor.conftest import on_screen
from tutor.console.environment import has_only_ascii
from tutor.text.ascii import in_ascii
from tutor.tui.app import TutorApp


@pytest.mark.parametrize(
    ("environment", "only_ascii"),
    [
        ({}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C.utf8"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_ALL": "", "LANG": "de_DE.ISO-8859-1"}, True),
    ],
)
def test_the_locale_tells_what_the_terminal_can_show(environment: dict[str, str], only_ascii: bool) -> None:
    assert has_only_ascii(environment) is only_ascii


def test_where_the_locale_says_nothing_the_stream_does() -> None:
    assert has_only_ascii({}, "ascii") and not has_only_ascii({}, "utf-8")


@given(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")))
def test_stand_ins_are_ascii_and_as_wide(sign: str) -> None:
    assert in_ascii(sign).isascii() and cell_len(in_ascii(sign)) == cell_len(sign)


def test_no_sign_in_the_lessons_or_the_app_is_without_a_stand_in() -> None:
    folders = [heading.folder for part in outline() for heading in part.lessons]
    app = Path(__file__).parents[3] / "tutor"
    files = [
        *(folder / "text.md" for folder in folders),
        *(
            file
            for folder in ("screens", "demo", "quiz", "course", "widgets")
            for file in (app / "tui" / folder).glob("*.py")
        ),
        *(app / "microscope").glob("*.py"),
    ]
    signs = {sign for file in files for sign in file.read_text(encoding="utf-8") if not sign.isascii()}
    assert {sign for sign in signs if in_ascii(sign) == "*"} == set()


async def test_arrow_keys_are_spelt_where_there_are_no_arrows(monkeypatch: pytest.MonkeyPatch, app: TutorApp) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    plain = TutorApp(app.store, None, app.services)
    async with plain.run_test() as pilot:
        assert "Up Down choose" in on_screen(plain)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Up Down    Choose a lesson." in on_screen(plain)


async def test_every_screen_is_ascii(monkeypatch: pytest.MonkeyPatch, app: TutorApp) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    plain = TutorApp(app.store, None, app.services)
    async with plain.run_test() as pilot:
        for keys in ([], ["enter"], ["n", "n"], ["1", "full_stop"], ["n"], ["question_mark"]):
            await pilot.press(*keys)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            text = "\n".join(strip.text for strip in plain.screen._compositor.render_strips())
            assert text.isascii() and text.strip()
    plain.finish_writing()
