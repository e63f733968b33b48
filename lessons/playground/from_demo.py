"""From a demo of a lesson to the playground: the knobs that mean the same in both stand as they stood."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Knob, Setting
from lessons.playground.controls import CONTROLS

ALSO_CALLED: Mapping[str, str] = {
    "learning_rate": "rate",
    "hidden": "layers",
    "units": "layers",
    "width": "layers",
    "neurons": "layers",
    "weight_decay": "l2",
    "decay": "l2",
    "optimizer": "optimiser",
    "batch_size": "batch",
    "start": "initialisation",
    "init": "initialisation",
}
"""How demos call what the playground calls otherwise."""


def carried_over(demo: Demo, settings: Mapping[str, Setting]) -> dict[str, Setting]:
    """Return the settings of the playground that a demo's knobs give; the others stand at their start.

    A knob is carried over if the playground has one of its name, or of its meaning, that takes its setting.

    Args:
        demo: where somebody comes from.
        settings: where its knobs stand.
    """
    found: dict[str, Setting] = {}
    for name, control in demo.controls.items():
        into = name if name in CONTROLS else ALSO_CALLED.get(name, "")
        if into not in CONTROLS or control.kind == "sketch":
            continue
        exact = control.exact(settings[name])
        whole = isinstance(control, Knob) and control.whole
        if into == "layers" and not whole and control.kind == "knob":
            continue
        try:
            found[into] = CONTROLS[into].read(exact)
        except Unreadable:
            continue
    return found
