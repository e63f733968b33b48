"""The demo of one aim that rolls down the bowl of its own loss: the slope underfoot, and how long each step is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import expression
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import still
from lessons.kit.slopes import Array, loss_and_gradient
from lessons.ten_questions.loss.evening import COSTS, costs
from lessons.ten_questions.loss.model import RULES

UPDATES = 40
"""Updates after which the evening is over."""
LEVEL = 0.01
"""A slope below this counts as the bottom."""
LOST = 20.0
STEPS = ("They stay as long as the first", "They get longer and longer", "They get shorter and shorter")
"""The fates of the steps that may be predicted."""
Moment = tuple[float, float, float]
"""A miss, its loss, and the slope there."""


@demo(
    prediction=Prediction("What will become of its steps on the way to the bullseye?", STEPS),
    miss=Knob(0.5, 3.0, start=2.5, steps=10, label="first miss"),
    rate=Knob(0.05, 1.2, start=0.1, scale="log", label="learning rate"),
    rule=Choices(*RULES),
)
def roll(miss: float, rate: float, rule: str, seed: int) -> Frames:
    """One aim rolls down its bowl."""
    side = float(np.random.default_rng(seed).choice([-1.0, 1.0]))  # the seed says from which side it comes
    moments = [_feel(side * miss, rule)]
    yield _frame(moments, rate, rule)
    while not _over(moments):
        at, _, slope = moments[-1]
        moments.append(_feel(at - rate * slope, rule))
        if not _over(moments):
            yield _frame(moments, rate, rule)
    yield from still(lambda: _frame(moments, rate, rule))


def _feel(miss: float, rule: str) -> Moment:
    loss, gradient = loss_and_gradient(COSTS[rule], [miss])
    return miss, loss, float(gradient[0])


def _over(moments: Sequence[Moment]) -> bool:
    miss, _, slope = moments[-1]
    return len(moments) > UPDATES or abs(miss) > LOST or abs(slope) < LEVEL


def what_became(steps: Array) -> int:
    """Return which of STEPS came true, by comparing the last step with the first; lengths are of shape (updates,)."""
    if len(steps) < 2:
        return 0
    grown = steps[-1] / steps[0]
    return 0 if abs(grown - 1.0) < 1e-6 else 1 if grown > 1 else 2


def _frame(moments: Sequence[Moment], rate: float, rule: str) -> Frame:
    misses, losses, slopes = (np.array(each) for each in zip(*moments, strict=True))
    steps, over = np.abs(np.diff(misses)), _over(moments)
    trouble = _trouble(misses, slopes, rule) if over else None
    readings = {"update": len(steps), "miss": misses[-1].item(), "loss": losses[-1].item(), "slope": slopes[-1].item()}
    inside = expression(COSTS[rule], {"miss": misses[-1].item()}, focus="miss", title=f"What this miss costs, {rule}")
    caption = _caption(moments, steps, rate, over)
    outcome = what_became(steps) if over else None
    charts = (_bowl(misses, losses, slopes, rule), _lengths(steps))
    return Frame(len(steps), charts, caption, readings, over, trouble, inside, outcome)


def _bowl(misses: Array, losses: Array, slopes: Array, rule: str) -> Lines:
    """The loss of every miss, where the aim has been, and the slope under it as a straight line."""
    reach = 1.2 * abs(misses[0].item())
    wide = np.linspace(-reach, reach, 61)
    plank = misses[-1] + np.array([-0.25, 0.25]) * reach
    seen = np.abs(misses) <= reach
    series = (
        Series("", wide, costs(wide, rule), tone="muted"),
        Series("slope", plank, losses[-1] + slopes[-1] * (plank - misses[-1]), tone="second"),
        Series("aim", misses[seen], losses[seen], kind="points", tone="main"),
    )
    limits, top = (-reach, reach), costs(np.array([reach]), rule)[0].item()
    mark = (Mark("bullseye", 0.0, 0.0, tone="good"),)
    return Lines(f"Loss by miss, {rule}", series, "prediction − target", "loss", limits, (0.0, top), marks=mark)


def _lengths(steps: Array) -> Lines:
    updates = np.arange(1.0, len(steps) + 1)
    top = max(1.0, 1.1 * float(steps.max())) if len(steps) else 1.0
    series = (Series("step", updates, steps, kind="points", tone="fourth"),)
    return Lines("Length of each step", series, "update", "", (0.0, float(UPDATES)), (0.0, top))


def _caption(moments: Sequence[Moment], steps: Array, rate: float, over: bool) -> str:
    miss, loss, slope = moments[-1]
    here = f"miss {figure(miss)}, loss {figure(loss)}, slope {figure(slope)}"
    if not len(steps):
        return f"At first: {here}. The first step will be {figure(rate)} × {figure(abs(slope))} long."
    ends = f" The first step was {figure(steps[0].item())} long." if over else ""
    return f"Update {len(steps)}: a step of {figure(steps[-1].item())}; now {here}.{ends}"


def _trouble(misses: Array, slopes: Array, rule: str) -> Trouble | None:
    """Name a run that left the building, or one that still hops from side to side at the end."""
    if abs(misses[-1]) > LOST:
        why = "Each step crossed the bowl and ended higher up the other side, where it is steeper still."
        return Trouble("It diverged", why, {"rate": 0.1})
    if abs(slopes[-1]) >= LEVEL and slopes[-1] * slopes[-2] < 0:
        why = (
            "Plain distance is equally steep everywhere, so no step is ever shorter: near the bullseye they hop across."
            if rule == "plain"
            else "Each step crosses the bowl and ends as high up the other side."
        )
        return Trouble("It never settles", why, {"rate": 0.1, "rule": "squared"})
    return None
