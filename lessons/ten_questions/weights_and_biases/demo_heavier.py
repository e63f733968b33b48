"""The demo of the heavier weight: w grows to twice its size, b stays, and the tipping point goes where it must."""

from __future__ import annotations

from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.live import still
from lessons.ten_questions.weights_and_biases.demo_season import FUSS, LIMIT
from lessons.ten_questions.weights_and_biases.model import Guests, tipping_point
from lessons.ten_questions.weights_and_biases.pictures import sum_line, verdicts

MOVES = ("It stays: the curve only gets steeper", "It moves towards 0 g", "It moves away from 0 g")
STEPS = 20
"""In how many steps the weight is doubled."""


@demo(
    prediction=Prediction("w grows to twice its size, b stays. What will become of the point where it tips?", MOVES),
    w=Knob(0.5, 2.0, start=1.0, steps=6, label="w at first"),
    b=Knob(-3.0, 3.0, start=1.0, steps=12, label="b (bias)"),
)
def heavier(w: float, b: float, seed: int) -> Frames:
    """The weight is doubled."""
    guests = Guests.invited(LIMIT, FUSS, seed)
    for step in range(STEPS):
        yield _frame(guests, w, b, step)
    yield from still(lambda: _frame(guests, w, b, STEPS))


def what_became(before: float, after: float) -> int:
    """Return which of MOVES came true, from the tipping points before and after."""
    if abs(before - after) < 1e-9:
        return 0
    return 1 if abs(after) < abs(before) else 2


def _frame(guests: Guests, first: float, b: float, step: int) -> Frame:
    w = first * (1 + step / STEPS)
    before, now = (tipping_point(each, b) or 0.0 for each in (first, w))
    over = step == STEPS
    readings: dict[str, Reading] = {"w": w, "b": b, "tips at": now, "tipped at first": before}
    caption = f"w = {figure(w)}, b = {figure(b)}: it tips at {figure(now)} g."
    if over:
        moved = f"it tips at {figure(now)} g, and did at {figure(before)} g"
        caption = f"w has grown from {figure(first)} to {figure(w)}: {moved}."
    charts = (sum_line(w, b, now), verdicts(guests, w, b, None, first=(first, b) if step else None))
    outcome = what_became(before, now) if over else None
    return Frame(step, charts, caption, readings, over, inspect=guests.inspection(w, b), outcome=outcome)
