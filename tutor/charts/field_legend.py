"""What the signs and shades of a plane are called: points, regions, the traveller, the lowest and the highest shade."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from lessons.kit.charts import Field, Limits
from tutor.charts import shades
from tutor.charts.heading import LegendEntry, keyed
from tutor.charts.look import Look
from tutor.charts.palette import PLAIN, palette
from tutor.charts.words import figure
from tutor.text.ascii import ascii_for

REGION_RAMPS = (" ░▒▓", "abcdefghij")
ASCII_REGION_RAMPS = (" .:-", "abcdefghij")
ARROW, ASCII_ARROW = "→", "~>"


def start_sign(look: Look) -> str:
    """Return the sign that stands where a path begins."""
    return "$" if look.ascii else "○"


def traveller_sign(look: Look) -> str:
    """Return the sign that stands where a path has come to."""
    return "@" if look.ascii else "◉"


def region_ramp(count: int, look: Look) -> str:
    """Return the characters that `count` classes are filled with, one each, where there is no colour."""
    return (ASCII_REGION_RAMPS if look.ascii else REGION_RAMPS)[count > 4]


def height_ramp(look: Look, signs: Sequence[str]) -> str:
    """Return the characters that ink heights where there is no colour: none that is the sign of some points."""
    taken = {ascii_for(sign) if look.ascii else sign for sign in signs}
    return "".join(ink for ink in (shades.ASCII_RAMP if look.ascii else shades.RAMP) if ink not in taken)


def entries(chart: Field, signs: Sequence[str], look: Look) -> tuple[LegendEntry, ...]:
    """The legend without the shades of heights; it is the same in every frame."""
    return (*_points(chart, signs, look), *_regions(chart, look), *_travel(chart, look))


def _points(chart: Field, signs: Sequence[str], look: Look) -> Iterator[LegendEntry]:
    for series, sign in zip(chart.points, signs, strict=True):
        ink = palette(look).tones[series.tone]
        if series.label in chart.regions:
            shade, paper = _shade(chart, chart.regions.index(series.label), look)
            yield LegendEntry(keyed(f"{shade}{sign}{shade}", look), series.label, ink, paper)
        elif series.label:
            yield LegendEntry(keyed(sign, look), series.label, ink)


def _regions(chart: Field, look: Look) -> Iterator[LegendEntry]:
    named = {series.label for series in chart.points}
    for number, label in enumerate(chart.regions):
        if label and label not in named:
            shade, paper = _shade(chart, number, look)
            shown = keyed(2 * shade, look) if shade != " " or paper is not None else "blank"
            yield LegendEntry(shown, label, PLAIN, paper)


def _shade(chart: Field, number: int, look: Look) -> tuple[str, int | None]:
    """Return how a class is filled: with a sign, and the paper behind it."""
    papers, ramp = palette(look).papers, region_ramp(len(chart.regions), look)
    return (" ", papers[chart.region_tone(number)]) if papers else (ramp[number % len(ramp)], None)


def _travel(chart: Field, look: Look) -> Iterator[LegendEntry]:
    if chart.start:
        yield LegendEntry(keyed(start_sign(look), look), chart.start, PLAIN)
    if chart.traveller:
        yield LegendEntry(keyed(traveller_sign(look), look), chart.traveller, PLAIN)
    if chart.arrow_label:
        yield LegendEntry(keyed(ASCII_ARROW if look.ascii else ARROW, look), chart.arrow_label, PLAIN)


def scale(chart: Field, band: Limits, ramp: str, look: Look) -> tuple[LegendEntry, ...]:
    """Return a legend of what the lowest and the highest shade stand for; empty where no shades are to be read."""
    if chart.kind == "regions" or not band[0] < band[1]:
        return ()
    colours = palette(look)
    low, high = ("█", "█") if look.coloured else ("blank", keyed(ramp[-1], look))
    inks = (colours.heights[0], colours.heights[-1]) if look.coloured else (PLAIN, PLAIN)
    decimals = max(0, 1 - math.floor(math.log10(band[1] - band[0])))
    return (LegendEntry(low, figure(band[0], decimals), inks[0]), LegendEntry(high, figure(band[1], decimals), inks[1]))
