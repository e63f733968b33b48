"""Words and figures as they fit into cells: one character a cell, clipped, in ASCII at need, odd values in words."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

STAND_INS = {
    "−": "-", "–": "-", "—": "-", "×": "x", "·": ".", "•": "*", "…": "~", "’": "'", "‘": "'", "“": '"', "”": '"',
    "│": "|", "┃": "|", "╎": ":", "┤": "+", "├": "+", "┬": "+", "┴": "+", "┼": "+", "─": "-", "━": "=", "┄": "-",
    "└": "+", "┘": "+", "┌": "+", "┐": "+", "▴": "^", "▾": "v", "◂": "<", "▸": ">", "◉": "@", "→": ">", "←": "<",
    "↑": "^", "↓": "v", "≈": "~", "≤": "<", "≥": ">", "∂": "d", "σ": "s", "η": "n", "θ": "t", "∞": "8",
    "○": "S", "█": "#", "▒": "%", "░": ":", "▓": "&", "▀": '"', "▄": "_", "▌": "|", "▐": "|",
    "▏": "|", "▎": "|", "▍": "|", "▋": "#", "▊": "#", "▉": "#", "⠶": ":", "⠤": "-", "±": "+", "√": "V", "÷": "/",
}  # fmt: skip
"""Stand-ins in ASCII for signs that have no decomposition of their own."""


@lru_cache(maxsize=2048)
def single_width(text: str) -> str:
    """The text with exactly one cell a character: marks are composed or dropped, wide characters become '?'."""
    if text.isascii() and text.isprintable():
        return text
    from rich.cells import cell_len

    composed = unicodedata.normalize("NFC", text.replace("\n", " ").replace("\t", " "))
    widths = {0: "", 1: None, 2: "?"}
    return "".join(c if (other := widths.get(cell_len(c), "?")) is None else other for c in composed)


@lru_cache(maxsize=2048)
def ascii_for(character: str) -> str:
    """One ASCII character in the place of another: a known stand-in, a letter without its accent, or '?'."""
    if character.isascii():
        return character
    plain = STAND_INS.get(character) or unicodedata.normalize("NFKD", character)[0]
    return plain if plain.isascii() and plain.isprintable() else "?"


def clip(text: str, width: int) -> str:
    """The text in at most `width` cells, ending in an ellipsis where something was cut."""
    text = single_width(text)
    if len(text) <= width:
        return text
    return text[: width - 1].rstrip() + "…" if width > 0 else ""


def figure(value: float, decimals: int = 2, unit: str = "") -> str:
    """A number for people: fixed decimals while they tell something, else an exponent; odd values as a word."""
    if math.isnan(value):
        return "no number"
    if math.isinf(value):
        return "infinite" if value > 0 else "−infinite"
    size = abs(value)
    if size >= 1e7 or (size and decimals and round(size, decimals) == 0):
        return exponent(value, 1) + unit
    text = f"{value:.{max(0, decimals)}f}{unit}"
    return text.replace("-", "−") if value < 0 else text


def exponent(value: float, decimals: int = 0) -> str:
    """A number as 1e−5 or 2.5e12."""
    mantissa, power = f"{value:.{decimals}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(power)}".replace("-", "−")
