"""The demo of the three ways: a rule, a linear model and a network sort the same points."""

from __future__ import annotations

from functools import partial

import numpy as np

from engine import Network
from lessons.kit.charts import Field, Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.the_bigger_picture.ai_ml_nn.model import (
    HEAPS,
    MOONS,
    NONE,
    UNSEEN,
    UPDATES,
    WAYS,
    Scores,
    best,
    by_model,
    by_rule,
    in_words,
    learning,
    linear_model,
    network,
    points,
    scores,
    targets,
)

EVERY = 4
TONES: tuple[Tone, Tone, Tone] = ("fourth", "fifth", "third")
"""Of the three ways, here and wherever they are drawn."""
_KINDS: tuple[tuple[str, Tone], tuple[str, Tone]] = (("A", "main"), ("B", "second"))
_FLOOR = 80.0


@demo(
    prediction=Prediction(
        f"In the end, which sorts most of {UNSEEN} unseen points right?",
        ("The rule", "The linear model", "The network", NONE),
    ),
    task=Choices(MOONS, HEAPS),
    view=Choices(*WAYS, start="network", live=True, label="map of"),
    layers=Knob(1, 3, start=1, steps=2, whole=True, label="hidden layers"),
)
def three(task: str, view: Live[str], layers: float, seed: int) -> Frames:
    """Three ways to sort points."""
    linear, net = linear_model(seed), network(seed, int(layers))
    history = list[Scores]()
    both = zip(learning(linear, task, seed, EVERY), learning(net, task, seed, EVERY), strict=True)
    for update, _ in both:
        history.append(scores(task, seed, linear, net))
        yield _frame(task, view(), linear, net, history, update.number, seed)
    yield from still(lambda: _frame(task, view(), linear, net, history, UPDATES, seed))


def _frame(task: str, view: str, linear: Network, net: Network, history: list[Scores], number: int, seed: int) -> Frame:
    now, over, given = history[-1], number == UPDATES, points(task, seed).train
    return Frame(
        number,
        (_map(task, view, linear, net, seed), _curves(history)),
        f"Update {number}. Of {UNSEEN} unseen points the rule ({in_words(task)}) sorts {now.rule} right, the linear "
        f"model {now.linear}, the network {now.network}.",
        {"update": number, "rule": now.rule, "linear model": now.linear, "network": now.network},
        over,
        inspect=network_example(
            net, given.inputs[0], targets(given.targets)[0], "binary_cross_entropy", title="One labelled point"
        ),
        outcome=best(now) if over else None,
    )


def _map(task: str, view: str, linear: Network, net: Network, seed: int) -> Field:
    """Return the ground as one of the three sorts it, with the examples on it."""
    calls = dict(zip(WAYS, (partial(by_rule, task), partial(by_model, linear), partial(by_model, net)), strict=True))
    wide, high = (2.0, 1.4) if task == MOONS else (4.0, 3.0)
    across, up = np.meshgrid(np.linspace(-wide, wide, 41), np.linspace(-high, high, 31))
    called = calls[view](np.column_stack([across.ravel(), up.ravel()])).reshape(across.shape)
    given = points(task, seed).train
    return Field(
        f"How the {view} sorts",
        called.astype(float),
        (-wide, wide),
        (-high, high),
        "width",
        "height",
        "regions",
        points=tuple(_cloud(given.inputs, given.targets, kind) for kind in range(2)),
        regions=tuple(name for name, _ in _KINDS),
    )


def _cloud(places: Array, classes: Array, kind: int) -> Series:
    name, tone = _KINDS[kind]
    of = places[np.ravel(classes) == kind]
    return Series(name, of[:, 0], of[:, 1], "points", tone)


def _curves(history: list[Scores]) -> Lines:
    updates = np.arange(len(history), dtype=float) * EVERY
    rows = np.array(history, dtype=float)
    series = tuple(Series(name, updates, rows[:, i], tone=TONES[i]) for i, name in enumerate(WAYS))
    return Lines("Sorted right", series, "update", f"of {UNSEEN}", (0.0, float(UPDATES)), (_FLOOR, float(UNSEEN)))
