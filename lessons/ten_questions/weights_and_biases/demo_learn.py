"""The demo of learning: two neurons taste the same sauces, and one of them has its bias nailed to 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.ten_questions.weights_and_biases.model import COUNT, SALT, Guests, answers, tipping_point

UPDATES = 60
CALM = 1.0
"""A learning rate that settles with any guests."""
START = -1.0
"""The first weight: the wrong way round, so that more salt means a louder no."""
JUMPY = 1.1
"""A loss this many times the lowest on the way has not settled."""
PLACES = ("More than the neuron with both", "As many", "Fewer, but more than half of them", "Half of them or fewer")
_GRAMS = np.linspace(*SALT, 61)
_FREE = np.array([[1.0], [0.0]])
"""Which of the two biases may move."""


@dataclass(frozen=True, eq=False)
class Tasting:
    """Both neurons after some updates, first the one with a bias of its own.

    Attributes:
        update: updates made so far.
        w: shape (2,).
        b: shape (2,).
        losses: shape (2,).
        slopes: along w and along b of the first neuron, shape (2,).
    """

    update: int
    w: Array
    b: Array
    losses: Array
    slopes: Array


def taste(guests: Guests, rate: float) -> Iterator[Tasting]:
    """Gradient descent for both at once, before the first update and after each."""
    w, b = Tensor(np.full((2, 1), START), name="w"), Tensor(np.zeros((2, 1)), name="b")
    losses = guests.loss(w, b)
    total = losses.sum()
    total.backward()
    for update in range(UPDATES + 1):
        slopes = np.array([w.grad[0, 0], b.grad[0, 0]])
        yield Tasting(update, w.value[:, 0].copy(), b.value[:, 0].copy(), losses.value.copy(), slopes)
        w.value -= rate * w.grad
        b.value -= rate * _FREE * b.grad
        total.tape.replay()


@demo(
    prediction=Prediction(
        f"How many of the {COUNT} guests will the neuron judge right whose b is nailed to 0?",
        PLACES,
    ),
    limit=Knob(-2.0, 2.0, start=1.0, steps=8, label="guests want"),
    fuss=Knob(0.0, 1.0, start=0.2, steps=5, label="they differ by"),
    rate=Knob(0.1, 20.0, start=2.0, scale="log", label="learning rate"),
)
def learn(limit: float, fuss: float, rate: float, seed: int) -> Frames:
    """Let it learn, with and without a bias."""
    guests = Guests.invited(limit, fuss, seed)
    race: list[Array] = []
    for tasting in taste(guests, rate):
        race.append(tasting.losses)
        yield _frame(guests, tasting, np.array(race))


def how_the_nailed_one_did(both: int, nailed: int) -> int:
    """Return which option came true, from how many guests each judges right."""
    if nailed >= both:
        return 0 if nailed > both else 1
    return 2 if 2 * nailed > COUNT else 3


def _frame(guests: Guests, tasting: Tasting, race: Array) -> Frame:
    over = tasting.update == UPDATES
    right = [guests.right(float(w), float(b)) for w, b in zip(tasting.w, tasting.b, strict=True)]
    trouble = _trouble(race) if over else None
    readings: dict[str, Reading] = {
        "update": tasting.update,
        "w": float(tasting.w[0]),
        "b": float(tasting.b[0]),
        "loss": float(tasting.losses[0]),
        "right": right[0],
        "loss when nailed": float(tasting.losses[1]),
        "right when nailed": right[1],
    }
    caption = _caption(tasting, right)
    if trouble:
        caption = f"{caption} {trouble.name}."
    charts, inside = (_curves(guests, tasting), _losses(race)), guests.inspection(tasting.w[0], tasting.b[0])
    came_true = how_the_nailed_one_did(*right) if over else None
    return Frame(tasting.update, charts, caption, readings, over, trouble, inside, came_true)


def _caption(tasting: Tasting, right: list[int]) -> str:
    told = [
        f"tips at {figure(tips)} g" if (tips := tipping_point(float(w), float(b))) is not None else "tips nowhere"
        for w, b in zip(tasting.w, tasting.b, strict=True)
    ]
    begin = f"Update {tasting.update}" if tasting.update else "Before the first update"
    return (
        f"{begin}: w = {figure(tasting.w[0])}, b = {figure(tasting.b[0])}; it {told[0]} and judges {right[0]} of "
        f"{COUNT} guests right. With b nailed to 0: w = {figure(tasting.w[1])}, {told[1]}, {right[1]} right."
    )


def _trouble(race: Array) -> Trouble | None:
    """A loss that ends well above where it has been: the steps were too long."""
    if np.all(race[-1] <= JUMPY * race.min(axis=0) + 1e-4):
        return None
    why = "Its weight leaps over the best amount and back: the steps are too long, so the loss ends above its lowest."
    return Trouble("It never settles", why, {"rate": CALM})


def _curves(guests: Guests, tasting: Tasting) -> Lines:
    """Draw what both neurons say to every amount of salt, and what the guests said."""
    says = [answers(float(w), float(b), _GRAMS) for w, b in zip(tasting.w, tasting.b, strict=True)]
    series = (
        Series("w and b", _GRAMS, says[0]),
        Series("w alone", _GRAMS, says[1], tone="second"),
        Series("guests", guests.salt, guests.said, kind="points", tone="third"),
    )
    return Lines("What they say", series, "salt (g)", "enough?", (-3.2, 3.2), (-0.1, 1.1))


def _losses(race: Array) -> Lines:
    updates = np.arange(len(race), dtype=float)
    series = (
        Series("w and b", updates, race[:, 0]),
        Series("w alone", updates, race[:, 1], tone="second"),
    )
    top = float(np.ceil(11 * race[0].max()) / 10)
    return Lines("Loss", series, "update", "loss", (0.0, float(UPDATES)), (0.0, max(top, 0.3)))
