"""Computed for the questions: where pulls balance, where a verdict pays, and a price in two ways."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import Tensor
from lessons.how_the_error_flows_back.choosing_a_loss.model import chance
from lessons.how_the_error_flows_back.costly_mistakes.model import (
    DEAR,
    HALF,
    ILL,
    RATE,
    Counts,
    counts,
    group,
    learners,
    neuron,
    strangers,
    trained,
    verdicts,
)
from lessons.how_the_error_flows_back.costly_mistakes.pictures import four_counts
from lessons.kit import by_hand
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.slopes import Array

CHANGES = ("lowered the misses", "lowered the alarms", "lowered both", "expected no change")
"""What a price may do to the two kinds of mistake, by the names that the question gives to its options."""


def resting_chance(price: float, ill: int, well: int) -> float:
    """Return the chance at which the pulls of some people balance whom a neuron cannot tell apart.

    The slope of cross-entropy along the sum is linear in the chance, so two of the engine's slopes tell where it is 0.
    """
    sums = (-1.0, 1.0)
    low, high = (group(z, ill, well, price).slope("z", 0, 0) for z in sums)
    below, above = (chance(z) for z in sums)
    return below - low * (above - below) / (high - low)


def break_even(miss: float, alarm: float) -> float:
    """Return the chance of being ill at which calling somebody ill costs as much as calling them well.

    Args:
        miss: what it costs to call an ill person well.
        alarm: what it costs to call a well one ill.
    """

    def dearer(p: float) -> float:
        silent, alarmed = (Tensor([miss, alarm]) * Tensor([p, 1 - p])).value
        return float(silent - alarmed)

    return _crossing(dearer, 0.0, 1.0)


def _crossing(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function is 0, by halving."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) > 0 else (middle, high)
    return (low + high) / 2


def price_comes(price: float, dear: str, seed: int) -> tuple[Counts, Counts]:
    """Return the four counts of a neuron without a price and of one with it, on the same strangers."""
    readings, truths = strangers(ILL, seed)
    plain, other = (counts(verdicts(trained(ILL, seed, each, dear), readings), truths) for each in (1.0, price))
    return plain, other


def by_copies(price: int, dear: str, seed: int) -> tuple[Counts, Counts]:
    """Return those counts without the engine and without a price: whoever is dear is there `price` times over."""
    inputs, targets = learners(ILL, seed)
    often = np.where(targets[:, 0] == (1.0 if dear == DEAR[0] else 0.0), price, 1)
    both = (np.ones_like(often), often)
    plain, other = (_on_strangers(np.repeat(inputs, n, 0), np.repeat(targets, n, 0), seed) for n in both)
    return plain, other


def _on_strangers(inputs: Array, targets: Array, seed: int) -> Counts:
    readings, truths = strangers(ILL, seed)
    said = by_hand.train(
        neuron(), inputs, targets, loss="binary_cross_entropy", rate=4 * RATE, updates=2 * HALF, asked=readings
    )
    *_, last = said
    return counts(last[0, :, 0] > 0, truths)


def change(before: Counts, after: Counts) -> str:
    """Return which of CHANGES a price has brought."""
    misses, alarms = after.missed - before.missed, after.alarms - before.alarms
    if misses < 0 and alarms < 0:
        return CHANGES[2]
    return CHANGES[0] if misses < 0 else CHANGES[1] if alarms < 0 else CHANGES[3]


def picture(before: Counts, after: Counts, price: float, dear: str) -> Frame:
    """Return the four counts before and after the price."""
    caption = (
        f"Without the price {before.missed} were missed and {before.alarms} falsely alarmed; with it {after.missed} "
        f"and {after.alarms}. The share right went from {before.right:.1%} to {after.right:.1%}."
    )
    charts = (four_counts(before, "All alike"), four_counts(after, f"A {dear} at {exact(price)}"))
    readings = {"bill before": before.bill(price, dear), "bill after": after.bill(price, dear)}
    return Frame(2 * HALF, charts, caption, readings, finished=True)
