"""Five questions: an update behind a frozen layer, what learns, where transfer gains, a slope, and who is ahead."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, Tensor, train
from lessons.kit.charts import Bars
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, percent
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question
from lessons.ways_to_learn.transfer.model import FINE, FROZEN, UPDATES, RaceStanding, outcome_of, race
from lessons.ways_to_learn.transfer.tasks import GRAINY, MOVED, OTHERS
from lessons.ways_to_learn.transfer.twice import lead_by_hand

_RACES = (
    (GRAINY, FROZEN, (2, 5, 10)),
    (OTHERS, FROZEN, (10, 20)),
    (OTHERS, FINE, (20, 50)),
    (MOVED, FROZEN, (20, 50)),
    (MOVED, FINE, (10, 20)),
)
"""Tasks, what is done with what was taken over, and scans a digit: each of these is clear on any seed."""
_FATES = ("expected a lead", "expected no difference", "expected it behind")
_TOLD = {
    GRAINY: "the ten digits on clear scans, and then on grainy ones",
    OTHERS: "the digits 0 to 4, and then 5 to 9",
    MOVED: "the ten digits, and then all of them moved by one pixel",
}
_TASKS = ("birds", "cracks in bridges", "handwriting", "X-rays", "leaves", "coins")


@question
def second_weight(draw: Draw) -> Number:
    """The second weight of a chain after one update in which the first is frozen."""
    x, first = draw.whole(1, 3), draw.one_of((0.5, 1.5, 3.0))
    second, target = draw.one_of((-2.0, 2.0, 4.0)), draw.one_of((0.5, 2.5, 4.5))
    rate = draw.one_of((0.01, 0.02, 0.05))
    here = Computation(
        lambda w1, w2, x, y: ((w2 * (w1 * x).named("h")).named("output") - y) ** 2,
        {"w1": first, "w2": second},
        {"x": float(x), "y": target},
    )
    hidden, miss = first * x, second * first * x - target

    def trained() -> float:
        net = Network([1, 1, 1], "identity")
        net.parameters[...] = [first, 0.0, second, 0.0]
        for _ in train(net, ([[float(x)]], [[target]]), optimiser=SGD(rate), updates=1, frozen=(1,)):
            pass
        return float(net.layers[1].weights[0, 0])

    return Number(
        value=trained,
        again=lambda: second - rate * here.nudged("w2"),
        tolerance=0.002,
        mistakes={
            "left it as it was": lambda: second,
            "went uphill": lambda: second + rate * here.slope("w2"),
            "took the input": lambda: second - rate * 2 * miss * x,
            "moved it by the frozen slope": lambda: second - rate * here.slope("w1"),
            "forgot the 2": lambda: second - rate * miss * hidden,
        },
        figures={
            "x": x,
            "w1": first,
            "w2": second,
            "y": target,
            "rate": rate,
            "h": hidden,
            "miss": miss,
            "slope": lambda: here.slope("w2"),
        },
        inspect=here.inspect("w2", title="The chain, its first layer frozen"),
    )


@question
def how_many_learn(draw: Draw) -> Number:
    """How many numbers of a network learn when its first layer is frozen."""
    inputs, hidden, outputs = draw.one_of((64, 100, 144)), draw.one_of((16, 24, 32)), draw.one_of((2, 5, 10))
    first, last = (inputs + 1) * hidden, (hidden + 1) * outputs

    def free() -> float:
        return float(Network([inputs, hidden, outputs]).layers[1].tensor.size)

    return Number(
        value=free,
        again=lambda: float(hidden * outputs + outputs),
        tolerance=0.25,
        mistakes={
            "counted the frozen ones": lambda: float(first),
            "counted all": lambda: float(first + last),
            "forgot the biases": lambda: float(hidden * outputs),
            "counted the units": lambda: float(outputs),
        },
        figures={"inputs": inputs, "hidden": hidden, "outputs": outputs, "weights": hidden * outputs},
    )


@question
def where_it_gains_most(draw: Draw) -> Which:
    """Which of four tasks gains most by transfer, from what was read right afresh and after taking over."""
    names = draw.shuffled(_TASKS)[:4]
    low, mid = draw.whole(18, 24), draw.whole(40, 48)
    pairs = draw.shuffled(
        (
            (low, low + draw.whole(6, 9)),
            (mid, mid + draw.whole(22, 27)),
            (82, 82 + draw.whole(3, 8)),
            (60, 60 - draw.whole(28, 34)),
        )
    )
    fresh, taken = (np.array([float(pair[side]) for pair in pairs]) for side in (0, 1))

    def gains() -> list[float]:
        return [float(gain) for gain in (Tensor(taken) - Tensor(fresh)).value]

    return Which(
        options=tuple(
            Option(f"{name}: {one} afresh, {other} after transfer", "misjudged the gain")
            for name, (one, other) in zip(names, pairs, strict=True)
        ),
        mistakes={
            "took the best result": lambda: int(taken.argmax()),
            "took the hardest task": lambda: int(fresh.argmin()),
            "overlooked the loss": lambda: int(abs(taken - fresh).argmax()),
        },
        amounts=gains,
        amounts_again=lambda: [float(other - one) for one, other in pairs],
        figures={"gains": gains},
    )


@question
def slope_behind_a_frozen_layer(draw: Draw) -> Formula:
    """The slope along the last weight as a formula of it; a frozen layer passes on a fixed number."""
    x, w1 = draw.one_of((3, 5)), draw.one_of((0.5, 1.5, 2.5))
    target = float(draw.whole(1, 4))
    hidden = w1 * x

    def here(w: float) -> Computation:
        return Computation(lambda w, h, y: (w * h - y) ** 2, {"w": w}, {"h": hidden, "y": target})

    return Formula(
        domain={"w": (-2.0, 2.0)},
        value=lambda at: here(at["w"]).slope("w"),
        again=lambda at: here(at["w"]).nudged("w"),
        example=f"2 * ({exact(hidden)} * w - {exact(target)}) * {exact(hidden)}",
        mistakes={
            "forgot the factor behind": lambda at: 2 * (hidden * at["w"] - target),
            "forgot the 2": lambda at: (hidden * at["w"] - target) * hidden,
            "took the input": lambda at: 2 * (hidden * at["w"] - target) * x,
            "sign flipped": lambda at: -2 * (hidden * at["w"] - target) * hidden,
        },
        figures={"x": x, "w1": w1, "y": target, "h": hidden, "at one": lambda: here(1.0).slope("w")},
        gradient=True,
        inspect=here(1.0).inspect("w", title="Behind a frozen layer, at w = 1"),
    )


@question
def who_is_ahead(draw: Draw) -> Predict:
    """How what was taken over does against a fresh network; both are trained after the reply."""
    name, body, counts = draw.one_of(_RACES)
    count, seed = draw.one_of(counts), draw.whole(0, 10_000)
    order = draw.shuffled(_FATES)

    def raced() -> Outcome:
        *_, end = race(name, count, body, seed)
        return Outcome(order.index(_FATES[outcome_of(end.lead)]), _picture(end))

    return Predict(
        experiment=raced,
        again=lambda: order.index(_FATES[outcome_of(lead_by_hand(name, count, body, seed))]),
        options=tuple(option(each) for each in order),
        figures={"tasks": _TOLD[name], "frozen": body == FROZEN, "count": count},
    )


def _picture(end: RaceStanding) -> Frame:
    shares = np.array([100 * end.fresh, 100 * end.taken])
    bars = Bars("Read right", ("afresh", "taken over"), shares, limits=(0.0, 100.0), unit=" %", decimals=0)
    caption = f"The fresh network read {percent(end.fresh)} of the unseen scans right, the other {percent(end.taken)}."
    return Frame(UPDATES, (bars,), caption, {"fresh": end.fresh, "taken over": end.taken}, finished=True)
