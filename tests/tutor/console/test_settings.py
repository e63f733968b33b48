"""Settings: what is kept and what that means, the environment's say, and `nntutor settings`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console

from tests.tutor.shell_support import said
from tutor.console import settings as settings_module
from tutor.console.environment import colours_said, colours_used, markers_used
from tutor.console.settings import BY_NAME, CHOICES, Settings, changed, kept_settings, shown
from tutor.store import Store, open_store
from tutor.tui.look.themes import THEMES

DEPTHS = {"truecolor": "truecolor", "256": "256", "standard": "16", None: "none"}
ROOT = Path(__file__).parents[3] / "lessons"


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    opened = open_store({"NNTUTOR_HOME": str(own_home)})
    yield opened
    opened.close()


def test_every_setting_has_the_values_that_its_type_allows() -> None:
    types = {"motion": "Motion", "markers": "WantedMarkers", "colours": "WantedColours"}
    for name, type_name in types.items():
        assert tuple(BY_NAME[name].values) == get_args(getattr(settings_module, type_name))
    assert list(BY_NAME["theme"].values) == [theme.name for theme in THEMES]
    assert list(Settings._fields) == [choice.name for choice in CHOICES]


def test_what_was_never_set_or_makes_no_sense_is_the_default(store: Store) -> None:
    assert kept_settings(store) == Settings()
    for choice in CHOICES:
        store.set_setting(choice.name, "a value of some other version")
    assert kept_settings(store) == Settings()


def test_every_value_is_kept(store: Store) -> None:
    for choice in CHOICES:
        for value in choice.values:
            store.set_setting(choice.name, value)
            assert kept_settings(store) == changed(Settings(), choice.name, value)
        store.set_setting(choice.name, choice.default)


@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", "yes"])
@pytest.mark.parametrize(
    "term",
    ["xterm-256color", "screen-256color", "tmux-256color", "linux", "dumb", "unknown", "", "xterm-kitty",
     "xterm-16color", "XTERM-256COLOR", "xterm-direct"],
)  # fmt: skip
def test_the_environment_is_read_as_rich_reads_it(term: str, colorterm: str) -> None:
    environment = {"TERM": term, "COLORTERM": colorterm}
    console = Console(file=io.StringIO(), force_terminal=True, _environ=environment)
    assert colours_said(environment) == DEPTHS[console.color_system]


@pytest.mark.parametrize("term", ["vt100", "vt220", "VT102", "linux-m", "xterm-mono"])
def test_terminals_without_colours_are_known(term: str) -> None:
    assert colours_said({"TERM": term}) == "none"
    assert colours_said({"TERM": term, "COLORTERM": "truecolor"}) == "truecolor"


def test_no_color_wins_over_what_is_set_and_that_over_what_the_terminal_says() -> None:
    assert colours_used("truecolor", {"NO_COLOR": "1", "COLORTERM": "truecolor"}) == "none"
    assert colours_used("truecolor", {"TERM": "xterm-256color"}) == "truecolor"
    assert colours_used("auto", {"TERM": "xterm-256color"}) == "256"


def test_markers_that_are_set_win_over_the_locale_but_not_over_a_stream_that_cannot_write_them() -> None:
    assert markers_used("auto", {"LANG": "C"}) == "ascii" and markers_used("auto", {"LANG": "C.UTF-8"}) == "braille"
    assert markers_used("braille", {"LANG": "C"}) == "braille"
    assert markers_used("blocks", {"LANG": "de_DE.ISO-8859-1"}, "iso-8859-1") == "ascii"
    assert markers_used("ascii", {"LANG": "C.UTF-8"}) == "ascii"


def test_the_shell_lists_all_settings_with_what_they_can_be() -> None:
    listed = said(ROOT, "settings")
    assert listed.status == 0 and listed.err == ""
    for choice in CHOICES:
        assert f"{choice.name} is {shown(choice.default)}." in listed.out
        assert all(shown(value) in listed.out for value in choice.values)
    assert all(len(line) <= 79 for line in listed.out.splitlines())
    records = said(ROOT, "settings", "--json").records
    assert [(r["name"], r["value"]) for r in records] == [(c.name, shown(c.default)) for c in CHOICES]


def test_the_shell_sets_one(own_home: Path) -> None:
    assert said(ROOT, "settings", "Motion", "REDUCED").out.startswith("motion is reduced now: two pictures a second")
    assert said(ROOT, "settings", "theme", "light", "--json").records[0]["value"] == "light"
    store = open_store({"NNTUTOR_HOME": str(own_home)})
    assert kept_settings(store) == Settings(theme="nntutor-light", motion="reduced")
    store.close()
    (record,) = said(ROOT, "settings", "motion", "--json").records
    assert record["value"] == "reduced" and record["default"] == "full"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["moton"], "Did you mean motion?"),
        (["motion", "fast"], "it can be full, reduced, off"),
        (["banana", "off"], "There are theme, motion, markers, colours."),
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_sets_nothing(words: list[str], told: str, own_home: Path) -> None:
    done = said(ROOT, "settings", *words)
    assert done.status == 2 and told in done.err and done.out == ""
    assert not own_home.exists()


def test_a_home_that_cannot_keep_it_is_told() -> None:
    done = said(ROOT, "settings", "motion", "off", environment={"NNTUTOR_HOME": "/dev/null"})
    assert done.status == 1 and "cannot be kept" in done.err
