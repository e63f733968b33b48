"""`nntutor settings`: lists what can be set, tells about one setting, or sets it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tutor.console.settings import BY_NAME, CHOICES, SettingChoice, kept_settings, shown
from tutor.console.shell import FINE, WRONG, Misused, Shell
from tutor.text.wrapping import wrapped

if TYPE_CHECKING:
    from tutor.store import Store

WIDTH = 79
EXAMPLE = "motion reduced"


def settings(shell: Shell, options: SimpleNamespace) -> int:
    """List the settings, or one of them; with a value, set it.

    Raises:
        Misused: there is no such setting, or it has no such value.
    """
    choice = None if options.name is None else _known(options.name)
    value = None if choice is None or options.value is None else _meant(choice, options.value)
    store = shell.open_store()
    try:
        if choice is not None and value is not None:
            return _set(shell, store, choice, value, as_json=options.json)
        return _list(shell, store, [choice] if choice else CHOICES, as_json=options.json)
    finally:
        store.close()


def _known(typed: str) -> SettingChoice:
    name = typed.casefold()
    if name not in BY_NAME:
        near = difflib.get_close_matches(name, BY_NAME, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise Misused(f"There is no setting “{typed[:60]}”. {hint}There are {', '.join(BY_NAME)}.")
    return BY_NAME[name]


def _meant(choice: SettingChoice, typed: str) -> str:
    value = choice.read(typed)
    if value is None:
        raise Misused(f"{choice.name} cannot be “{typed[:60]}”; it can be {', '.join(map(shown, choice.values))}.")
    return value


def _set(shell: Shell, store: Store, choice: SettingChoice, value: str, *, as_json: bool) -> int:
    trouble = store.set_setting(choice.name, value)
    if not store.kept:
        shell.complain(*([trouble] if trouble else []))
        return WRONG
    if as_json:
        shell.tell(_as_record(choice, value))
    else:
        shell.say(*wrapped(f"{choice.name} is {shown(value)} now: {choice.values[value]}.", WIDTH))
    return FINE


def _list(shell: Shell, store: Store, choices: Sequence[SettingChoice], *, as_json: bool) -> int:
    kept = kept_settings(store)
    for choice in choices:
        value = kept.value(choice.name)
        if as_json:
            shell.tell(_as_record(choice, value))
        else:
            shell.say(*_in_words(choice, value), "")
    if not as_json:
        shell.say(f"`nntutor settings {EXAMPLE}` sets one; in the course, the key o does.")
    return FINE


def _in_words(choice: SettingChoice, value: str) -> Iterator[str]:
    """Where a setting stands, and what else it can be."""
    yield from wrapped(f"{choice.name} is {shown(value)}. {choice.help}", WIDTH)
    room = max(len(shown(other)) for other in choice.values)
    for other, meaning in choice.values.items():
        mark = "*" if other == value else " "
        yield from wrapped(meaning, WIDTH, f"  {mark} {shown(other):{room}}  ", " " * (room + 6))


def _as_record(choice: SettingChoice, value: str) -> dict[str, object]:
    return {
        "type": "setting",
        "name": choice.name,
        "value": shown(value),
        "default": shown(choice.default),
        "values": {shown(other): meaning for other, meaning in choice.values.items()},
        "help": choice.help,
    }
