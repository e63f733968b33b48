"""What is drawn where the terminal's character set has none of our signs: one ASCII character for each."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

STAND_INS = {
    "“”„‟": '"', "‘’′": "'", "−–—‒─━╌╍┄┅▔▁": "-", "│┃▌▐▎▍▏▕╎║┊‖": "|", "╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╱╲": "+", "…": ".",
    "×": "x", "·∙⋅•": ".", "÷": "/", "→▸▶►›»⟶↳": ">", "←◂◀‹«": "<", "↑▴▲⁺": "^", "↓▾▼": "v", "≈": "~", "≤": "<",
    "≥": ">", "≠": "#", "±": "+", "√": "V", "∞": "8", "✓": "v", "✗": "x", "○◦": "o", "●◉": "@", "◐◑": "%", "■█▇▆▅": "#",
    "▒▓░": "+", "▀▄▃▂": "=", "Ⅱ═": "=", "∂": "d", "Δ": "D", "Σ∑": "S", "∇": "V", "α": "a", "β": "b", "γ": "g", "δ": "d",
    "ε": "e", "η": "n", "θ": "t", "λ": "l", "μ": "u", "π": "p", "σ": "s", "⠶": ":", "⣀": "_", "⠤⠒": "-", "⠉": "'",
    "◔": "c",
}  # fmt: skip
"""Signs that look alike, and what stands in for all of them."""
TABLE = {ord(sign): stand_in for signs, stand_in in STAND_INS.items() for sign in signs}


def in_ascii(text: str) -> str:
    """A text in ASCII, as many cells wide as it was."""
    return text if text.isascii() else "".join(_stand_in(sign) for sign in text.translate(TABLE))


def _stand_in(sign: str) -> str:
    if sign.isascii():
        return sign
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    width = cell_len(sign)
    return (bare or "*")[:1].ljust(width) if width else ""


class InAscii(LineFilter):
    """Puts stand-ins into every line of the screen."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Put a line's cells into ASCII, each as wide as it was."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]
