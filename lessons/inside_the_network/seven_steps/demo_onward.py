"""The demo of going on: what further cycles do when every answer is right already."""

from __future__ import annotations

import numpy as np

from engine import Network, Update
from engine.datasets import Split
from lessons.inside_the_network.seven_steps.model import beginner, to_learn, training
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array

CYCLES, EVERY, SPREAD, RATE = 360, 6, 0.3, 2.0
OPTIONS = ("No weight moves any more", "Weights move, and the loss falls on", "The loss rises again")


@demo(
    prediction=Prediction("Once every answer is right, what will further cycles do?", OPTIONS),
    rate=Knob(0.125, 4.0, start=RATE, scale="log", steps=5, label="learning rate"),
    hidden=Knob(2, 16, start=8, scale="log", steps=3, whole=True, label="hidden units"),
)
def onward(rate: float, hidden: int, seed: int) -> Frames:
    """All right, and on."""
    network = beginner(int(hidden), SPREAD, seed)
    told: list[tuple[float, float, float]] = []
    met = network.parameters.copy()
    scans = to_learn()
    for update in training(network, rate=rate, updates=CYCLES, every=EVERY, seed=seed, batch=None):
        moved = float(np.linalg.norm(network.parameters - met))
        met = network.parameters.copy()
        told.append((update.loss, len(scans) * (1 - network.accuracy(scans)), moved))
        yield _frame(network, update, scans, np.array(told))


def first_right(told: Array) -> int | None:
    """Return the row from which on no answer was wrong, or None."""
    wrong = np.flatnonzero(told[:, 1] > 0.5)
    row = int(wrong[-1]) + 1 if len(wrong) else 0
    return row if row < len(told) else None


def came_true(told: Array) -> int:
    """Return which option the rest of a run made true, from its rows of loss, wrong answers and movement."""
    row = first_right(told)
    if row is None or row == len(told) - 1:
        return int(told[-1, 0] > told[0, 0]) + 1
    return 0 if not np.any(told[row + 1 :, 2]) else 1 if told[-1, 0] < told[row, 0] else 2


def _frame(network: Network, update: Update, scans: Split, told: Array) -> Frame:
    row, over = first_right(told), bool(update.reason)
    readings: dict[str, Reading] = {"cycle": update.number, "loss": update.loss, "wrong": round(float(told[-1, 1]))}
    if row is not None:
        readings["loss when all right"] = float(told[row, 0])
    if len(told) > 1:
        readings[f"moved in {EVERY} cycles"] = float(told[-1, 2])
    return Frame(
        update.number,
        _charts(told, row),
        f"After {update.number} cycles {round(float(told[-1, 1]))} of {len(scans)} answers are wrong; the loss is "
        f"{figure(update.loss)}.",
        readings,
        over,
        _trouble() if over and row is None else None,
        network_example(
            network,
            scans.inputs[0].reshape(8, 8),
            scans.targets[0],
            "binary_cross_entropy",
            title="A scan it learns from",
        ),
        came_true(told) if over else None,
    )


def _charts(told: Array, row: int | None) -> tuple[Lines, Lines]:
    along = EVERY * np.arange(float(len(told)))
    marks = () if row is None else (Mark("all right", x=float(along[row])),)
    wrong = (Series("", along, told[:, 1], tone="second"),)
    return (
        loss_curves(
            "Loss",
            ("",),
            along,
            told[:, :1],
            limits=(1e-3, 2.0),
            until=CYCLES,
            tones=("main",),
            x_label="cycle",
            marks=marks,
        ),
        Lines("Wrong answers", wrong, "cycle", "", (0.0, float(CYCLES)), (0.0, 130.0), marks=marks),
    )


def _trouble() -> Trouble:
    return Trouble("Not all right in time", "Some answers are still wrong; its steps were too short.", {"rate": RATE})
