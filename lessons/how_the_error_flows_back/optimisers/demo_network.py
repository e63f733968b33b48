"""The demo of the real network: five copies learn the same digits, each by another rule at its best rate."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.optimisers import contest
from lessons.how_the_error_flows_back.optimisers.network import (
    GOAL,
    RATES,
    UPDATES,
    arrivals,
    digits,
    learn,
    learners,
    thrown_out,
)
from lessons.how_the_error_flows_back.optimisers.rules import ADAM, NAMES, SHORT, TONES
from lessons.kit.charts import Bars, Mark
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

_LIMITS = (1e-3, 30.0)


@demo(
    prediction=Prediction(f"Which network's loss is first below {GOAL:g}?", contest.CAMPS),
    factor=contest.factor_knob(),
    hidden=Knob(4, 64, start=16, scale="log", steps=4, whole=True, label="hidden units"),
)
def network(factor: float, hidden: float, seed: int) -> Frames:
    """Five ways to learn the same digits."""
    nets = {name: learners(int(hidden), seed) for name in NAMES}
    scans, classes = digits(seed)
    runs = [learn(name, [factor * RATES[name]], net, seed) for name, net in nets.items()]
    losses: list[list[float]] = []
    for update in range(UPDATES + 1):
        losses.append([float(next(run, [np.nan])[0]) for run in runs])
        race, over = np.array(losses), update == UPDATES
        arrived = arrivals(race)
        there = contest.seen_by(update, arrived)
        yield Frame(
            update,
            (
                contest.curves("Loss, by optimiser", race, _LIMITS, UPDATES, Mark("goal", y=GOAL, tone="good")),
                _finish(update, arrived),
            ),
            contest.caption(update, race[-1], there, over=over),
            contest.readings(update, there),
            over,
            contest.trouble(
                "Thrown out", [name for name, each in zip(NAMES, race.T, strict=True) if over and thrown_out(each)]
            ),
            network_example(nets[ADAM], scans[0].reshape(8, 8), classes[0], "softmax_cross_entropy"),
            contest.winner(arrived, race) if over else None,
        )


def _finish(update: int, arrived: list[float]) -> Bars:
    """Return after how many updates each has arrived; who has not is still counting."""
    counts: Array = np.minimum(np.array(arrived), update)
    labels, tones = tuple(SHORT.values()), tuple(TONES.values())
    return Bars(f"Updates to {GOAL:g}, so far", labels, counts, (0.0, float(UPDATES)), decimals=0, tones=tones)
