"""Runs of the playground beside the programs of the same runs: what their tests share."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.arrays import Array
from lessons.playground.bench import Bench, made_bench
from lessons.playground.examples import OwnData
from lessons.playground.own.choice import own_data
from lessons.playground.own.rows import MOST_ROWS
from lessons.playground.own.table import OwnChoice
from lessons.playground.settings import PlaygroundSettings
from lessons.playground.track import Track
from lessons.playground.weights_file import SavedWeights
from tests.lessons.own_files import written

Losses = Mapping[int, tuple[float, float]]
"""By epoch: the loss on what is learned from, and on the test."""
_LINE = re.compile(r"epoch +(\d+) +loss (\S+) +test loss (\S+)")

TABLE: dict[str, dict[str, Any]] = {
    "as it stands": {"epochs": 7},
    "no hidden layer": {"layers": "none", "data": "line", "l1": 0.01, "l2": 0.02, "batch": 7, "epochs": 30},
    "six layers": {
        "layers": "3,1,4,2,5,2",
        "activation": "tanh,relu,leaky_relu,sigmoid,identity,step",
        "data": "moons",
    },
    "every input": {"inputs": "x1,x2,x1^2,x2^2,x1x2,sin1,sin2", "data": "xor", "noise": 35, "optimiser": "rmsprop"},
    "a curve": {"inputs": "x1,x1^2,sin1", "data": "sine", "optimiser": "adam", "schedule": "cosine", "test": 90},
    "momentum, one by one": {"data": "spiral", "optimiser": "momentum", "batch": 1, "layers": "8,8", "epochs": 2},
    "nesterov, warming up": {"optimiser": "nesterov", "schedule": "warm-up", "batch": 20, "l2": 0.01, "epochs": 8},
    "adagrad, halving": {
        "data": "blobs",
        "optimiser": "adagrad",
        "schedule": "step",
        "loss": "huber",
        "output": "tanh",
    },
    "rmsprop, falling": {"optimiser": "rmsprop", "schedule": "exponential", "initialisation": "he", "noise": 0},
    "all at once": {"batch": 10_000, "optimiser": "adam", "schedule": "step", "loss": "mae", "epochs": 40},
    "all at once, batch norm": {"batch": 10_000, "normalise": "on", "schedule": "cosine", "epochs": 21},
    "dropout": {"dropout": 0.3, "layers": "6,5", "activation": "relu", "batch": 7, "optimiser": "adam"},
    "batch norm": {"normalise": "on", "layers": "5,4", "batch": 3, "activation": "leaky_relu", "l1": 0.003},
    "both": {"dropout": 0.4, "normalise": "on", "layers": "6", "data": "blobs", "batch": 33, "optimiser": "adam"},
    "softmax for two": {"loss": "softmax_cross_entropy", "data": "moons", "initialisation": "small", "l1": 0.01},
    "outputs squashed": {"loss": "mse", "output": "sigmoid", "data": "xor", "initialisation": "glorot", "epochs": 3},
    "nothing but zeros": {"initialisation": "zeros", "data": "line", "edit": "W1[2,1]=0.5;b2[1]=-1.25;W3[1,2]=3"},
    "steps": {"activation": "step", "l2": 0.1, "layers": "4", "optimiser": "momentum"},
    "digits": {"data": "digits", "layers": "8", "loss": "mse", "output": "tanh", "batch": 200, "epochs": 2},
    "spam": {"data": "spam", "layers": "4", "activation": "sigmoid", "loss": "huber", "optimiser": "adam"},
    "ratings": {"data": "ratings", "layers": "3", "activation": "identity", "batch": 50, "epochs": 3},
    "text": {"data": "text", "layers": "6", "rate": 0.3, "batch": 1000, "epochs": 1, "normalise": "on"},
    "a wide circle": {"data": "wide_circle", "loss": "half_mse", "output": "tanh", "initialisation": "uniform"},
    "wide quarters": {"data": "wide_xor", "inputs": "x1,x2,x1x2,sin1,sin2", "test": 30, "epochs": 2},
    "wide clouds": {"data": "wide_gauss", "layers": "none", "initialisation": "uniform", "noise": 50},
    "a wide spiral": {"data": "wide_spiral", "inputs": "sin2", "initialisation": "saved", "activation": "relu"},
    "a wide plane": {"data": "wide_plane", "loss": "half_mse", "batch": 50, "l2": 0.01},
    "wide bumps": {"data": "wide_bumps", "batch": 100, "layers": "8", "optimiser": "adam", "noise": 20},
    "wide, no noise": {"data": "wide_xor", "noise": 0, "loss": "half_mse", "output": "sigmoid", "epochs": 2},
    "halves for three": {"data": "blobs", "loss": "half_mse", "initialisation": "uniform", "epochs": 2},
}
"""A run for everything that can be set, named by what it is there for."""


@dataclass(frozen=True, eq=False)
class Ran:
    """A run of the playground.

    Attributes:
        bench: what it was made of.
        losses: at the end of each epoch.
        parameters: in the end.
        diverged: whether it ended because a number stopped being finite.
    """

    bench: Bench
    losses: Losses
    parameters: Array
    diverged: bool


def ran(settings: PlaygroundSettings, own: OwnData | None = None, saved: SavedWeights | None = None) -> Ran:
    """Run the playground to its end, an epoch at a time."""
    bench = made_bench(settings, own, saved)
    track, losses = Track(bench), dict[int, tuple[float, float]]()
    track.set_by_hand(settings.edit)
    moment = track.start()
    while True:
        at = moment.standing
        if at.number == at.epoch * bench.per_epoch:
            losses[at.epoch] = (at.train_loss, at.test_loss)
        if track.ended:
            return Ran(bench, losses, track.net.parameters.copy(), at.diverged)
        moment = track.advance("epoch", "none")


def rows_without_a_program(folder: Path) -> Bench:
    """Return what a run on more rows than are taken is made of."""
    path = written(folder, "".join(f"{number % 97},{number % 89},{number % 2}\n" for number in range(MOST_ROWS + 1)))
    own = own_data(OwnChoice(str(path)))
    return made_bench(replace(PlaygroundSettings(), data=own.name), own)


@cache
def ran_by_name(name: str) -> Ran:
    """Run one of the table, once."""
    return ran(PlaygroundSettings(**{"epochs": 4, "rate": 0.03, "seed": 11, **TABLE[name]}))


def executed(program: str) -> tuple[Losses, dict[str, Any]]:
    """Run a program in this process; return the losses that it prints, and its names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = io.StringIO()
    with redirect_stdout(printed), np.errstate(all="ignore"):
        exec(compile(program, "program", "exec"), names)
    return printed_losses(printed.getvalue()), names


def printed_losses(text: str) -> Losses:
    """Return the losses that a program has printed."""
    return {int(epoch): (float(train), float(test)) for epoch, train, test in _LINE.findall(text)}


def furthest_apart(printed: Losses, run: Losses) -> float:
    """Return how far the losses of a program are from those of a run at most, relative to the run's."""
    assert {0, max(run)} <= printed.keys() <= run.keys(), "a program tells of the start and of the end"
    pairs = zip(
        (each for epoch in printed for each in printed[epoch]), (x for e in printed for x in run[e]), strict=True
    )
    return max(abs(told - wanted) / abs(wanted) for told, wanted in pairs)
