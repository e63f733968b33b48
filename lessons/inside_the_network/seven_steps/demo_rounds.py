"""The demo of the loop: a hundred cycles on real scans, from guesses to answers, or not."""

from __future__ import annotations

import numpy as np

from engine import Network, Update
from engine.datasets import Split
from lessons.inside_the_network.layers.model import per_cent
from lessons.inside_the_network.seven_steps.model import DIGITS, beginner, training, unseen
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.kit.slopes import Array

CYCLES, EVERY, HIDDEN = 100, 2, 8
LEVELS = (0.7, 0.9)
OPTIONS = ("Under 70%: little better than a coin", "70% to 90%", "90% or more")
SPREAD, RATE = 0.3, 0.5
"""Where training goes well."""
SPREADS = ("0.00001", "0.0001", "0.001", "0.01", "0.1", "0.3", "1", "3")


@demo(
    prediction=Prediction(f"How many unseen scans will it read right after {CYCLES} cycles?", OPTIONS),
    spread=Choices(*SPREADS, start=f"{SPREAD:g}", label="start spread"),
    rate=Knob(0.005, 5.0, start=RATE, scale="log", steps=6, label="learning rate"),
)
def rounds(spread: str, rate: float, seed: int) -> Frames:
    """Round and round."""
    network = beginner(HIDDEN, float(spread), seed)
    run = training(network, rate=rate, updates=CYCLES, every=EVERY, seed=seed)
    told: list[tuple[float, float]] = []
    scans = unseen()
    for update in run:
        told.append((update.validation_loss or 0.0, update.validation_accuracy or 0.0))
        trouble = _trouble(told[-1][1], float(spread), rate) if update.reason else None
        yield _frame(network, update, scans, np.array(told), trouble)


def _frame(network: Network, update: Update, scans: Split, told: Array, trouble: Trouble | None) -> Frame:
    right, over = float(told[-1, 1]), bool(update.reason)
    return Frame(
        update.number,
        _charts(told),
        f"After {update.number} cycles the loss on unseen scans is {figure(told[-1, 0])}; it reads {per_cent(right)} "
        "right.",
        {"cycle": update.number, "loss": float(told[-1, 0]), "right": round(right, 3)},
        over,
        trouble,
        network_example(
            network,
            scans.inputs[0].reshape(8, 8),
            scans.targets[0],
            "binary_cross_entropy",
            title=f"An unseen {DIGITS[int(scans.targets[0])]}",
        ),
        int(np.searchsorted(LEVELS, right, side="right")) if over else None,
    )


def _charts(told: Array) -> tuple[Lines, Lines]:
    along = EVERY * np.arange(float(len(told)))
    limits = (0.0, float(CYCLES))
    return (
        Lines(
            "Unseen, read right",
            (Series("", along, 100 * told[:, 1], tone="main"),),
            "cycle",
            "%",
            limits,
            (0, 100),
            marks=(Mark("a coin", y=50.0),),
        ),
        Lines(
            "Loss on unseen",
            (Series("", along, told[:, 0], tone="second"),),
            "cycle",
            "loss",
            limits,
            (0.0, 1.0),
            marks=(Mark("knows nothing", y=float(np.log(2))),),
        ),
    )


def _trouble(right: float, spread: float, rate: float) -> Trouble | None:
    """Tell why the loop did not get anywhere, if it did not; the remedy sets what is far off to where it goes well."""
    if right >= LEVELS[1]:
        return None
    fix: dict[str, Setting] = {}
    if not SPREAD / 5 <= spread <= SPREAD * 5:
        fix["spread"] = f"{SPREAD:g}"
    if not RATE / 3 <= rate <= RATE * 3:
        fix["rate"] = RATE
    if spread < SPREAD / 5:
        why = (
            "Its hidden units began nearly alike and passed on nearly nothing but a half, so hardly a slope came back."
        )
        return Trouble("It never got going", why, fix)
    if rate < RATE / 3:
        return Trouble("Out of time", "Each cycle took only a small step.", fix)
    why = "The weights began, or were thrown, far from 0: there the units are very sure and have little slope."
    return Trouble("A bad start", why, fix or {"spread": f"{SPREAD:g}", "rate": RATE})
