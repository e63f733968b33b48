"""Six questions: counting updates, means of slopes, calm and noise, one epoch by hand, and walks that are run."""

from __future__ import annotations

from math import ceil

import numpy as np

from engine import Network, train
from lessons.inside_the_network.epochs.by_hand import loss_by_hand
from lessons.inside_the_network.epochs.demo_opinions import each_slope, scatter
from lessons.inside_the_network.epochs.demo_wander import curve
from lessons.inside_the_network.epochs.walkers import Walker, examples
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Number, Option, Order, Outcome, Predict, Which, option, question
from lessons.kit.slopes import Array

CALM_OF = 256
"""Examples behind the question on calm."""


@question
def updates_in_an_epoch(draw: Draw) -> Number:
    """Whole batches, and a last one that takes what is left."""
    batch, whole = draw.one_of((20, 25, 30, 40)), draw.whole(4, 12)
    left = draw.one_of((5, 8, 10))
    count = batch * whole + left

    def made() -> float:
        data = (np.zeros((count, 1)), np.zeros(count))
        return float([update.number for update in train(Network([1, 1]), data, batch=batch, epochs=1)][-1])

    return Number(
        value=made,
        again=lambda: float(ceil(count / batch)),
        tolerance=0.25,
        mistakes={
            "threw the rest away": lambda: count // batch,
            "gave the batch size": lambda: batch,
            "one update for each example": lambda: count,
            "one update for each epoch": lambda: 1.0,
        },
        figures={"count": count, "batch": batch, "whole": whole, "left": left, "spent": batch * whole},
    )


@question
def most_updates(draw: Draw) -> Which:
    """Budgets in which the most passes or the smallest batch need not win."""
    plans = [
        (draw.one_of((100, 200)), 10, draw.whole(1, 2)),
        (draw.one_of((1000, 2000)), 500, draw.whole(5, 6)),
        (draw.one_of((2000, 3000)), 50, draw.whole(1, 2)),
        (draw.one_of((600, 900)), 20, draw.whole(2, 3)),
    ]
    mixed = draw.shuffled(plans)

    def counted(count: int, batch: int, epochs: int) -> float:
        """Walk through the examples, batch by batch."""
        return float(sum(1 for _ in range(epochs) for _ in range(0, count, batch)))

    def made() -> list[float]:
        runs = (
            train(Network([1, 1]), (np.zeros((count, 1)), np.zeros(count)), batch=batch, epochs=epochs, every="epoch")
            for count, batch, epochs in mixed
        )
        return [float([update.number for update in run][-1]) for run in runs]

    return Which(
        options=tuple(
            Option(f"{_passes(epochs)} through {count} examples, in batches of {batch}", "counted only a part")
            for count, batch, epochs in mixed
        ),
        amounts=made,
        amounts_again=lambda: [counted(*plan) for plan in mixed],
        mistakes={
            "took the most passes": lambda: int(np.argmax([epochs for _, _, epochs in mixed])),
            "took the smallest batch": lambda: int(np.argmin([batch for _, batch, _ in mixed])),
        },
        figures={"updates": lambda: [f"{figure(each)} for plan {i}" for i, each in enumerate(made(), start=1)]},
    )


@question
def batch_slope(draw: Draw) -> Number:
    """The gradient of a mini-batch is the mean of its examples' gradients."""
    x = np.array(draw.shuffled((-2.0, 1.0, 2.0, 3.0, 4.0))[:3])
    w, y = draw.number(-2, 2, step=1, zero=False), np.array([draw.number(-4, 4, step=1) for _ in range(3)])
    here = _tiny(w, x, y)
    return Number(
        value=lambda: here.slope("w"),
        again=lambda: here.nudged("w"),
        tolerance=0.02,
        gradient=True,
        mistakes={
            "summed instead of taking the mean": lambda: 3 * here.slope("w"),
            "asked the first example alone": lambda: _tiny(w, x[:1], y[:1]).slope("w"),
            "forgot the 2": lambda: here.slope("w") / 2,
            "forgot the input": lambda: float(np.mean(2 * (w * x - y))),
            "sign flipped": lambda: -here.slope("w"),
        },
        figures={
            "w": w,
            "pairs": _pairs(x, y),
            "each": lambda: [exact(_tiny(w, x[i : i + 1], y[i : i + 1]).slope("w")) for i in range(3)],
            "sum": lambda: 3 * here.slope("w"),
        },
        inspect=here.inspect("w", title="The loss of the mini-batch"),
    )


