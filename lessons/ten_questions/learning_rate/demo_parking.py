"""The demo of the parked car: four rates and the learner's own, rolling on one street at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor
from lessons.kit.charts import Lines, Mark, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import expression
from lessons.kit.knobs import Knob
from lessons.kit.live import still
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array
from lessons.ten_questions.learning_rate.model import DIVERGES, OPTIONS, UPDATES, Street, what_became_of

SWEEP = (0.01, 0.1, 0.95, 1.05)
"""The other cars' learning rates: on the street as it stands at first, from crawling to diverging."""
FATES = ("It crawls", "It parks", "It overshoots, yet closes in", "It never settles")
_TONES: tuple[Tone, ...] = ("second", "third", "fourth", "bad", "main")
_WRECK = 30.0
_ON_THE_SPOT = 1e-9
"""A distance so small that a caption would write it as 0."""
_LIMITS = (1e-5, 1e4)


@demo(
    prediction=Prediction(f"What will your car have done after {UPDATES} updates?", OPTIONS),
    gone=("view",),
    rate=Knob(0.005, 4.0, start=0.3, scale="log", label="your rate"),
    curvature=Knob(0.5, 8.0, start=2.0, scale="log", steps=12),
    distance=Knob(1.0, 4.0, start=2.5, steps=6, label="distance"),
)
def parking(rate: float, curvature: float, distance: float, seed: int) -> Frames:
    """Five cars, one parking spot."""
    street = Street(curvature)
    side = float(np.random.default_rng(seed).choice([-1.0, 1.0]))  # the seed says from which side they come
    rolled: list[tuple[Array, Array, Array]] = []
    for moment in street.roll(side * distance, (*SWEEP, rate)):
        rolled.append(moment)
        frame = _frame(street, rate, rolled)
        if frame.finished:
            break
        yield frame
    yield from still(lambda: _frame(street, rate, rolled))


def _frame(street: Street, rate: float, rolled: Sequence[tuple[Array, Array, Array]]) -> Frame:
    places, losses, slopes = (np.array(each) for each in zip(*rolled, strict=True))
    update, yours = len(places) - 1, places[:, -1]
    wrecked = bool(abs(yours[-1]) > _WRECK * abs(yours[0]))
    over = wrecked or update == UPDATES
    readings: dict[str, Reading] = {
        "update": update,
        "distance": abs(float(yours[-1])),
        "loss": float(losses[-1, -1]),
        "slope": float(slopes[-1, -1]),
    }
    caption, trouble, fate = _now(rate, yours), None, None
    if over:
        fate = what_became_of(yours)
        readings["your car"] = FATES[fate]
        caption = f"{caption} {FATES[fate]}. {_others(places)}"
        trouble = _trouble(street, wrecked) if fate == DIVERGES else None
    pictures = (_profile(street, places), curves(losses, _labels()))
    inside = expression(street.loss, {"w": float(yours[-1])}, focus="w", title="The street under your car")
    return Frame(update, pictures, caption, readings, over, trouble, inside, fate)


def _now(rate: float, yours: Array) -> str:
    """Tell what your car's last move did, in words and figures."""
    away = abs(float(yours[-1]))
    if len(yours) == 1:
        return (
            f"Your car, with a learning rate of {rate:g}, stands {figure(away)} from the spot, and so do four others."
        )
    before, now = abs(float(yours[-2])), f"Update {len(yours) - 1}: your car (rate {rate:g})"
    if before < _ON_THE_SPOT:
        return f"{now} stands on the spot, as near as makes no difference."
    move = "past the spot" if yours[-1] * yours[-2] < 0 else "closer"
    return f"{now} rolls {move}; distance {figure(away)}, {figure(away / before)} of what it was."


def _others(places: Array) -> str:
    """Where the other cars ended up."""
    ends = [f"rate {rate:g} at {figure(abs(float(place)))}" for rate, place in zip(SWEEP, places[-1], strict=False)]
    return f"The others: {', '.join(ends)}."


def _trouble(street: Street, wrecked: bool) -> Trouble:
    edge = street.edge()
    why = (
        f"On this street the edge is 2 / {figure(street.curvature)} = {figure(edge)}. Above it each move ends "
        "further from the spot than it began; at it the car swings for ever. Half of the edge parks in a single move."
    )
    return Trouble("It diverged" if wrecked else "It never settles", why, {"rate": float(f"{edge / 2:.6g}")})


def _labels() -> list[str]:
    return [*(f"{other:g}" for other in SWEEP), "you"]


def _profile(street: Street, places: Array) -> Lines:
    """The street from the side with all cars on it, those that have left the picture left out, and your last move."""
    reach = 1.4 * abs(float(places[0, -1]))
    along = np.linspace(-reach, reach, 61)
    profile = np.asarray(street.loss(Tensor(along)).value)
    inside = np.where(np.abs(places) <= reach, places, np.nan)
    heights = np.asarray(street.loss(Tensor(inside)).value)
    cars = tuple(
        Series(label, inside[-1:, i], heights[-1:, i], kind="points", tone=tone)
        for i, (label, tone) in enumerate(zip(_labels(), _TONES, strict=True))
    )
    move = Series("", inside[-2:, -1], heights[-2:, -1], tone="main")
    series = (Series("", along, profile, tone="muted"), move, *cars)
    spot = (Mark("spot", 0.0, 0.0, tone="good"),)
    return Lines(
        "The street and its cars, by rate", series, "w", "loss", (-reach, reach), (0.0, float(profile[0])), marks=spot
    )


def curves(losses: Array, labels: Sequence[str]) -> Lines:
    """Each car's loss after each update, shape (updates + 1, cars); one beyond the axis is left out."""
    return loss_curves(
        "Loss, by learning rate",
        labels,
        range(len(losses)),
        losses,
        limits=_LIMITS,
        until=UPDATES,
        tones=_TONES,
        beyond="left out",
    )
