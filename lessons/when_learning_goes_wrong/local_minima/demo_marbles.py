"""The demo of the marbles: sixty are let go on a bumpy street, and come to rest in its valleys."""

from __future__ import annotations

from itertools import islice

import numpy as np

from engine import Tensor
from lessons.kit.charts import Bars, Lines, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.local_minima.street import (
    BUMPS,
    CREST,
    END,
    MARBLES,
    RATE,
    STEPS,
    height,
    in_the_deepest,
    rolling,
    starts,
)

EVERY = 4
OPTIONS = ("Fewer than 20", "20 to 30", "More than 30")
BOUNDS = (20, 30)
_STREET = np.linspace(-END, END, 145)
_LIFTED = 0.4
"""How far above the street marbles are drawn, so that they can be told from it without colours."""


@demo(
    prediction=Prediction(f"Of {MARBLES} marbles, how many will come to rest in the deepest valley?", OPTIONS),
    momentum=Knob(0.0, 0.95, start=0.0, steps=19),
    noise=Knob(0.0, 6.0, start=0.0, steps=12),
    rate=Knob(0.01, 0.3, start=RATE, scale="log", steps=20, label="learning rate"),
    bumps=Knob(0.0, 0.4, start=BUMPS, steps=8, label="bumps"),
)
def marbles(momentum: float, noise: float, rate: float, bumps: float, seed: int) -> Frames:
    """Marbles are let go on a bumpy street."""
    way = rolling(starts(seed), momentum=momentum, noise=noise, rate=rate, bumps=bumps, seed=seed)
    for number, places in enumerate(islice(way, 0, None, EVERY)):
        yield _frame(places, number * EVERY, bumps, momentum)


def how_many(found: int) -> int:
    """Return which of `OPTIONS` a number of marbles makes true."""
    return 0 if found < BOUNDS[0] else 1 if found <= BOUNDS[1] else 2


def _frame(places: Array, step: int, bumps: float, momentum: float) -> Frame:
    found, over = in_the_deepest(places), step == STEPS
    street = _picture(places, bumps)
    told = f"{found} of {MARBLES} marbles are in the deepest valley" if step else f"{MARBLES} marbles are let go"
    return Frame(
        step,
        (street, _shares(places)) if step else (street,),  # where they lie now would tell where they stay
        f"Step {step}: {told}.",
        {"step": step, **({"in the deepest": found} if step else {})},
        over,
        _trouble(found, momentum) if over else None,
        _under(places, bumps).inspect("x", title="The first marble, and the slope under it"),
        how_many(found) if over else None,
    )


def _trouble(found: int, momentum: float) -> Trouble | None:
    if found >= BOUNDS[0] or momentum >= 0.9:
        return None
    why = f"{MARBLES - found} of {MARBLES} rest in valleys that are not the deepest: from there every way leads up."
    return Trouble("Stuck", why, {"momentum": 0.9, "rate": RATE, "noise": 0.0})


def _picture(places: Array, bumps: float) -> Lines:
    """Return the street, and each marble on it."""
    ground, marbles = (np.asarray(height(Tensor(x), bumps).value) for x in (_STREET, places))
    series = (
        Series("street", _STREET, ground, tone="muted"),
        Series("marbles", places, marbles + _LIFTED, "points", "main"),
    )
    return Lines("The street", series, "place", "height", (-END, END), (0.0, 4.5))


def _shares(places: Array) -> Bars:
    """Return how many marbles lie in the deepest valley, and to either side of it."""
    counts = [np.count_nonzero(places <= -CREST), in_the_deepest(places), np.count_nonzero(places >= CREST)]
    return Bars(
        "Marbles", ("left", "deepest", "right"), np.array(counts, dtype=float), (0.0, float(MARBLES)),
        decimals=0, highlight=1,
    )  # fmt: skip


def _under(places: Array, bumps: float) -> Computation:
    return Computation(lambda x: height(x, bumps).named("height"), {"x": float(places[0])})
