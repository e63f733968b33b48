"""The demo of the nudge: the bias is raised a little, then the weight by as much, and the sum and the loss answer."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure, signed
from lessons.kit.knobs import Knob
from lessons.kit.live import still
from lessons.ten_questions.weights_and_biases.model import one_miss

WHOSE = ("The nudge of b", "The nudge of w", "Neither: both move it alike")
"""The nudges that may move the sum further, as may be predicted."""
NUDGE, STEPS = 0.5, 15
"""By how much each number is raised, and in how many steps."""
TARGET = 4.0
Numbers = dict[str, float]
"""Something for each of the neuron's numbers, by its name."""


@demo(
    prediction=Prediction(
        f"First b is raised by {NUDGE:g} and put back, then w is. Whose nudge moves the sum w·x + b further?", WHOSE
    ),
    x=Knob(-4.0, 4.0, start=3.0, steps=16, label="x (input)"),
    w=Knob(-2.0, 2.0, start=0.5, steps=8, label="w (weight)"),
    b=Knob(-2.0, 2.0, start=0.5, steps=8, label="b (bias)"),
)
def nudge(x: float, w: float, b: float, seed: int) -> Frames:  # noqa: ARG001
    """Nudge the bias, then the weight."""
    numbers = {"w": w, "b": b}
    for step in range(2 * STEPS):
        yield _frame(numbers, x, step)
    yield from still(lambda: _frame(numbers, x, 2 * STEPS))


def whose(by_b: float, by_w: float) -> int:
    """Return which of WHOSE came true, from how far each nudge moved the sum."""
    if abs(abs(by_b) - abs(by_w)) < 1e-9:
        return 2
    return 0 if abs(by_b) > abs(by_w) else 1


def _frame(numbers: Numbers, x: float, step: int) -> Frame:
    """Both nudges as far as they have gone, b's first."""
    here, over = one_miss(**numbers, x=x, y=TARGET), step == 2 * STEPS
    by = {"b": NUDGE * min(step, STEPS) / STEPS, "w": NUDGE * max(step - STEPS, 0) / STEPS}
    moved = {name: here.at(**{name: numbers[name] + far})["z"] - here["z"] for name, far in by.items()}
    readings: dict[str, Reading] = {"sum": here["z"], "loss": here.value()}
    readings |= {f"moved by {name}": far for name, far in moved.items() if by[name]}
    if over:
        readings |= {f"slope along {name}": here.slope(name) for name in by}
    charts = (_raised(here, numbers, by, "sum"), _raised(here, numbers, by, "loss"))
    caption = _caption(here, numbers, x, by, moved)
    inside = here.inspect("w", title="One neuron, one example", notes={"y": "the target"})
    return Frame(step, charts, caption, readings, over, None, inside, whose(*moved.values()) if over else None)


def _raised(here: Computation, numbers: Numbers, by: Numbers, name: str) -> Lines:
    """Draw the sum or the loss as each number has been raised so far."""
    tones: dict[str, Tone] = {"b": "second", "w": "main"}

    def value(of: str, far: float) -> float:
        there = here.at(**{of: numbers[of] + far})
        return there["z"] if name == "sum" else there.value()

    series = []
    for of, far in by.items():
        raised = np.linspace(0.0, far, 1 + round(far / NUDGE * STEPS))
        values = np.array([value(of, each) for each in raised])
        series.append(Series(f"{of} raised", raised, values, tone=tones[of]))
    ends = [value(of, far) for of in by for far in (0.0, NUDGE)]
    limits = (min(0.0, *ends), max(0.0, *ends))
    return Lines(f"The {name}", tuple(series), "raised by", name, (0.0, NUDGE), limits)


def _caption(here: Computation, numbers: Numbers, x: float, by: Numbers, moved: Numbers) -> str:
    if by["w"] == NUDGE:
        slopes = " and ".join(f"{figure(here.slope(name))} along {name}" for name in by)
        how = ", ".join(f"{name} moves the sum by {figure(far)}" for name, far in moved.items())
        return f"Raised by {NUDGE:g}, {how}. The slope of the loss: {slopes}."
    if not by["b"]:
        z = f"{exact(numbers['w'])} × {signed(x)} + {signed(numbers['b'])} = {exact(here['z'])}"
        return f"{z}; the target is {TARGET:g}, and the square of the miss {figure(here.value())}."
    name = "w" if by["w"] else "b"
    sum_now = figure(here["z"] + moved[name])
    return f"{name} raised by {figure(by[name])}: the sum moves by {figure(moved[name])}, to {sum_now}."
