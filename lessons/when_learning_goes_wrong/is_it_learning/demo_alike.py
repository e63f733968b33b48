"""The demo of equal beginnings: units that begin with the same weights get the same slope, and so the same weights."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.charts import Lines, Series, Table, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.figures import fixed
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.is_it_learning.patients import column, points, slopes

UNITS, UPDATES, EVERY = 6, 300, 5
NOUGHTS, EQUAL, CHANCE = "all 0", "all 0.5", "by chance"
SAME = 1e-9
_TONES: tuple[Tone, ...] = ("main", "second", "third", "fourth", "fifth", "good")


@demo(
    prediction=Prediction(
        f"After {UPDATES} updates, how many of the {UNITS} units will differ from each other?",
        (f"All {UNITS}", f"Some: 2 to {UNITS - 1}", "None: all are one and the same"),
    ),
    weights=Choices(EQUAL, NOUGHTS, CHANCE, label="first weights"),
    rate=Knob(0.1, 3.0, start=1.0, scale="log", steps=10, label="learning rate"),
)
def alike(weights: str, rate: float, seed: int) -> Frames:
    """Hidden units begin alike."""
    given, labels = points(seed).train.inputs, column(points(seed).train.targets)
    net, told = beginning(weights, seed), list[Array]()
    run = train(
        net, (given, labels), loss="binary_cross_entropy", optimiser=SGD(rate), updates=UPDATES, every=EVERY
    )  # fmt: skip
    for update in run:
        told.append(net.layers[0].weights[0].copy())
        inside = network_example(net, given[0], labels[0], "binary_cross_entropy", title="One example")
        yield _frame(net, update.number, update.loss, told, slopes(net, given, labels), weights, inside)


def beginning(weights: str, seed: int) -> Network:
    """Return a network whose weights are all 0, all 0.5, or drawn by chance; biases are 0."""
    net = Network([2, UNITS, 1], "tanh", seed=seed, initialisation="auto" if weights == CHANCE else "zeros")
    if weights == EQUAL:
        for layer in net.layers:
            layer.weights[...] = 0.5
    return net


def different(net: Network) -> int:
    """Return how many different units there are among the hidden ones: by their weights, there and onwards."""
    first, last = net.layers
    rows = np.column_stack([first.weights.T, first.biases, last.weights])
    kinds: list[Array] = []
    for row in rows:
        if not any(np.abs(row - kind).max() < SAME for kind in kinds):
            kinds.append(row)
    return len(kinds)


def _frame(
    net: Network,
    number: int,
    loss: float,
    told: list[Array],
    steep: tuple[float, float],
    weights: str,
    inside: Inspection,
) -> Frame:
    over, kinds = number == UPDATES, different(net)
    return Frame(
        number,
        (_curves(told), _table(net)),
        f"Update {number}: loss {loss:.3f}; slopes of {steep[0]:.3g} in the hidden layer, {steep[1]:.3g} in the last.",
        {"update": number, "loss": loss, **({"different units": kinds} if over else {})},
        over,
        _trouble(loss, weights) if over else None,
        inside,
        (2 if kinds == 1 else 0 if kinds == UNITS else 1) if over else None,
    )


def _trouble(loss: float, weights: str) -> Trouble | None:
    if weights == CHANCE:
        return None
    why = (
        f"All {UNITS} units are one, {UNITS} times over, and the loss stops at {loss:.2f}: equal weights, equal slopes."
    )
    return Trouble("Nobody differs", why, {"weights": CHANCE})


def _curves(told: list[Array]) -> Lines:
    updates, rows = np.arange(len(told), dtype=float) * EVERY, np.array(told)
    series = tuple(
        Series(f"{unit + 1}", updates, rows[:, unit], tone=_TONES[unit]) for unit in range(UNITS)
    )  # fmt: skip
    return Lines("First weight of each unit", series, "update", "weight", (0.0, float(UPDATES)))


def _table(net: Network) -> Table:
    first, last = net.layers
    rows = tuple(
        (
            f"{unit + 1}",
            *(fixed(each, 3) for each in (*first.weights[:, unit], last.weights[unit, 0])),
        )
        for unit in range(UNITS)
    )
    return Table("The units", ("unit", "from 1", "from 2", "onwards"), rows)
