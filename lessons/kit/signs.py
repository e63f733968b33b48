"""The one table of signs: whatever people and their keyboards, phones and word processors write, as plain signs.

Every field that is typed into (numbers, formulas, options, orders, knobs, the command line) is read through here, so
that a minus which one of them knows is known to all.
"""

from __future__ import annotations

import re
import unicodedata

TIGHT = "\u2044"
"""The fraction slash: it binds closer than any operator, as in `2½`, which is written `2 1⁄2` here."""
LONGEST = 400
"""Characters of what names one of a few things that are looked at; none of them has a longer name."""
_SHOWN = 24
"""Characters of what was typed that are quoted back."""
_MEANINGS = {
    "-": "\u2212\u02d7\u2043\u2796\u2500\u2501\u30fc\u1806",
    "+": "\u2795",
    "*": "\u00d7\u00b7\u22c5\u2219\u2217\u2022\u2027\u2e31\u2e33\u30fb\u2715\u2716\u2a2f\u2a09\u22c6",
    "/": "\u00f7\u2215\u29f8\u2571\u27cb\u2797\u2236",
    "^": "\u02c6\u2191\u2303\ua788",
    "=": "\u2248\u2243\u2245\u2261",
    ".": "\u066b\u3002",
    "(": "[{\u27e8\u3008",
    ")": "]}\u27e9\u3009",
    "'": "\u2019\u2018\u02bc\u00b4`\u2032",
    "√": "\u221a\ufe6b",
    ">": "\u203a\u00bb\u25b8\u25b6\u276f\u2794\u279c\u27a1\u27f6\u27f9\u2023",
}
_SIGNS = {ord(sign): plain for plain, signs in _MEANINGS.items() for sign in signs}
_NO_DASH = "\u301c\u3030"
"""Wave dashes: Unicode files them with the dashes, and they mean "about" or "to"."""
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that no screen shows though they count as letters or marks: variation selectors, fillers, tags."""
_SPELT_FRACTION = re.compile("([\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,9})[\u2044\u2215/]([\u2080-\u2089]{1,9})")
_BRITISH = re.compile(r"(?<![\w.,])0[\u00b7\u22c5\u2219]\d")


def tidied(text: str) -> str:
    """Return a text in plain signs: `−16` as `-16`, `x²` as `x^(2)`, `2½` as `2 1⁄2`, `２，５` as `2,5`.

    What nobody sees (zero-width characters, byte-order marks, control characters) is gone; runs of space are one space.
    """
    bare = visible(text)
    if not bare.isascii():
        bare = _SPELT_FRACTION.sub(lambda found: f" {_plain(found[1])}{TIGHT}{_plain(found[2])}", bare)
        bare = "".join(_runs(bare))
    else:
        bare = bare.translate(_SIGNS)
    return " ".join(bare.split())


def visible(text: str) -> str:
    """The text without what no screen shows; whatever separates lines is a space."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if sign.isspace() else sign for sign in _UNSEEN.sub("", text))
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def quoted(text: str) -> str:
    """Return what was typed, to be told back to the learner: short, with printed signs only."""
    seen = "".join(sign if sign.isprintable() else "?" for sign in " ".join(visible(text).split()))
    return f"“{seen if len(seen) <= _SHOWN else seen[: _SHOWN - 1] + '…'}”"


def reads_as_a_point(text: str) -> bool:
    """Whether a raised point in it may be a decimal point, as in `0·5`, and not a product."""
    return bool(_BRITISH.search(text))


def _runs(text: str) -> list[str]:
    """Each sign as plain ones, superscripts that belong together in one pair of brackets."""
    out: list[str] = []
    raised = False
    for sign in text:
        is_raised = _is_raised(sign)
        if is_raised != raised:
            out.append("^(" if is_raised else ")")
        raised = is_raised
        out.append(_plain_sign(sign))
    return [*out, ")"] if raised else out


def _is_raised(sign: str) -> bool:
    return not sign.isascii() and unicodedata.decomposition(sign).startswith("<super>")


def _plain(text: str) -> str:
    return "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    """One sign as the table has it."""
    if ord(sign) in _SIGNS:
        return _SIGNS[ord(sign)]
    before = " " if unicodedata.decomposition(sign).startswith("<fraction>") else ""
    return before + "".join(map(_plain_one, unicodedata.normalize("NFKC", sign)))


def _plain_one(sign: str) -> str:
    if ord(sign) in _SIGNS:
        return _SIGNS[ord(sign)]
    if "\u2190" <= sign <= "\u21ff":  # arrows of any kind
        return ">"
    kind = unicodedata.category(sign)
    if kind == "Pd" and sign not in _NO_DASH:
        return "-"
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    return sign
