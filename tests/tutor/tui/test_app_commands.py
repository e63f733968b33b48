"""Commands are defined once: their keys are safe, and help, palette and key bar all show them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tutor.tui.bindings.groups import BY_ID, GROUPS
from tutor.tui.screens.help import rows
from tutor.tui.widgets.key_bar import fitting, gap_between

Sit = Callable[..., AbstractAsyncContextManager[Any]]
SAFE = {*"abcdefghijklmnopqrstuvwxyz0123456789", "up", "down", "left", "right", "space", "enter", "escape", "tab", "f1"}
SAFE |= {"full_stop", "comma", "plus", "minus", "question_mark", "equals_sign"}


def test_every_key_arrives_in_every_terminal() -> None:
    keys = {key for command in BY_ID.values() for key in command.keys}
    assert keys <= SAFE


def test_every_command_is_named_once_and_explained() -> None:
    commands = [command for group in GROUPS.values() for command in group]
    assert len({command.id for command in commands}) == len(commands)
    assert all(command.help.endswith(".") and command.word and command.shown for command in commands)


def test_help_has_a_row_for_every_command_of_its_groups() -> None:
    texts = "\n".join(str(block.first.plain + block.content.plain) for block in rows(GROUPS, "braille", BY_ID))
    for group, commands in GROUPS.items():
        assert group in texts
        for command in commands:
            assert command.help in texts and command.shown in texts


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_every_command_that_works_on_the_screen(sit: Sit, key: str) -> None:
    async with sit((100, 60)) as hand:
        await hand.open("walking", 2)
        active = [BY_ID[b.binding.id] for b in hand.app.screen.active_bindings.values() if b.binding.id in BY_ID]
        assert len(active) > 10
        await hand.press(key)
        for command in active:
            assert hand.reads(command.help[:40]), command.id
        await hand.press("escape")
        assert hand.reads("page 2 of 3")


async def test_the_help_begins_with_what_is_being_typed_and_names_only_what_is_there(sit: Sit) -> None:
    async with sit((100, 70)) as hand:
        await hand.open("walking", 3)
        await hand.press("question_mark")
        text = " ".join(hand.lines())
        assert text.index("Typing a reply") < text.index("A question") and "Picking an option" not in text
        await hand.press("escape", "down", "question_mark")
        assert hand.reads("A question", "Picking an option") and not hand.reads("Typing a reply")
        await hand.press("escape")
        await hand.open("walking", 2)
        await hand.press("enter", "question_mark")
        text = " ".join(hand.lines())
        assert text.index("Typing a knob's value") < text.index("A demo") and "Drawing" not in text
        await hand.press("escape", "escape")
        await hand.open("drawing", 1)
        await hand.press("enter", "question_mark")
        text = " ".join(hand.lines())
        assert text.index("Drawing") < text.index("A demo") and "A prediction" not in text


async def test_the_help_leaves_out_what_does_nothing_as_the_screen_stands(sit: Sit) -> None:
    undo, back, graduate = (BY_ID[name].help[:40] for name in ("home.undo", "lesson.previous", "lesson.graduate"))
    async with sit((100, 60)) as hand:
        await hand.press("question_mark")
        assert hand.reads("The course", BY_ID["home.open"].help[:40]) and not hand.reads(undo)
        await hand.press("escape")
        await hand.open("walking", 1)
        await hand.press("question_mark")
        assert not hand.reads(back) and not hand.reads(graduate) and not hand.reads(BY_ID["lesson.switch"].help[:40])
        await hand.press("escape", "n", "question_mark")
        assert hand.reads(back, BY_ID["lesson.switch"].help[:40])


def test_no_sentence_of_help_draws_an_arrow() -> None:
    assert not [command.id for command in BY_ID.values() if set(command.help) & set("←→↑↓")]


async def test_the_palette_finds_a_command_by_its_name_and_runs_it(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "c", *"restart")
        assert hand.reads("From the beginning")
        await hand.press("enter", "enter")
        await hand.until(lambda: hand.app.screen is hand.lesson and hand.player.view.frame.number == 0)


async def test_t_changes_the_colours_and_is_remembered(sit: Sit) -> None:
    async with sit() as hand:
        await hand.press("t")
        assert hand.app.theme == "nntutor-light"
        hand.app.in_order(lambda: None).result()
        assert hand.app.store.setting("theme") == "nntutor-light"
        await hand.press("t")
        assert hand.app.theme == "nntutor-dark"


async def test_a_click_on_the_key_bar_is_the_key(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking")
        column = next(line for line in reversed(hand.lines()) if "n next" in line).index("n next")
        await hand.pilot.click("KeyBar", offset=(column, 0))
        await hand.press("j")
        assert hand.reads("page 2 of 3")


def test_the_palette_runs_only_what_has_one_key() -> None:
    for command in BY_ID.values():
        assert not command.action or len({*command.shown.split()}) == 1
    assert BY_ID["lesson.next"].action == "next" and BY_ID["demo.ends"].action == BY_ID["demo.turn"].action == ""


def test_a_narrow_key_bar_keeps_the_most_needed_and_always_help() -> None:
    entries = [(command, command.word, "") for command in BY_ID.values() if command.rank]
    for width in (10, 30, 60, 10_000):
        kept = [command.id for command, _, _ in fitting(entries, width)]
        assert "app.help" in kept
    assert len(kept) == len(entries)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((80, 24), ["Space play", ". step", ", earlier", "← → turn", "n next", "r restart", "? help"]),
        ((60, 18), ["Space play", ". step", ", earlier", "← → turn", "n next", "? help"]),
        ((40, 12), ["Space play", ". step", "n next", "? help"]),
    ],
)
async def test_the_keys_needed_most_in_a_demo_are_in_its_bar(sit: Sit, size: tuple[int, int], keys: list[str]) -> None:
    async with sit(size) as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop")
        shown = next(line for line in reversed(hand.lines()) if line.strip())
        assert [key for key in keys if key not in shown] == []


def test_keys_stand_closer_only_where_there_is_not_room_for_all() -> None:
    entries = [(BY_ID[name], BY_ID[name].word, "") for name in ("demo.play", "demo.step", "app.help")]
    whole = len("Space play   . step   ? help")
    assert (gap_between(entries, whole), gap_between(entries, whole - 1)) == (3, 2)
    assert len(fitting(entries, whole - 1)) == 3 and len(fitting(entries, whole - 3)) == 2
