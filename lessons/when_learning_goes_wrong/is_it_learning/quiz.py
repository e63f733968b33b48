"""Five questions: a trend, two units that may be alike, a fault by its curves, a table, and who has learned."""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from engine import SGD, Network, Tensor, train
from lessons.kit.by_hand import cross_entropies
from lessons.kit.by_hand import train as train_by_hand
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, Which, question
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.is_it_learning.patients import (
    FAULTS,
    SHUFFLED,
    STILL,
    UPDATES,
    WELL,
    ZEROS,
    column,
    examined,
    labels_of,
    network,
    points,
    rate_of,
)

_SLIPS = ("called it well", "blamed a rate of 0", "blamed a large rate", "blamed the labels", "blamed the start")


@question
def trend(draw: Draw) -> Number:
    """How the mean of three losses has changed to that of three later ones."""
    begin = draw.number(1, 2, step=0.1)
    first = tuple(round(begin + draw.number(-0.3, 0.3, step=0.1), 1) for _ in range(3))
    last = tuple(round(begin - 0.3 + draw.number(-0.4, 0.4, step=0.1), 1) for _ in range(3))
    return Number(
        value=lambda: (Tensor(last).mean() - Tensor(first).mean()).item(),
        again=lambda: sum(last) / 3 - sum(first) / 3,
        tolerance=0.01,
        mistakes={
            "took the last less the first": lambda: last[-1] - first[0],
            "earlier less later": lambda: sum(first) / 3 - sum(last) / 3,
            "did not divide": lambda: sum(last) - sum(first),
            "looked at the last update": lambda: last[-1] - last[-2],
        },
        figures={
            "first": [exact(loss) for loss in first],
            "last": [exact(loss) for loss in last],
            "mean first": figure(sum(first) / 3),
            "mean last": figure(sum(last) / 3),
        },
    )


@question
def alike_or_not(draw: Draw) -> Predict:
    """Whether two hidden units that begin with given weights are the same after ten updates."""
    w, v = draw.number(0.2, 1.2, step=0.1), draw.number(0.2, 1.2, step=0.1)
    kind = draw.one_of(("alike", "other onwards", "other inwards"))
    first = np.array([[w, w if kind != "other inwards" else round(w + 0.1, 1)]])
    last = np.array([[v], [v if kind != "other onwards" else round(v + 0.1, 1)]])
    seed = draw.whole(0, 9)

    def net() -> Network:
        made = Network([1, 2, 1], "tanh", seed=0, initialisation="zeros")
        made.layers[0].weights[...], made.layers[1].weights[...] = first, last
        return made

    def learned() -> Outcome:
        made, (inputs, labels) = net(), _line(seed)
        for _ in train(made, (inputs, labels), loss="mse", optimiser=SGD(0.2), updates=10):
            pass
        pair = made.layers[0].weights[0]
        told = f"Their weights are {pair[0]:.4f} and {pair[1]:.4f}."
        series = Series("weights", np.arange(1.0, 3.0), np.array(pair), "points", "main")
        figures = {"first": float(pair[0]), "second": float(pair[1])}
        frame = Frame(10, (Lines("Two units", (series,)),), told, figures, finished=True)
        return Outcome(int(abs(pair[0] - pair[1]) > 1e-9), frame)

    return Predict(
        experiment=learned,
        again=lambda: int(abs(np.diff(_two_by_hand(first[0], last[:, 0], seed))[0]) > 1e-9),
        options=(
            Option("the same as each other", "overlooked a difference"),
            Option("different from each other", "expected learning to part them"),
        ),
        figures={
            "inwards": [exact(float(each)) for each in first[0]],
            "onwards": [exact(float(each)) for each in last[:, 0]],
            "pair": lambda: [f"{each:.4f}" for each in _two_by_hand(first[0], last[:, 0], seed)],
        },
    )


def _line(seed: int) -> tuple[Array, Array]:
    inputs = np.random.default_rng(seed).uniform(-2, 2, (8, 1))
    return inputs, np.sin(inputs)


def _two_by_hand(w: Array, v: Array, seed: int) -> Array:
    """Return the first weights of both units after ten updates, written out."""
    (inputs, labels), b, c = _line(seed), np.zeros(2), 0.0
    for _ in range(10):
        hidden = np.tanh(inputs * w + b)
        miss = 2 * ((hidden @ v + c)[:, np.newaxis] - labels) / len(inputs)
        back = miss * v * (1 - hidden**2)
        v, c = v - 0.2 * (miss * hidden).sum(axis=0), c - 0.2 * float(miss.sum())
        w, b = w - 0.2 * (back * inputs).sum(axis=0), b - 0.2 * back.sum(axis=0)
    return np.asarray(w)


