"""The demo on real scans: one budget of examples and one learning rate, with four sizes of batch."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np

from engine import Training, Update, datasets
from engine.datasets import Dataset
from lessons.inside_the_network.layers.model import training
from lessons.kit.charts import Lines, Series, Table, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

PASSES, LOOKS = 3, 24
"""Passes through the scans, and how often the networks are looked at in each."""
SCANS = 1197
ONE, SOME, ALL = range(3)
OPTIONS = (
    "The one that moves after each scan",
    "One that moves after a batch of them",
    "The one that sees all of them first",
)
SPOILT = 0.6
"""A network with more updates than one of calmer batches, and so few scans right, has been thrown about."""
CALM = 0.05
"""A learning rate at which even single scans throw nobody about; the tests try it on ten seeds."""
LABELS = ("1", "yours", "64", "all")
_TONES: tuple[Tone, ...] = ("second", "main", "fifth", "good")


@demo(
    prediction=Prediction("Which will read the most unseen scans in the end?", OPTIONS),
    batch=Knob(2, 512, start=8, scale="log", steps=8, whole=True, label="batch of yours"),
    rate=Knob(0.01, 1.0, start=0.3, scale="log", steps=8, label="learning rate"),
    hidden=Knob(8, 64, start=32, scale="log", steps=3, whole=True, label="hidden units"),
)
def scans(batch: float, rate: float, hidden: float, seed: int) -> Frames:
    """Four networks, one budget of real scans."""
    data, sizes = datasets.digits(seed), (1, int(batch), 64, SCANS)
    runs = [learning(data, size, rate, int(hidden), seed) for size in sizes]
    latest = [next(run) for run in runs]
    history = [[each] for each in latest]
    for look in range(PASSES * LOOKS + 1):
        for i, (run, size) in enumerate(zip(runs, sizes, strict=True)):
            latest[i] = _go_on(run, latest[i], look * ceil(SCANS / size) // LOOKS)
            history[i] += [latest[i]] if look else []
        yield _frame(data, sizes, runs, history, rate)


def learning(data: Dataset, size: int, rate: float, hidden: int, seed: int, epochs: int = PASSES) -> Training:
    """Return the training of a network that moves after every `size` scans."""
    return training(data, hidden, rate=rate, seed=seed, passes=epochs, every=1, batch=size)


def _go_on(run: Training, latest: Update, update: int) -> Update:
    """Train until that update is made, unless the run has ended."""
    if update == latest.number or latest.reason:
        return latest
    run.every = update - latest.number
    return next(run)


def right(update: Update) -> float:
    """Return the share of unseen scans that were read right."""
    return float(update.validation_accuracy or 0.0)


def _frame(
    data: Dataset, sizes: Sequence[int], runs: Sequence[Training], history: Sequence[Sequence[Update]], rate: float
) -> Frame:
    looks, ends = len(history[0]) - 1, [each[-1] for each in history]
    over = looks == PASSES * LOOKS
    readings: dict[str, Reading] = {"passes": round(looks / LOOKS, 2)}
    readings |= {f"right by {name}": right(end) for name, end in zip(LABELS, ends, strict=True)}
    scan, digit = data.validation.inputs[0].reshape(8, 8), data.validation.targets[0]
    return Frame(
        looks,
        (curves(history), ways(sizes, ends)),
        _caption(sizes, ends, looks),
        readings,
        over,
        trouble(ends, rate) if over else None,
        network_example(runs[1].net, scan, digit, "softmax_cross_entropy", title=f"Your network, an unseen {digit}"),
        outcome(ends) if over else None,
    )


def names(sizes: Sequence[int]) -> tuple[str, ...]:
    """Return what the networks are called."""
    return "1", f"yours ({sizes[1]})", "64", "all"


def outcome(ends: Sequence[Update]) -> int:
    """Return which option came true: who reads most in the end."""
    best = int(np.argmax([right(end) for end in ends]))
    return (ONE, SOME, SOME, ALL)[best]


def trouble(ends: Sequence[Update], rate: float) -> Trouble | None:
    """Name the failure of the noisiest way, if more moves have brought it less than calmer ones."""
    one, *others = (right(end) for end in ends)
    if not (one < SPOILT and (max(others) > one or rate > CALM)):
        return None
    why = (
        f"At a rate of {rate:g} each odd scan moves the weights a long way, the next one elsewhere. "
        "Noisier slopes want shorter steps."
    )
    return Trouble("Thrown about by single scans", why, {"rate": CALM})


def _caption(sizes: Sequence[int], ends: Sequence[Update], looks: int) -> str:
    """Tell how many updates each has made, and what it reads."""
    if not looks:
        guess = f"{right(ends[0]):.0%}"
        return f"Four networks with the same random weights, which read {guess} of the unseen scans right."
    told = [
        f"{name}: {end.number:,} update{'' if end.number == 1 else 's'}, {right(end):.0%}"
        for name, end in zip(names(sizes), ends, strict=True)
    ]
    return f"{looks / LOOKS:.1f} passes. Updates and unseen scans right, by batch: {'; '.join(told)}."


def curves(history: Sequence[Sequence[Update]]) -> Lines:
    """Draw the share of unseen scans that each reads right, against the passes made."""
    passes = np.arange(len(history[0])) / LOOKS
    series = tuple(
        Series(name, passes, 100 * np.array([right(update) for update in each]), tone=tone)
        for name, each, tone in zip(LABELS, history, _TONES, strict=True)
    )
    return Lines("Unseen scans right", series, "passes", "per cent", (0.0, float(PASSES)), (0.0, 100.0))


def ways(sizes: Sequence[int], ends: Sequence[Update]) -> Table:
    """Return what each way has made of the budget so far."""
    rows = tuple((name, f"{end.number:,}", f"{right(end):.0%}") for name, end in zip(names(sizes), ends, strict=True))
    return Table("One budget, four ways", ("batch", "updates", "right"), rows)
