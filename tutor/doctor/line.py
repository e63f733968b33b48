"""Findings about the way to the terminal: how quickly it answers, what stands in between, and the mouse."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.doctor.finding import Finding
from tutor.doctor.hearing import Heard
from tutor.doctor.surroundings import Surroundings

SLOW = 0.25
"""Seconds of a round trip from which on steps are easier to follow than movement."""
SILENT = "the terminal does not say where its cursor is, so demos are drawn five times a second at most"
BETWEEN = {"TMUX": "tmux", "STY": "screen"}
IN_TMUX = (
    "For 16 million colours in tmux: `set -as terminal-features ',*:RGB'` in ~/.tmux.conf, and "
    "`nntutor settings colours truecolor`."
)


def answers(heard: Heard) -> Finding:
    """How long the terminal takes to answer; the frame rate of demos follows that."""
    round_trip = heard.round_trip
    facts = {"milliseconds": None if round_trip is None else [round(1000 * t, 1) for t in heard.round_trips]}
    if round_trip is None:
        return Finding(
            "answers", SILENT, "note", "If that disturbs you: `nntutor settings motion reduced`, or off.", facts
        )
    time = f"{1000 * round_trip:.0f} ms" if round_trip >= 0.001 else "less than 1 ms"
    found = f"after {time}, the median of {len(heard.round_trips)}; demos are drawn to suit"
    if round_trip >= SLOW:
        advice = "`nntutor settings motion reduced` sends less, and so does `ssh -C`."
        return Finding("answers", found, "note", advice, facts)
    return Finding("answers", found, "fine", "", facts)


def between(around: Surroundings) -> Iterator[Finding]:
    """Tmux or screen, and SSH, where they are in between."""
    environment = around.environment
    for name, program in BETWEEN.items():
        if environment.get(name):
            advice = IN_TMUX if program == "tmux" and not environment.get("COLORTERM") else ""
            yield Finding(
                program,
                "in between; it answers on the terminal's behalf, so demos are sent no more than 16 KB a second",
                "fine",
                advice,
                {"inside": True},
            )
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        passes = "" if environment.get("COLORTERM") else ", and does not pass on COLORTERM, as it seldom does"
        yield Finding(
            "SSH",
            f"in between{passes}",
            "fine",
            "On a slow line `ssh -C` helps, and so does `nntutor settings motion reduced`.",
            {"inside": True, "COLORTERM": environment.get("COLORTERM", "")},
        )


def mouse(heard: Heard) -> Finding:
    """Whether the mouse can be used; it never has to be."""
    facts = {"reported": heard.mouse}
    if heard.mouse:
        return Finding("mouse", "the terminal can report it", "fine", "", facts)
    why = "does not say whether it can report it" if heard.mouse is None else "cannot report it"
    return Finding("mouse", f"the terminal {why}; the keyboard suffices", "fine", "", facts)
