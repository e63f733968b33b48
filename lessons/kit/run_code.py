"""The code of a moment of a run: the command line that makes the very same frame again, on any machine.

    nntutor demo learning-rate --rate 1.1 --seed 7 --frames 12

Knobs that stand at their start are left out, and so is the number of frames where nothing moves any more. Numbers are
written to their last digit. `--turn 12:width=3` turns a live knob once twelve frames have been made. A knob that the
demo has no more, because it only swapped two pictures, is passed over: an older code shows the same moment.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from lessons.kit.demo import Demo, Frame
from lessons.kit.errors import Unreadable
from lessons.kit.history import History, never
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson
from lessons.kit.sameness import same
from lessons.kit.script import Script

USUAL_FRAMES = 100
"""Frames that are made where nobody says how many; runs that finish before that stop there."""
OPTIONS = frozenset(
    {"demo", "seed", "frames", "turn", "json", "plain", "help", "version", "challenge", "open", "save", "link"}
)
"""Options that follow two dashes but are no knobs, so that no knob may be called so."""
_TURN = re.compile(r"(\d{1,7}):([^=]+)=(.*)", re.DOTALL)


def code_of(lesson: Lesson | None, demo: Demo, script: Script) -> str:
    """The line to type, quoted as a shell wants it; a demo that belongs to no lesson has a command of its own."""
    return shlex.join(["nntutor", *arguments(lesson, demo, script)])


def arguments(lesson: Lesson | None, demo: Demo, script: Script) -> list[str]:
    """Return the words to type after `nntutor`; a demo without a lesson opens at its beginning."""
    words = [*(demo.command if lesson is None else _opening(lesson, demo)), *_knobs(demo, script.settings)]
    if script.seed:
        words += ["--seed", str(script.seed)]
    if not (script.index == 0 if lesson is None else _is_usual(script)):
        words += ["--frames", str(script.index + 1)]
    for index, knobs in sorted(script.turns.items()):
        for knob, setting in knobs.items():
            words += ["--turn", f"{index}:{_dashed(knob)}={demo.control(knob).exact(setting)}"]
    return words


def _opening(lesson: Lesson, demo: Demo) -> list[str]:
    """Return the words that open a demo of a lesson."""
    name = lesson.heading.id if demo.name == lesson.demo_names[0] else f"{lesson.heading.id}/{demo.name}"
    return ["demo", name]


def _knobs(demo: Demo, settings: Mapping[str, Setting]) -> list[str]:
    """Each knob that does not stand at its start, to its last digit."""
    words: list[str] = []
    for name, control in demo.controls.items():
        exact = control.exact(settings[name])
        if (name, exact) in demo.spelt:
            words += demo.spelt[name, exact]
        elif exact != control.exact(control.start):
            words += [f"--{_dashed(name)}", exact]
    return words


def _is_usual(script: Script) -> bool:
    """Whether it is the frame where one comes to if no number is given."""
    ends = script.last and script.index < USUAL_FRAMES and all(index <= script.index for index in script.turns)
    return ends or script.index == USUAL_FRAMES - 1


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def knob_called(demo: Demo, typed: str) -> str | None:
    """The knob that was typed, with dashes or without; None if there is none of that name."""
    name = typed.replace("-", "_")
    return name if name in demo.controls else None


def is_gone(demo: Demo, typed: str) -> bool:
    """Whether a knob was typed that the demo had once: what it was set to changed no run, so that it is passed over."""
    return typed.replace("-", "_") in demo.gone


def read_turns(demo: Demo, typed: Sequence[str]) -> dict[int, dict[str, Setting]]:
    """The turns as typed after `--turn`.

    Raises:
        Unreadable: it is not `12:width=3`, there is no such live knob, or it cannot be set so.
    """
    turns: dict[int, dict[str, Setting]] = {}
    live = [name for name, control in demo.controls.items() if control.live]
    for text in typed:
        found = _TURN.fullmatch(text)
        if found and is_gone(demo, found[2]):
            continue
        name = knob_called(demo, found[2]) if found else None
        if found is None or name not in live or not int(found[1]):
            has = f"it can turn {', '.join(live)}" if live else "this demo has no knob that turns while it runs"
            raise Unreadable(f"“{text[:60]}” is no turn such as 12:width=3, to set width to 3 after 12 frames; {has}.")
        turns.setdefault(int(found[1]), {})[name] = demo.controls[name].read(found[3])
    return turns


def shortened(demo: Demo, script: Script, frame: Frame, give_up: Callable[[], bool] = never) -> Script:
    """A script with fewer turns that ends at the very same frame, if there is one; else the script itself.

    In a run that has finished, what a knob was turned to on the way seldom matters. Whether it does is not guessed: the
    run is made again without, and kept if its frame is the same bit for bit.

    Raises:
        DemoFailed: the lesson's code raised.
    """
    if not script.turns or not script.last:
        return script
    for shorter in (_turned_from_the_start(script), _turned_at_the_end(script)):
        history = History(demo, shorter)
        history.go(shorter.index, give_up)
        place = history.place
        history.close()
        if place.ended and place.frame is not None and same(place.frame, frame):
            return _with_what_waits(script, replace(shorter, index=place.index, last=True))
    return script


def _turned_from_the_start(script: Script) -> Script:
    """The knobs stand from the beginning where they stand in the end."""
    return replace(script, settings=script.settings_at(script.index), turns={})


def _turned_at_the_end(script: Script) -> Script:
    """Return a script in which all that was turned frame after frame in the end is turned at once."""
    start = script.index
    while start in script.turns:
        start -= 1
    earlier = {index: knobs for index, knobs in script.turns.items() if index <= start}
    lately = [knobs for index, knobs in sorted(script.turns.items()) if start < index <= script.index]
    together = {name: setting for knobs in lately for name, setting in knobs.items()}
    return replace(script, turns={**earlier, start + 1: together}, index=start + 1) if together else script


def _with_what_waits(script: Script, shorter: Script) -> Script:
    """Return the shorter script with all that is turned already for the frame to come still turned for it."""
    waiting = script.turns.get(script.index + 1)
    return replace(shorter, turns={**shorter.turns, shorter.index + 1: waiting}) if waiting else shorter
