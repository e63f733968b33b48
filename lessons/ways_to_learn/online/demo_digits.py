"""The demo of forgetting: what becomes of 0 to 4 while a network learns 5 to 9."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import datasets
from lessons.kit.charts import Bars, Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.ways_to_learn.online.digits import RATE, UPDATES, Examined, lessons

GONE, SOME, KEPT = range(3)
OPTIONS = ("Hardly any: fewer than one in five", "Something between", "Most: more than 85 in a hundred")
ENOUGH = 8
"""Old scans in a batch of 32 with which most of the old is kept."""


@demo(
    prediction=Prediction(f"How many unseen scans of 0 to 4 will it read after {UPDATES} updates?", OPTIONS),
    replayed=Knob(0, 16, start=0, steps=16, whole=True, label="old scans in 32"),
    rate=Knob(0.001, 0.03, start=RATE, scale="log", steps=6, label="learning rate"),
)
def digits(replayed: int, rate: float, seed: int) -> Frames:
    """New digits for an old reader."""
    looks: list[Examined] = []
    scan = datasets.digits().validation
    for look in lessons(replayed, rate, seed):
        looks.append(look)
        over = look.update == UPDATES
        fate = kept(look.old) if over else None
        yield Frame(
            look.update,
            (curves(looks), _bars(look)),
            f"After {look.update} updates it reads {look.old:.0%} of 0 to 4 and {look.new:.0%} of 5 to 9.",
            {"update": look.update, "old": f"{look.old:.0%}", "new": f"{look.new:.0%}"},
            over,
            _trouble(look) if over and look.old < 0.5 else None,
            network_example(look.net, scan.inputs[0], scan.targets[0], "softmax_cross_entropy"),
            fate,
        )


def kept(old: float) -> int:
    """Return which option came true, by the share of old scans that it still reads."""
    return GONE if old < 0.2 else KEPT if old > 0.85 else SOME


def _trouble(look: Examined) -> Trouble:
    why = f"Of 0 to 4 it reads {look.old:.0%}. No example asked for them, and each update moved weights that they need."
    return Trouble("It forgot", why, {"replayed": ENOUGH, "rate": RATE})


def curves(looks: Sequence[Examined]) -> Lines:
    """Draw how many of the old and of the new are read, update by update."""
    updates = np.array([float(look.update) for look in looks])
    old, new = (100 * np.array([getattr(look, name) for look in looks]) for name in ("old", "new"))
    series = (Series("0 to 4", updates, old, tone="second"), Series("5 to 9", updates, new, tone="third"))
    return Lines("Unseen scans read, %", series, "update", "", (0.0, float(UPDATES)), (0.0, 100.0))


def _bars(look: Examined) -> Bars:
    labels = tuple(map(str, range(10)))
    return Bars("Digit by digit", labels, 100 * look.right, (0.0, 100.0), unit=" %", decimals=0)
