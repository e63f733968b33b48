"""From a demo of a lesson to the playground: the knobs that mean the same in both stand as they stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Setting
from lessons.playground.controls import CONTROLS
from lessons.playground.notation import layers_text
from lessons.playground.settings import PlaygroundSettings

UNITS = 4
"""Units of each hidden layer, where a demo counts layers alone."""


def _as_it_is(exact: str) -> str:
    return exact


def _in_per_cent(exact: str) -> str:
    """A share as per cent, without the dust of the multiplication."""
    return f"{100 * float(exact):.12g}"


def _layers_alike(exact: str) -> str:
    """A number of hidden layers, all of the same size."""
    return layers_text([UNITS] * int(exact))


MEANINGS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    **{name: (name, _as_it_is) for name in CONTROLS if name not in ("stride", "stop", "edit")},
    "learning_rate": ("rate", _as_it_is),
    "hidden": ("layers", _as_it_is),
    "units": ("layers", _as_it_is),
    "neurons": ("layers", _as_it_is),
    "layers": ("layers", _layers_alike),
    "noise": ("noise", _in_per_cent),
    "weight_decay": ("l2", _as_it_is),
    "batch_size": ("batch", _as_it_is),
}
"""What a demo's knob is called here, and how its setting is written: the course calls the same things the same."""


def carried_over(demo: Demo, settings: Mapping[str, Setting]) -> dict[str, Setting]:
    """Return the settings of the playground that a demo's knobs give; the others stand at their start.

    A knob is carried over if the playground has one of its meaning that takes its setting.

    Args:
        demo: where somebody comes from.
        settings: where its knobs stand.
    """
    found: dict[str, Setting] = {}
    for name, control in demo.controls.items():
        into, written = MEANINGS.get(name, ("", _as_it_is))
        if into and control.kind in ("knob", "choices"):
            with suppress(Unreadable, ValueError):  # the playground takes no such setting
                found[into] = CONTROLS[into].read(written(control.exact(settings[name])))
    return found


def settings_after(demo: Demo, settings: Mapping[str, Setting], seed: int) -> PlaygroundSettings:
    """Return the settings of the run with which the playground opens after a demo."""
    return PlaygroundSettings(**{**carried_over(demo, settings), "seed": seed})  # type: ignore[arg-type]
