"""The demo at the stove: one neuron with its weight and its bias in the learner's hands."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure, signed
from lessons.kit.knobs import Knob
from lessons.kit.live import Live, still
from lessons.ten_questions.weights_and_biases.model import COUNT, SALT, Guests, answers, sums, tipping_point

LIMIT, FUSS = 1.0, 0.2
MOVES = ("It stays: the curve only gets steeper", "It moves towards 0 g", "It moves away from 0 g")
_GRAMS = np.linspace(*SALT, 61)
_TOP = 6.0


@demo(
    prediction=Prediction(
        "The neuron tips from “more” to “enough” where its sum w × salt + b is 0. With the knobs as they stand now, "
        "what would happen to that point if you doubled w and left b alone?",
        MOVES,
    ),
    w=Knob(-4.0, 4.0, start=1.0, steps=16, live=True, label="w (weight)"),
    b=Knob(-6.0, 6.0, start=1.0, steps=24, live=True, label="b (bias)"),
    salt=Knob(*SALT, start=1.5, steps=12, live=True, label="salt in grams"),
)
def season(w: Live[float], b: Live[float], salt: Live[float], seed: int) -> Frames:
    """Season by hand: one weight, one bias."""
    guests = Guests.invited(LIMIT, FUSS, seed)
    yield from still(lambda: _frame(guests, w(), b(), salt()))


def if_w_doubled(tips: float | None, doubled: float | None) -> int | None:
    """Return which option comes true, from the tipping points before and after; None where there is none."""
    if tips is None or doubled is None:
        return None
    if abs(abs(tips) - abs(doubled)) < 1e-9:
        return 0
    return 1 if abs(doubled) < abs(tips) else 2


def _frame(guests: Guests, w: float, b: float, salt: float) -> Frame:
    here = np.array([salt])
    z, a = float(sums(w, b, here)[0]), float(answers(w, b, here)[0])
    tips, doubled, right = tipping_point(w, b), tipping_point(2 * w, b), guests.right(w, b)
    readings: dict[str, Reading] = {
        "w": w,
        "b": b,
        "sum": z,
        "says": a,
        "tips at": "nowhere" if tips is None else tips,
        "guests right": right,
    }
    caption = (
        f"{exact(w)} × {signed(salt)} + {signed(b)} = {exact(z)}; the sigmoid makes that {figure(a)}, "
        f"{'which is enough' if a > 0.5 else 'a request for more' if a < 0.5 else 'neither yes nor no'}. "
        f"{_tips(tips, doubled)} It judges {right} of {COUNT} guests as they do."
    )
    if right == COUNT:
        caption += " All of them! You trained it by hand."
    charts, inside = (_line(w, b, salt, z), _curve(guests, w, b, salt, a)), guests.inspection(w, b)
    return Frame(0, charts, caption, readings, finished=True, inspect=inside, outcome=if_w_doubled(tips, doubled))


def _tips(tips: float | None, doubled: float | None) -> str:
    if tips is None or doubled is None:
        return "With a weight of 0 it ignores the salt and tips nowhere."
    return f"It tips at {figure(tips)} g; if w were doubled, at {figure(doubled)} g."


def _line(w: float, b: float, salt: float, z: float) -> Lines:
    """The sum over all amounts of salt: a straight line."""
    line = sums(w, b, _GRAMS)
    series = (
        Series("sum", _GRAMS, np.where(np.abs(line) <= _TOP, line, np.nan)),
        Series("zero", np.array(SALT), np.zeros(2), tone="muted"),
        Series("this sauce", np.array([salt]), np.array([z if abs(z) <= _TOP else np.nan]), "points", "good"),
    )
    return Lines("The sum is a line", series, "salt (g)", "w·x + b", SALT, (-_TOP, _TOP))


def _curve(guests: Guests, w: float, b: float, salt: float, a: float) -> Lines:
    """Draw what the sigmoid makes of the line w·x + b, with the guests and the sauce at hand."""
    series = (
        Series("says", _GRAMS, answers(w, b, _GRAMS), tone="second"),
        Series("guests", guests.salt, guests.said, kind="points", tone="third"),
        Series("this sauce", np.array([salt]), np.array([a]), kind="points", tone="good"),
    )
    return Lines("Its sigmoid", series, "salt (g)", "enough?", (-3.2, 3.2), (-0.1, 1.1))
