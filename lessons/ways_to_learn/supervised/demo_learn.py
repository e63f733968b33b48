"""The demo of the filter: it learns from labelled messages and is judged on others; labels may be few, or wrong."""

from __future__ import annotations

import numpy as np

from engine import Network, Update
from engine.datasets import Split
from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob, Setting
from lessons.ways_to_learn.supervised.model import (
    LABELLED,
    UNSEEN,
    UPDATES,
    labelled,
    learning,
    messages,
    sorted_right,
    unseen,
)

FEW, GOOD = 12, 36
OPTIONS = (f"Fewer than {FEW}: far worse than a coin", f"{FEW} to {GOOD - 1}: about as a coin would", f"{GOOD} or more")
EVERY, HEAVIEST = 4, 4
"""Updates a frame; words that are named on each side."""
WELL = 40
"""Unseen messages that a filter with enough right labels sorts right at least."""


@demo(
    prediction=Prediction(f"Of {UNSEEN} unseen messages, how many will it sort right?", OPTIONS),
    given=Knob(4, LABELLED, start=LABELLED, steps=17, whole=True, label="labelled messages"),
    wrong=Knob(0, LABELLED, start=0, steps=18, whole=True, label="labels turned round"),
)
def learn(given: float, wrong: float, seed: int) -> Frames:
    """A filter learns from labels."""
    count = int(given) // 2 * 2
    turned = min(int(wrong), count)
    shown, held = labelled(seed, count, turned), unseen(seed)
    run, scores = learning(shown, EVERY), list[tuple[float, float]]()
    for update in run:
        scores.append((sorted_right(run.net, shown) / count, sorted_right(run.net, held) / UNSEEN))
        yield _frame(run.net, update, shown, scores, seed, turned)


def sorted_into(right: int) -> int:
    """Return which of `OPTIONS` a number of rightly sorted messages makes true."""
    return int(right >= FEW) + int(right >= GOOD)


def _frame(
    net: Network, update: Update, shown: Split, scores: list[tuple[float, float]], seed: int, turned: int
) -> Frame:
    over, right = update.number == UPDATES, round(scores[-1][1] * UNSEEN)
    own, count = round(scores[-1][0] * len(shown)), len(shown)
    heaviest = _heaviest(net, messages(seed).vocabulary)
    return Frame(
        update.number,
        (_curves(scores), heaviest),
        _caption(update.number, own, count, right, heaviest.labels[0]),
        {"update": update.number, "loss": update.loss, "labels met": own, "right": right},
        over,
        _trouble(right, count, turned) if over else None,
        network_example(net, shown.inputs[0], shown.targets[0], "binary_cross_entropy", title="One labelled message"),
        sorted_into(right) if over else None,
    )


def _caption(number: int, own: int, count: int, right: int, word: str) -> str:
    done = f"it agrees with {own} of its {count} labels, and sorts {right} of {UNSEEN} unseen messages right."
    return f"Update {number}: {done}" + (f" Hardest towards spam pushes “{word}”." if number else "")


def _trouble(right: int, count: int, turned: int) -> Trouble | None:
    if right >= WELL:
        return None
    fix: dict[str, Setting] = {"given": LABELLED, "wrong": 0}
    if turned:
        why = (
            f"{turned} of its {count} labels say the opposite. It has nothing else to go by, and learned what they say."
        )
        return Trouble("It believed its labels", why, fix)
    why = f"In {count} messages most words stand once or never: it learned of few, and partly by accident."
    return Trouble("Too few labels", why, fix)


def _curves(scores: list[tuple[float, float]]) -> Lines:
    along, shares = EVERY * np.arange(float(len(scores))), 100 * np.array(scores)
    series = (
        Series("by its labels", along, shares[:, 0], tone="fourth"),
        Series("unseen", along, shares[:, 1], tone="main"),
    )
    coin = (Mark("a coin", y=50.0),)
    return Lines("Sorted right", series, "update", "%", (0.0, float(UPDATES)), (0.0, 100.0), marks=coin)


def _heaviest(net: Network, vocabulary: tuple[str, ...]) -> Bars:
    weights = net.layers[0].weights[:, 0]
    order = np.argsort(-weights, kind="stable")
    chosen = [*order[:HEAVIEST], *order[-HEAVIEST:]]
    return Bars("Heaviest words", tuple(vocabulary[i] for i in chosen), weights[chosen].copy(), limits=(-3.5, 3.5))
