"""The demo of the groups: centres are put among customers, and half a round after the other groups form around them."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.ways_to_learn.unsupervised.kmeans import BY_CHANCE, SPREAD, Pins, customers, first_centres, steps

FALLS = ("It falls, or stays, at every step", "It falls mostly, and rises now and then", "It rises before it falls")
_TONES: tuple[Tone, ...] = ("main", "second", "third", "fourth", "fifth", "muted")
_LIMITS = (-3.0, 3.0)


@demo(
    prediction=Prediction("The way from all points to their centres, squared and added up: what will it do?", FALLS),
    groups=Knob(1, 6, start=3, steps=5, whole=True, label="centres"),
    heaps=Knob(2, 5, start=3, steps=3, whole=True, label="heaps, in truth"),
    begin=Choices(SPREAD, BY_CHANCE, label="centres begin"),
)
def groups(groups: float, heaps: float, begin: str, seed: int) -> Frames:
    """Customers are grouped; nobody says how."""
    points, told = customers(int(heaps), seed), list[Pins]()
    walk = list(steps(points, first_centres(points, int(groups), begin, seed)))
    for moment in walk:
        told.append(moment)
        yield _frame(points, told, int(heaps), begin, over=len(told) == len(walk))


def fell(costs: list[float]) -> int:
    """Return which of `FALLS` a row of sums makes true."""
    rises = np.diff(costs) > 1e-9 * costs[0]
    return 0 if not rises.any() else 2 if rises[0] else 1


def _frame(points: Array, told: list[Pins], heaps: int, begin: str, *, over: bool) -> Frame:
    now, costs = told[-1], [moment.cost for moment in told]
    counts = np.bincount(now.groups[now.groups >= 0], minlength=len(now.centres))
    what = "the centres lie among the points" if len(told) == 1 else (
        "each centre went to the middle of its points" if now.moved else "each point went to its nearest centre"
    )  # fmt: skip
    done = " Nothing changes any more." if over else ""
    return Frame(
        len(told) - 1,
        (_map(points, now), _curve(costs)),
        f"Step {len(told) - 1}: {what}. The sum is {figure(now.cost)}.{done}",
        {"step": len(told) - 1, "sum": now.cost, "groups": int(np.count_nonzero(counts))},
        over,
        _trouble(points, now, heaps, begin) if over else None,
        _pull(points, now).inspect("centre", title="The first centre, and the points that are its own"),
        fell(costs) if over else None,
    )


def shared_heap(points: Array, now: Pins, heaps: int) -> bool:
    """Return whether there are as many centres as heaps, and two of them lie in one heap."""
    if len(now.centres) != heaps:
        return False
    best = min(list(steps(points, first_centres(points, heaps, SPREAD, seed)))[-1].cost for seed in range(3))
    return now.cost > 1.2 * best


def _trouble(points: Array, now: Pins, heaps: int, begin: str) -> Trouble | None:
    if begin == SPREAD or not shared_heap(points, now, heaps):
        return None
    why = "Two centres began in one heap and share it; none of them can leave, since each step only looks nearby."
    return Trouble("Stuck", why, {"begin": SPREAD})


def _map(points: Array, now: Pins) -> Lines:
    """Return the customers by their groups, and the centres."""
    clouds = [
        Series("" if k < 0 else "ABCDEF"[k], points[now.groups == k, 0], points[now.groups == k, 1], "points",
               "muted" if k < 0 else _TONES[k])
        for k in range(-1, len(now.centres)) if (now.groups == k).any()
    ]  # fmt: skip
    clouds.append(Series("centres", now.centres[:, 0], now.centres[:, 1], "points", "good"))
    return Lines("Customers", tuple(clouds), "how often", "how much", _LIMITS, _LIMITS)


def _curve(costs: list[float]) -> Lines:
    series = Series("sum", np.arange(len(costs), dtype=float), np.array(costs), tone="bad")
    return Lines("Squared distances, added up", (series,), "step", "sum", y_limits=(0.0, float(1.1 * max(costs))))


def _pull(points: Array, now: Pins) -> Computation:
    """Return the sum of squared distances from the first centre to its own points (to all, before they have chosen)."""
    own = points[now.groups == 0] if (now.groups == 0).any() else points
    return Computation(
        lambda centre, own: ((own - centre) ** 2).sum().named("sum"), {"centre": now.centres[0]}, {"own": own[:6]}
    )
