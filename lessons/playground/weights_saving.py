"""Writes a run's weights as a file that NumPy reads (`.npz`), and that `weights_file` opens again."""

from __future__ import annotations

import io

import numpy as np

from lessons.kit.errors import Unreadable
from lessons.playground.controls import CONTROLS
from lessons.playground.moment import RunMoment
from lessons.playground.weights_file import FORMAT, places_in


def as_bytes(moment: RunMoment) -> bytes:
    """Return the file that holds the weights of a run as they are at a moment.

    Raises:
        Unreadable: a weight is no number any more.
    """
    arrays = {name: np.array(place) for name, place in places_in(moment.net)}
    if moment.standing.diverged or not all(np.isfinite(array).all() for array in arrays.values()):
        raise Unreadable("This run has no numbers to save any more: look at an earlier frame, and save that.")
    settings = moment.bench.settings
    told = {name: CONTROLS[name].exact(getattr(settings, name)) for name in CONTROLS if name != "data"}
    told |= {"data": settings.data, "seed": str(settings.seed)}
    names, values = np.array(list(told)), np.array(list(told.values()))
    file = io.BytesIO()
    np.savez(
        file, format=np.array(FORMAT), update=np.array(moment.standing.number), setting_names=names,
        setting_values=values, own=np.array(settings.own, dtype=str), **arrays,  # type: ignore[arg-type]
    )  # fmt: skip
    return file.getvalue()
