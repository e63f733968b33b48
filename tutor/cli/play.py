"""`nntutor play`: the playground, in the app, as a conversation, or every frame of a run as JSON."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.kit.script import Script
from lessons.playground.challenges.challenge import Challenge
from lessons.playground.challenges.dozen import CHALLENGES, number_of
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.records import as_record
from tutor.cli.demo import frames_to, script_of
from tutor.cli.learn import full_screen, on_the_screen
from tutor.cli.play_data import tell_data
from tutor.cli.play_opening import opened
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Misused, Shell
from tutor.plain.play import converse
from tutor.study.playback.weights import save_weights
from tutor.study.progress.challenges import challenges_done
from tutor.tui.startup import FirstScreen, PlayStart

TO_THE_END = 1_000_000
"""Frames by which every run is over, unless somebody wants fewer."""
LIST = "list"
"""In place of a challenge: all of them."""


def play(shell: Shell, options: SimpleNamespace) -> int:
    """Open the playground with the settings that were typed.

    Raises:
        Misused: there is no such setting, file, link or challenge, or it cannot be so.
        LessonError: the run fails.
    """
    if options.challenge == LIST:
        return _list_challenges(shell, options)
    if options.save is not None and not options.json:
        raise Misused("--save goes with --json; w on the screen and save in plain text save what is shown.")
    demo, challenge = opened(shell, options)
    if options.json:
        return _print_records(shell, demo, script_of(demo, options, TO_THE_END), challenge, options.save)
    script = script_of(demo, options, usual=1)
    if not options.plain and full_screen(shell):
        start = PlayStart(demo, script, challenge=challenge.name if challenge else "")
        return on_the_screen(shell, FirstScreen(playground=start))
    return converse(shell, demo, script, challenge)


def _print_records(shell: Shell, demo: Demo, script: Script, challenge: Challenge | None, save: str | None) -> int:
    """Print an object for each frame of a run, and save the weights of the last one, if that is wanted."""
    frame = None
    for index, (frame, settings) in enumerate(frames_to(demo, script)):
        if not index:
            tell_data(shell, frame)
        record = dict(as_record(demo, script.seed, settings, frame))
        if challenge is not None and isinstance(frame, PlaygroundFrame):
            score = challenge.score(frame)
            record["challenge"] = {"name": challenge.name, "reached": score.reached, "told": score.told}
        shell.tell(record)
    if save is not None and isinstance(frame, PlaygroundFrame):
        _save(shell, save, frame)
    return FINE


def _save(shell: Shell, name: str, frame: PlaygroundFrame) -> None:
    """Save the weights as they are at a frame.

    Raises:
        Misused: they cannot be written there.
    """
    try:
        shell.complain(save_weights(name, frame.moment))
    except Unreadable as problem:
        raise Misused(f"--save: {problem}") from problem


def _list_challenges(shell: Shell, options: SimpleNamespace) -> int:
    """Name every challenge, and which are done."""
    with closing(shell.open_store()) as store:
        done = challenges_done(store)
    printer = Printer(shell.out, shell.environment)
    for challenge in CHALLENGES.values():
        is_done = challenge.name in done
        if options.json:
            named = {"name": challenge.name, "title": challenge.title, "told": challenge.told, "done": is_done}
            shell.tell({"type": "challenge", "number": number_of(challenge), **named})
        else:
            printer.item("-", f"{challenge.name}, {'done' if is_done else 'open'}: {challenge.told}")
    return FINE
