"""What has gone wrong with a run, by name, with what mends it and the lesson that explains it."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Trouble
from lessons.kit.figures import figure, percent
from lessons.playground.diagnosis import LayerHealth, health_of
from lessons.playground.moment import RunFigures, RunMoment
from lessons.playground.settings import PlaygroundSettings

CALM = {"sgd": 0.03, "momentum": 0.01, "nesterov": 0.01, "adagrad": 0.1, "rmsprop": 0.003, "adam": 0.003}
"""A learning rate at which each optimiser goes gently on these data."""
MOST_DEAD, MOST_SATURATED = 0.5, 0.9
"""Shares of a layer from which it counts as dead, as saturated."""
GAP = 1.5
"""Times its lowest that the loss on the test is, once a network has learnt its examples by heart."""
SETTLED = 20
"""Epochs before which nobody speaks of overfitting."""


def trouble_of(moment: RunMoment, lowest: RunFigures) -> Trouble | None:
    """Return what is wrong at a moment of a run, the worst first; None if nothing is.

    Args:
        moment: the network and its figures.
        lowest: the figures of the run when its loss on the test was lowest.
    """
    if moment.standing.diverged or not np.isfinite(moment.gradients).all():
        return diverged(moment.bench.settings)
    layers = health_of(moment)
    for look in (_without_gradient, _dead, _saturated):
        if (found := look(moment, layers)) is not None:
            return found
    return overfitted(moment, lowest)


def diverged(settings: PlaygroundSettings) -> Trouble:
    """Return the name of a run whose numbers have grown beyond all bounds."""
    return Trouble(
        "It diverged",
        f"Each update overshot by more than the one before, until a number grew beyond all bounds: the learning rate "
        f"of {figure(settings.rate)} is too long a step here.",
        {"rate": min(CALM[settings.optimiser], settings.rate / 10), "l1": 0.0, "l2": min(settings.l2, 0.01)},
        "learning-rate",
    )


def _without_gradient(moment: RunMoment, layers: tuple[LayerHealth, ...]) -> Trouble | None:
    """A hidden layer to which no gradient comes at all, while there is something to learn."""
    still = [each for each in layers[:-1] if each.gradient == 0.0]
    if not still or (layers[-1].gradient == 0.0 and moment.standing.train_loss < 1e-6):
        return None
    settings, number = moment.bench.settings, still[-1].number
    fix: dict[str, str | float] = {"activation": "tanh"} if "step" in settings.activations else {}
    lesson = "activation"
    why = "A step is flat on both sides, so that no nudge of a weight changes anything."
    if not fix and settings.initialisation == "zeros":
        fix, why = {"initialisation": "auto"}, "All weights start at 0, and what is passed back is multiplied by them."
        lesson = "is-it-learning"
    elif not fix:
        fix, why = {"activation": "leaky_relu", "rate": CALM[settings.optimiser]}, "Its units are all out of reach."
    return Trouble(
        "A gradient of 0 everywhere",
        f"Layer {number} is sent no gradient, so it cannot learn. {why}",
        fix,
        lesson,
    )


def _dead(moment: RunMoment, layers: tuple[LayerHealth, ...]) -> Trouble | None:
    """A layer of whose units half answer 0 to everything."""
    worst = max(layers[:-1], key=lambda each: each.dead, default=None)
    if worst is None or worst.dead < MOST_DEAD:
        return None
    settings = moment.bench.settings
    return Trouble(
        "Dead units",
        f"{percent(worst.dead)} of layer {worst.number}'s units answer 0 to every example, and no gradient goes "
        "through a ReLU that is off: they will never wake.",
        {"activation": "leaky_relu", "rate": min(settings.rate, CALM[settings.optimiser])},
        "activation",
    )


def _saturated(moment: RunMoment, layers: tuple[LayerHealth, ...]) -> Trouble | None:
    """A hidden layer whose answers nearly all lie at the ends of its activation, before the task is learnt."""
    worst = max(layers[:-1], key=lambda each: each.saturated, default=None)
    accuracy = moment.standing.train_accuracy
    if worst is None or worst.saturated < MOST_SATURATED or (accuracy is not None and accuracy > 0.95):
        return None
    settings = moment.bench.settings
    return Trouble(
        "Saturated",
        f"{percent(worst.saturated)} of layer {worst.number}'s answers lie at an end of {worst.activation}, where it "
        "is flat and lets hardly any gradient through.",
        {"rate": min(settings.rate / 10, CALM[settings.optimiser]), "initialisation": "auto"},
        "vanishing",
    )


def overfitted(moment: RunMoment, lowest: RunFigures) -> Trouble | None:
    """Return the name of a run that learns its examples by heart: on the test it was better before."""
    now = moment.standing
    worse = now.test_loss > GAP * lowest.test_loss and now.train_loss < lowest.train_loss
    if now.epoch < SETTLED or not worse or now.test_loss < 0.05:
        return None
    return Trouble(
        "Overfitting",
        f"On what it learns from the loss still falls, on the test it has risen from {figure(lowest.test_loss)} at "
        f"update {lowest.number:,} to {figure(now.test_loss)}: it learns the examples by heart, noise and all. "
        "The surest cure is to stop where the test was best.",
        {"epochs": max(1, lowest.epoch)},
        "overfitting",
    )
