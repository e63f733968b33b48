"""The demo of the cures: five trainings side by side, how they do with strangers, and what each cure costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.charts import Lines, Series, Table, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob, Setting
from lessons.when_learning_goes_wrong.overfitting.cures import CURES, Ward, WardRound
from lessons.when_learning_goes_wrong.overfitting.model import DROPOUT, EVERY, PENALTY, ROUGH, UPDATES

OPTIONS = ("None or one", "Two or three", "All four")
_TONES: tuple[Tone, ...] = ("bad", "third", "main", "second", "fourth")
_LEARNED_NOTHING = 0.6
"""A mean surprise on its own points near ln 2 = 0.69, that of a coin."""


@demo(
    prediction=Prediction("How many of the four end with a lower loss on strangers than no cure?", OPTIONS),
    penalty=Knob(0.001, 0.3, start=PENALTY, scale="log", label="penalty λ"),
    dropout=Knob(0.1, 0.9, start=DROPOUT, steps=8, label="share asleep"),
    more=Knob(80, 640, start=320, scale="log", steps=3, whole=True, label="more points"),
    noise=Knob(0.15, 0.5, start=ROUGH, steps=7),
)
def cures(penalty: float, dropout: float, more: float, noise: float, seed: int) -> Frames:
    """Four cures and none."""
    place, story = Ward(penalty, dropout, int(more), noise, seed), list[WardRound]()
    for standing in place.standings():
        story.append(standing)
        over = standing.number == UPDATES
        net, data = place.runs[2].net, place.data[2]
        yield Frame(
            standing.number,
            (_curves(story), _prices(standing)),
            _caption(standing),
            _readings(standing),
            over,
            _trouble(standing, penalty, dropout) if over else None,
            network_example(net, data.inputs[0], data.targets[0], "binary_cross_entropy", title="A point, with L2"),
            how_many(standing.helped) if over else None,
        )


def how_many(helped: int) -> int:
    """Return which option a number of cures that helped makes true."""
    return 0 if helped < 2 else 1 if helped < 4 else 2


def _curves(story: Sequence[WardRound]) -> Lines:
    """Draw the loss on strangers of all five."""
    losses = np.array([standing.strangers for standing in story])
    updates = EVERY * np.arange(len(story), dtype=float)
    series = tuple(
        Series(name, updates, curve, tone=tone) for name, curve, tone in zip(CURES, losses.T, _TONES, strict=True)
    )
    limits = 0.9 * float(losses.min()), 1.1 * float(losses.max())
    return Lines("Loss on strangers", series, "update", "loss", (0.0, float(UPDATES)), limits, log_y=True)


def _prices(now: WardRound) -> Table:
    rows = tuple(
        (name, f"{strangers:.2f}", f"{own:.2f}", str(points), f"{work:.2f}")
        for name, strangers, own, points, work in zip(CURES, now.strangers, now.own, now.points, now.work, strict=True)
    )
    return Table("The cures and their price", ("cure", "strangers", "own", "points", "work"), rows)


def _caption(now: WardRound) -> str:
    told = ", ".join(f"{name} {figure(loss)}" for name, loss in zip(CURES, now.strangers, strict=True))
    return f"Update {now.number}, loss on strangers: {told}."


def _readings(now: WardRound) -> dict[str, Reading]:
    told: dict[str, Reading] = {"update": now.number, "no cure": float(now.strangers[0])}
    return told | ({"helped": now.helped} if now.number == UPDATES else {})


def _trouble(now: WardRound, penalty: float, dropout: float) -> Trouble | None:
    """Name a cure under which the network learned nothing any more."""
    fix: dict[str, Setting] = {}
    if now.own[2] > _LEARNED_NOTHING and penalty > PENALTY:
        fix["penalty"] = PENALTY
    if now.own[3] > _LEARNED_NOTHING and dropout > DROPOUT:
        fix["dropout"] = DROPOUT
    why = "Own points and strangers are guessed as by a coin: no gap is left, and nothing is learned."
    return Trouble("Cured to death", why, fix) if fix else None
