"""The demo of ten people alike in every reading: one chance for all of them, and two pulls that come to balance."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from lessons.how_the_error_flows_back.choosing_a_loss.model import chance
from lessons.how_the_error_flows_back.costly_mistakes.model import group
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.live import still
from lessons.kit.slopes import Array

PEOPLE, UPDATES = 10, 60
RESTS = ("Below a quarter", "Near one half", "Above three quarters")


@demo(
    prediction=Prediction("Where does its chance come to rest?", RESTS),
    price=Knob(1.0, 25.0, start=9.0, steps=24, label="price of a miss"),
    ill=Knob(1, 5, start=1, steps=4, whole=True, label="ill of ten"),
    rate=Knob(0.1, 1.0, start=0.5, scale="log", label="learning rate"),
)
def alike(price: float, ill: float, rate: float, seed: int) -> Frames:  # noqa: ARG001
    """Ten people alike."""
    sick, well = int(ill), PEOPLE - int(ill)
    path = [math.log(sick / well)]
    for _ in range(UPDATES):
        yield _frame(path, sick, price)
        path.append(path[-1] - rate * group(path[-1], sick, well, price).slope("z", 0, 0))
    yield from still(lambda: _frame(path, sick, price))


def where_it_rests(rest: float) -> int:
    """Return which of RESTS a chance is."""
    return 0 if rest < 0.25 else 1 if rest <= 0.75 else 2


def _frame(path: Sequence[float], ill: int, price: float) -> Frame:
    update, now = len(path) - 1, chance(path[-1])
    over, well = update == UPDATES, PEOPLE - ill
    chances = np.array([chance(z) for z in path])
    pulls = np.stack([price * ill * (1 - chances), well * chances])
    up, down = pulls[:, -1].tolist()
    charts = (_chances(chances), _pulls(pulls))
    caption = (
        f"Update {update}: all ten are given a chance of {figure(now)}. The ill pull up by {figure(price)} × {ill} × "
        f"{figure(1 - now)} = {figure(up)}, the well down by {well} × {figure(now)} = {figure(down)}."
    )
    readings = {"update": update, "chance": now, "pull up": up, "pull down": down}
    inside = group(path[-1], ill, well, price).inspect("z", title=f"Ten people alike, a miss at {figure(price)}")
    return Frame(update, charts, caption, readings, over, None, inside, where_it_rests(now) if over else None)


def _chances(chances: Array) -> Lines:
    """Draw the chance that all ten have been given, by update."""
    first = (Mark("at first", y=chances[0].item()),)
    curve = Series("chance", np.arange(len(chances), dtype=float), chances)
    return Lines("Chance given to ill", (curve,), "update", "", (0.0, float(UPDATES)), (0.0, 1.0), marks=first)


def _pulls(pulls: Array) -> Lines:
    """Draw how hard the ill have pulled up and the well down, shape (2, n), by update."""
    updates = np.arange(pulls.shape[1], dtype=float)
    series = (
        Series("ill, up", updates, pulls[0], tone="bad"),
        Series("well, down", updates, pulls[1], tone="good"),
    )
    return Lines("Pulls", series, "update", "", (0.0, float(UPDATES)), (0.0, 1.1 * float(pulls.max())))
