"""The demo of one budget: four walkers look at the same examples, and move after 1, 4, 16 or all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.inside_the_network.epochs.walkers import EXAMPLES, LOSSES, Walker, examples, ground, inside, trail
from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array

BATCHES = (1, 4, 16, EXAMPLES)
NAMES = ("1", "4", "16", "all")
OPTIONS = (
    "The one who moves after each example",
    "The one who moves after every 4",
    "The one who moves after every 16",
    "The one who asks all of them first",
)
_TONES: tuple[Tone, ...] = ("second", "third", "fourth", "good")


@demo(
    prediction=Prediction("Who will stand lowest in the end?", OPTIONS),
    passes=Knob(1, 4, start=1, steps=3, whole=True),
    rate=Knob(0.02, 0.4, start=0.1, scale="log", steps=12, label="learning rate"),
    path=Choices(*NAMES, label="path shown", live=True),
)
def spend(passes: float, rate: float, path: Live[str], seed: int) -> Frames:
    """One budget of examples, spent in four ways."""
    data = examples(seed)
    walkers = [Walker(data, batch, rate, seed) for batch in BATCHES]
    shading, budget = ground(data), EXAMPLES * int(passes)
    for looked in range(EXAMPLES + 1):
        seen = looked * int(passes)
        for walker, batch in zip(walkers, BATCHES, strict=True):
            walker.walk_to(seen // batch)
        if looked < EXAMPLES:
            yield _frame(walkers, shading, (seen, budget), path(), over=False)
    yield from still(lambda: _frame(walkers, shading, (seen, budget), path(), over=True))


def _frame(walkers: Sequence[Walker], shading: Array, spent: tuple[int, int], path: str, *, over: bool) -> Frame:
    seen, budget = spent
    shown = walkers[NAMES.index(path)]
    losses = [walker.losses() for walker in walkers]
    ends = [float(each[-1]) for each in losses]
    readings: dict[str, Reading] = {"examples seen": seen}
    readings |= {f"loss by {name}": loss for name, loss in zip(NAMES, ends, strict=True)}
    title = f"The loss of the line over all {EXAMPLES} examples, where “{path}” stands"
    return Frame(
        seen,
        (curves(losses, seen, budget), trail(shading, shown, f"path of {path}")),
        _caption(walkers, ends, seen, over),
        readings,
        over,
        inspect=inside(shown.data, shown.places[-1], title),
        outcome=int(np.argmin(ends)) if over else None,
    )


def _caption(walkers: Sequence[Walker], ends: Sequence[float], seen: int, over: bool) -> str:
    """Tell how often each has moved, and where that took it."""
    if not seen:
        return f"All four stand at a loss of {figure(ends[0])} and have looked at nothing yet."
    made = [f"{name}: {_moves(len(walker.places) - 1)}" for name, walker in zip(NAMES, walkers, strict=True)]
    if not over:
        return f"{seen} examples looked at. Moves so far, by batch: {', '.join(made)}."
    told = [f"{each}, loss {figure(loss)}" for each, loss in zip(made, ends, strict=True)]
    return f"All {seen} examples are spent. {'; '.join(told)}."


def _moves(count: int) -> str:
    return f"{count} move{'' if count == 1 else 's'}"


def curves(losses: Sequence[Array], seen: int, budget: int) -> Lines:
    """Draw each walker's loss against the examples looked at: it stays until the walker moves."""
    series = tuple(
        Series(name, *_stairs(each, batch, seen), tone=tone)
        for name, each, batch, tone in zip(NAMES, losses, BATCHES, _TONES, strict=True)
    )
    limits = (0.0, float(budget))
    return Lines("Loss over all examples, by batch", series, "examples looked at", "loss", limits, LOSSES, log_y=True)


def _stairs(losses: Array, batch: int, seen: int) -> tuple[Array, Array]:
    """Return the corners of a stair that falls at each update and goes on to what has been seen."""
    at = np.append(batch * np.arange(len(losses)), seen).astype(float)
    return np.repeat(at, 2)[1:-1], np.repeat(losses, 2)
