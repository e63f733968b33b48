"""Six questions: the steps in order, weights by hand, a query of zeros, a mixture, and the slope along a score."""

from __future__ import annotations

import math
from graphlib import TopologicalSorter

import numpy as np

from engine import Tensor
from engine.arrays import Array
from engine.backpropagation import in_order
from lessons.kit.computation import Computation
from lessons.kit.figures import exact, figure, signed
from lessons.kit.questions import Draw, Formula, Number, Option, Order, Which, question
from lessons.the_bigger_picture.attention.formula import attention_of, by_hand, one_query

STEPS = {
    "scores": "multiply the query with each key",
    "scaled": "divide by √d",
    "weights": "take softmax",
    "output": "mix the values by these shares",
}
_NEEDS = {"scaled": ["scores"], "weights": ["scaled"], "output": ["weights"]}
LETTERS = ("A", "B", "C", "D")


@question
def steps_in_order(draw: Draw) -> Order:
    """Ask for the order of attention's steps."""
    names = draw.shuffled(tuple(STEPS))
    place = names.index

    def on_the_tape() -> tuple[int, ...]:
        output = attention_of(np.ones(2), np.eye(2), np.ones(2)).output
        return tuple(place(each.name) for each in in_order(output) if each.name in STEPS)

    return Order(
        things=tuple(STEPS[name] for name in names),
        decide=on_the_tape,
        again=lambda: tuple(map(place, TopologicalSorter(_NEEDS).static_order())),
        mistakes={
            "mixed before it had shares": (place("output"), place("weights")),
            "took shares before scores": (place("weights"), place("scores")),
            "divided after softmax": (place("weights"), place("scaled")),
            "divided what was not there": (place("scaled"), place("scores")),
        },
        figures={"steps": lambda: "; ".join(STEPS.values())},
    )


@question
def most_weight(draw: Draw) -> Which:
    """Ask which of four keys gets the most weight."""
    query, keys = four_keys(draw)
    scores = keys @ query
    nearest = int(np.linalg.norm(keys - query, axis=1).argmin())
    longest = int(np.linalg.norm(keys, axis=1).argmax())
    against = int(scores.argmin())

    return Which(
        options=tuple(
            Option(f"{letter} ({exact(key[0])}, {exact(key[1])})", "")
            for letter, key in zip(LETTERS, keys, strict=True)
        ),
        mistakes={
            "took the nearest": lambda: nearest,
            "took the longest": lambda: longest,
            "took the lowest score": lambda: against,
        },
        amounts=lambda: list(attention_of(query, keys, np.zeros(4)).weights.value[0]),
        amounts_again=lambda: list(by_hand(query, keys, np.zeros(4))[0]),
        figures={
            "query": query,
            "scores": scores,
            "weights": lambda: [figure(each) for each in attention_of(query, keys, np.zeros(4)).weights.value[0]],
        },
    )


def four_keys(draw: Draw) -> tuple[Array, Array]:
    """Return a query and four keys: one scores highest, others are nearest, longest and lowest."""
    while True:
        query = np.array([draw.number(-2, 2, step=0.5, zero=False) for _ in range(2)])
        keys = np.array([[draw.number(-3, 3, step=0.5) for _ in range(2)] for _ in range(4)])
        scores = keys @ query
        slips = np.linalg.norm(keys - query, axis=1).argmin(), np.linalg.norm(keys, axis=1).argmax(), scores.argmin()
        top, second = np.sort(scores)[[-1, -2]]
        if len({int(scores.argmax()), *(int(each) for each in slips)}) == len(keys) and top - second >= 0.5:
            return query, keys


@question
def weight_of_an_item(draw: Draw) -> Number:
    """Ask for the weight of one item of three."""
    query = np.array([draw.number(-1, 1, step=0.5, zero=False) for _ in range(4)])
    keys = np.array([[float(draw.one_of((-1, 0, 1, 2))) for _ in range(4)] for _ in range(3)])
    scores, at = keys @ query, draw.whole(0, 2)

    def shares(of: Array) -> float:
        return float(Tensor(of).softmax().value[at])

    return Number(
        value=lambda: float(attention_of(query, keys, np.zeros(3)).weights.value[0, at]),
        again=lambda: float(by_hand(query, keys, np.zeros(3))[0][at]),
        tolerance=0.01,
        unit="share",
        mistakes={
            "forgot to divide by √d": lambda: shares(scores),
            "divided by d": lambda: shares(scores / 4),
            "shared out evenly": lambda: 1 / 3,
            "left it out of the total": lambda: shares(scores / 2) / (1 - shares(scores / 2)),
        },
        figures={
            "query": query,
            "keys": "; ".join(
                f"{letter} ({', '.join(exact(n) for n in key)})" for letter, key in zip(LETTERS, keys, strict=False)
            ),
            "letter": LETTERS[at],
            "scores": scores,
            "scaled": scores / 2,
            "powers": lambda: [figure(each) for each in Tensor(scores / 2).exp().value],
        },
        inspect=one_query(query, keys, np.eye(3)[at]).inspect("weights", title="One query over three items"),
    )


