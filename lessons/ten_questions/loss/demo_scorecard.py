"""The demo of the scorecard: dart after dart lands, each is charged by one rule, and the slips' share is kept."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import expression
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import still
from lessons.kit.slopes import Array
from lessons.ten_questions.loss.evening import COSTS, EVERY, THROWS, costs, slipped, thrown
from lessons.ten_questions.loss.model import RULES

SHARES = ("A seventh, or not much more", "About half of it", "Nearly all of it")
"""The shares of the slips that may be predicted."""
_SEVENTH, _HALF = 0.3, 0.75
"""Below the first a share is called a seventh or not much more; from the second on, nearly all."""
_WIDE = 4.5


@demo(
    prediction=Prediction("Which share of the evening's whole cost will the slipped darts have run up?", SHARES),
    slip=Knob(0.0, 4.0, start=3.0, steps=8),
    wobble=Knob(0.2, 0.8, start=0.5, steps=6),
    rule=Choices(*RULES),
)
def scorecard(slip: float, wobble: float, rule: str, seed: int) -> Frames:
    """An evening of darts, and what they cost."""
    misses = thrown(wobble, slip, seed)
    for darts in range(THROWS):
        yield _frame(misses, darts, slip, rule)
    yield from still(lambda: _frame(misses, THROWS, slip, rule))


def share_of_slips(misses: Array, rule: str) -> float:
    """Return which share of the cost of the first darts the slipped ones have, 0 to 1; 0 as long as there is none."""
    cost = costs(misses, rule)
    return float(cost[slipped()[: len(cost)]].sum() / cost.sum()) if cost.any() else 0.0


def _frame(misses: Array, darts: int, slip: float, rule: str) -> Frame:
    """The first darts on the curve of their rule, and the slips' share after each."""
    landed = misses[:darts]
    shares = np.array([share_of_slips(misses[: n + 1], rule) for n in range(darts)])
    over = darts == THROWS
    readings: dict[str, Reading] = {"darts": darts}
    if darts:
        readings |= {"mean miss": float(landed.mean()), "loss": float(costs(landed, rule).mean())}
        readings["share of the slips"] = f"{shares[-1]:.0%}"
    charts = (_curve(landed, slip, rule), _shares(shares))
    outcome = (0 if shares[-1] < _SEVENTH else 1 if shares[-1] < _HALF else 2) if over else None
    miss = float(landed[-1]) if darts else 1.0
    title = f"What a miss costs, {rule}" if darts else f"What a miss of 1 would cost, {rule}"
    inside = expression(COSTS[rule], {"miss": miss}, focus="miss", title=title)
    caption = _caption(landed, slip, rule, shares)
    return Frame(darts, charts, caption, readings, over, inspect=inside, outcome=outcome)


def _curve(landed: Array, slip: float, rule: str) -> Lines:
    """Draw the cost of every miss, and the darts that have landed so far."""
    wide = np.linspace(-_WIDE, _WIDE, 61)
    slips = slipped()[: len(landed)]
    cost = costs(landed, rule)
    series = (
        Series("", wide, costs(wide, rule), tone="muted"),
        Series("steady", landed[~slips], cost[~slips], kind="points", tone="third"),
        Series("slipped", landed[slips], cost[slips], kind="points", tone="bad"),
    )
    top = max(1.0, 1.2 * float(costs(np.array([slip]), rule)[0]))
    reach = max(1.0, 1.2 * slip)
    mark = (Mark("bullseye", 0.0, 0.0, tone="good"),)
    return Lines(f"What a miss costs, {rule}", series, "miss", "cost", (-reach, reach), (0.0, top), marks=mark)


def _shares(shares: Array) -> Lines:
    """The slips' share of the cost after each dart."""
    darts = np.arange(1.0, len(shares) + 1)
    curve = Series("share", darts, 100 * shares, tone="fourth")
    return Lines("Share of the slips, per cent", (curve,), "darts", "", (0.0, float(THROWS)), (0.0, 100.0))


def _caption(landed: Array, slip: float, rule: str, shares: Array) -> str:
    if not len(landed):
        slips = f"every seventh slips and misses by about {figure(slip)}" if slip else "none of them slips"
        return f"{THROWS} darts are about to fly; {slips}, to the left or to the right."
    cost = costs(landed, rule)
    if len(landed) == THROWS:
        return (
            f"{THROWS} darts, {THROWS // EVERY} of them slipped. Mean miss {figure(float(landed.mean()))}; mean {rule} "
            f"cost {figure(float(cost.mean()))}, of which the slips ran up {shares[-1]:.0%}."
        )
    who = "slips" if slipped()[len(landed) - 1] else "is steady"
    return (
        f"Dart {len(landed)} {who}: a miss of {figure(float(landed[-1]))} costs {figure(float(cost[-1]))}. "
        f"Mean cost so far {figure(float(cost.mean()))}; share of the slips {shares[-1]:.0%}."
    )
