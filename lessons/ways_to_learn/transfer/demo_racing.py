"""The demo of the race: few labelled scans, for a fresh network and for one that took over what another learned."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Picture, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.ways_to_learn.transfer.model import BODY, FINE, FROZEN, UPDATES, RaceStanding, outcome_of, race
from lessons.ways_to_learn.transfer.tasks import GRAINY, PAIRS, pair_of

OPTIONS = (
    "It is ahead, by more than five in a hundred",
    "Within five in a hundred of the fresh one",
    "It is behind, by more than five in a hundred",
)
EVERY = 2


@demo(
    prediction=Prediction("How does the one that took over do on unseen scans?", OPTIONS),
    pair=Choices(*PAIRS, label="new task"),
    body=Choices(*BODY, label="taken over"),
    count=Knob(1, 50, start=5, scale="log", steps=6, whole=True, label="scans a digit"),
)
def racing(pair: str, body: str, count: float, seed: int) -> Frames:
    """Afresh, or from what is known."""
    stands = list[RaceStanding]()
    for standing in race(pair, int(count), body, seed, EVERY):
        stands.append(standing)
        yield _frame(stands, pair, body, seed)


def _frame(stands: list[RaceStanding], name: str, body: str, seed: int) -> Frame:
    now, pair = stands[-1], pair_of(name, seed)
    over = now.number == UPDATES
    scan, answer = pair.unseen.inputs[0], pair.unseen.targets[0]
    title = "One unseen scan, in the network that took over"
    return Frame(
        now.number,
        (_curves(stands), Picture("to be read", scan.reshape(8, 8))),
        f"Update {now.number}: of the unseen scans the fresh network reads {percent(now.fresh)} right, "
        f"the one that took over ({body}) {percent(now.taken)}.",
        {"update": now.number, "fresh": now.fresh, "taken over": now.taken},
        over,
        _trouble(now, body) if over and outcome_of(now.lead) == 2 else None,
        network_example(now.net, scan.reshape(8, 8), answer, "binary_cross_entropy", title=title),
        outcome_of(now.lead) if over else None,
    )


def _trouble(now: RaceStanding, body: str) -> Trouble:
    behind = f"{percent(now.taken)} against {percent(now.fresh)}"
    if body == FROZEN:
        why = f"{behind}: its first layer looks for what the first task needed, and may not learn what this one needs."
        return Trouble("Frozen on another task", why, {"body": FINE})
    fix: dict[str, Setting] = {"pair": GRAINY, "body": FROZEN, "count": 5}
    return Trouble("A bad start", f"{behind}: what it knew was no help for this task.", fix)


def _curves(stands: list[RaceStanding]) -> Lines:
    along = np.array([float(each.number) for each in stands])
    series = (
        Series("afresh", along, np.array([100 * each.fresh for each in stands]), tone="fourth"),
        Series("taken over", along, np.array([100 * each.taken for each in stands]), tone="third"),
    )
    return Lines("Read right", series, "update", "%", (0.0, float(UPDATES)), (0.0, 100.0))
