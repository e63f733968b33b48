"""The demo of the bar: a neuron to whom all people counted alike, whose bar comes down, beside one with a price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Network
from lessons.how_the_error_flows_back.costly_mistakes.model import (
    ILL,
    PRICE,
    Counts,
    counts,
    learners,
    priced,
    strangers,
    trained,
    verdicts,
)
from lessons.how_the_error_flows_back.costly_mistakes.pictures import screened
from lessons.kit.charts import Chart, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array

STEPS = 40
SAVED = ("Hardly any of it", "About half of it", "Nearly all of it, or more")
_HARDLY, _NEARLY = 0.25, 0.75


@dataclass(frozen=True, eq=False)
class BarRun:
    """All that a run of the demo knows.

    Attributes:
        plain: the neuron to whom all counted alike.
        data: those from whom it learned.
        bars: where the bar stands, step by step, shape (STEPS + 1,).
        story: the four counts of the strangers under each bar.
        other: the four counts of the neuron that learned with the price.
        price: what a miss costs; a false alarm costs 1.
    """

    plain: Network
    data: tuple[Array, Array]
    bars: Array
    story: tuple[Counts, ...]
    other: Counts
    price: float

    @property
    def bills(self) -> Array:
        """The bill under each bar, shape (STEPS + 1,)."""
        return np.array([four.bill(self.price) for four in self.story])

    def saved(self, step: int) -> float:
        """Return which share of what the price saves a bar saves; where that is nothing, 1 if the bar does as well."""
        whole = self.bills[0] - self.other.bill(self.price)
        own = float(self.bills[0] - self.bills[step])
        return own / whole if whole > 0 else float(own >= whole)


def bar_run(price: float, ill: float, end: float, seed: int) -> BarRun:
    """Train both neurons, and let the bar come down from one half to `end`, by equal steps of log-odds."""
    plain, other = trained(ill, seed), trained(ill, seed, price)
    readings, truths = strangers(ill, seed)
    bars = 1 / (1 + np.exp(-np.linspace(0.0, np.log(end / (1 - end)), STEPS + 1)))
    story = tuple(counts(verdicts(plain, readings, float(bar)), truths) for bar in bars)
    return BarRun(plain, learners(ill, seed), bars, story, counts(verdicts(other, readings), truths), price)


@demo(
    prediction=Prediction("How much of what the price saves does the lower bar save?", SAVED),
    end=Knob(0.02, 0.9, start=0.05, steps=22, label="bar ends at"),
    price=Knob(2.0, 50.0, start=PRICE, scale="log", label="price of a miss"),
    ill=Knob(0.05, 0.5, start=ILL, steps=9, label="share of the ill"),
    view=Choices("bill", "people", live=True),
)
def bar(end: float, price: float, ill: float, view: Live[str], seed: int) -> Frames:
    """One neuron, and a bar that moves."""
    run = bar_run(price, ill, end, seed)
    for step in range(STEPS):
        yield _frame(run, step, view())
    yield from still(lambda: _frame(run, STEPS, view()))


def how_much(saved: float) -> int:
    """Return which of SAVED a share is."""
    return 0 if saved < _HARDLY else 1 if saved < _NEARLY else 2


def _frame(run: BarRun, step: int, view: str) -> Frame:
    now, stands, over = run.story[step], float(run.bars[step]), step == STEPS
    bill = float(run.bills[step])
    first = _bills(run, step) if view == "bill" else screened(run.plain, *run.data, stands)
    readings: dict[str, Reading] = {"bar": round(stands, 3), "missed": now.missed, "false alarms": now.alarms}
    readings |= {"bill": bill}
    caption = (
        f"A bar of {figure(round(stands, 3))}: {now.missed} missed, {now.alarms} false alarms, "
        f"a bill of {figure(bill)}."
    )
    if over:
        theirs = run.other
        readings |= {"saved": f"{run.saved(step):.0%}"}
        caption += (
            f" Learned with the price: {theirs.missed}, {theirs.alarms} and {figure(theirs.bill(run.price))}. Of what "
            f"the price saves, the bar saves {run.saved(step):.0%}."
        )
    inside = priced(run.data[0][0], 1.0, 1.0, run.plain).inspect("w", title="One person who is ill, without a price")
    charts: tuple[Chart, ...] = (first, _mistakes(run, step))
    return Frame(step, charts, caption, readings, over, None, inside, how_much(run.saved(step)) if over else None)


def _bills(run: BarRun, step: int) -> Lines:
    """Draw the bill under each bar so far; the other neuron's stands beside it in the end."""
    series = (Series("bill", run.bars[: step + 1], run.bills[: step + 1]),)
    other = run.other.bill(run.price)
    marks = (Mark("with the price", y=other, tone="second"),) if step == STEPS else ()
    low, high = sorted((float(run.bars[0]), float(run.bars[-1])))
    top = 1.1 * max(float(run.bills.max()), other)
    return Lines(
        f"Bill, a miss at {figure(run.price)}", series, "bar", "", (low, max(high, low + 0.01)), (0.0, top), marks=marks
    )


def _mistakes(run: BarRun, step: int) -> Lines:
    """Draw misses and false alarms under each bar so far."""
    bars = run.bars[: step + 1]
    missed = np.array([float(four.missed) for four in run.story])
    alarms = np.array([float(four.alarms) for four in run.story])
    series = (
        Series("missed", bars, missed[: step + 1], tone="bad"),
        Series("false alarms", bars, alarms[: step + 1], tone="third"),
    )
    low, high = sorted((float(run.bars[0]), float(run.bars[-1])))
    top = 1.1 * max(float(missed.max()), float(alarms.max()), 1.0)
    return Lines("Strangers judged wrongly", series, "bar", "", (low, max(high, low + 0.01)), (0.0, top))
