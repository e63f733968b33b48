"""The demo of the direct solution: one line is walked to the place where both slopes are 0, one is solved for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor, datasets
from engine.datasets import Split
from lessons.how_the_error_flows_back.descent.ground import Surface, feel
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection, expression
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

UPDATES = 60
OPTIONS = ("The walked line: it learned on its way", "The solved line: it is exact", "Neither: both err alike")
ALIKE = 0.01
"""Errors this little apart, relative to the smaller, count as alike."""


@demo(
    prediction=Prediction("Which line will err less on points that neither has seen?", OPTIONS),
    rate=Knob(0.01, 0.8, start=0.3, scale="log", steps=12, label="learning rate"),
    samples=Knob(5, 80, start=20, scale="log", steps=4, whole=True, label="points"),
    noise=Knob(0.1, 1.0, start=0.5, steps=9),
)
def solve(rate: float, samples: float, noise: float, seed: int) -> Frames:
    """Walked there, or solved at once."""
    data = datasets.line(seed, samples=int(samples), noise=noise)
    solved = solution(data.train)
    walked = [np.zeros(2)]
    for update in range(UPDATES + 1):
        yield _frame((data.train, data.test), walked, solved, over=update == UPDATES)
        walked.append(walked[-1] - rate * feel(loss_on(data.train), walked[-1])[1])


def loss_on(data: Split) -> Surface:
    """Return the mean squared error of a line, as a function of w and b, on some points."""
    x, y = (np.ravel(each) for each in (data.inputs, data.targets))
    return lambda w, b: ((w * Tensor(x, "x", constant=True) + b - Tensor(y, "y", constant=True)) ** 2).mean()


def solution(data: Split) -> Array:
    """Return the w and b at which both slopes are 0, shape (2,).

    Slopes of a parabola change evenly, so three places tell them everywhere; two equations are left, solved at once.
    """
    at_zero = feel(loss_on(data), np.zeros(2))[1]
    change = np.array([feel(loss_on(data), step)[1] - at_zero for step in np.eye(2)]).T
    return np.asarray(np.linalg.solve(change, -at_zero))


def error(data: Split, line: Array) -> float:
    """Return the mean squared error of a line on some points."""
    return feel(loss_on(data), line)[0]


def better(walked: float, solved: float) -> int:
    """Return which option came true, from the errors on unseen points."""
    if abs(walked - solved) <= ALIKE * min(walked, solved):
        return 2
    return 0 if walked < solved else 1


def _frame(points: tuple[Split, Split], walked: Sequence[Array], solved: Array, *, over: bool) -> Frame:
    seen, unseen = points
    here, update = walked[-1], len(walked) - 1
    errors = error(unseen, here), error(unseen, solved)
    apart = float(np.sqrt(((here - solved) ** 2).sum()))
    readings: dict[str, Reading] = {
        "update": update,
        "apart": apart,
        "unseen by walked": errors[0],
        "unseen by solved": errors[1],
    }
    lines = f"walked {_line(here)}, solved {_line(solved)}"
    caption = f"Update {update}: {lines}."
    if over:
        caption = f"{caption} Errors on unseen points: {figure(errors[0])} and {figure(errors[1])}."
    return Frame(
        update,
        (_picture(seen, here, solved), _gap(walked, solved)),
        caption,
        readings,
        over,
        inspect=_inside(seen, here),
        outcome=better(*errors) if over else None,
    )


def _line(line: Array) -> str:
    sign = "−" if line[1] < 0 else "+"
    return f"{figure(float(line[0]))}·x {sign} {figure(abs(float(line[1])))}"


def _inside(data: Split, line: Array) -> Inspection:
    w, b = map(float, line)
    return expression(loss_on(data), {"w": w, "b": b}, focus="w", title="The loss of the walked line")


def _picture(seen: Split, walked: Array, solved: Array) -> Lines:
    ends = np.array([-1.0, 1.0])
    series = (
        Series("points", seen.inputs[:, 0], seen.targets[:, 0], kind="points", tone="muted"),
        Series("solved", ends, solved[0] * ends + solved[1], tone="good"),
        Series("walked", ends, walked[0] * ends + walked[1], tone="main"),
    )
    return Lines("Two lines through the points", series, "x", "y", (-1.1, 1.1), (-3.0, 5.0))


def _gap(walked: Sequence[Array], solved: Array) -> Lines:
    """Draw how far w and b are from the solved ones after each update."""
    apart = np.sqrt(((np.array(walked) - solved) ** 2).sum(axis=1))
    series = (Series("", np.arange(len(apart), dtype=float), apart, tone="main"),)
    limits = (0.0, float(UPDATES)), (1e-8, 10.0)
    return Lines("How far w and b are apart", series, "update", "distance", *limits, log_y=True)
