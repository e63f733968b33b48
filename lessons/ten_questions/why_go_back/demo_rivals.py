"""The demo of the rivals: a table of right answers and a network, both asked about points that neither has seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import SGD, Network, datasets, train
from engine.arrays import Labels
from engine.datasets import Dataset, Split
from lessons.kit.charts import Field, Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array

UPDATES, ENTRIES = 60, 24
STUCK = 0.8
"""A smaller share of its own examples at the end, and the network has not arrived."""
CLEAR = 10
RULES = ("a coin", "the nearest")
OPTIONS = (
    f"The table is ahead by {CLEAR} points or more",
    f"They are less than {CLEAR} points apart",
    f"The network is ahead by {CLEAR} points or more",
)


def ahead(network: float, table: float) -> int:
    """Return which option two scores out of 100 make true."""
    return 2 if network - table >= CLEAR else 0 if table - network >= CLEAR else 1


@demo(
    prediction=Prediction(
        f"Both have the right answers to {ENTRIES} points. Then both are asked about 100 new ones. Who scores more?",
        OPTIONS,
    ),
    table=Choices(*RULES, label="no entry?"),
    hidden=Knob(1, 16, start=8, scale="log", steps=4, whole=True, label="hidden units"),
    spread=Knob(0.1, 0.5, start=0.3, steps=4),
    rate=Knob(0.03, 2.0, start=1.0, scale="log", label="learning rate"),
)
def rivals(table: str, hidden: float, spread: float, rate: float, seed: int) -> Frames:
    """A table of right answers against a network."""
    data = points(seed, spread)
    net = network(int(hidden), seed)
    fixed = table_score(data, table, seed)
    scores: list[float] = []
    for number, loss, correction in learn(net, data.train, rate):
        scores.append(network_score(net, data.test))
        yield _frame(net, data, scores, fixed, (number, loss, correction))


def points(seed: int, spread: float) -> Dataset:
    """XOR: class 1 where the two signs differ; a few points to learn from, and new ones."""
    return datasets.xor(seed, samples=ENTRIES, noise=spread)


def network(hidden: int, seed: int) -> Network:
    """The network as it starts: wrong, like everybody."""
    return Network([2, hidden, 1], "tanh", seed=seed)


def learn(net: Network, examples: Split, rate: float, updates: int = UPDATES) -> Iterator[tuple[int, float, float]]:
    """Train; gives the updates made, the loss, and how far the last correction moved the weights."""
    data, before = (examples.inputs, examples.targets[:, None].astype(float)), net.parameters.copy()
    for update in train(net, data, loss="binary_cross_entropy", optimiser=SGD(rate), updates=updates):
        correction = float(np.linalg.norm(net.parameters - before))
        before = net.parameters.copy()
        yield update.number, update.loss, correction


def learned_score(data: Dataset, hidden: int, seed: int) -> float:
    """Return how many of 100 new points a network gets right after a whole run at a rate of 1."""
    net = network(hidden, seed)
    for _ in learn(net, data.train, 1.0):
        pass
    return network_score(net, data.test)


def look_up(entries: Split, asked: Array, rule: str, seed: int) -> Labels:
    """Return what a table says to points, shape (n, 2): the entry if there is one, else as its rule has it."""
    away = ((asked[:, None] - entries.inputs) ** 2).sum(axis=-1)
    nearest = entries.targets[away.argmin(axis=1)]
    if rule == RULES[1]:
        return np.asarray(nearest)
    coins = np.random.default_rng([seed, 3]).integers(0, 2, size=len(asked))
    return np.where(away.min(axis=1) == 0, nearest, coins)


def score(said: Labels, asked: Split) -> float:
    """Right answers out of 100."""
    return 100 * float(np.mean(said == asked.targets))


def table_score(data: Dataset, rule: str, seed: int) -> float:
    """Return how many of 100 new points the table gets right."""
    return score(look_up(data.train, data.test.inputs, rule, seed), data.test)


def network_score(net: Network, asked: Split) -> float:
    """Return how many points of 100 a network gets right; above 0 it says class 1."""
    return score((net.outputs(asked.inputs)[:, 0] > 0).astype(np.int64), asked)


def _frame(net: Network, data: Dataset, scores: list[float], table: float, moved: tuple[int, float, float]) -> Frame:
    number, loss, correction = moved
    over = number == UPDATES
    own = network_score(net, data.train)
    readings: dict[str, Reading] = {"update": number, "loss": loss}
    if number:  # before the run, the scores would give away who is ahead
        readings |= {"network's score": scores[-1], "table's score": table}
    trouble = _trouble(own) if over else None
    caption = _caption(number, loss, correction, scores[-1], table)
    if over:
        caption += f" Of the {ENTRIES} known points: table 100%, network {own:.0f}%."
    charts = (_map(net, data.train), _race(scores, table))
    point, kind = data.train.inputs[0], float(data.train.targets[0])
    inside = network_example(net, point, kind, "binary_cross_entropy", title="The first of the known points")
    came_true = ahead(scores[-1], table) if over else None
    return Frame(number, charts, caption, readings, over, trouble, inside, came_true)


def _caption(number: int, loss: float, correction: float, network: float, table: float) -> str:
    if not number:
        return f"Before the first update the loss is {figure(loss)}. Nobody has been asked about new points yet."
    new = f"Of 100 new points the network gets {network:.0f} right, the table {table:.0f}."
    return f"Update {number}. The weights moved by {figure(correction)}; loss {figure(loss)}. {new}"


def _map(net: Network, entries: Split) -> Field:
    """Draw what the network would say anywhere, and the points that both know."""
    reach, columns, rows = 2.2, 49, 33
    across, up = np.meshgrid(np.linspace(-reach, reach, columns), np.linspace(-reach, reach, rows))
    says = net.outputs(np.column_stack([across.ravel(), up.ravel()]))[:, 0] > 0
    first, second = entries.inputs[entries.targets == 0], entries.inputs[entries.targets == 1]
    clouds = (
        Series("alike", first[:, 0], first[:, 1], kind="points", tone="second"),
        Series("differ", second[:, 0], second[:, 1], kind="points", tone="main"),
    )
    values, limits = says.astype(float).reshape(rows, columns), (-reach, reach)
    names = tuple(cloud.label for cloud in clouds)
    title = "What the network says, anywhere"
    return Field(title, values, limits, limits, kind="regions", points=clouds, regions=names)


def _race(scores: list[float], table: float) -> Lines:
    """The network's score on new points after each update, beside the table's, which never changes.

    Before the first update nothing is drawn: two scores would give away who is ahead.
    """
    updates = np.arange(len(scores), dtype=float)
    hidden = len(scores) == 1
    series = (
        Series("table", updates, np.full(len(scores), np.nan if hidden else table), tone="third"),
        Series("network", updates, np.full(1, np.nan) if hidden else np.array(scores), tone="fourth"),
    )
    return Lines("Right, of 100 new points", series, "update", "", (0.0, float(UPDATES)), (0.0, 105.0))


def _trouble(own: float) -> Trouble | None:
    """A network that has not even learned the points it knows, if it is one."""
    if own >= 100 * STUCK:
        return None
    why = (
        "It cannot even answer the points it learned from. Either it has too few hidden units to draw a border round "
        "two pairs of corners, or its corrections are too short for so few updates."
    )
    return Trouble("It did not arrive", why, {"hidden": 8, "rate": 1.0})
