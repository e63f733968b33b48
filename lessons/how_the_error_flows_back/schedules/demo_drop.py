"""The demo of the drop: a large rate, a small one, and one that is large first and small later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lessons.how_the_error_flows_back.schedules.noise import NAMES, SPREAD, START, UPDATES, rates, schedules, walk
from lessons.kit.charts import Lines, Mark, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import expression
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array

_TONES: tuple[Tone, ...] = ("second", "third", "main")
_EVERY = 2


@demo(
    prediction=Prediction(
        f"Whose weights are nearest to the mean after {UPDATES} updates?",
        ("Those of the large rate", "Those of the small rate", "Those whose rate drops"),
    ),
    rate=Knob(0.03, 0.5, start=0.1, scale="log", steps=12, label="large rate"),
    drop=Knob(2, UPDATES, start=100, steps=22, whole=True, label="drops after"),
)
def drop(rate: float, drop: float, seed: int) -> Frames:
    """Three ways to hit a noisy mean."""
    chosen = schedules(rate, int(drop))
    table = rates(chosen, UPDATES)
    away: list[Array] = []
    for update, distances in enumerate(walk(chosen, seed)):
        away.append(distances)
        if update % _EVERY == 0:
            yield _frame(table, int(drop), np.array(away))


def _frame(table: Array, drop: int, away: Array) -> Frame:
    update, now = len(away) - 1, away[-1]
    over, nearest = update == UPDATES, int(now.argmin())
    told = ", ".join(f"{name} {figure(float(each))}" for name, each in zip(NAMES, now, strict=True))
    early = over and drop < UPDATES / 2 and nearest != 2
    return Frame(
        update,
        (_distances(away, drop), steps(table, update, NAMES, _TONES)),
        f"{'After' if over else 'Update'} {update}{' updates' if over else ''}: squared distance to the mean: {told}.",
        {"update": update, **{name: float(each) for name, each in zip(NAMES, now, strict=True)}},
        over,
        _trouble() if early else None,
        expression(
            lambda w, y: 0.5 * ((w - y).named("miss")) ** 2,
            {"w": float(np.sqrt(now[2]))},
            {"y": SPREAD},
            focus="w",
            title="A weight of the dropping rate meets a measurement of 1",
        ),
        nearest if over else None,
    )


def _trouble() -> Trouble:
    why = "The rate was small before the weights had come near, and small steps have a long way to go."
    return Trouble("Dropped too early", why, {"drop": UPDATES // 2})


def _distances(away: Array, drop: int) -> Lines:
    marks = (Mark("drop", x=float(drop)),) if len(away) > drop else ()
    chart = loss_curves(
        "Squared distance to the mean",
        NAMES,
        range(len(away)),
        away,
        limits=(1e-4, START**2),
        until=UPDATES,
        tones=_TONES,
        marks=marks,
    )
    return replace(chart, y_label="squared")


def steps(table: Array, made: int, names: Sequence[str], tones: Sequence[Tone]) -> Lines:
    """Return the rates of the updates made so far as curves, from 0 before the first.

    Args:
        table: the rates of all updates, shape (updates, schedules).
        made: how many have been made.
        names: what the legend calls the schedules.
        tones: a colour's role for each.
    """
    limits = (0.0, 1.2 * float(table.max()))
    along, taken = np.arange(made + 1, dtype=float), np.vstack([np.zeros_like(table[:1]), table[:made]])
    series = tuple(Series(name, along, taken[:, k], tone=tones[k]) for k, name in enumerate(names))
    return Lines("Learning rate", series, "update", "rate", (0.0, float(len(table))), limits)
