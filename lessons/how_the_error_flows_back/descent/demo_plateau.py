"""The demo of the plateau: a real network that starts from tiny weights, and a slope that tells little."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import SGD, Network, Training, Update, datasets, train
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

UPDATES, EVERY = 1000, 10
EXAMPLES = 100
STAYED, AT_ONCE, SUDDENLY = range(3)
OPTIONS = ("It stays about where it is", "It falls from the first updates on", "Nothing for long, and then it falls")
HIGH = 0.6
"""Knowing nothing costs ln 2 = 0.693 here; a loss above this has hardly moved."""
LONG = 100
"""Updates without a fall that count as long."""
LIVELY = 1.0
"""The share of the usual first weights with which nobody waits long; the tests try it on ten seeds."""


@demo(
    prediction=Prediction(f"What will its loss do in {UPDATES:,} updates?", OPTIONS),
    weights=Knob(0.01, 1.0, start=0.1, scale="log", steps=8, label="first weights ×"),
    rate=Knob(0.1, 1.0, start=0.5, scale="log", steps=6, label="learning rate"),
    hidden=Knob(4, 32, start=8, scale="log", steps=3, whole=True, label="hidden units"),
)
def plateau(weights: float, rate: float, hidden: float, seed: int) -> Frames:
    """A real network on nearly level ground."""
    run = learning(weights, rate, int(hidden), seed)
    inputs, target = (part[0] for part in (_examples(seed).inputs, _examples(seed).targets))
    updates: list[Update] = []
    for update in run:
        updates.append(update)
        over = update.number == UPDATES
        fate = what_became_of(updates) if over else None
        readings: dict[str, Reading] = {
            "update": update.number,
            "loss": update.loss,
            "slope": update.gradient_norm,
            "slope at first": updates[0].gradient_norm,
        }
        yield Frame(
            update.number,
            (_losses(updates), _slopes(updates)),
            _caption(updates, over=over),
            readings,
            over,
            _trouble(update) if fate == STAYED else None,
            network_example(run.net, inputs, target, "binary_cross_entropy"),
            fate,
        )


def _examples(seed: int) -> datasets.Split:
    return datasets.xor(seed, samples=EXAMPLES).train


def learning(weights: float, rate: float, hidden: int, seed: int) -> Training:
    """Return the training of a network whose first weights are a share of the usual ones."""
    net = Network([2, hidden, 1], activation="tanh", seed=seed)
    net.parameters[...] *= weights
    loss = "binary_cross_entropy"
    return train(net, _examples(seed), loss=loss, optimiser=SGD(rate), updates=UPDATES, every=EVERY)


def what_became_of(updates: Sequence[Update]) -> int:
    """Return which option came true, at the end of a run."""
    if updates[-1].loss > HIGH:
        return STAYED
    fell = next(update.number for update in updates if update.loss <= HIGH)
    return SUDDENLY if fell >= LONG else AT_ONCE


def _trouble(update: Update) -> Trouble:
    why = (
        f"Its steps are rate × slope, and the slope is {figure(update.gradient_norm)}. Weights that are less tiny "
        "begin on steeper ground."
    )
    return Trouble("Still on the plateau", why, {"weights": LIVELY, "rate": 0.5})


def _caption(updates: Sequence[Update], *, over: bool) -> str:
    here, first = updates[-1], updates[0]
    now = f"loss {figure(here.loss)}, slope {figure(here.gradient_norm)}"
    if not here.number:
        return f"Before the first update: {now}."
    if not over:
        return f"Update {here.number}: {now}."
    steepest = max(update.gradient_norm for update in updates)
    past = f"At first it was {figure(first.gradient_norm)}, at most {figure(steepest)}"
    return f"After {here.number:,} updates: {now}. {past}."


def _losses(updates: Sequence[Update]) -> Lines:
    numbers, losses = np.array([(update.number, update.loss) for update in updates], dtype=float).T
    nothing = (Mark("knows nothing", y=float(np.log(2))),)
    limits = (0.0, float(UPDATES)), (0.0, 0.8)
    return Lines("Loss", (Series("loss", numbers, losses),), "update", "loss", *limits, marks=nothing)


def _slopes(updates: Sequence[Update]) -> Lines:
    numbers, slopes = np.array([(update.number, update.gradient_norm) for update in updates], dtype=float).T
    series = (Series("slope", numbers, slopes, tone="second"),)
    return Lines("Length of the slope", series, "update", "slope", (0.0, float(UPDATES)), (1e-4, 1.0), log_y=True)
