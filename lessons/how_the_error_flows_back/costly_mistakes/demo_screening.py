"""The demo of the screening: a neuron learns from some people and judges strangers, and at half-time comes a price."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Network
from lessons.how_the_error_flows_back.costly_mistakes.model import (
    DEAR,
    EVERY,
    HALF,
    ILL,
    PRICE,
    RATE,
    Counts,
    counts,
    learn,
    learners,
    neuron,
    priced,
    strangers,
    trained,
    verdicts,
)
from lessons.how_the_error_flows_back.costly_mistakes.pictures import four_counts, screened
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import still
from lessons.kit.remedies import first_that_mends
from lessons.kit.slopes import Array

WHO = ("The ill", "The well", "Both about as often")
_APART = 1.2
"""Two rates that differ by less than this factor are about the same."""
_TOO_MANY = 0.4
"""A share of the well that are called ill, or of the ill that are called well, with which a test is of no use."""


@demo(
    prediction=Prediction("Who are judged wrongly more often in the end, in a hundred of them each?", WHO),
    price=Knob(1.0, 100.0, start=PRICE, scale="log", label="price of the dear"),
    dear=Choices(*DEAR, label="the dear mistake"),
    ill=Knob(0.05, 0.5, start=ILL, steps=9, label="share of the ill"),
    rate=Knob(0.05, 20.0, start=RATE, scale="log", label="learning rate"),
)
def screening(price: float, dear: str, ill: float, rate: float, seed: int) -> Frames:
    """A screening of 2,000 strangers."""
    data, (readings, truths) = learners(ill, seed), strangers(ill, seed)
    net, losses, story = neuron(), list[float](), list[Counts]()

    def shown(trouble: Trouble | None = None) -> Frame:
        return _frame(net, data, story, price, dear, trouble)

    for half, now in enumerate((1.0, price)):
        for update in learn(net, data, now, dear=dear, rate=rate):
            if half and not update.number:
                continue
            losses.append(update.loss)
            story.append(counts(verdicts(net, readings), truths))
            if len(story) <= 2 * HALF // EVERY:
                yield shown()
    trouble = _leaping(losses[-HALF // EVERY :], price) or _useless(story[-1], price, dear, ill, seed)
    yield from still(lambda: shown(trouble))


def who_is_wronged(four: Counts) -> int:
    """Return which of WHO comes true."""
    ill, well = four.rates
    return 0 if ill > _APART * well else 1 if well > _APART * ill else 2


def _frame(
    net: Network, data: tuple[Array, Array], story: Sequence[Counts], price: float, dear: str, trouble: Trouble | None
) -> Frame:
    update, now = EVERY * (len(story) - 1), story[-1]
    over = update == 2 * HALF
    inside = priced(data[0][0], 1.0, price if dear == DEAR[0] and update > HALF else 1.0, net)
    readings: dict[str, Reading] = {"update": update, "missed": now.missed, "false alarms": now.alarms}
    readings |= {"bill": now.bill(price, dear)}
    caption = _caption(update, story, price, dear, over=over) + (f" {trouble.name}." if trouble else "")
    return Frame(
        update,
        (screened(net, *data), four_counts(now, "2,000 strangers")),
        caption,
        readings,
        over,
        trouble,
        inside.inspect("w", title="One person who is ill"),
        who_is_wronged(now) if over else None,
    )


def _caption(update: int, story: Sequence[Counts], price: float, dear: str, *, over: bool) -> str:
    now = story[-1]
    told = f"Update {update}: {now.right:.1%} right"
    if not over:
        return f"{told}, {now.missed} missed, {now.alarms} false alarms."
    missed, alarmed = (f"{100 * rate:.0f}" for rate in now.rates)
    told += f"; {missed} of a hundred ill were missed, {alarmed} of a hundred well alarmed."
    half = story[HALF // EVERY]
    then = f"{half.missed} missed, {half.alarms} alarmed, {half.right:.1%} right, bill {figure(half.bill(price, dear))}"
    return told if price == 1.0 else f"{told} At half-time: {then}."


def _leaping(losses: Sequence[float], price: float) -> Trouble | None:
    """Name a run whose steps the price has made too long."""
    if not bool(np.any(np.diff(losses) > 1e-3)):
        return None
    why = f"A price multiplies the slope, and so each step: times {figure(price)}, this rate is too large."
    return Trouble("It leaps about", why, {"rate": RATE})


def _useless(end: Counts, price: float, dear: str, ill: float, seed: int) -> Trouble | None:
    """Name a price at which a verdict says little, and look for a lower one at which it says more."""
    if max(end.rates) <= _TOO_MANY:
        return None

    def says_more(lower: float) -> bool:
        readings, truths = strangers(ill, seed)
        return max(counts(verdicts(trained(ill, seed, lower, dear), readings), truths).rates) <= _TOO_MANY

    wolf = end.rates[1] > end.rates[0]
    why = f"So many of the {'well are called ill' if wolf else 'ill are called well'} that a verdict says little."
    lower = first_that_mends([to for to in (PRICE, 10.0, 5.0, 2.0) if to < price], says_more, otherwise=1.0)
    return Trouble("It cries wolf" if wolf else "It sees nobody ill", why, {"price": lower, "rate": RATE})
