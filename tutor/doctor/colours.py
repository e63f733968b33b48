"""Findings about colours: what is sent, and what the terminal could show."""

from __future__ import annotations

from tutor.charts.look import Colours
from tutor.console.environment import colours_said, colours_used
from tutor.console.settings import Settings
from tutor.doctor.finding import Finding
from tutor.doctor.hearing import Heard
from tutor.doctor.surroundings import Surroundings

IN_WORDS: dict[Colours, str] = {
    "truecolor": "all 16 million are sent",
    "256": "256 are sent",
    "16": "16 are sent",
    "none": "none are sent, everything is told by words and shapes",
}
RAISE = "`nntutor settings colours truecolor` has them sent."
SEND = (
    " Or have SSH pass on what your terminal says: `SendEnv COLORTERM` in ~/.ssh/config, where the server accepts it "
    "(`AcceptEnv COLORTERM`)."
)


def colours(around: Surroundings, heard: Heard | None, settings: Settings) -> Finding:
    """Whether as many colours are sent as can be seen."""
    environment = around.environment
    used, can = colours_used(settings.colours, environment), heard.true_colour if heard else None
    facts = {
        "sent": used,
        "said": colours_said(environment),
        "set": settings.colours,
        "NO_COLOR": "NO_COLOR" in environment,
        "COLORTERM": environment.get("COLORTERM", ""),
        "truecolor": can,
        "background": _hexadecimal(heard),
    }
    found, advice = f"{IN_WORDS[used]}, {_because(around, settings)}", _about_background(heard, settings)
    if used in ("256", "16") and can:
        over_ssh = SEND if environment.get("SSH_CONNECTION") and not environment.get("COLORTERM") else ""
        return Finding("colours", f"{found}; the terminal has 16 million", "note", RAISE + over_ssh, facts)
    if used == "truecolor" and can is False:
        return Finding(
            "colours",
            f"{found}; the terminal does not keep them apart",
            "note",
            "If colours look wrong: `nntutor settings colours 256`.",
            facts,
        )
    return Finding("colours", found, "fine", advice, facts)


def _because(around: Surroundings, settings: Settings) -> str:
    environment = around.environment
    if "NO_COLOR" in environment:
        return "because NO_COLOR is set"
    if settings.colours != "auto":
        return "as you have set it"
    return "as COLORTERM says" if colours_said(environment) == "truecolor" else "going by TERM"


def _about_background(heard: Heard | None, settings: Settings) -> str:
    if heard is None or heard.background is None:
        return ""
    red, green, blue = heard.background
    if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5 or settings.theme.endswith("light"):
        return ""
    return "Your terminal is light; `nntutor settings theme light` would suit it."


def _hexadecimal(heard: Heard | None) -> str | None:
    if heard is None or heard.background is None:
        return None
    return "#" + "".join(f"{round(255 * part):02x}" for part in heard.background)
