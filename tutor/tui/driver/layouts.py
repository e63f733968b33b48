"""Which key of the Latin keyboard was pressed on a layout without Latin letters, when only its letter is known.

By that key commands are found; what is typed stays the letter. Layouts as XKB has them: ru, ua, gr, il.
"""

from __future__ import annotations

import unicodedata

_ROWS = {
    "йцукенгшщзхъфывапролджэячсмитьбюё": "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
    "іїєў": "s]'o",
    "ςερτυθιοπασδφγηξκλζχψωβνμ": "wertyuiopasdfghjklzxcvbnm",
    "קראטוןםפשדגכעיחלךףזסבהנמצתץ": "ertyuiopasdfghjkl;zxcvbnm,.",
}
_PLACES = {letter: key for letters, keys in _ROWS.items() for letter, key in zip(letters, keys, strict=True)}
_SIGNS = {(";", "q"), (":", "q"), ("/", "q"), ("'", "w")}
"""Signs that stand where Latin has a letter, with that letter: Greek's at q, Hebrew's at q and w."""


def key_for(character: str, base: str = "") -> str:
    """Return the character that stands for a key when commands are looked for.

    Args:
        character: what the key types.
        base: what it would type on the Latin layout, where the terminal tells; an ASCII letter keeps its own meaning
            nevertheless, or A would be Q in France.
    """
    if character.isascii():
        return _in_case(base, character) if (character, base) in _SIGNS else character
    if base.isascii() and base.isprintable() and base:
        return _in_case(base, character)
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1 and wide.isascii():  # full-width forms, as East Asian input methods type them
        return wide
    return _in_case(_PLACES.get(character.lower(), character), character)


def _in_case(key: str, character: str) -> str:
    return key.upper() if character.isupper() or character == ":" else key
