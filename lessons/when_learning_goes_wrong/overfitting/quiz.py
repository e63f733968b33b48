"""Five questions: which network to keep, a penalty's pull, a pass with sleepers, a shrinking weight, a false label."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import SGD, Network, Tensor
from lessons.kit import by_hand
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.overfitting.model import (
    CALM,
    POINTS,
    RATE,
    SIZES,
    UPDATES,
    chance_of_b,
    learning,
    piles,
    sum_with_masks,
    with_a_lie,
)
from lessons.when_learning_goes_wrong.plane import told_apart

STRONG = 0.5
"""A penalty under which nothing is learned."""
ALIKE = 0.05
"""Chances that all lie within this of each other: the network tells nobody apart."""
SAYS = ("expected it by heart", "expected a vote", "expected nothing learned")


@question
def which_to_keep(draw: Draw) -> Which:
    """Four networks with their losses on own points and on strangers."""
    best = draw.whole(30, 40)
    kinds = draw.shuffled(
        (
            (draw.whole(1, 4), best + draw.whole(30, 60)),
            (best - draw.whole(9, 15), best),
            (60 + draw.whole(1, 5), 66 + draw.whole(0, 3)),
            (draw.whole(10, 14), best + draw.whole(8, 20)),
        )
    )
    own, strangers = (np.array(column) / 100 for column in zip(*kinds, strict=True))
    pairs = list(zip("ABCD", own, strangers, strict=True))
    return Which(
        options=tuple(Option(f"network {name}", "took another") for name in "ABCD"),
        mistakes={
            "took the lowest training loss": lambda: int(np.argmin(own)),
            "took the smallest gap": lambda: int(np.argmin(strangers - own)),
        },
        amounts=lambda: [float(Tensor([each]).sum().item()) for each in strangers],
        amounts_again=lambda: [float(mine + (theirs - mine)) for mine, theirs in zip(own, strangers, strict=True)],
        least=True,
        figures={
            "told": "; ".join(f"{name}: own {mine:.2f}, strangers {theirs:.2f}" for name, mine, theirs in pairs),
            "strangers": ", ".join(f"{name} {theirs:.2f}" for name, _, theirs in pairs),
        },
    )


@question
def pull_with_a_penalty(draw: Draw) -> Number:
    """The slope of a squared miss with an L2 penalty."""
    x, w = float(draw.whole(1, 3)), draw.one_of((-4.0, -3.0, 3.0, 4.0, 5.0))
    y, penalty = w * x + draw.one_of((-2.0, -1.0, 1.0, 2.0)), draw.one_of((0.1, 0.2, 0.5))
    here = Computation(
        lambda w, x, y, penalty: ((w * x).named("said") - y) ** 2 + penalty / 2 * w**2,
        {"w": w},
        {"x": x, "y": y, "penalty": penalty},
    )
    bare = here.at(penalty=0.0)
    return Number(
        value=lambda: here.slope("w"),
        again=lambda: here.nudged("w"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "forgot the penalty": lambda: bare.slope("w"),
            "gave the penalty alone": lambda: penalty * w,
            "added the penalty itself": lambda: bare.slope("w") + penalty / 2 * w**2,
            "took the penalty off": lambda: bare.slope("w") - penalty * w,
            "added λ without the weight": lambda: bare.slope("w") + penalty,
        },
        figures={"x": x, "y": y, "w": w, "penalty": penalty, "data": lambda: bare.slope("w")},
        inspect=here.inspect("w", title="A miss and a penalty"),
    )


@question
def one_pass(draw: Draw) -> Number:
    """A sum while some of the units before it sleep."""
    share = draw.one_of((0.2, 0.4, 0.6, 0.75))
    activations = np.array([draw.whole(1, 9) for _ in range(4)]) / 10
    weights = np.array([draw.one_of((-2.0, -1.0, 1.0, 2.0, 3.0)) for _ in range(4)])
    awake = np.array(draw.shuffled((0.0, 0.0, 1.0, 1.0)))
    here = sum_with_masks(activations, weights, awake / (1 - share))
    spoken, whole = float(activations @ (weights * awake)), float(activations @ weights)
    asleep = " and ".join(f"unit {i}" for i, mask in enumerate(awake, start=1) if not mask)
    return Number(
        value=here.value,
        again=lambda: spoken / (1 - share),
        tolerance=0.01,
        mistakes={
            "did not make up for it": lambda: spoken,
            "nobody slept": lambda: whole,
            "the sleepers spoke": lambda: (whole - spoken) / (1 - share),
            "divided by the share": lambda: spoken / share,
            "made it smaller": lambda: spoken * (1 - share),
        },
        figures={
            "share": share,
            "activations": tuple(activations.tolist()),
            "weights": tuple(weights.tolist()),
            "asleep": asleep,
            "awake sum": spoken,
        },
        inspect=here.inspect("w", title="The sum in this pass"),
    )


def pulled_by_the_rope(w: float, rate: float, penalty: float, updates: int) -> float:
    """Return a weight after some updates along the slope of nothing but its penalty, by the engine."""
    weight = Tensor(w, "w")
    loss = penalty / 2 * weight**2
    driver = SGD(rate).drive(weight)
    for _ in range(updates):
        loss.backward()
        driver.step()
    return float(weight.item())


@question
def shrinking(draw: Draw) -> Formula:
    """A weight that is pulled by its penalty alone."""
    w, rate, updates = float(draw.one_of((2, 3, 5))), draw.one_of((0.1, 0.2, 0.5)), draw.one_of((2, 3))
    return Formula(
        domain={"l": (0.1, 1.0)},
        value=lambda at: pulled_by_the_rope(w, rate, at["l"], updates),
        again=lambda at: w * (1 - rate * at["l"]) ** updates,
        example=f"{w:g} * (1 - {rate:g} * l)^{updates}",
        mistakes={
            "one update": lambda at: w * (1 - rate * at["l"]),
            "the same amount each time": lambda at: w * (1 - updates * rate * at["l"]),
            "forgot the learning rate": lambda at: w * (1 - at["l"]) ** updates,
            "grew": lambda at: w * (1 + rate * at["l"]) ** updates,
            "twice the slope": lambda at: w * (1 - 2 * rate * at["l"]) ** updates,
        },
        figures={"w": w, "rate": rate, "updates": updates},
    )


def judged(chances: Array, false: int) -> int:
    """Return which of SAYS is true, from the chance of B at each point that it learned from, shape (n,)."""
    if np.ptp(chances) < ALIKE:
        return 2
    return 0 if chances[false] > 0.5 else 1


@cache
def judged_by_hand(penalty: float, seed: int) -> int:
    """Return which of SAYS is true after training in plain NumPy."""
    data, false = with_a_lie(piles(POINTS, CALM, seed)[0])
    start = Network(SIZES, "tanh", seed=seed)
    *_, last = by_hand.train(
        start, data.inputs, data.targets, loss="binary_cross_entropy", rate=RATE, updates=UPDATES, rule="adam",
        l2=penalty,
    )  # fmt: skip
    return judged(1 / (1 + np.exp(-last[0, :, 0])), false)


@question
def what_it_makes_of_it(draw: Draw) -> Predict:
    """A network at a false point, with a penalty that is none, middling or far too strong."""
    penalty, seed = draw.one_of((0.0, 0.015, STRONG)), draw.whole(0, 10_000)
    order = draw.shuffled(SAYS)

    def trained() -> Outcome:
        data, false = with_a_lie(piles(POINTS, CALM, seed)[0])
        run = learning(data, seed, penalty=penalty, every=UPDATES)
        list(run)
        chances = np.array([chance_of_b(run.net, place) for place in data.inputs])
        picture = told_apart(run.net, data, "What it says where", 2.0, false)
        caption = (
            f"At the false point it says B with a chance of {figure(chances[false])}; at its {len(chances)} points the "
            f"chances go from {figure(chances.min())} to {figure(chances.max())}."
        )
        readings = {"chance of B there": float(chances[false])}
        frame = Frame(UPDATES, (picture,), caption, readings, finished=True)
        return Outcome(order.index(SAYS[judged(chances, false)]), frame)

    return Predict(
        experiment=trained,
        again=lambda: order.index(SAYS[judged_by_hand(penalty, seed)]),
        options=tuple(option(name) for name in order),
        figures={
            "penalty": penalty,
            "none": penalty == 0,
            "strong": penalty == STRONG,
            "middling": penalty not in (0, STRONG),
        },
    )
