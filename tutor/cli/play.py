"""`nntutor play`: the playground, in the app, as a conversation, or every frame of a run as JSON."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.kit.script import Script
from lessons.playground.challenges.challenge import Challenge
from lessons.playground.challenges.dozen import CHALLENGES, challenge_called, number_of
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.records import as_record
from lessons.playground.run import playground
from lessons.playground.weights_file import SavedWeights, read
from tutor.cli.demo import frames_to, script_of
from tutor.cli.learn import full_screen, on_the_screen
from tutor.cli.play_link import read_link
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Misused, Shell
from tutor.plain.play import converse
from tutor.study.playback.weights import save_weights
from tutor.study.progress.challenges import challenges_done
from tutor.text.served import is_served
from tutor.tui.startup import FirstScreen, PlayStart

TO_THE_END = 1_000_000
"""Frames by which every run is over, unless somebody wants fewer."""
LIST = "list"
"""In place of a challenge: all of them."""


def play(shell: Shell, options: SimpleNamespace) -> int:
    """Open the playground with the settings that were typed.

    Raises:
        Misused: there is no such setting or challenge, or it cannot be set so.
        LessonError: the run fails.
    """
    if options.challenge == LIST:
        return _list_challenges(shell, options)
    if options.save is not None and not options.json:
        raise Misused("--save goes with --json; w on the screen and save in plain text save what is shown.")
    saved, challenge = _saved(shell, options), _challenge(options)
    linked = read_link(options) if options.link is not None else None
    demo = playground(saved=saved, linked=linked)
    if challenge is not None:
        typed = {name for name, _ in options.knobs}
        options.knobs = (*_start_of(demo, challenge, typed), *options.knobs)
    if options.json:
        return _print_records(shell, demo, script_of(demo, options, TO_THE_END), challenge, options.save)
    script = script_of(demo, options, usual=1)
    if not options.plain and full_screen(shell):
        start = PlayStart(demo, script, challenge=challenge.name if challenge else "")
        return on_the_screen(shell, FirstScreen(playground=start))
    return converse(shell, demo, script, challenge)


def _saved(shell: Shell, options: SimpleNamespace) -> SavedWeights | None:
    """The weights to start with, and their seed unless another was typed.

    Raises:
        Misused: they cannot be read, or nobody here may open a file.
    """
    if options.open is None:
        return None
    if is_served(shell.environment):
        raise Misused("Files are not opened on this server.")
    try:
        saved = read(options.open)
    except Unreadable as problem:
        raise Misused(f"--open: {problem}") from problem
    options.seed = saved.seed if options.seed is None else options.seed
    return saved


def _challenge(options: SimpleNamespace) -> Challenge | None:
    """The challenge that was named.

    Raises:
        Misused: there is none of that name.
    """
    if options.challenge is None:
        return None
    try:
        return challenge_called(options.challenge)
    except Unreadable as problem:
        raise Misused(f"--challenge: {problem}") from problem


def _start_of(demo: Demo, challenge: Challenge, typed: set[str]) -> list[tuple[str, str]]:
    """The settings of a challenge's start that nobody has typed otherwise."""
    return [
        (name, demo.controls[name].exact(demo.controls[name].fitted(setting)))
        for name, setting in challenge.start.items()
        if name not in typed
    ]


def _print_records(shell: Shell, demo: Demo, script: Script, challenge: Challenge | None, save: str | None) -> int:
    """Print an object for each frame of a run, and save the weights of the last one, if that is wanted."""
    frame = None
    for frame, settings in frames_to(demo, script):
        record = dict(as_record(demo, script.seed, settings, frame))
        assert isinstance(frame, PlaygroundFrame)
        if challenge is not None:
            score = challenge.score(frame)
            record["challenge"] = {"name": challenge.name, "reached": score.reached, "told": score.told}
        shell.tell(record)
    if save is not None and isinstance(frame, PlaygroundFrame):
        try:
            shell.complain(save_weights(save, frame.moment))
        except Unreadable as problem:
            raise Misused(f"--save: {problem}") from problem
    return FINE


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
