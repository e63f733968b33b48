"""What a demo says in words: its state, its readings, its troubles, what was predicted, what its keys do."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tutor.study.playback.player import Player
from tutor.study.playback.speeds import SPEEDS
from tutor.tui.bindings import Command
from tutor.tui.demo.knobs import SEED

NEEDS_A_RUN = {"demo.play", "demo.step", "demo.speed"}
"""Commands that make no sense in a demo that is only there to be turned."""


def state(player: Player, *, unseen: bool = False) -> str:
    """Playing, paused, finished: with a shape and a word; `unseen` where no picture is drawn meanwhile."""
    speed = SPEEDS[player.speed]
    pace = "as fast as it goes" if math.isinf(speed) else f"{speed:g} a second"
    news = f", now {pace}" if player.retimed else ""
    if player.returning or player.looks_back:
        return in_the_past(player) + news
    if player.problem:
        return f"✗ broken off{news}"
    if player.still:
        return "· turn the knobs"
    if player.finished:
        return f"■ finished{news}"
    if player.playing:
        return f"▶ playing, {pace}, motion off" if unseen else f"▶ playing, {pace}"
    return f"Ⅱ paused, {pace}" if player.moved else f"· ready, {pace}"


def in_the_past(player: Player) -> str:
    """Which frame of the run is looked at, or that it is being made again."""
    if player.returning:
        return "◂ going back …" if player.aim <= player.newest else "▸ going there …"
    sign = "▶" if player.playing else "◂"
    update = player.frame.number if player.frame is not None else 0
    return f"{sign} update {update:,}, frame {player.index + 1:,} of {player.newest + 1:,}"


def trouble(player: Player) -> str:
    """Tell what went wrong in the run, in Markdown, or ""."""
    if player.problem:
        return (
            f"**This demo broke off.** Its code says:\n\n`{player.problem}`\n\n"
            "The rest of the lesson works; r starts it again."
        )
    if player.trouble is None:
        return ""
    fix = ", ".join(_setting(player, name) for name in player.trouble.fix)
    offer = f" **f** mends it: {fix}." if fix else ""
    return f"**{player.trouble.name}.** {player.trouble.why}{offer}"


def _setting(player: Player, name: str) -> str:
    control = player.demo.controls[name]
    assert player.trouble is not None
    return f"{control.label or name} {control.shown(player.trouble.fix[name])}"


def prediction(player: Player) -> str:
    """The question before the first run; afterwards what was said, and whether it held."""
    asked = player.demo.prediction
    if asked is None or player.predicted == -1:
        return ""
    if player.predicted is None:
        options = "\n".join(f"{i}. {option}" for i, option in enumerate(asked.options, 1))
        return f"**Before you run it:** {asked.prompt}\n\n{options}"
    return _compared(player, asked.options[player.predicted], asked.options)


def _compared(player: Player, said: str, options: Sequence[str]) -> str:
    """Hold what was said before the first run against what became of it in this one."""
    if not player.as_predicted:
        if player.settled is None:
            return f"With other settings you said “{said}”."
        if player.settled == player.predicted:
            return f"With other settings you said “{said}”; it holds with these, too."
        return f"With other settings you said “{said}”. With these: “{options[player.settled]}”."
    if player.settled is None:
        if player.finished and player.moved:
            return f"You said “{said}”. This run has ended before that could be seen."
        return f"You said “{said}”." + ("" if player.moved or player.playing else " Run it and see.")
    if player.settled == player.predicted:
        return f"✓ You said “{said}”, and so it is."
    return f"✗ You said “{said}”; it turned out otherwise: “{options[player.settled]}”. That is worth a thought."


def word_for(command: Command, player: Player, chosen: str) -> str | None:
    """Return the key bar's word for a command, as things stand."""
    if command.id in NEEDS_A_RUN and player.still:
        return None
    if command.id == "demo.play":
        if player.finished or player.problem:
            return "play again"
        return "pause" if player.playing else "skip" if player.undecided else "play"
    if command.id == "demo.step" and player.looks_back:
        return "later"
    control = player.demo.controls.get(chosen)
    drawing = control is not None and control.kind == "sketch"
    if command.id == "demo.type":
        return "draw" if drawing else "type"
    if command.id == "demo.turn" and drawing:
        return None
    return command.word


def entry(player: Player, name: str) -> tuple[str, str]:
    """Return the question when a knob's value is to be typed, and the text that stands there first."""
    if name == SEED:
        return "seed, a whole number", str(player.seed)
    control = player.demo.controls[name]
    label = control.label or name
    shown = control.shown(player.settings[name])
    if control.kind == "choices":
        return f"{label}: {', '.join(control.options)}", shown
    return (f"{label}, {control.low:g} to {control.high:g}", shown) if control.kind == "knob" else (label, shown)


def read_seed(text: str) -> int:
    """Read a seed as typed.

    Raises:
        Unreadable: not a whole number from 0 to a billion.
    """
    from lessons.kit.errors import Unreadable
    from lessons.kit.replies import read_number

    number = read_number(text)
    if number != int(number) or not 0 <= number <= 1e9:
        raise Unreadable("A seed is a whole number from 0 to 1,000,000,000.")
    return int(number)
