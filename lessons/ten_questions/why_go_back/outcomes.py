"""The quiz's experiment: a table and a network are asked about new points, after the reply."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Network
from engine.datasets import Dataset
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question
from lessons.kit.slopes import Array
from lessons.ten_questions.why_go_back.rivals import (
    ENTRIES,
    OPTIONS,
    RULES,
    UPDATES,
    ahead,
    learn,
    look_up,
    network,
    network_score,
    points,
    score,
)

RATE, SPREAD = 1.0, 0.3
CASES = ((RULES[0], 8), (RULES[0], 16), (RULES[1], 8), (RULES[1], 16), (RULES[1], 1))
"""What the table does without an entry, and the network's hidden units."""
_SLIPS = (
    (
        "overrated the table",
        "It was not. A table knows its entries perfectly, and of anything else only what its rule makes up.",
    ),
    (
        "expected a draw",
        "They came out further apart than that. Ask what each does with a point that it has never seen.",
    ),
    (
        "overrated the network",
        "It was not. A network needs hidden units enough for two borders, and a nearest entry is no bad guess either.",
    ),
)


@cache
def scores(rule: str, hidden: int, seed: int) -> tuple[float, float]:
    """The network's score and the table's, out of 100 new points."""
    data, net = points(seed, SPREAD), network(hidden, seed)
    for _ in learn(net, data.train, RATE):
        pass
    return network_score(net, data.test), score(look_up(data.train, data.test.inputs, rule, seed), data.test)


@question
def on_new_points(draw: Draw) -> Predict:
    """Who scores more on points that neither has seen."""
    rule, hidden = draw.one_of(CASES)
    seed = draw.whole(0, 9)

    def experiment() -> Outcome:
        mine = scores(rule, hidden, seed)
        return Outcome(ahead(*mine), _frame(*mine))

    says = "gives the answer of its nearest entry" if rule == RULES[1] else "tosses a coin"
    return Predict(
        prompt=f"A table has the right answers to {ENTRIES} XOR points (do the two signs differ?); where it "
        f"has no entry it {says}. A network "
        f"with {hidden} hidden unit{'s' * (hidden > 1)} learns from the same points for {UPDATES} updates. Both are "
        "asked about 100 new points. How do they compare?",
        options=tuple(Option(text, *slip) for text, slip in zip(OPTIONS, _SLIPS, strict=True)),
        decide=lambda: experiment().index,
        again=lambda: ahead(network_by_hand(points(seed, SPREAD), network(hidden, seed)), table_by_hand(rule, seed)),
        hints=Hints(
            "None of the new points is in the table. What is its rule for that?",
            "A coin gets about 50 of 100. The nearest entry is nearly always right where clusters lie apart. A network "
            "with a single hidden unit draws one border, and XOR needs two.",
            lambda: f"On this very table the engine counts {scores(rule, hidden, seed)[1]:.0f} of 100 for the table.",
        ),
        explain=lambda: f"And so it went. {experiment().frame.caption}",
        experiment=experiment,
    )


def _frame(mine: float, table: float) -> Frame:
    caption = f"Of 100 new points the network gets {mine:.0f} right and the table {table:.0f}."
    chart = Bars("Right, of 100 new points", ("network", "table"), np.array([mine, table]), (0.0, 100.0), decimals=0)
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "network": mine, "table": table}, finished=True)


def network_by_hand(data: Dataset, net: Network) -> float:
    """The same network trained in plain NumPy, backward pass and all; its score out of 100."""
    (w, v), (b, c) = ([np.array(getattr(layer, kind)) for layer in net.layers] for kind in ("weights", "biases"))
    inputs, targets = data.train.inputs, data.train.targets[:, None]
    for _ in range(UPDATES):
        h = np.tanh(inputs @ w + b)
        back = (1 / (1 + np.exp(-(h @ v + c))) - targets) / len(targets)
        back_h = (back @ v.T) * (1 - h**2)
        v, c = v - RATE * h.T @ back, c - RATE * back.sum(axis=0)
        w, b = w - RATE * inputs.T @ back_h, b - RATE * back_h.sum(axis=0)
    said = (np.tanh(data.test.inputs @ w + b) @ v + c)[:, 0] > 0
    return 100 * float(np.mean(said == data.test.targets))


def table_by_hand(rule: str, seed: int) -> float:
    """The table's score, point by point."""
    data = points(seed, SPREAD)
    coins = np.random.default_rng([seed, 3]).integers(0, 2, size=len(data.test))
    right = 0
    for place, target, coin in zip(data.test.inputs, data.test.targets, coins, strict=True):
        away = [_distance(place, entry) for entry in data.train.inputs]
        said = data.train.targets[away.index(min(away))] if rule == RULES[1] or min(away) == 0 else coin
        right += int(said == target)
    return 100 * right / len(data.test)


def _distance(one: Array, other: Array) -> float:
    return float(np.hypot(*(one - other)))
