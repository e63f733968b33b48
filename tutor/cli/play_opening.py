"""What `nntutor play` opens: data of one's own, saved weights, a link, a challenge; what is typed beside them wins."""

from __future__ import annotations

from types import SimpleNamespace

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.playground.challenges.challenge import Challenge
from lessons.playground.challenges.dozen import challenge_called
from lessons.playground.run import playground
from lessons.playground.weights_file import SavedWeights, read
from tutor.cli.play_data import own_data_among
from tutor.cli.play_link import read_link
from tutor.console.shell import Misused, Shell
from tutor.text.served import is_served


def opened(shell: Shell, options: SimpleNamespace) -> tuple[Demo, Challenge | None]:
    """Return the playground, and the challenge that is taken up; what they bring is put among the options.

    Raises:
        Misused: a file, a link or a challenge makes no sense.
    """
    challenge = _challenge(options)
    saved = _saved(shell, options)
    own = own_data_among(shell, options)
    if own is not None and (options.link is not None or challenge is not None):
        raise Misused(
            f"--{'link' if options.link is not None else 'challenge'} brings its own data: leave out one of both."
        )
    demo = playground(own, saved, read_link(options) if options.link is not None else None)
    if challenge is not None:
        typed = {name for name, _ in options.knobs}
        options.knobs = (*_start_of(demo, challenge, typed), *options.knobs)
    return demo, challenge


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
    if "data" not in {name for name, _ in options.knobs}:
        named = zip(saved.own[::2], saved.own[1::2], strict=True)
        options.knobs = (*((name.removeprefix("--"), value) for name, value in named), *options.knobs)
    return saved


def _challenge(options: SimpleNamespace) -> Challenge | None:
    """The challenge that was named.

    Raises:
        Misused: there is none of that name.
    """
    if options.challenge is None:
        return None
    for name in ("open", "link"):
        if getattr(options, name) is not None:
            raise Misused(f"--challenge begins with settings of its own, and so does --{name}: leave out one of both.")
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
