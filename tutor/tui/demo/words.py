"""What a demo says in words: its state, its readings, its troubles, what was predicted, what its keys do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.study.playback.prediction import DECLINED
from tutor.study.playback.speeds import SPEEDS
from tutor.study.playback.view import DemoView
from tutor.tui.bindings.command import Command
from tutor.tui.demo.knobs import SEED

if TYPE_CHECKING:
    from lessons.kit.demo import Reading

NEEDS_A_RUN = {"demo.play", "demo.step", "demo.speed"}
"""Commands that make no sense in a demo that is only there to be turned."""


def state(view: DemoView, *, unseen: bool = False) -> str:
    """Playing, paused, finished: with a shape and a word; `unseen` where no picture is drawn meanwhile."""
    speed = SPEEDS[view.speed]
    pace = "as fast as it goes" if math.isinf(speed) else f"{speed:g} a second"
    news = f", now {pace}" if view.retimed else ""
    if view.returning or view.looks_back:
        return in_the_past(view) + news
    if view.problem:
        return f"✗ broken off{sooner(view)}{news}"
    if view.still:
        return "· turn the knobs"
    if view.finished:
        leads_on = "" if view.demo.command else "; w: what if …?"
        return f"■ finished{sooner(view)}{news}{leads_on}"
    if view.playing:
        return f"▶ playing, {pace}, motion off" if unseen else f"▶ playing, {pace}"
    return f"Ⅱ paused, {pace}" if view.moved else f"· ready, {pace}"


def sooner(view: DemoView) -> str:
    """Say so, if the run has ended before it stood where the one before the last turn of a knob did."""
    return f" sooner, at frame {view.index + 1:,}" if view.ended_sooner else ""


def before(view: DemoView) -> dict[str, Reading]:
    """The readings before a knob was turned, as far as they were others, the first called by what stood otherwise."""
    return {"before:": view.otherwise, **view.readings_before} if view.readings_before else {}


def in_the_past(view: DemoView) -> str:
    """Which frame of the run is looked at, or that it is being made again."""
    if view.returning:
        return "◂ going back …" if view.aim <= view.newest else "▸ going there …"
    sign = "▶" if view.playing else "◂"
    return f"{sign} {view.moment}"


def trouble(view: DemoView) -> str:
    """Return the trouble in Markdown, or ""."""
    if view.problem:
        return (
            f"**This demo broke off.** Its code says:\n\n`{view.problem}`\n\n"
            "The rest of the lesson works; r starts it again."
        )
    if view.trouble is None:
        return ""
    fix = ", ".join(_setting(view, name) for name in view.trouble.fix)
    offer = f" **f** mends it: {fix}." if fix else ""
    return f"**{view.trouble.name}.** {view.trouble.why}{offer}"


def _setting(view: DemoView, name: str) -> str:
    control = view.demo.controls[name]
    assert view.trouble is not None
    return f"{control.label or name} {control.shown(view.trouble.fix[name])}"


def prediction(view: DemoView, *, in_a_row: bool = False) -> str:
    """The question before the first run; afterwards what was predicted, and whether it held.

    Args:
        view: the demo as it stands.
        in_a_row: whether the options stand one after the other, where there is no line for each.
    """
    asked, option = view.commitment.asked, view.commitment.option
    if asked is None or option == DECLINED:
        return ""
    if option is None:
        if in_a_row:
            return f"**{asked.prompt}** " + "   ".join(f"**{i}** {option}" for i, option in enumerate(asked.options, 1))
        options = (f"**{i}.** {option}" for i, option in enumerate(asked.options, 1))
        return "  \n".join([f"**{asked.prompt}**", *options])  # hard breaks: a list would have a blank line above it
    return _compared(view, asked.options) if view.as_predicted else view.commitment.with_other_settings(view.came_true)


def _compared(view: DemoView, options: Sequence[str]) -> str:
    """Return the prediction of this run, how it came out, and why it was not as predicted."""
    predicted, came_true = view.commitment.words, view.came_true
    if came_true is None:
        if view.finished and view.moved:
            return f"You said “{predicted}”. This run has ended before that could be seen."
        return f"You said “{predicted}”." + ("" if view.moved or view.playing else " Run it and see.")
    if came_true == view.commitment.option:
        return f"✓ You said “{predicted}”, and so it is."
    why = view.commitment.why_not(view.frame, view.settings) if view.frame is not None else ""
    return f"✗ You said “{predicted}”, and it was “{options[came_true]}”. {why}".rstrip()


def word_for(command: Command, view: DemoView, chosen: str) -> str | None:
    """Return the key bar's word for a command, as things stand."""
    if command.id in NEEDS_A_RUN and view.still:
        return None
    if command.id == "demo.play":
        if view.finished or view.problem:
            return "play again"
        return "pause" if view.playing else "skip" if view.commitment.is_due else "play"
    if command.id == "demo.step" and view.looks_back:
        return "later"
    control = view.demo.controls.get(chosen)
    kind = "knob" if control is None else control.kind
    if command.id == "demo.type":
        return "draw" if kind == "sketch" else "type"
    if command.id == "demo.turn" and kind in ("sketch", "text"):
        return None
    return command.word


def entry(view: DemoView, name: str) -> tuple[str, str]:
    """Return the question for a knob's value, and the value that stands there first."""
    if name == SEED:
        return "seed, a whole number", str(view.seed)
    control = view.demo.controls[name]
    label = control.label or name
    shown = control.shown(view.settings[name])
    if control.kind == "choices":
        return f"{label}: {', '.join(control.options)}", shown
    if control.kind in ("text", "typed"):
        return f"{label}: {control.hint}", shown
    return (f"{label}, {control.low:g} to {control.high:g}", shown) if control.kind == "knob" else (label, shown)
