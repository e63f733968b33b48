"""Troubles of a network that learns to read: how to tell them, and which knobs would mend them."""

from __future__ import annotations

import numpy as np

from engine import Network, Update
from engine.datasets import Split
from lessons.inside_the_network.layers.model import DIGITS, per_cent
from lessons.kit.demo import Trouble
from lessons.kit.knobs import Setting

GOOD = 0.85
"""The share of unseen scans from which a finished run has nothing to be ashamed of."""
NARROW, GENTLE, BRISK = 8, 0.05, 0.8
"""Hidden units from which there is room enough; learning rates between which training goes well."""


def is_silent(network: Network, scans: Split) -> bool:
    """Whether no hidden unit answers to any scan: then no gradient reaches its weights, and none ever wakes again."""
    return not np.any(network.activations(scans.inputs)[0] > 0)


def trouble_with(network: Network, learnt_from: Split, update: Update, rate: float) -> Trouble | None:
    """Tell what went wrong with a run that has ended, if anything did.

    Args:
        network: as it came out.
        learnt_from: the training scans.
        update: the last one.
        rate: the learning rate.
    """
    score = update.validation_accuracy or 0.0
    fix = mending(network.layers[0].units, rate)
    if update.diverged:
        return Trouble("It diverged", update.reason, fix)
    if is_silent(network, learnt_from):
        return Trouble("The hidden layer fell silent", _why_silent(update, rate), fix)
    if score >= GOOD:
        return None
    if rate > BRISK:
        return Trouble("Steps too long", _why_too_long(network, learnt_from, score), fix)
    if network.layers[0].units < NARROW:
        return Trouble("A bottleneck", _why_narrow(network, score), fix)
    return Trouble(
        "Out of time",
        f"It was still improving when its passes ran out, at {per_cent(score)}: at this rate its steps are too short.",
        fix or {"rate": 0.4},
    )


def mending(hidden: int, rate: float) -> dict[str, Setting]:
    """The knobs that are far from where training goes well, each with a better setting."""
    fix: dict[str, Setting] = {}
    if hidden < NARROW:
        fix["hidden"] = 32
    if not GENTLE <= rate <= BRISK:
        fix["rate"] = 0.4
    return fix


def _why_silent(update: Update, rate: float) -> str:
    cause = (
        "A step this long threw all of them below zero"
        if rate > BRISK
        else "With so few of them, one unlucky start or step was enough"
    )
    return (
        f"By update {update.number} every hidden unit says 0 to every scan. {cause}, where ReLU passes no "
        "gradient back, so nothing can wake them."
    )


def _why_too_long(network: Network, learnt_from: Split, score: float) -> str:
    dead = int(np.count_nonzero(~np.any(network.activations(learnt_from.inputs)[0] > 0, axis=0)))
    losses = f" {dead} of its hidden units never answer any more." if dead else ""
    return f"Each update leapt past what it was aiming at, and {per_cent(score)} is all it reads.{losses}"


def _why_narrow(network: Network, score: float) -> str:
    units = network.layers[0].units
    through = "one number" if units == 1 else f"{units} numbers"
    return (
        f"All that the output layer hears of 64 pixels is {through}, which is hardly enough to tell {DIGITS} digits "
        f"apart: {per_cent(score)} read right."
    )
