"""Which colour each role takes on this terminal: few, fixed, told apart by the colour-blind, for dark and for light.

A colour is one integer: PLAIN leaves it to the terminal, 0 to 255 is an index into the terminal's palette, `rgb()`
packs 24 bits; an ink may carry BOLD besides. The tones follow Okabe and Ito,
"Color Universal Design" (2008): they differ in lightness as well as in hue. The heights are nine steps of viridis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tutor.charts.look import Look

if TYPE_CHECKING:
    from lessons.kit.charts import Tone

PLAIN = 256
BOLD = 1 << 26
_RGB = 1 << 24


def rgb(code: int) -> int:
    """Pack a 24-bit colour, such as 0x5FAFFF."""
    return _RGB | code


def bold(ink: int) -> int:
    """Return an ink in bold."""
    return BOLD | ink


def split(ink: int) -> tuple[int, bool]:
    """The colour of an ink, and whether it is bold."""
    return ink & ~BOLD, bool(ink & BOLD)


@lru_cache(maxsize=512)
def is_bright(colour: int) -> bool:
    """Whether black ink reads better than white on this paper (relative luminance as in WCAG 2.2)."""
    shares = (part / 255 for part in _parts(colour))
    linear = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * light for weight, light in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) > 0.179


def _parts(colour: int) -> tuple[int, int, int]:
    if colour >= _RGB:
        return colour >> 16 & 255, colour >> 8 & 255, colour & 255
    if colour < 16:
        on, off = (255, 85) if colour >= 8 else (170, 0)
        return (on if colour & 1 else off), (on if colour & 2 else off), (on if colour & 4 else off)
    if colour >= 232:
        grey = 8 + 10 * (colour - 232)
        return grey, grey, grey
    red, rest = divmod(colour - 16, 36)
    levels = (0, 95, 135, 175, 215, 255)
    return levels[red], levels[rest // 6], levels[rest % 6]


@dataclass(frozen=True)
class ChartPalette:
    """The colours of one look; an empty tuple where the look has none and shapes must speak.

    Attributes:
        tones: the ink of each tone.
        title: the ink of titles.
        quiet: the ink of axes, ticks and small print.
        heights: paper from low to high.
        papers: the paper of each tone, to lie behind points of that tone: its own hue.
        greys: paper from empty to full.
        signed: paper from most negative over zero to most positive.
        over: inks for what is drawn over coloured paper: (on dark paper, on bright paper).
    """

    tones: dict[Tone, int]
    title: int
    quiet: int
    heights: tuple[int, ...] = ()
    papers: Mapping[Tone, int] = field(default_factory=dict)
    greys: tuple[int, ...] = ()
    signed: tuple[int, ...] = ()
    over: tuple[int, int] = (PLAIN, PLAIN)


_TONES: tuple[Tone, ...] = ("main", "second", "third", "fourth", "fifth", "good", "bad", "muted", "shadow")
_VIRIDIS = (0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725)


def _tones(*inks: int) -> dict[Tone, int]:
    return dict(zip(_TONES, inks, strict=True))


def _papers(*inks: int) -> dict[Tone, int]:
    """Name the grounds of maps; none is a map of a shadow."""
    return dict(zip((tone for tone in _TONES if tone != "shadow"), inks, strict=True))


_DARK = ChartPalette(
    tones=_tones(75, 214, 79, 176, 228, 114, 209, 247, 246),
    title=bold(PLAIN),
    quiet=247,
    heights=(53, 55, 24, 30, 36, 72, 77, 148, 226),
    papers=_papers(18, 94, 23, 53, 58, 22, 52, 238),
    greys=(237, 239, 241, 244, 247, 250, 253, 231),
    signed=(39, 32, 25, 18, 237, 52, 130, 172, 214),
    over=(231, 16),
)
_LIGHT = ChartPalette(
    tones=_tones(25, 94, 23, 127, 16, 22, 124, 240, 241),
    title=bold(PLAIN),
    quiet=240,
    heights=_DARK.heights,
    papers=_papers(153, 223, 195, 225, 229, 194, 224, 252),
    greys=(254, 252, 249, 246, 243, 240, 236, 232),
    signed=(25, 32, 75, 153, 254, 223, 215, 208, 166),
    over=(231, 16),
)
_DARK_16 = ChartPalette(
    tones=_tones(14, 11, 10, 13, 15, 10, 9, 7, 8),
    title=bold(PLAIN),
    quiet=7,
    heights=(4, 12, 6, 14, 15),
    papers=_papers(4, 3, 2, 5, 8, 2, 1, 0),
    greys=(0, 8, 7, 15),
    signed=(14, 6, 4, 0, 1, 3, 11),
    over=(15, 0),
)
_LIGHT_16 = ChartPalette(
    tones=_tones(4, 1, 2, 5, 6, 2, 1, 8, 8),
    title=bold(PLAIN),
    quiet=8,
    heights=_DARK_16.heights,
    papers=_papers(12, 9, 10, 13, 14, 10, 9, 7),
    greys=(15, 7, 8, 0),
    signed=(4, 12, 14, 15, 11, 9, 1),
    over=(15, 0),
)
_NONE = ChartPalette(tones=_tones(*[PLAIN] * len(_TONES)), title=bold(PLAIN), quiet=PLAIN)


@lru_cache(maxsize=32)
def palette(look: Look) -> ChartPalette:
    """The colours for a look."""
    if not look.coloured:
        return _NONE
    if look.colours == "16":
        return _DARK_16 if look.dark else _LIGHT_16
    indexed = _DARK if look.dark else _LIGHT
    return replace(indexed, heights=tuple(map(rgb, _VIRIDIS))) if look.colours == "truecolor" else indexed
