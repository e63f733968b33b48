"""The losses of this lesson as the engine has them, each with the push that it sends back."""

from __future__ import annotations

import math
from typing import Literal

from engine import Tensor, loss_of
from lessons.kit.charts import Tone
from lessons.kit.computation import Computation

RULES = ("squared", "absolute", "Huber")
"""What a miss may be charged by."""
ENGINE_NAMES: dict[str, Literal["mse", "mae", "huber"]] = {"squared": "mse", "absolute": "mae", "Huber": "huber"}
TONES: tuple[Tone, ...] = ("main", "second", "third")
"""The colour of each rule, in their order."""
SURE_RULES = ("squared", "cross-entropy")
"""What a chance may be charged by."""
SURE_TONES: tuple[Tone, ...] = ("main", "fourth")


def charge(rule: str, miss: float, bend: float = 1.0) -> Computation:
    """Return what a miss costs, with its slope along p, a prediction of shape (1, 1) for a target of 0.

    Args:
        rule: one of RULES.
        miss: prediction − target.
        bend: where Huber's loss turns from half the square to distance; the others have no such place.

    Source: Huber, Robust estimation of a location parameter (1964); his loss for any bend is the engine's, which
    bends at 1, of the miss / bend, times bend².
    """
    if rule != "Huber":
        return Computation(lambda p: loss_of(p, [[0.0]], ENGINE_NAMES[rule]), {"p": [[miss]]})
    return Computation(lambda p: loss_of(p * (1 / bend), [[0.0]], "huber") * bend**2, {"p": [[miss]]})


def push(rule: str, miss: float, bend: float = 1.0) -> float:
    """Return the slope of a charge along the prediction; arguments as for `charge`."""
    return charge(rule, miss, bend).slope("p", 0, 0)


def sureness(rule: str, z: float, truth: float) -> Computation:
    """Return what a neuron's answer costs, with its slope along its sum z, of shape (1, 1).

    Args:
        rule: one of SURE_RULES.
        z: the sum; the chance that it gives to yes is sigmoid z.
        truth: 1 for yes, 0 for no.
    """
    return Computation(lambda z: _squared(z, truth) if rule == "squared" else _surprise(z, truth), {"z": [[z]]})


def _squared(z: Tensor, truth: float) -> Tensor:
    return ((z.sigmoid().named("chance") - truth).named("miss") ** 2).mean()


def _surprise(z: Tensor, truth: float) -> Tensor:
    return loss_of(z, [[truth]], "binary_cross_entropy")


def chance(z: float) -> float:
    """Return sigmoid z, the chance that is given to yes."""
    return 1 / (1 + math.exp(-z))
