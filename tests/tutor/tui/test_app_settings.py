"""The settings screen, and what the app makes of the settings: at once, everywhere, and the next time too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.css import stylesheet
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tutor.conftest import make_app, on_screen
from tests.tutor.driver_capture import CaptureDriver, play
from tutor.console.settings import CHOICES, Settings, kept_settings, shown
from tutor.store import open_store
from tutor.tui.app import TutorApp
from tutor.tui.look.appearance import parsed_for
from tutor.tui.screens.settings import SettingsScreen

BRAILLE = [chr(code) for code in range(0x2801, 0x2900)]
Sit = Callable[..., AbstractAsyncContextManager[Any]]


def app_with(folder: Path, **kept: str) -> TutorApp:
    """The app, with some settings kept from last time."""
    store = open_store({"NNTUTOR_HOME": str(folder / "home")})
    for name, value in kept.items():
        store.set_setting(name, value)
    store.close()
    return make_app(folder)


async def sent_by(app: TutorApp, *keys: str) -> str:
    """What the app sends to its terminal for some keys, one after the other, at the end of which it is looked at."""
    said = ""

    async def scenario(pilot: Pilot[object], driver: CaptureDriver) -> None:
        nonlocal said
        for key in keys:
            driver.taken()
            await pilot.press(key)
            await pilot.pause()
        said = driver.taken()

    app.driver_class = CaptureDriver
    await play(app, scenario, (80, 24))
    app.finish_writing()
    app.store.close()
    return said


async def test_every_value_of_every_setting_is_reached_by_the_arrows_shown_and_kept(sit: Sit) -> None:
    async with sit() as hand:
        await hand.press("o")
        assert isinstance(hand.app.screen, SettingsScreen)
        for choice in CHOICES:
            for value in [*choice.values][1:]:
                await hand.press("right")
                assert hand.app.settings.value(choice.name) == value
                assert hand.reads(f"[{shown(value)}]", choice.help)
            await hand.press("left", "right", "right")
            assert hand.app.settings.value(choice.name) == choice.default
            await hand.press("down")
        await hand.press("up", "left")
        hand.app.in_order(lambda: None).result()
        assert kept_settings(hand.app.store) == hand.app.settings == Settings(colours="none")
        await hand.press("escape")
        assert not isinstance(hand.app.screen, SettingsScreen)


async def test_it_opens_over_a_demo_and_leads_back_to_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press(*["full_stop"] * 6)
        assert any(sign in on_screen(hand.app) for sign in BRAILLE)
        await hand.press("o", "down", "down", "right", "right", "o")
        assert hand.reads("page 2 of 3", "After 6 steps") and not any(sign in on_screen(hand.app) for sign in BRAILLE)
        assert hand.app.look().markers == "blocks" and hand.reads("▀")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_it_can_be_read_at_every_size(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        await hand.press("o", "down")
        assert hand.reads("motion", "full", "up to fifteen pictures a second", "→ change")


async def test_ascii_holds_for_the_whole_screen_and_is_taken_back(sit: Sit) -> None:
    async with sit() as hand:
        await hand.press("o", "down", "down", "left")
        assert on_screen(hand.app).isascii()
        await hand.press("right")
        assert not on_screen(hand.app).isascii()


async def test_a_setting_that_makes_no_sense_is_the_default(tmp_path: Path) -> None:
    app = app_with(tmp_path, theme="solarized", motion="wild", markers="", colours="a million")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.settings == Settings() and app.theme == "nntutor-dark" and app.motion == "full"
    app.finish_writing()
    app.store.close()


async def test_truecolor_raises_what_ssh_did_not_pass_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    fewer = await sent_by(app_with(tmp_path / "a"), "o")
    more = await sent_by(app_with(tmp_path / "b", colours="truecolor"), "o")
    assert "38;5;" in fewer and "38;2;" not in fewer
    assert "38;2;" in more and "38;5;" not in more


async def test_fewer_colours_hold_at_once_for_the_whole_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    app = app_with(tmp_path, colours="truecolor")
    said = await sent_by(app, "o", "up", "right", "right")
    assert app.settings.colours == "16" and app.look().colours == "16"
    assert "38;2;" not in said and "38;5;" not in said and "\x1b[" in said and "theme" in said


async def test_no_color_wins_over_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_with(tmp_path, colours="truecolor")
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert app.look().colours == "none" and app.no_color
        assert "NO_COLOR is set" in on_screen(app)
    app.finish_writing()
    app.store.close()


@pytest.mark.parametrize(("motion", "level"), [("reduced", "none"), ("off", "none"), ("full", "full")])
async def test_textuals_own_animations_follow(tmp_path: Path, motion: str, level: str) -> None:
    app = app_with(tmp_path, motion=motion)
    assert app.animation_level == level
    app.finish_writing()
    app.store.close()


async def test_no_cursor_blinks(sit: Sit) -> None:
    """A blinking cursor would send something twice a second while nothing plays."""
    async with sit() as hand:
        await hand.open("walking", 3)
        assert [line.cursor_blink for line in hand.app.screen.query(Input)] == [False]


async def test_a_theme_kept_from_last_time_looks_as_one_that_is_chosen_now(tmp_path: Path) -> None:
    looks = []
    for begun, chosen in (("nntutor-light", "nntutor-light"), ("nntutor-dark", "nntutor-light")):
        app = app_with(tmp_path / begun, theme=begun)
        async with app.run_test() as pilot:
            await pilot.pause()
            app.change("theme", chosen)
            await pilot.pause()
            styles = [str(widget.styles.background) + str(widget.styles.color) for widget in app.screen.walk_children()]
            looks.append((styles, app.screen.styles.background, set(app.classes), app.get_css_variables()))
        app.finish_writing()
        app.store.close()
    assert looks[0] == looks[1]
    assert {"-light-mode", "-theme-nntutor-light"} <= looks[0][2]


async def test_styles_are_parsed_once_for_all_apps_of_a_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = list[str]()
    parse = vars(stylesheet)["parse"]

    def counted(scope: str, css: str, *args: Any, **kwargs: Any) -> Any:
        parsed.append(css)
        return parse(scope, css, *args, **kwargs)

    monkeypatch.setattr(stylesheet, "parse", counted)
    parsed_for.cache_clear()
    counts = []
    for number, theme in enumerate(("nntutor-dark", "nntutor-dark", "nntutor-light")):
        app = app_with(tmp_path / str(number), theme=theme)
        async with app.run_test() as pilot:
            await pilot.pause()
        app.finish_writing()
        app.store.close()
        counts.append(len(parsed))
    assert 0 < counts[0] == counts[1] < counts[2]
