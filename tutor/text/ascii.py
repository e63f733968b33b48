"""The one table of what stands in for a sign where there is only ASCII: in a cell, in a chart, or written out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CELLS = {
    "“”„‟": '"', "‘’′": "'", "−–—‒─━╌╍┄┅▔▁": "-", "│┃▌▐▎▍▏▕╎║┊‖": "|", "╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╱╲": "+", "…": ".",
    "×": "x", "·∙⋅•": ".", "÷": "/", "→▸▶►›»⟶↳": ">", "←◂◀‹«": "<", "↑▴▲⁺": "^", "↓▾▼": "v", "≈": "~", "≤": "<",
    "≥": ">", "≠": "#", "±": "+", "√": "V", "∞": "8", "✓": "v", "✗": "x", "○◦": "o", "●◉": "@", "◐◑": "%", "■█▇▆▅": "#",
    "▒▓░": "+", "▀▄▃▂": "=", "Ⅱ═": "=", "∂": "d", "Δ": "D", "Σ∑": "S", "∇": "V", "α": "a", "β": "b", "γ": "g", "δ": "d",
    "ε": "e", "η": "n", "θ": "t", "λ": "l", "μ": "u", "π": "p", "σ": "s", "⠶": ":", "⣀": "_", "⠤⠒": "-", "⠉": "'",
    "◔": "c", "°": "o",
}  # fmt: skip
"""Signs that look alike, and the one character that stands in for all of them."""
_IN_CHARTS = {
    "•": "*", "…": "~", "╎": ":", "━": "=", "░": ":", "▒": "%", "▓": "&", "▀": '"', "▄": "_", "○": "$", "▋▊▉": "#",
    "✱": "*", "⧫": "#", "✚": "+", "►": "^", "▮": "&", "❖": "%", "✕": "!", "▫": "=", "⊗": "X",
}  # fmt: skip
"""Where a chart says otherwise: shades and lines must be told from one another, and marks from the signs of series."""
_WRITTEN_OUT = {
    "…": "...", "·": "*", "→": "->", "←": "<-", "↓": "v", "≤": "<=", "≥": ">=", "≠": "!=", "±": "+-", "√": "sqrt",
    "∞": "infinity", "Δ": "Delta ", "Σ∑": "sum ", "∇": "grad ", "•": "-", "α": "alpha", "β": "beta", "γ": "gamma",
    "ε": "epsilon", "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi", "σ": "sigma", "⁻": "^-", "✓": "+",
    "✗": "-", "\N{NO-BREAK SPACE}": " ", "°": " degrees",
}  # fmt: skip
"""Where there is room for a word, or for two signs."""


def _one_by_one(*tables: dict[str, str]) -> dict[str, str]:
    """Each sign of the tables with what stands in for it; the last one that has it counts."""
    return {sign: stand_in for table in tables for signs, stand_in in table.items() for sign in signs}


_CELL, _CHART, _WRITTEN = _one_by_one(_CELLS), _one_by_one(_CELLS, _IN_CHARTS), _one_by_one(_CELLS, _WRITTEN_OUT)
_TRANSLATED = {ord(sign): stand_in for sign, stand_in in _CELL.items()}


def in_ascii(text: str) -> str:
    """Return a text in ASCII, as many cells wide as it was; "*" for what nothing stands in for."""
    return text if text.isascii() else "".join(map(_as_wide, text.translate(_TRANSLATED)))


@lru_cache(maxsize=2048)
def ascii_for(character: str) -> str:
    """Return one ASCII character in the place of another in a chart: a letter without its accent, at last "?"."""
    if character.isascii():
        return character
    plain = _CHART.get(character) or unicodedata.normalize("NFKD", character)[0]
    return plain if plain.isascii() and plain.isprintable() else "?"


def written_out(sign: str) -> str:
    """Return the nearest ASCII for a sign, however long: "<=", "alpha", "^2"; "?" where there is none."""
    if sign in _WRITTEN:
        return _WRITTEN[sign]
    bare = _bare(sign)
    return f"^{bare}" if bare and unicodedata.decomposition(sign).startswith("<super>") else bare or "?"


def _as_wide(sign: str) -> str:
    if sign.isascii():
        return sign
    from rich.cells import cell_len

    width = cell_len(sign)
    return (_bare(sign) or "*")[:1].ljust(width) if width else ""


def _bare(sign: str) -> str:
    """A sign without its accents and ornaments; "" if nothing of it is ASCII."""
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
