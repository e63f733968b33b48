"""What the keys of a terminal send, as terminfo has it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping

import pytest

from tests.terminal.terminal import KEYS

NAMES = {
    "kcuu1": "up", "kcud1": "down", "kcuf1": "right", "kcub1": "left", "kf1": "F1", "kbs": "backspace",
    "khome": "home", "kend": "end", "kpp": "pageup", "knp": "pagedown",
}  # fmt: skip
"""Terminfo's name of a key, and ours."""
ESCAPES = {"E": "\x1b", "e": "\x1b", "s": " ", "r": "\r", "n": "\n", "t": "\t", "b": "\b"}


def keys_of(term: str) -> Mapping[str, str]:
    """What each key sends; skips the test where terminfo does not know the terminal."""
    done = subprocess.run(["infocmp", "-1", "-x", term], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"terminfo does not know {term}")
    said = dict(re.findall(r"^\t(k\w+)=(.*),$", done.stdout, re.MULTILINE))
    return {**KEYS, **{ours: _spelt_out(said[theirs]) for theirs, ours in NAMES.items() if theirs in said}}


def _spelt_out(text: str) -> str:
    r"""What a string means that is spelt as terminfo does: `\E[A`, `^H`, `\177`."""

    def sign(found: re.Match[str]) -> str:
        control, octal, escape = found.groups()
        if control:
            return chr(ord(control) & 0x1F if control != "?" else 0x7F)
        return chr(int(octal, 8)) if octal else ESCAPES.get(escape, escape)

    return re.sub(r"\^(.)|\\([0-7]{3})|\\(.)", sign, text)
