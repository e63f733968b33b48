"""What the environment says about the terminal: how many colours it has, and whether it knows Unicode. Light."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.console.settings import WantedColours, WantedMarkers

if TYPE_CHECKING:
    from tutor.charts.look import Colours, Markers

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Read when NumPy loads. Our matrices are small: several threads only wait for one another, 5 to 20 times as long."""
DEPTHS: Mapping[str, Colours] = {"256color": "256", "kitty": "256"}
"""Endings of terminals' names, and how many colours each means; all others are taken to have 16."""
COLOURLESS = re.compile(r"vt[1-4]\d\d(?!.*color)|.*-(m|mono)$")
"""DEC's terminals, which had no colours, and the names with which terminfo marks others as such."""


def can_place_cursor(environment: Mapping[str, str]) -> bool:
    """Whether TERM names a terminal of which more can be expected than lines of text."""
    return environment.get("TERM", "") not in ("", "dumb", "unknown")


def colours_said(environment: Mapping[str, str]) -> Colours:
    """How many colours the terminal says it has, as Rich reads it: COLORTERM, then how the name in TERM ends.

    Of terminals without colours Rich knows nothing but `dumb`.
    """
    term = environment.get("TERM", "").strip().lower()
    if term in ("dumb", "unknown"):
        return "none"
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    if COLOURLESS.match(term):
        return "none"
    return DEPTHS.get(term.rpartition("-")[2], "16")


def colours_used(wanted: WantedColours, environment: Mapping[str, str]) -> Colours:
    """How many colours are sent: none where NO_COLOR is set, otherwise as set, otherwise as the terminal says."""
    if "NO_COLOR" in environment:
        return "none"
    return colours_said(environment) if wanted == "auto" else wanted


def markers_used(wanted: WantedMarkers, environment: Mapping[str, str], encoding: str = "utf-8") -> Markers:
    """The markers that curves are drawn with.

    Whoever sets braille or blocks knows better than the locale; but not better than the stream, which could not
    write them.
    """
    if wanted == "auto":
        return "ascii" if has_only_ascii(environment, encoding) else "braille"
    return wanted if "utf" in encoding.lower() else "ascii"


def has_only_ascii(environment: Mapping[str, str] = os.environ, encoding: str = "utf-8") -> bool:
    """Whether the locale says that the terminal knows no Unicode; where it says nothing, the stream's encoding does."""
    said = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name))), encoding)
    return "utf" not in said.lower()
