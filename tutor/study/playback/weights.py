"""Saves the weights of a run of the playground in a file that is new: nothing is ever written over."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from lessons.kit.errors import Unreadable
from lessons.kit.signs import quoted
from tutor.console.saving import write_whole

if TYPE_CHECKING:
    from lessons.playground.moment import RunMoment

ENDING = ".npz"


def suggested_name(moment: RunMoment) -> str:
    """Return a name for the file of a moment, such as "spiral-8-8-update-300.npz"."""
    settings, data = moment.bench.settings, Path(moment.bench.data.name).stem
    layers = settings.layers.replace(",", "-")
    return f"{data}-{layers}-update-{moment.standing.number}{ENDING}"


def save_weights(typed: str, moment: RunMoment) -> str:
    """Write the weights of a run as they are at a moment.

    Args:
        typed: the file's name; `.npz` is added where it is missing.
        moment: of the run.

    Returns:
        Where they are, and how they are opened again, in a sentence.

    Raises:
        Unreadable: it cannot be written there; the message says why and what to do.
    """
    from lessons.playground.weights_saving import as_bytes

    if not typed.strip():
        raise Unreadable(f"Name a file, such as {suggested_name(moment)}.")
    path = Path(typed.strip()).expanduser()
    path = path if path.suffix == ENDING else path.with_name(path.name + ENDING)
    content = as_bytes(moment)
    try:
        write_whole(path, [content], force=False)
    except FileExistsError:
        raise Unreadable(f"{quoted(path.name)} exists already, and nothing was written. Give another name.") from None
    except (OSError, ValueError) as problem:
        why = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
        raise Unreadable(f"{quoted(path.name)} could not be written: {why}. Give another name or folder.") from problem
    again = shlex.join(["nntutor", "play", "--open", str(path)])
    return f"Saved in {path}; {again} starts a run with these weights, its optimiser afresh."


def outcome_of_saving(typed: str, moment: RunMoment) -> str:
    """Save weights as `save_weights` does, and return what came of it, in a sentence, also where they could not be."""
    try:
        return save_weights(typed, moment)
    except Unreadable as problem:
        return str(problem)
