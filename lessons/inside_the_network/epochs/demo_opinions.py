"""The demo of opinions: the slopes of single examples at one place, and how the means of batches scatter less."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor
from engine.datasets import Split
from lessons.inside_the_network.epochs.walkers import examples, inside
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

COUNT = 256
"""Examples that have an opinion."""
FRAMES, DRAWN = 40, 5
"""Batches are drawn so many at a time."""
OPTIONS = ("Just as far", "About half as far", "About a quarter as far", "About a sixteenth as far")
SHARES = (1.0, 1 / 2, 1 / 4, 1 / 16)
"""What the options say, beside single examples."""
_B = 1.0


@demo(
    prediction=Prediction("How far off will the means of batches lie, beside single examples?", OPTIONS),
    batch=Knob(1, 64, start=16, scale="log", steps=6, whole=True, label="batch size"),
    w=Knob(-1.0, 3.0, start=1.0, steps=16, label="w (tilt)"),
    noise=Knob(0.1, 1.0, start=0.5, steps=9),
)
def opinions(batch: float, w: float, noise: float, seed: int) -> Frames:
    """What single examples say, and what batches say."""
    data, place = examples(seed, noise, COUNT), np.array([w, _B])
    said, rng = each_slope(data, place), np.random.default_rng([seed, 1])
    chosen = np.array([rng.permutation(COUNT)[: int(batch)] for _ in range(FRAMES * DRAWN)])
    means = said[chosen].mean(axis=1)
    far: list[float] = []
    for k in range(FRAMES + 1):
        drawn, over = means[: k * DRAWN], k == FRAMES
        last = data if not k else data.select(chosen[k * DRAWN - 1])
        one, off = scatter(said, said), scatter(drawn, said)
        readings = {"batches": len(drawn), "one example is off by": one}
        if k:
            far.append(off)
            readings |= {"a batch is off by": off, "beside one": off / one}
        yield Frame(
            len(drawn),
            (cloud(said, drawn), how_far(one, far)),
            _caption(said, drawn, int(batch), off / one),
            readings,
            over,
            inspect=inside(last, place, "The loss of the batch drawn last" if k else "The loss over all examples"),
            outcome=nearest(off / one) if over else None,
        )


def each_slope(data: Split, place: Array) -> Array:
    """Return each example's own gradient at a place, shape (n, 2), from one backward pass of the engine."""
    w, b = (Tensor(np.full(len(data), number)) for number in place)
    ((w * Tensor(data.inputs[:, 0]) + b - Tensor(data.targets[:, 0])) ** 2).sum().backward()
    return np.stack([np.asarray(w.grad), np.asarray(b.grad)], axis=1)


def scatter(slopes: Array, said: Array) -> float:
    """Return how far gradients (n, 2) lie from that of all examples: the root of the mean squared distance."""
    if not len(slopes):
        return 0.0
    return float(np.sqrt(((slopes - said.mean(axis=0)) ** 2).sum(axis=1).mean()))


def nearest(share: float) -> int:
    """Return the option whose share is nearest, as a factor."""
    return int(np.argmin(np.abs(np.log(max(share, 1e-9)) - np.log(SHARES))))


def _caption(said: Array, drawn: Array, batch: int, share: float) -> str:
    truth = "({}, {})".format(*map(figure, said.mean(axis=0)))
    if not len(drawn):
        return f"What each of {COUNT} examples says about w and b, from here. The mean of all is {truth}."
    last = "({}, {})".format(*map(figure, drawn[-1]))
    far = f"So far the means are {figure(share)} times as far off as examples are"
    return f"Batch {len(drawn)}: its mean is {last}, with a batch size of {batch}; that of all is {truth}. {far}."


def cloud(said: Array, drawn: Array) -> Lines:
    """Draw the slopes that single examples, batches and all together say."""
    reach = 1.05 * float(np.abs(said).max())
    series = [Series("example", said[:, 0], said[:, 1], kind="points", tone="muted")]
    if len(drawn):
        series.append(Series("batch mean", drawn[:, 0], drawn[:, 1], kind="points", tone="main"))
    w, b = said.mean(axis=0)
    series.append(Series("all", np.array([w]), np.array([b]), kind="points", tone="good"))
    limits = (-reach, reach)
    return Lines("What they say, at one place", tuple(series), "slope along w", "slope along b", limits, limits)


def how_far(one: float, off: Sequence[float]) -> Lines:
    """Draw how far single examples lie off, and how far the means so far do, after each few batches."""
    at, ends = DRAWN * np.arange(1.0, len(off) + 1), np.array([0.0, DRAWN * FRAMES])
    series = (
        Series("example", ends, np.full(2, one), tone="muted"),
        Series("batch mean", at, np.array(off), tone="main"),
    )
    return Lines("How far off, on average", series, "batches", "distance", (0.0, ends[1]), (0.0, 1.2 * one))
