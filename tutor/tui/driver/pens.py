"""What a cell is painted with, and the shortest way from one pen to the next."""

from __future__ import annotations

from typing import NamedTuple

OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29",
       "51": "54", "52": "54", "53": "55"}  # fmt: skip
"""Which parameter takes an attribute away again (ECMA-48, 8.3.117); 22, 24, 25 and 54 take two at once."""
UNSEEN_ON_BLANKS = frozenset({"1", "2", "3", "8"})
"""Bold, faint, italic and concealed: they change nothing about a space."""
KNOWN_AT_ONCE = 8192
"""Number of pens that are kept; pictures in true colour make new ones all the time."""


class CellPen(NamedTuple):
    """Attributes, colours and link, as SGR parameters; a colour of "" is the terminal's own.

    A pen for blanks has no foreground (None): whichever the terminal has just now will do.
    """

    attributes: tuple[str, ...]
    foreground: str | None
    background: str
    link: str

    def shows_blank_like(self, blank: CellPen) -> bool:
        """Whether a space looks the same with this pen as with that one, which is for blanks."""
        return self.background == blank.background and not self.link and UNSEEN_ON_BLANKS.issuperset(self.attributes)


PLAIN = CellPen((), "", "", "")


def read_pen(parameters: str, link: str = "") -> CellPen:
    """The pen that a string of SGR parameters makes out of a plain one, such as `1;38;5;9;48;2;0;0;0`."""
    attributes: list[str] = []
    foreground = background = ""
    codes = iter(parameters.split(";") if parameters else ())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes)
            colour = ";".join([code, kind, *(next(codes) for _ in range(3 if kind == "2" else 1))])
            foreground, background = (colour, background) if code == "38" else (foreground, colour)
        elif code in OFF:
            attributes.append(code)
        elif code[:-1] in ("3", "9"):
            foreground = "" if code == "39" else code
        elif code[:-1] in ("4", "10"):
            background = "" if code == "49" else code
    return CellPen(tuple(attributes), foreground, background, link)


def for_blanks(pen: CellPen) -> CellPen:
    """The pen for a space of this look: itself, if a line or a swap of colours makes its foreground visible."""
    if pen.link or not UNSEEN_ON_BLANKS.issuperset(pen.attributes):
        return pen
    return CellPen((), None, pen.background, "")


def change_pen(now: CellPen | None, then: CellPen) -> tuple[str, CellPen]:
    """The fewest bytes that turn one pen into another.

    Args:
        now: what the terminal paints with; None if that is unknown.
        then: what it should paint with.

    Returns:
        What to send, and what the terminal paints with afterwards (a pen for blanks keeps what does not matter).
    """
    if now is None:
        full = CellPen(then.attributes, then.foreground or "", then.background, then.link)
        return _sgr(["0", *_all(full)] if _all(full) else [""]) + _link("", full.link), full
    kept = _kept(now, then)
    steps, fresh = _steps(now, kept), CellPen(then.attributes, then.foreground or "", then.background, then.link)
    new_start = ["0", *_all(fresh)] if _all(fresh) else [""]
    if steps and len(";".join(steps)) > len(";".join(new_start)):
        return _sgr(new_start) + _link(now.link, then.link), fresh
    return (_sgr(steps) if steps else "") + _link(now.link, then.link), kept


def _kept(now: CellPen, then: CellPen) -> CellPen:
    """The pen to aim at: for blanks, as much of the present one as does not show."""
    if then.foreground is not None:
        return then
    attributes = tuple(code for code in now.attributes if code in UNSEEN_ON_BLANKS)
    return CellPen(attributes, now.foreground, then.background, then.link)


def _steps(now: CellPen, then: CellPen) -> list[str]:
    """Parameters that differ, and no others."""
    steps: list[str] = []
    if now.attributes != then.attributes:
        lost = dict.fromkeys(OFF[code] for code in now.attributes if code not in then.attributes)
        steps += lost
        steps += [code for code in then.attributes if code not in now.attributes or OFF[code] in lost]
    if now.foreground != then.foreground:
        steps.append(then.foreground or "39")
    if now.background != then.background:
        steps.append(then.background or "49")
    return steps


def _all(pen: CellPen) -> list[str]:
    return [*pen.attributes, *(colour for colour in (pen.foreground, pen.background) if colour)]


def _sgr(parameters: list[str]) -> str:
    return f"\x1b[{';'.join(parameters)}m"


def _link(now: str, then: str) -> str:
    return f"\x1b]8;{then or ';'}\x1b\\" if now != then else ""
