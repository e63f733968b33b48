"""The demo of the five starts: their maps of the plane, from guesswork to agreement, and their five losses."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine import Network
from lessons.kit.charts import Field, Lines, Mark, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array
from lessons.ten_questions.mistakes.model import (
    FIRST_WEIGHTS,
    LEARNED,
    NOUGHTS,
    STARTS,
    UPDATES,
    BeginnersMoment,
    answers,
    examples,
    five,
    learn,
)
from lessons.ten_questions.mistakes.troubles import nobody_differs, trouble_of

SHOWN = frozenset([*range(10), *range(10, 40, 2), *range(40, UPDATES + 1, 5)])
"""Updates that get a picture: each of the first, when most happens, then ever fewer."""
KNOWS_NOTHING = math.log(2)
COUNTS = ("None of them", "Some, but not all", "All five")
_TONES: tuple[Tone, ...] = ("main", "second", "third", "fourth", "fifth")
_WATCH = ("all five", *(f"start {i}" for i in range(1, STARTS + 1)))
_ROWS, _COLUMNS, _EDGE = 20, 40, (-1.8, 1.8)
_LIMITS = (0.01, 2.0)
_ACROSS, _UP = np.meshgrid(np.linspace(*_EDGE, _COLUMNS), np.linspace(*_EDGE, _ROWS))
_PLACES = np.stack([_ACROSS.ravel(), _UP.ravel()], axis=1)


@demo(
    prediction=Prediction(
        f"Five starts. How many will have learned it (95 of 100 right) after {UPDATES} updates?", COUNTS
    ),
    data=Choices("xor", "circles"),
    hidden=Knob(1, 16, start=8, scale="log", steps=8, whole=True, label="hidden neurons"),
    rate=Knob(0.01, 20.0, start=0.5, scale="log", label="learning rate"),
    watch=Choices(*_WATCH, live=True),
    first=Choices(*FIRST_WEIGHTS, label="first weights"),
)
def starts(data: str, hidden: float, rate: float, watch: Live[str], first: str, seed: int) -> Frames:
    """One network, five starts."""
    net, (inputs, targets) = five(int(hidden), seed, first), examples(data, seed)
    story: list[BeginnersMoment] = []
    for moment in learn(net, inputs, targets, rate, UPDATES):
        story.append(moment)
        if moment.update in SHOWN and moment.update < UPDATES:
            yield _frame(net, inputs, targets, story, watch(), None)
    setup = (data, int(hidden), rate, seed)
    trouble = nobody_differs(*setup) if first == NOUGHTS else trouble_of(story, *setup)
    yield from still(lambda: _frame(net, inputs, targets, story, watch(), trouble))


def _frame(
    net: Network, inputs: Array, targets: Array, story: Sequence[BeginnersMoment], watch: str, trouble: Trouble | None
) -> Frame:
    now = story[-1]
    said = answers(net, _PLACES)
    agree = float(np.mean(said.all(axis=0) | ~said.any(axis=0)))
    readings: dict[str, Reading] = {
        "update": now.update,
        "lowest loss": float(now.losses.min()),
        "highest loss": float(now.losses.max()),
        "all agree on, %": round(100 * agree),
        "have learned it": now.arrived,
    }
    charts = (_map(said, inputs, targets, watch), _losses(story))
    over = now.update == UPDATES
    one = max(_WATCH.index(watch) - 1, 0)
    inside = network_example(net, inputs[0], targets[0], "binary_cross_entropy", member=one, title=f"{_WATCH[one + 1]}")
    came_true = now.how_many() if over else None
    return Frame(now.update, charts, _caption(now, agree, over), readings, over, trouble, inside, came_true)


def _map(said: NDArray[np.bool_], inputs: Array, targets: Array, watch: str) -> Field:
    """Where one start says "different" (class 1), or how many of the five do; and a few of the examples."""
    kinds: tuple[tuple[str, Tone], ...] = (("A", "muted"), ("B", "good"))
    places = [inputs[targets[:, 0] == which][:20] for which in range(len(kinds))]
    cloud = tuple(
        Series(label, place[:, 0], place[:, 1], kind="points", tone=tone)
        for (label, tone), place in zip(kinds, places, strict=True)
    )
    if watch == "all five":
        votes = said.sum(axis=0).reshape(_ROWS, _COLUMNS).astype(float)
        return Field("Votes for B, of five", votes, _EDGE, _EDGE, "x₁", "x₂", points=cloud)
    one = said[_WATCH.index(watch) - 1].reshape(_ROWS, _COLUMNS).astype(float)
    names = tuple(label for label, _ in kinds)
    return Field(f"What {watch} says", one, _EDGE, _EDGE, "x₁", "x₂", kind="regions", points=cloud, regions=names)


def _losses(story: Sequence[BeginnersMoment]) -> Lines:
    """The five losses on a logarithmic axis, and what knowing nothing costs."""
    return loss_curves(
        "Loss, by start",
        [f"{i + 1}" for i in range(STARTS)],
        [moment.update for moment in story],
        [moment.losses for moment in story],
        limits=_LIMITS,
        until=UPDATES,
        tones=_TONES,
        beyond="along the rim",
        marks=(Mark("knows nothing", y=KNOWS_NOTHING),),
    )


def _caption(now: BeginnersMoment, agree: float, over: bool) -> str:
    low, high = (f"{100 * share:.0f}" for share in (now.right.min(), now.right.max()))
    right = f"{low} of 100 right" if low == high else f"{low} to {high} of 100 right"
    losses = f"losses from {figure(float(now.losses.min()))} to {figure(float(now.losses.max()))}"
    same = f"the five agree on {100 * agree:.0f}% of the map"
    if now.update == 0:
        return (
            f"Before the first update: {right}, {losses}, where knowing nothing costs {figure(KNOWS_NOTHING)}; {same}."
        )
    if not over:
        return f"Update {now.update}: {right}, {losses}; {same}."
    behind = [str(i) for i, share in enumerate(now.right, start=1) if share < LEARNED]
    left = f" Not there: start {', '.join(behind)}." if behind and now.arrived else ""
    return f"After {now.update} updates {now.arrived} of 5 have learned it: {right}, {losses}; {same}.{left}"
