"""The demo of the warm-up: eight networks at a rate that is too large to begin with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import Momentum, Network, datasets, train
from engine.schedules import WarmUp
from lessons.how_the_error_flows_back.schedules.demo_drop import steps
from lessons.how_the_error_flows_back.schedules.noise import rates
from lessons.kit.charts import Lines, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array

UPDATES, NETWORKS, EXAMPLES = 100, 8, 100
LOSS = "softmax_cross_entropy"
LEARNED = 0.3
"""Below this loss the digits are learned; knowing nothing costs about 2."""
REMEDY = 20
_TONES: tuple[Tone, ...] = ("third", "main", "second")
_LIMITS = (1e-3, 1e3)


@demo(
    prediction=Prediction(f"How many of the {NETWORKS} have learned the digits in the end?", ("None", "Some", "All")),
    warm_up=Knob(0, 40, start=0, steps=8, whole=True, label="warm-up"),
    rate=Knob(0.5, 4.0, start=3.0, scale="log", steps=9),
)
def warm_up(warm_up: float, rate: float, seed: int) -> Frames:
    """Eight networks and a flying start."""
    net, schedule = learners(seed), WarmUp(int(warm_up), rate)
    scans, classes = digits(seed)
    table = rates((schedule,), UPDATES)
    history: list[Array] = []
    for update, losses in enumerate(learn(net, schedule, seed)):
        history.append(losses)
        over, learned = update == UPDATES, int((losses < LEARNED).sum())
        yield Frame(
            update,
            (_curves(np.array(history)), steps(table, update, ("rate",), ("fifth",))),
            f"Update {update}: {learned} of {NETWORKS} have learned it; the median loss is "
            f"{figure(float(np.median(losses)))}.",
            {"update": update, "learned": learned, "loss": float(np.median(losses))},
            over,
            _trouble() if over and learned <= NETWORKS // 2 and warm_up < REMEDY else None,
            network_example(net, scans[0].reshape(8, 8), classes[0], LOSS, member=0),
            (0 if learned == 0 else 2 if learned == NETWORKS else 1) if over else None,
        )


def digits(seed: int) -> tuple[Array, Array]:
    """Return the scans, shape (examples, 64), and their classes."""
    data = datasets.digits(seed).train
    return data.inputs[:EXAMPLES], data.targets[:EXAMPLES]


def learners(seed: int) -> Network:
    """Return the eight networks as they begin."""
    return Network([64, 16, 10], activation="tanh", seed=[seed * NETWORKS + member for member in range(NETWORKS)])


def learn(net: Network, schedule: WarmUp, seed: int, updates: int = UPDATES) -> Iterator[Array]:
    """Give the loss of each network, shape (networks,), first and after each update with momentum."""
    for update in train(net, digits(seed), loss=LOSS, optimiser=Momentum(schedule), updates=updates):
        yield np.array(update.losses)


def _curves(history: Array) -> Lines:
    """Return the best, the middle and the worst loss."""
    three = np.stack([history.min(axis=1), np.median(history, axis=1), history.max(axis=1)], axis=1)
    labels = ("best", "middle", "worst")
    return loss_curves(
        "Loss of the eight", labels, range(len(three)), three, limits=_LIMITS, until=UPDATES, tones=_TONES
    )


def _trouble() -> Trouble:
    why = (
        "The first steps were so long that the hidden units were thrown to their ends, where hardly any slope is left."
    )
    return Trouble("Thrown out", why, {"warm_up": REMEDY})