@question
def calmest_first(draw: Draw) -> Order:
    """Batches of four sizes, by how far their slopes stray."""
    sizes = [draw.whole(1, 2), draw.whole(5, 9), draw.whole(20, 36), draw.whole(90, 150)]
    mixed = draw.shuffled(sizes)
    slopes = each_slope(examples(draw.whole(0, 999), count=CALM_OF), np.array([1.0, 1.0]))

    def strays(size: int) -> float:
        """How far means of batches stray, exactly: the variance of a mean drawn without putting back."""
        left = (CALM_OF - size) / (CALM_OF - 1)
        return float(np.sqrt(left / size) * scatter(slopes, slopes))

    def drawn(size: int) -> float:
        rng = np.random.default_rng(0)
        means = [slopes[rng.permutation(CALM_OF)[:size]].mean(axis=0) for _ in range(200)]
        return scatter(np.array(means), slopes)

    small, large = mixed.index(min(sizes)), mixed.index(max(sizes))
    return Order(
        things=tuple(f"{size} example{'' if size == 1 else 's'} in a batch" for size in mixed),
        decide=lambda: tuple(np.argsort([drawn(size) for size in mixed])),
        again=lambda: tuple(np.argsort([strays(size) for size in mixed])),
        mistakes={"took fewer voices for calmer": (small, large)},
        figures={
            "count": CALM_OF,
            "one": lambda: strays(1),
            "told": lambda: [f"{figure(strays(size))} for {size}" for size in sorted(sizes, reverse=True)],
        },
    )


@question
def one_epoch_by_hand(draw: Draw) -> Number:
    """Two examples, batches of one: the second feels the slope where the first has led."""
    x = np.array([draw.one_of((1.0, 2.0)), draw.one_of((-1.0, 1.0, 3.0))])
    y = np.array([draw.number(-4, 4, step=1), draw.number(-4, 4, step=1)])
    w, rate = draw.number(-2, 2, step=1), draw.one_of((0.05, 0.1))

    def slope(place: float, i: int) -> float:
        return _tiny(place, x[i : i + 1], y[i : i + 1]).slope("w")

    def first() -> float:
        return w - rate * slope(w, 0)

    def by_hand() -> float:
        place = w
        for each, wanted in zip(x, y, strict=True):
            place -= rate * 2 * (place * each - wanted) * each
        return float(place)

    def uphill() -> float:
        place = w + rate * slope(w, 0)
        return place + rate * slope(place, 1)

    return Number(
        value=lambda: first() - rate * slope(first(), 1),
        again=by_hand,
        tolerance=0.01,
        mistakes={
            "felt both slopes at the start": lambda: w - rate * (slope(w, 0) + slope(w, 1)),
            "made one update with the mean": lambda: w - rate * (slope(w, 0) + slope(w, 1)) / 2,
            "stopped after the first batch": first,
            "stepped uphill": uphill,
        },
        figures={
            "w": w,
            "rate": rate,
            "pairs": _pairs(x, y),
            "slope one": lambda: slope(w, 0),
            "first": first,
            "slope two": lambda: slope(first(), 1),
        },
        inspect=_tiny(w, x[:1], y[:1]).inspect("w", title="The loss of the first example"),
    )


@question
def which_lowest(draw: Draw) -> Predict:
    """One budget and one rate: with short steps the most moves win, with long ones and time the calmest."""
    short = draw.one_of((True, False))
    rate, passes, noise = (
        (draw.one_of((0.02, 0.03)), draw.whole(1, 2), 0.5) if short else (0.3, draw.whole(40, 50), 0.9)
    )
    sizes = draw.shuffled((1, 8, 64))
    seed = draw.whole(0, 10**6)

    def walked() -> Outcome:
        walkers = [_walked(size, rate, passes, noise, seed) for size in sizes]
        losses = [walker.losses() for walker in walkers]
        best = int(np.argmin([each[-1] for each in losses]))
        told = "; ".join(f"batch {n}: {figure(each[-1])}" for n, each in zip(sizes, losses, strict=True))
        caption = f"Losses after {_passes(passes)}: {told}."
        made = len(losses[best]) - 1
        readings = {"update": made, "lowest loss": float(losses[best][-1])}
        return Outcome(best, Frame(made, (curve(losses[best], made),), caption, readings, finished=True))

    def by_hand() -> int:
        data = examples(seed, noise)
        return int(np.argmin([loss_by_hand(data, size, rate, passes, seed) for size in sizes]))

    return Predict(
        experiment=walked,
        again=by_hand,
        options=tuple(
            option("weighed moves against calm wrongly", size=size, moves=passes * 64 // size) for size in sizes
        ),
        figures={
            "rate": rate,
            "passes": passes,
            "many": passes > 1,
            "scatter": noise,
            "short": short,
            "covered": lambda: 1 - (1 - 2 * rate) ** passes,
        },
    )


def _passes(count: int) -> str:
    return f"{count} pass{'' if count == 1 else 'es'}"


def _tiny(w: float, x: Array, y: Array) -> Computation:
    """Return the mean squared error of w·x on a batch."""
    return Computation(lambda w, x, y: ((w * x - y) ** 2).mean(), {"w": w}, {"x": x, "y": y})


def _pairs(x: Array, y: Array) -> list[str]:
    return [f"({exact(float(each))}, {exact(float(wanted))})" for each, wanted in zip(x, y, strict=True)]


def _walked(size: int, rate: float, passes: int, noise: float, seed: int) -> Walker:
    walker = Walker(examples(seed, noise), size, rate, seed)
    walker.walk_to(passes * walker.per_epoch)
    return walker
