"""What both races share: the camps that may win, who has arrived by when, how that is told, and the curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lessons.how_the_error_flows_back.optimisers.rules import (
    ADAGRAD,
    ADAM,
    MOMENTUM,
    NAMES,
    PLAIN,
    RMSPROP,
    SHORT,
    TONES,
)
from lessons.kit.charts import Limits, Lines, Mark
from lessons.kit.demo import Reading, Trouble
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array

CAMPS = (
    "Plain descent",
    "One that keeps a velocity: momentum or Adam",
    "One that only scales: AdaGrad or RMSprop",
    "None of the five arrives in time",
)
"""Who may be first."""
NOBODY = 3
_CAMP = {PLAIN: 0, MOMENTUM: 1, ADAGRAD: 2, RMSPROP: 2, ADAM: 1}


def factor_knob() -> Knob:
    """Return the knob by which all five rates are multiplied."""
    return Knob(0.1, 4.0, start=1.0, scale="log", steps=16, label="rates times")


def winner(arrived: Sequence[float], losses: Array) -> int:
    """Return the index of the camp that is first in; of those that arrive at once, the lowest by then.

    Args:
        arrived: for each of `NAMES`, after how many updates; infinite for never.
        losses: shape (updates + 1, five).
    """
    first = min(arrived)
    if not np.isfinite(first):
        return NOBODY
    level = [k for k, each in enumerate(arrived) if each == first]
    return _CAMP[NAMES[min(level, key=lambda k: float(losses[int(first), k]))]]


def seen_by(update: int, arrived: Sequence[float]) -> dict[str, int]:
    """Return who has arrived by then, and after how many updates, the first first."""
    there = {name: int(each) for name, each in zip(NAMES, arrived, strict=True) if each <= update}
    return dict(sorted(there.items(), key=lambda one: one[1]))


def told(there: Mapping[str, int]) -> str:
    """Tell who has arrived after how many updates."""
    counts = sorted(set(there.values()))
    return ", ".join(
        f"{' and '.join(n for n, each in there.items() if each == count)} after {count}" for count in counts
    )


def caption(update: int, losses: Array, there: Mapping[str, int], *, over: bool) -> str:
    """Tell how the race stands.

    Args:
        update: updates made so far.
        losses: the five losses now, shape (five,).
        there: who has arrived.
        over: whether it ends here.
    """
    if not update:
        return f"All five stand at the same place, with a loss of {figure(float(losses[0]))}."
    if over:
        late = [name for name in NAMES if name not in there]
        missing = f" Not there yet: {', '.join(late)}." if late else ""
        return f"Over, at update {update}. In: {told(there) or 'nobody'}.{missing}"
    ahead = int(np.nanargmin(losses))
    arrivals = f" In: {told(there)}." if there else " Nobody is in yet."
    return f"Update {update}: lowest is {NAMES[ahead]}, at {figure(float(losses[ahead]))}.{arrivals}"


def readings(update: int, there: Mapping[str, int]) -> dict[str, Reading]:
    """Return the count, and who was first in."""
    first = [name for name, count in there.items() if count == min(there.values())]
    return {"update": update, "first in": " and ".join(first) or "nobody", "after": min(there.values(), default="–")}


def trouble(name: str, gone: Sequence[str]) -> Trouble | None:
    """Name a race in which some were lost, if any were, and offer each its own rate."""
    if not gone:
        return None
    why = f"The rate was too large for {' and '.join(gone)}. Each ground and each rule has a best rate of its own."
    return Trouble(name, why, {"factor": 1.0})


def curves(title: str, losses: Array, limits: Limits, until: int, goal: Mark) -> Lines:
    """Return the five losses so far, shape (updates + 1, five), on a logarithmic axis."""
    labels, tones = tuple(SHORT.values()), tuple(TONES.values())
    updates = range(len(losses))
    return loss_curves(title, labels, updates, losses, limits=limits, until=until, tones=tones, marks=(goal,))
