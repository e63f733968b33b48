"""Findings about signs: whether the locale knows Unicode, and how wide the terminal really makes what is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.console.environment import has_only_ascii, markers_used
from tutor.console.settings import Settings
from tutor.doctor.finding import Finding, Severity
from tutor.doctor.hearing import Heard
from tutor.doctor.surroundings import Surroundings
from tutor.text.words import counted, listed

NAMES = ("LC_ALL", "LC_CTYPE", "LANG")
DRAWN_WITH = {"braille": "braille dots", "blocks": "half blocks", "ascii": "ASCII"}
SET_UTF_8 = (
    "`export LANG=C.UTF-8` (and `unset LC_ALL`, if that is set) tells all programs, and "
    "`nntutor settings markers braille` this one"
)
BYTES = 3
"""Of one braille dot in UTF-8; a terminal that knows nothing of UTF-8 shows as many signs."""


def unicode(around: Surroundings, settings: Settings) -> Finding:
    """Whether anything but ASCII is sent."""
    said = next((f"{name}={value}" for name in NAMES if (value := around.environment.get(name))), "")
    used = markers_used(settings.markers, around.environment, around.encoding)
    facts = {
        "locale": said,
        "encoding": around.encoding,
        "only_ascii": has_only_ascii(around.environment, around.encoding),
        "markers": used,
        "set": settings.markers,
    }
    where = f"the locale ({said})" if said else f"the encoding ({around.encoding})"
    knows = "does not know it" if facts["only_ascii"] else "knows it"
    found = f"{where} {knows}; curves are drawn with {DRAWN_WITH[used]}"
    if settings.markers != "auto":
        return Finding("Unicode", f"{found}, as you have set it", "fine", "", facts)
    if facts["only_ascii"]:
        return Finding("Unicode", found, "note", f"If your terminal shows Unicode, {SET_UTF_8}.", facts)
    return Finding("Unicode", found, "fine", "", facts)


def signs(around: Surroundings, heard: Heard, settings: Settings) -> Finding:
    """Whether each sign takes the one cell that it should."""
    widths = dict(heard.widths)
    facts = {"widths": widths}
    if not widths:
        return Finding("signs", "not measured: the terminal does not say where its cursor is", "fine", "", facts)
    wrong = {sample: width for sample, width in widths.items() if width != 1}
    used = markers_used(settings.markers, around.environment, around.encoding)
    if not wrong:
        return Finding("signs", _right(around), "fine", "", facts)
    told = listed([f"{sample} take {counted(width, 'cell')}" for sample, width in wrong.items()])
    if used == "ascii":
        return Finding("signs", f"{told} instead of one, but nothing but ASCII is sent", "fine", "", facts)
    if widths["braille dots"] >= BYTES:
        return Finding(
            "signs",
            f"the terminal does not speak UTF-8, though the locale says so: {told}",
            "trouble",
            "Switch the terminal to UTF-8, or have nothing but ASCII sent: `nntutor settings markers ascii`.",
            facts,
        )
    verdict, advice = _what_to_do(wrong, used)
    return Finding("signs", f"{told} instead of one", verdict, advice, facts)


def _right(around: Surroundings) -> str:
    only_ascii = has_only_ascii(around.environment, around.encoding)
    knows = ": the terminal knows Unicode, whatever the locale says" if only_ascii else ""
    return f"braille dots, boxes, half blocks and accents take one cell each, as they should{knows}"


def _what_to_do(wrong: Mapping[str, int], used: str) -> tuple[Severity, str]:
    if "boxes" in wrong or "half blocks" in wrong:
        return "trouble", (
            "Look for ambiguous characters in the terminal's settings, and make them narrow; or have nothing but ASCII "
            "sent: `nntutor settings markers ascii`."
        )
    if "braille dots" in wrong and used == "braille":
        return "trouble", "Have curves drawn with half blocks: `nntutor settings markers blocks`."
    return "note", "Words with accents may shift their line a little."