@question
def blank_query(draw: Draw) -> Number:
    """Ask what comes out for a query of zeros."""
    count = draw.whole(3, 5)
    values = np.array(draw.shuffled(range(1, 13))[:count], dtype=float)
    keys = np.array([[float(draw.one_of((-2, -1, 1, 2))) for _ in range(2)] for _ in range(count)])
    longest = (int(values.argmax()) + draw.whole(1, count - 1)) % count
    keys[longest] = 3.0, draw.one_of((-2.0, 2.0))

    return Number(
        value=lambda: attention_of(np.zeros(2), keys, values).output.item(),
        again=lambda: by_hand(np.zeros(2), keys, values)[1],
        tolerance=0.02,
        mistakes={
            "thought nothing comes out": lambda: 0.0,
            "added them all": lambda: float(values.sum()),
            "took the largest value": lambda: float(values.max()),
            "took the longest key's": lambda: float(values[longest]),
        },
        figures={
            "items": "; ".join(
                f"({exact(k[0])}, {exact(k[1])}) → {exact(v)}" for k, v in zip(keys, values, strict=True)
            ),
            "count": count,
            "values": values,
        },
        inspect=one_query(np.zeros(2), keys, values).inspect("output", title="A query of zeros"),
    )


@question
def mixed_value(draw: Draw) -> Number:
    """Ask for the output over two items."""
    query = np.array([draw.number(0.5, 2, step=0.5), draw.number(-2, -0.5, step=0.5), 1.0, 0.0])
    keys = np.array([[float(draw.one_of((-1, 0, 1))) for _ in range(4)] for _ in range(2)])
    values = np.array([float(draw.whole(2, 9)), float(draw.whole(12, 20))])
    scores = keys @ query

    def mixed(by: float) -> float:
        return float(Tensor(scores / by).softmax().value @ values)

    return Number(
        value=lambda: attention_of(query, keys, values).output.item(),
        again=lambda: by_hand(query, keys, values)[1],
        tolerance=0.1,
        mistakes={
            "took the winner's value": lambda: float(values[int(scores.argmax())]) if np.ptp(scores) else math.nan,
            "took the plain mean": lambda: float(values.mean()),
            "forgot to divide by √d": lambda: mixed(1.0),
            "mixed them up": lambda: float(values.sum()) - mixed(2.0),
        },
        figures={
            "query": query,
            "one": keys[0],
            "two": keys[1],
            "values": values,
            "scores": scores,
            "weights": lambda: [figure(each) for each in Tensor(scores / 2).softmax().value],
        },
        inspect=one_query(query, keys, values).inspect("output", title="One query over two items"),
    )


@question
def slope_along_a_score(draw: Draw) -> Formula:
    """Ask for the slope of the output along the first of two scores, by the first weight."""
    first = float(draw.whole(-4, 9))
    second = first + draw.number(-5, 5, step=1, zero=False)

    def at(weight: float) -> Computation:
        return Computation(
            lambda scores, values: (scores.softmax().named("weights") * values).sum(),
            {"scores": [math.log(weight / (1 - weight)), 0.0]},
            {"values": [first, second]},
        )

    gap = first - second
    return Formula(
        domain={"w": (0.05, 0.95)},
        value=lambda point: at(point["w"]).slope("scores", 0),
        again=lambda point: at(point["w"]).nudged("scores", 0),
        example=f"({exact(first).replace('−', '-')} - {signed(second).replace('−', '-')}) * w * (1 - w)",
        gradient=True,
        mistakes={
            "forgot the others' loss": lambda point: gap * point["w"],
            "gave the first value's part only": lambda point: (
                first * point["w"] * (1 - point["w"]) if first else math.nan
            ),
            "left out the weight": lambda _: gap,
            "turned it round": lambda point: -gap * point["w"] * (1 - point["w"]),
        },
        figures={
            "first": first,
            "second": second,
            "there": lambda: at(0.25).slope("scores", 0),
        },
        inspect=at(0.25).inspect("scores", title="Two scores, two values"),
    )
