"""Data of the learner's own for `nntutor play`: `--data points.csv`, with `--columns`, `--label` and `--task`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast, get_args

from lessons.kit.errors import Unreadable
from lessons.kit.signs import quoted, tidied
from lessons.playground.controls import CONTROLS
from lessons.playground.examples import DATA, DataTask, OwnData
from lessons.playground.own.choice import own_data
from lessons.playground.own.table import OwnChoice
from tutor.console.shell import Misused, Shell
from tutor.text.served import is_served

if TYPE_CHECKING:
    from lessons.kit.demo import Frame

OPTIONS = ("columns", "label", "task")
"""What may be said of one's own data, and of no other."""
NOT_SERVED = "On a class server no file can be opened: the data sets of the course are there, such as --data spiral."


def own_data_among(shell: Shell, options: SimpleNamespace) -> OwnData | None:
    """Return the learner's own data, if that was asked for, and leave only the knobs of the playground in the options.

    Raises:
        Misused: there is something wrong with it, or with what is said of it, or this is a class server.
    """
    asked = dict(options.knobs)
    name = asked.get("data")
    if name is None or not is_path(name, shell):
        _refuse_without_file(name, [each for each in OPTIONS if each in asked])
        return None
    if is_served(shell.environment):
        raise Misused(NOT_SERVED)
    options.knobs = tuple(knob for knob in options.knobs if knob[0] not in ("data", *OPTIONS))
    task = asked.get("task")
    if task is not None and task not in get_args(DataTask):
        raise Misused(f"--task {quoted(task)} is none: it is {' or '.join(get_args(DataTask))}.")
    choice = OwnChoice(name, asked.get("columns"), asked.get("label"), cast("DataTask | None", task))
    try:
        return own_data(choice)
    except Unreadable as problem:
        raise Misused(str(problem)) from problem


def is_path(name: str, shell: Shell) -> bool:
    """Whether a file is meant: by its sign or dot, or because there is one and no data set of that name.

    On a class server nobody looks whether there is one.
    """
    if "/" in name or "\\" in name or "." in name:
        return True
    return tidied(name).casefold() not in ("", *DATA) and not is_served(shell.environment) and _is_there(name)


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _refuse_without_file(name: str | None, said: Sequence[str]) -> None:
    if name is not None:
        try:
            CONTROLS["data"].read(name)
        except Unreadable as problem:
            raise Misused(
                f"--data: {problem} A file of your own is named by its path, such as points.csv."
            ) from problem
    if said:
        of = f"{quoted(name)} is a data set of the course" if name is not None else "no --data is named"
        raise Misused(f"--{said[0]} is said of a file of your own, such as --data points.csv, and {of}.")


def tell_data(shell: Shell, frame: Frame) -> None:
    """Print what was made of one's own data as an object, from the first frame of a run."""
    from lessons.playground.frame import PlaygroundFrame

    if isinstance(frame, PlaygroundFrame) and (facts := frame.moment.bench.data.facts):
        shell.tell({"type": "data", **facts})
