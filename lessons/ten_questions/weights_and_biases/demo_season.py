"""The demo at the stove: one neuron tastes salt from too little to too much; then its knobs are the learner's."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure, signed
from lessons.kit.knobs import Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.ten_questions.weights_and_biases.model import COUNT, SALT, Guests, answers, sums, tipping_point
from lessons.ten_questions.weights_and_biases.pictures import GRAMS, sum_line, verdicts

LIMIT, FUSS = 1.0, 0.2
PLACES = (
    "Below 0 g: at less salt than usual",
    "At 0 g: at just the usual salt",
    "Above 0 g: at more salt than usual",
    f"Nowhere between {exact(SALT[0])} and {exact(SALT[1])} g",
)
"""The places at which a neuron may change its mind."""
_AT_ONCE = 2
"""Amounts of GRAMS that are tasted from one frame to the next."""


@demo(
    prediction=Prediction(
        f"Salt is poured in, from {exact(SALT[0])} to {exact(SALT[1])} g. Where will the neuron change its mind?",
        PLACES,
    ),
    w=Knob(-4.0, 4.0, start=1.0, steps=16, live=True, label="w (weight)"),
    b=Knob(-6.0, 6.0, start=1.0, steps=24, live=True, label="b (bias)"),
    salt=Knob(*SALT, start=1.5, steps=12, live=True, label="salt in grams"),
)
def season(w: Live[float], b: Live[float], salt: Live[float], seed: int) -> Frames:
    """Season by hand: one weight, one bias."""
    guests = Guests.invited(LIMIT, FUSS, seed)
    for tasted in range(1, len(GRAMS), _AT_ONCE):
        yield _pouring(guests, w(), b(), GRAMS[:tasted])
    yield from still(lambda: _poured(guests, w(), b(), salt()))


def where(tips: float | None) -> int:
    """Return which of PLACES came true, from the tipping point; None stands for a neuron that has none."""
    if tips is None or not SALT[0] <= tips <= SALT[1]:
        return 3
    return 1 if abs(tips) < 1e-9 else 0 if tips < 0 else 2


def _pouring(guests: Guests, w: float, b: float, tasted: Array) -> Frame:
    """Draw what the neuron has said to the amounts of salt in `tasted`."""
    salt = float(tasted[-1])
    charts = (sum_line(w, b, salt, tasted), verdicts(guests, w, b, salt, tasted))
    return Frame(0, charts, _sauce(w, b, salt), _readings(w, b, salt), inspect=guests.inspection(w, b))


def _poured(guests: Guests, w: float, b: float, salt: float) -> Frame:
    tips, right = tipping_point(w, b), guests.right(w, b)
    readings: dict[str, Reading] = {**_readings(w, b, salt), "tips at": "nowhere" if tips is None else tips}
    readings["guests right"] = right
    tipping = (
        "With a weight of 0 it ignores the salt and tips nowhere." if tips is None else f"It tips at {figure(tips)} g."
    )
    caption = f"{_sauce(w, b, salt)} {tipping} It judges {right} of {COUNT} guests as they do."
    if right == COUNT:
        caption += " All of them! You trained it by hand."
    charts, inside = (sum_line(w, b, salt), verdicts(guests, w, b, salt)), guests.inspection(w, b)
    return Frame(0, charts, caption, readings, finished=True, inspect=inside, outcome=where(tips))


def _readings(w: float, b: float, salt: float) -> dict[str, Reading]:
    here = np.array([salt])
    return {"w": w, "b": b, "sum": float(sums(w, b, here)[0]), "says": float(answers(w, b, here)[0])}


def _sauce(w: float, b: float, salt: float) -> str:
    """Tell the sum of one sauce and what the sigmoid makes of it."""
    here = np.array([salt])
    z, a = float(sums(w, b, here)[0]), float(answers(w, b, here)[0])
    says = "which is enough" if a > 0.5 else "a request for more" if a < 0.5 else "neither yes nor no"
    return f"{exact(w)} × {signed(salt)} + {signed(b)} = {exact(z)}; the sigmoid makes that {figure(a)}, {says}."
