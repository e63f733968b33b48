"""Keys as the kitty keyboard protocol and xterm's modified keys spell them.

https://sw.kovidgoyal.net/kitty/keyboard-protocol/: `CSI key:shifted:base ; modifiers:event ; text u`, and the same with
`~` or a letter at the end. Releases, modifiers by themselves and what is no key at all give nothing.
"""

from __future__ import annotations

import re

from textual import events
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual._xterm_parser import SPECIAL_KEY_TO_CHARACTER
from textual.keys import _character_to_key

from tutor.tui.driver.layouts import key_for

ALTERNATE_KEYS = "\x1b[=4;2u"
"""Asks for the key's place on the Latin layout too, beside what Textual asks for."""
RELEASED = "3"
LAST = 0x10FFFF
"""The last code point there is."""
SHIFT, ALT, CTRL, CAPS_LOCK = 1, 2, 4, 64
NAMES = {ALT: "alt", CTRL: "ctrl", 8: "super", 16: "hyper", 32: "meta"}
OTHER_KEYS = 27
"""xterm's modifyOtherKeys: `CSI 27 ; modifiers ; key ~`."""
KEYPAD = {57399 + place: sign for place, sign in enumerate("0123456789./*-+")} | {57415: "=", 57416: ","}
SILENT = {*MODIFIER_FUNCTIONAL_KEYS, "caps_lock", "scroll_lock", "num_lock"}
_KEY = re.compile(
    r"\x1b\[([0-9]{0,7})(?::([0-9]{0,7}))?(?::([0-9]{0,7}))?"
    r"(?:;([0-9]{0,5})(?::([0-9]*))?)?(?:;([0-9:]{0,64}))?([u~A-FHPQS])"
)


def keys_of(sequence: str) -> list[events.Key] | None:
    """Return the keys of a whole control sequence; None if it is not spelt as a key."""
    found = _KEY.fullmatch(sequence)
    if found is None:
        return None
    key, shifted, base, modifiers, event, text, final = (group or "" for group in found.groups())
    code, bits = int(key or 1), max(0, int(modifiers or 1) - 1)
    if code == OTHER_KEYS and final == "~":
        code, text, final = (int(text) if text.isdecimal() else 0), "", "u"
    name = FUNCTIONAL_KEYS.get(f"{code}{final}", "")
    if event == RELEASED or name in SILENT:
        return []
    if name and code not in KEYPAD:
        return [_named(name, bits)]
    return _typed(_character(code), _character(shifted), _character(base), bits, text) if final == "u" else None


def _named(name: str, bits: int) -> events.Key:
    return events.Key(_with_modifiers(name, bits), None if bits else SPECIAL_KEY_TO_CHARACTER.get(name))


def _typed(character: str, shifted: str, base: str, bits: int, text: str) -> list[events.Key]:
    """A key that types something: one event for each character, or one without, when it is held with a modifier."""
    if not character:
        return []
    held = bits & ~SHIFT if bits & sum(NAMES) else 0
    written = [c for c in map(_character, text.split(":")) if c]
    if not written and not held:
        written = [_upper(character, shifted) if bits & (SHIFT | CAPS_LOCK) and character.isalpha() else character]
        written = [shifted] if shifted and bits & SHIFT else written
    if not written:
        key = _character_to_key(key_for(character.lower(), base))
        return [events.Key(_with_modifiers(key, bits), None)]
    return [events.Key(_with_modifiers(_character_to_key(key_for(c, base)), bits & _telling(c)), c) for c in written]


def _telling(character: str) -> int:
    """The modifiers that say more than the character which they have produced."""
    return ~ALT if character.isspace() else ~(ALT | SHIFT)


def _upper(character: str, shifted: str) -> str:
    return shifted or (character.upper() if len(character.upper()) == 1 else character)


def _with_modifiers(key: str, bits: int) -> str:
    """The name that Textual gives to a key with what is held; locks are not held."""
    held = [name for bit, name in ({SHIFT: "shift"} | NAMES).items() if bits & bit]
    return "+".join([*sorted(held), key])


def _character(code: int | str) -> str:
    """Return the character that a code point types; "" if that is nothing."""
    number = int(code or 0) if not isinstance(code, str) or len(code) <= len(str(LAST)) else 0
    number = ord(KEYPAD[number]) if number in KEYPAD else number
    return chr(number) if number <= LAST and chr(number).isprintable() else ""
