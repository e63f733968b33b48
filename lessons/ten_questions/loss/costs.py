"""The quiz on the scorecard: what misses cost together, and how much of that is the worst one's doing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.figures import exact
from lessons.kit.questions import Draw, Hints, Misconception, Number, question

_ENGINE_NAMES = {"squared": "mse", "absolute": "mae"}


def loss_by_the_engine(misses: Sequence[float], rule: str = "squared") -> float:
    """The mean cost of these misses: predictions that are off by so much from targets of 0."""
    predictions = np.array(misses, dtype=float)[:, None]
    return loss_of(Tensor(predictions), np.zeros_like(predictions), _ENGINE_NAMES[rule]).item()


def listed(misses: Sequence[float]) -> str:
    """Misses as a reader writes them, left of the bullseye below zero."""
    return ", ".join(exact(miss) for miss in misses)


@question
def three_throws(draw: Draw) -> Number:
    """The mean squared error of three throws."""
    sizes = (1.0, 2.0, 4.0, 5.0)  # three of their squares always add up to a multiple of 3
    misses = [draw.one_of(sizes) * draw.one_of((-1.0, 1.0)) for _ in range(3)]

    def loss() -> float:
        return loss_by_the_engine(misses)

    return Number(
        prompt=f"Three darts miss the bullseye by {listed(misses)} (left is negative). What is the mean squared error?",
        value=loss,
        again=lambda: sum(miss * miss for miss in misses) / 3,
        tolerance=0.05,
        misconceptions=(
            Misconception(
                "sum instead of mean",
                lambda: 3 * loss(),
                "Squared and added, well done; that is the sum. The *mean* squared error divides it by the three "
                "throws.",
            ),
            Misconception(
                "forgot to square",
                lambda: loss_by_the_engine(misses, "absolute"),
                "That is the mean of the plain distances. Here each miss is squared before the mean is taken.",
            ),
            Misconception(
                "squared the mean miss",
                lambda: loss_by_the_engine([sum(misses) / 3]),
                "You took the mean first and squared it last. Square each miss first, so that left and right cannot "
                "cancel, then take the mean.",
            ),
            Misconception(
                "took the root",
                lambda: loss() ** 0.5,
                "Right up to the last step: you took the square root. That is a respectable measure too, but the mean "
                "squared error stops before it.",
            ),
        ),
        hints=Hints(
            "Three small jobs, and the name lists them backwards: error, squared, mean.",
            "Square each miss (the minus signs vanish), add the squares, divide by 3.",
            lambda: (
                f"The squares are {listed([loss_by_the_engine([miss]) for miss in misses])}; together "
                f"{exact(3 * loss())}; a third of that is {exact(loss())}."
            ),
        ),
        explain=lambda: f"Yes: the squares come to {exact(3 * loss())}, and a third of that is {exact(loss())}.",
    )


@question
def worst_share(draw: Draw) -> Number:
    """How much of the squared loss is the worst throw's doing."""
    sizes = draw.one_of(((1, 1, 4), (1, 2, 5), (3, 4, 5), (1, 3, 5), (2, 2, 4), (2, 3, 6), (1, 4, 5), (1, 2, 6)))
    misses = [size * draw.one_of((-1.0, 1.0)) for size in draw.shuffled(sizes)]
    worst, others = float(sizes[-1]), [float(size) for size in sizes[:-1]]

    def share(rule: str) -> float:
        return loss_by_the_engine([worst], rule) / (3 * loss_by_the_engine(misses, rule))

    return Number(
        prompt=f"Three darts miss by {listed(misses)}. Which share of the mean *squared* error is the doing of the "
        f"worst dart, the one that misses by {exact(worst)}? (A fraction, such as 1/4, will do.)",
        value=lambda: share("squared"),
        again=lambda: worst**2 / sum(size**2 for size in sizes),
        tolerance=0.01,
        misconceptions=(
            Misconception(
                "forgot to square",
                lambda: share("absolute"),
                "That is its share of the plain distances. Squared, the worst dart weighs more: square every miss "
                "first.",
            ),
            Misconception(
                "an equal share",
                lambda: loss_by_the_engine([worst]) / (3 * loss_by_the_engine([worst])),
                "One dart in three, but not a third of the loss: each contributes the square of its own miss.",
            ),
            Misconception(
                "compared with the others only",
                lambda: loss_by_the_engine([worst]) / (2 * loss_by_the_engine(others)),
                "You divided by the other two. A share is a part of the whole: its own square belongs below the line "
                "too.",
            ),
        ),
        hints=Hints(
            "The mean divides everybody by the same 3, so only the squares matter.",
            "Square all three misses. The worst one's square, divided by the sum of all three, is its share.",
            lambda: (
                f"{exact(loss_by_the_engine([worst]))} of {exact(3 * loss_by_the_engine(misses))} is "
                f"{share('squared'):.4g}."
            ),
        ),
        explain=lambda: (
            f"Yes, {exact(loss_by_the_engine([worst]))} parts of {exact(3 * loss_by_the_engine(misses))}. By plain "
            f"distance it would have been only {share('absolute'):.2g}: squares look hard at the worst throw."
        ),
    )
