"""The settings of the playground as controls: where each stands at first, what may be typed, where the arrows lead."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from engine.initialisation import INITIALISATIONS
from engine.losses import LOSSES
from engine.optimisers import NAMED
from lessons.kit.knobs import Choices, Control, Setting
from lessons.kit.stepped import per_cent, stepped
from lessons.kit.typed import Typed
from lessons.playground import notation
from lessons.playground.examples import DATA
from lessons.playground.features import FEATURES, FEATURES_HINT

SCHEDULES = ("constant", "step", "exponential", "cosine", "warm-up")
STRIDES = ("growing", "update", "epoch")
AUTO = "auto"
SAVED = "saved"
"""Where weights start that were saved in a file."""
FEW_LAYERS = ("none", "1", "2", "3", "4", "8", "16", "4,2", "4,4", "8,8", "16,16", "8,8,8", "16,16,16")

CONTROLS: Mapping[str, Control] = {
    "data": Choices(*DATA, start="circles"),
    "noise": per_cent(*range(0, 55, 5), start=10, label="noise %"),
    "test": per_cent(*range(10, 100, 10), start=50, label="kept for test %"),
    "inputs": Typed(
        "x1,x2",
        notation.words_among(FEATURES, FEATURES_HINT, once=True, most=len(FEATURES)),
        FEATURES_HINT,
        ("x1", "x1,x2", "x1,x2,x1x2", "x1^2,x2^2", "x1,x2,x1^2,x2^2", "x1,x2,sin1,sin2", ",".join(FEATURES)),
    ),
    "layers": Typed("4,2", notation.read_layers, notation.LAYERS_HINT, FEW_LAYERS),
    "activation": Typed(
        "tanh",
        notation.words_among(notation.ACTIVATIONS, notation.ACTIVATIONS_HINT, once=False, most=notation.MOST_LAYERS),
        notation.ACTIVATIONS_HINT,
        notation.ACTIVATIONS,
    ),
    "output": Choices("identity", "tanh", "sigmoid"),
    "loss": Choices(AUTO, *LOSSES),
    "optimiser": Choices(*NAMED),
    "rate": stepped(1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100, start=0.03),
    "schedule": Choices(*SCHEDULES),
    "batch": stepped(1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000, start=10, whole=True),
    "l1": stepped(0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, start=0, label="L1"),
    "l2": stepped(0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, start=0, label="L2"),
    "dropout": stepped(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, start=0),
    "normalise": Choices("off", "on", label="batch norm"),
    "initialisation": Choices(AUTO, *INITIALISATIONS, SAVED, label="start of weights"),
    "epochs": stepped(1, 10, 30, 100, 300, 1000, 3000, 10_000, start=300, whole=True),
    "stride": Choices(*STRIDES, label="a frame", live=True),
    "stop": Typed(
        notation.NONE,
        notation.read_stop,
        notation.STOP_HINT,
        (notation.NONE, "loss<0.1", "accuracy>0.95", "epoch=10", "epoch=100"),
        label="pause at",
        live=True,
    ),
    "edit": Typed(notation.NONE, notation.read_edits, notation.EDIT_HINT, label="weight by hand", live=True),
}
"""Everything that can be set, in the order to show it; the last three may be turned while a run goes on."""


def controls_with(own: str) -> Mapping[str, Control]:
    """Return the controls with data of the learner's own before the engine's."""
    return {**CONTROLS, "data": Choices(own, *DATA)}


def starting_at(controls: Mapping[str, Control], settings: Mapping[str, Setting]) -> Mapping[str, Control]:
    """Return controls that stand elsewhere at first, so that what is left out of a line stands there."""
    return {name: _starting_at(control, settings[name]) for name, control in controls.items()}


def _starting_at(control: Control, setting: Setting) -> Control:
    moved = copy(control)
    object.__setattr__(moved, "start", setting)  # it is frozen, and this is not seen by anybody yet
    return moved
