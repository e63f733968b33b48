"""A demo's knobs in words: which one is meant, how it stands, and how far it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Choices, Control, Knob, Setting, Sketch
from lessons.kit.signs import LONGEST, tidied
from lessons.kit.text_knob import TextKnob
from lessons.kit.typed import Typed
from tutor.text.words import listed

C = TypeVar("C", bound=Control)
MANY = 8
"""More knobs than these are not all told in a sentence."""


def knob_named(word: str, controls: Mapping[str, C]) -> str | None:
    """The knob of that name, or the only one whose name begins so; None if there is no such one."""
    wanted = word.casefold().replace("-", "_")
    starts = [name for name in controls if wanted and name.casefold().startswith(wanted)]
    exact = [name for name in starts if name.casefold() == wanted]
    return exact[0] if exact else starts[0] if len(starts) == 1 else None


def knob_lines(demo: Demo, settings: Mapping[str, Setting]) -> list[str]:
    """Each knob with its setting and its reach, such as "rate 0.1, from 0.01 to 1.2"."""
    return [
        f"{name}{_setting(control, settings[name])}{_label(control.label)}, {reach(control)}"
        for name, control in demo.controls.items()
    ]


def settings_line(demo: Demo, settings: Mapping[str, Setting], seed: int) -> str:
    """The knobs as they stand, and the seed; of many, those that do not stand at their start."""
    many = len(demo.controls) > MANY
    stand = {
        name: _setting(control, settings[name])
        for name, control in demo.controls.items()
        if not many or control.exact(settings[name]) != control.exact(control.start)
    }
    return f"{listed([*(f'{name}{at}' for name, at in stand.items() if at), f'seed {seed}'])}."


def reach(control: Control) -> str:
    """Tell the values that a knob can be set to."""
    if isinstance(control, Knob):
        whole = " in whole numbers" if control.whole else ""
        return f"from {control.low:g} to {control.high:g}{whole}"
    if isinstance(control, Choices):
        return f"one of {', '.join(control.options)}"
    if isinstance(control, TextKnob | Typed):
        return control.hint
    return f"{control.rows} rows of {control.columns}; type draw"


def sheets(controls: Mapping[str, Control]) -> dict[str, Sketch]:
    """The knobs that are drawn, not set."""
    return {name: control for name, control in controls.items() if isinstance(control, Sketch)}


def whole_number(text: str, usual: int, largest: int) -> int:
    """A count as typed, or the usual one if none was.

    Raises:
        Unreadable: it is no whole number, or too large.
    """
    if not text:
        return usual
    plain = tidied(text[:LONGEST])
    if not plain.isdecimal() or len(plain) > 15 or int(plain) > largest:
        raise Unreadable(f"That is no whole number up to {largest:,}.")
    return int(plain)


def _setting(control: Control, setting: Setting) -> str:
    """How a knob stands; of a drawing nothing, because it is looked at in the picture."""
    if isinstance(control, TextKnob):
        return f" “{control.shown(setting)}”"
    return "" if isinstance(control, Sketch) else f" {control.shown(setting)}"


def _label(label: str) -> str:
    return f" ({label})" if label else ""
