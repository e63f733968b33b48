"""The demo of a neuron that grows surer and surer of no: how hard each loss pushes its sum back."""

from __future__ import annotations

import numpy as np

from lessons.how_the_error_flows_back.choosing_a_loss.model import SURE_RULES, SURE_TONES, chance, sureness
from lessons.kit.charts import Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array

STEPS = 40
WAYS = ("It grows all the way", "It grows at first, then dies away", "It shrinks from the first")
TRUTHS = {"yes": 1.0, "no": 0.0}


@demo(
    prediction=Prediction("What becomes of the push from squares?", WAYS),
    end=Knob(-10.0, 10.0, start=-8.0, steps=20, label="sum ends at"),
    truth=Choices(*TRUTHS),
    rule=Choices(*SURE_RULES, label="microscope on", live=True),
)
def sinking(end: float, truth: str, rule: Live[str], seed: int) -> Frames:  # noqa: ARG001
    """A neuron grows surer."""
    sums = np.linspace(0.0, end, STEPS + 1)
    pushes = np.array([[sureness(each, float(z), TRUTHS[truth]).slope("z", 0, 0) for each in SURE_RULES] for z in sums])
    for step in range(STEPS):
        yield _frame(sums, pushes, step, truth, rule())
    yield from still(lambda: _frame(sums, pushes, STEPS, truth, rule()))


def what_became(pushes: Array) -> int:
    """Return which of WAYS a row of pushes went, by their sizes."""
    sizes = np.abs(pushes)
    if sizes[-1] == sizes.max() and sizes[-1] > sizes[0]:
        return 0
    return 1 if sizes.max() > 1.001 * sizes[0] else 2


def _frame(sums: Array, pushes: Array, step: int, truth: str, rule: str) -> Frame:
    z, over = float(sums[step]), step == STEPS
    given = chance(z) if truth == "yes" else 1 - chance(z)
    series = tuple(
        Series(name, np.abs(sums[: step + 1]), np.abs(pushes[: step + 1, k]), tone=SURE_TONES[k])
        for k, name in enumerate(SURE_RULES)
    )
    reach = max(1.0, abs(float(sums[-1])))
    charts = (
        Lines("Push on the sum", series, "size of the sum", "", (0.0, reach), (0.0, 1.0)),
        _factors(z, TRUTHS[truth], pushes[step]),
    )
    squares, surprise = (float(abs(each)) for each in pushes[step])
    caption = (
        f"The sum is {figure(z)}: the truth, {truth}, is given a chance of {figure(given)}. Squares push by "
        f"{exact(round(squares, 4))}, cross-entropy by {exact(round(surprise, 4))}."
    )
    readings = {"sum": z, "chance": given, "squared push": squares, "cross entropy push": surprise}
    title = f"A sum of {figure(z)}, {rule}, the truth is {truth}"
    inside = sureness(rule, z, TRUTHS[truth]).inspect("z", title=title)
    return Frame(step, charts, caption, readings, over, None, inside, what_became(pushes[:, 0]) if over else None)


def _factors(z: float, truth: float, pushes: Array) -> Table:
    """Write each push as the loss's slope along the chance, times the sigmoid's along the sum."""
    p = chance(z)
    level = p * chance(-z)
    miss = p - truth
    slopes = (2 * miss, miss / level)
    rows = (
        ("loss", *(figure(each) for each in slopes)),
        ("× sigmoid", *(figure(level),) * 2),
        ("= push", *(exact(round(float(each), 4)) for each in pushes)),
    )
    return Table("Slopes, multiplied", ("along", *SURE_RULES), rows)
