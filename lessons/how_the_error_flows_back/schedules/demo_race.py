"""The demo of the race: five schedules with the same largest rate, on the same networks and examples."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine import datasets
from lessons.how_the_error_flows_back.schedules.demo_drop import steps
from lessons.how_the_error_flows_back.schedules.noise import rates
from lessons.how_the_error_flows_back.schedules.wave import (
    EVERY,
    EXAMPLES,
    NAMES,
    NETWORKS,
    UPDATES,
    learn,
    learners,
    schedules,
)
from lessons.kit.charts import Lines, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array

SHORT = ("const", "step", "exp.", "cos.", "warm")
_TONES: tuple[Tone, ...] = ("second", "main", "third", "fourth", "fifth")
_LIMITS = (1e-3, 10.0)
_LOST = 1.0
"""Knowing nothing of the wave costs a half."""


@demo(
    prediction=Prediction(
        "Of the five, where do the networks with the constant rate end?",
        ("Nearest to the wave", "In between", "Furthest from the wave"),
    ),
    rate=Knob(0.01, 0.2, start=0.15, scale="log", steps=12, label="largest rate"),
    batch=Knob(1, EXAMPLES, start=2, scale="log", steps=6, whole=True, label="examples each"),
)
def race(rate: float, batch: float, seed: int) -> Frames:
    """Five schedules, one noisy wave."""
    chosen, nets = schedules(rate), [learners(seed) for _ in NAMES]
    runs = [learn(each, net, int(batch), seed) for each, net in zip(chosen, nets, strict=True)]
    data = datasets.sine(seed, samples=EXAMPLES, noise=0.3).train
    table = rates(chosen, UPDATES)
    away: list[list[float]] = []
    for update in range(0, UPDATES + 1, EVERY):
        away.append([next(run, np.nan) for run in runs])
        now, over = np.array(away[-1]), update == UPDATES
        yield Frame(
            update,
            (_curves(np.array(away)), steps(table, update, SHORT, _TONES)),
            _caption(update, now, over=over),
            {"update": update, "constant": float(now[0]), "nearest": NAMES[_nearest(now)]},
            over,
            _trouble() if not np.all(now < _LOST) and update > UPDATES // 10 else None,
            network_example(nets[0], data.inputs[0], data.targets[0], member=0, title="One example, constant rate"),
            place(now) if over else None,
        )


def place(now: Array) -> int:
    """Return which option came true, from the distances of the five, shape (five,)."""
    constant, others = now[0], now[1:]
    if not constant <= np.nanmax(others):
        return 2
    return 0 if constant <= np.nanmin(others) else 1


def _nearest(now: Array) -> int:
    return int(np.argmin(np.nan_to_num(now, nan=np.inf)))


def _caption(update: int, now: Array, *, over: bool) -> str:
    if not over:
        return f"Update {update}: nearest is {NAMES[_nearest(now)]}, constant is at {figure(float(now[0]))}."
    told = ", ".join(f"{NAMES[k]} {figure(float(now[k]))}" for k in np.argsort(now))
    return f"After {update} updates, mean of {NETWORKS} networks: {told}."


def _trouble() -> Trouble:
    why = "A rate of this size throws networks out before any schedule has lowered it."
    return Trouble("It diverged", why, {"rate": 0.05})


def _curves(away: Array) -> Lines:
    updates = EVERY * np.arange(len(away))
    chart = loss_curves(
        "Squared distance to the wave", SHORT, updates, away, limits=_LIMITS, until=UPDATES, tones=_TONES
    )
    return replace(chart, y_label="squared")