@cache
def _curve_by_hand(fault: str, seed: int) -> Array:
    """Return the loss on its own examples at each update, without the engine's training."""
    given, labels = points(seed).train.inputs, labels_of(fault, seed)
    said = train_by_hand(
        network(fault, seed), given, labels, loss="binary_cross_entropy", rate=rate_of(fault), updates=60
    )
    return np.array([float(cross_entropies(logits, labels)[0]) for logits in said])


@question
def name_the_fault(draw: Draw) -> Choice:
    """Name a fault by the curves of a fresh patient."""
    fault, seed = draw.one_of(FAULTS), draw.whole(0, 19)
    looks = examined(fault, seed)
    shown = np.array([look.loss for look in looks])

    def nearest(curves: list[Array], own: Array) -> int:
        return int(np.argmin([float(np.abs(curve - own).mean()) for curve in curves]))

    return Choice(
        options=tuple(Option(name, slip) for name, slip in zip(FAULTS, _SLIPS, strict=True)),
        decide=lambda: nearest([np.array([look.loss for look in examined(name, seed)]) for name in FAULTS], shown),
        again=lambda: nearest([_curve_by_hand(name, seed)[::5] for name in FAULTS], shown[: 60 // 5 + 1]),
        figures={
            "fault": fault,
            "begin": f"{shown[0]:.3f}",
            "end": f"{shown[-1]:.3f}",
            "highest": f"{shown.max():.3g}",
            "unseen": f"{looks[-1].unseen:.3g}",
            "slope": f"{looks[0].slopes[0]:.2g}",
        },
    )


@question
def right_by_the_table(draw: Draw) -> Number:
    """Count the unseen points that a network sorts right, from what it says of each."""
    truth, said = _telling(draw)

    def right() -> int:
        return int(np.count_nonzero(np.asarray(Tensor(said) > 0.5) == (truth == 1)))

    return Number(
        value=lambda: float(right()),
        again=lambda: float(sum((chance > 0.5) == bool(kind) for chance, kind in zip(said, truth, strict=True))),
        tolerance=0.25,
        mistakes={name: partial(float, count) for name, count in _miscounts(truth, said).items()},
        figures={
            "points": [f"{'B' if kind else 'A'} {chance:.0%}" for chance, kind in zip(said, truth, strict=True)],
            "count": len(truth),
            "wrong": lambda: len(truth) - right(),
        },
    )


def _miscounts(truth: Array, said: Array) -> dict[str, int]:
    right = (said > 0.5) == (truth == 1)
    return {
        "counted the wrong ones": int(np.count_nonzero(~right)),
        "counted those it calls B": int(np.count_nonzero(said > 0.5)),
        "counted only the sure ones": int(np.count_nonzero(right & (np.abs(said - 0.5) > 0.4))),
        "counted the right Bs alone": int(np.count_nonzero(right & (truth == 1))),
    }


def _telling(draw: Draw) -> tuple[Array, Array]:
    """Return what eight points are and what is said of them, so that every mistake counts another number."""
    counts, truth, said = set[int](), np.zeros(8), np.zeros(8)
    while len(counts) < 5:
        truth = np.array([draw.one_of((0, 1)) for _ in range(8)])
        said = np.array([draw.one_of((0.03, 0.2, 0.4, 0.6, 0.8, 0.97)) for _ in range(8)])
        counts = {int(np.count_nonzero((said > 0.5) == (truth == 1))), *_miscounts(truth, said).values()}
    return truth, said


@question
def which_has_learned(draw: Draw) -> Which:
    """Of four patients, which has learned what holds for unseen points, by their losses."""
    seed = draw.whole(0, 19)
    names = {
        "": WELL,
        "went by the fall at home": SHUFFLED,
        "took flat for done": STILL,
        "took ln 2 for a start": ZEROS,
    }
    shown = draw.shuffled(tuple(names))
    looks = {name: examined(fault, seed) for name, fault in names.items()}

    def told(name: str) -> str:
        first, last = looks[name][0], looks[name][-1]
        return f"own loss {first.loss:.3f} to {last.loss:.3f}, unseen {first.unseen:.3f} to {last.unseen:.3f}"

    return Which(
        options=tuple(Option(told(name), name) for name in shown),
        amounts=lambda: [1 / looks[name][-1].unseen for name in shown],
        amounts_again=lambda: [1 / _unseen_by_hand(names[name], seed) for name in shown],
        figures={
            "right": lambda: f"{looks[''][-1].right:.0%}",
            "others": lambda: [f"{looks[name][-1].right:.0%}" for name in shown if name],
        },
    )


@cache
def _unseen_by_hand(fault: str, seed: int) -> float:
    """Return the loss on unseen points in the end, without the engine's training."""
    given, others = points(seed).train.inputs, points(seed).validation
    said = train_by_hand(
        network(fault, seed),
        given,
        labels_of(fault, seed),
        loss="binary_cross_entropy",
        rate=rate_of(fault),
        updates=UPDATES,
        asked=others.inputs,
    )
    *_, last = said
    return float(cross_entropies(last, column(others.targets))[0])
