"""The demo of the turning world: who is right most often, the frozen, the updating or the retrained network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Knob
from lessons.ways_to_learn.online.stream import EXAMPLES, Shift, on_the_job

FROZEN, UPDATING, RETRAINED, NOBODY = range(4)
NAMES = ("frozen", "updating", "retrained")
OPTIONS = (
    "The frozen one, as it was at school",
    "The one that updates at each example",
    "The one retrained after every 200",
    "None: the best two are within a point",
)
CLEAR = 0.01
STEADY = 0.1
"""A learning rate that keeps up with half a turn and is not thrown by single wrong answers."""
_TONES: tuple[Tone, ...] = ("muted", "main", "second")


@demo(
    prediction=Prediction("Who is right most often, over the whole time?", OPTIONS),
    turning=Knob(0.0, 180.0, start=180.0, steps=6, label="the world turns by"),
    rate=Knob(0.01, 1.0, start=STEADY, scale="log", steps=8, label="learning rate"),
    wrong=Knob(0.0, 0.3, start=0.0, steps=6, label="wrong answers"),
)
def job(turning: float, rate: float, wrong: float, seed: int) -> Frames:
    """A world that turns."""
    looks: list[Shift] = []
    for look in on_the_job(turning, rate, wrong, seed):
        looks.append(look)
        yield _frame(looks, rate)


def means(looks: Sequence[Shift]) -> Array:
    """Return each network's score on average, shape (3,)."""
    return np.asarray(np.mean([look.scores for look in looks], axis=0))


def most_often(scores: Array) -> int:
    """Return which option came true, by the average scores."""
    second, best = np.sort(scores)[-2:]
    return NOBODY if best - second < CLEAR else int(scores.argmax())


def _frame(looks: Sequence[Shift], rate: float) -> Frame:
    now, over = looks[-1], looks[-1].seen == EXAMPLES
    average = means(looks)
    return Frame(
        now.seen,
        (_curves(looks), _clouds(now)),
        _caption(now),
        {"examples": now.seen, **{name: f"{mean:.0%}" for name, mean in zip(NAMES, average, strict=True)}},
        over,
        _trouble(average, rate) if over else None,
        _inspected(now),
        most_often(average) if over else None,
    )


def _inspected(now: Shift) -> Inspection:
    """Return the latest example's way through the updating network, or a point's that might come."""
    inputs, target = (now.latest.inputs[-1], now.latest.targets[-1:]) if now.seen else (np.ones(2), np.ones(1))
    return network_example(now.updating, inputs, target, "binary_cross_entropy")


def _trouble(average: Array, rate: float) -> Trouble | None:
    behind = average[RETRAINED] - average[UPDATING] >= CLEAR
    if behind and rate >= 3 * STEADY:
        why = "At this rate a single example turns it about, and some of them are odd or wrong."
        return Trouble("It runs after every example", why, {"rate": STEADY})
    if behind and rate <= STEADY / 3:
        why = "At this rate an example hardly moves it, and the world is quicker."
        return Trouble("It lags behind", why, {"rate": STEADY})
    return None


def _caption(now: Shift) -> str:
    told = ", ".join(f"{name} {score:.0%}" for name, score in zip(NAMES, now.scores, strict=True))
    return f"After {now.seen:,} examples, right of the world as it is now: {told}."


def _curves(looks: Sequence[Shift]) -> Lines:
    seen = np.array([float(look.seen) for look in looks])
    scores = 100 * np.array([look.scores for look in looks])
    series = tuple(Series(name, seen, scores[:, k], tone=_TONES[k]) for k, name in enumerate(NAMES))
    return Lines("Right just now, %", series, "example", "", (0.0, float(EXAMPLES)), (0.0, 100.0))


def _clouds(now: Shift) -> Lines:
    inputs, targets = now.latest
    no, yes = inputs[targets == 0], inputs[targets == 1]
    series = (
        Series("no", no[:, 0], no[:, 1], "points", "third"),
        Series("yes", yes[:, 0], yes[:, 1], "points", "fourth"),
    )
    return Lines("The last 40 examples", series, "", "", (-3.0, 3.0), (-3.0, 3.0))
