"""Six questions: what misses cost together and by which rule, slopes of a miss, and where each rule comes to rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure, term
from lessons.kit.questions import (
    Draw,
    Formula,
    Number,
    Option,
    Outcome,
    Predict,
    Which,
    option,
    question,
)
from lessons.kit.slopes import Array

UPDATES, RATE = 200, 0.1
"""How long the network of `where_it_rests` learns, and at which rate."""
PLAYERS = ("Ada", "Ben", "Cleo", "Dev")
_ENGINE_NAMES = {"squared": "mse", "absolute": "mae"}
_SIGNS = (-1.0, 1.0)


def mean_cost(misses: Sequence[float], rule: str = "squared") -> float:
    """The mean cost of these misses: predictions that are off by so much from targets of 0."""
    predictions = np.array(misses, dtype=float)[:, None]
    return loss_of(Tensor(predictions), np.zeros_like(predictions), _ENGINE_NAMES[rule]).item()


@question
def three_throws(draw: Draw) -> Number:
    """The mean squared error of three throws."""
    sizes = (1.0, 2.0, 4.0, 5.0)  # three of their squares always add up to a multiple of 3
    misses = [draw.one_of(sizes) * draw.one_of(_SIGNS) for _ in range(3)]
    return Number(
        value=lambda: mean_cost(misses),
        again=lambda: sum(miss * miss for miss in misses) / 3,
        tolerance=0.05,
        mistakes={
            "sum instead of mean": lambda: 3 * mean_cost(misses),
            "forgot to square": lambda: mean_cost(misses, "absolute"),
            "squared the mean miss": lambda: mean_cost([sum(misses) / 3]),
            "took the root": lambda: mean_cost(misses) ** 0.5,
        },
        figures={
            "misses": misses,
            "squares": lambda: [mean_cost([miss]) for miss in misses],
            "sum": lambda: 3 * mean_cost(misses),
        },
    )


@question
def worst_share(draw: Draw) -> Number:
    """How much of the squared loss is the worst throw's doing."""
    sizes = draw.one_of(((1, 1, 4), (1, 2, 5), (3, 4, 5), (1, 3, 5), (2, 2, 4), (2, 3, 6), (1, 4, 5), (1, 2, 6)))
    misses = [size * draw.one_of(_SIGNS) for size in draw.shuffled(sizes)]
    *others, worst = sizes

    def share(rule: str) -> float:
        return mean_cost([worst], rule) / (3 * mean_cost(misses, rule))

    return Number(
        value=lambda: share("squared"),
        again=lambda: worst**2 / sum(size**2 for size in sizes),
        tolerance=0.01,
        unit="share",
        mistakes={
            "forgot to square": lambda: share("absolute"),
            "an equal share": lambda: mean_cost([worst]) / (3 * mean_cost([worst])),
            "compared with the others only": lambda: mean_cost([worst]) / (2 * mean_cost(others)),
        },
        figures={
            "misses": misses,
            "worst": worst,
            "its square": lambda: mean_cost([worst]),
            "sum": lambda: 3 * mean_cost(misses),
            "share": lambda: f"{share('squared'):.4g}",
            "plain share": lambda: f"{share('absolute'):.2g}",
        },
    )


@question
def costs_most(draw: Draw) -> Which:
    """Who pays most under one rule, where another pays most under the other."""
    rule, other = draw.one_of((("squared", "absolute"), ("absolute", "squared")))
    squares = rule == "squared"
    groups = draw.shuffled(_hands(draw))

    def amounts() -> list[float]:
        return [mean_cost(group, rule) for group in groups]

    tempting = int(np.argmax([mean_cost(group, other) for group in groups]))
    return Which(
        options=tuple(
            Option(f"{player}: {', '.join(map(exact, group))}", "misjudged the total")
            for player, group in zip(PLAYERS, groups, strict=True)
        ),
        mistakes={"counted plain distances" if squares else "counted squares": lambda: tempting},
        amounts=amounts,
        amounts_again=lambda: [sum(abs(miss) ** (2 if squares else 1) for miss in group) / 3 for group in groups],
        figures={
            "rule": rule,
            "other": other,
            "squares": squares,
            "tempting": PLAYERS[tempting],
            "most": lambda: max(amounts()),
            "costs": lambda: [f"{name} {figure(amount)}" for name, amount in zip(PLAYERS, amounts(), strict=True)],
        },
    )


def _hands(draw: Draw) -> list[tuple[float, ...]]:
    """A wild hand, which squares dislike most, a steadily bad one, which plain distances do, and two better ones."""
    bad = draw.whole(2, 4)
    wild = next(far for far in range(1, 20) if far**2 > 3 * (bad + 0.5) ** 2)  # beyond what three bad throws cost
    spare = draw.one_of((0, 1))
    hands = [(spare, 0, wild), (bad, bad, bad), (bad, bad - 1, bad - 1), (1, draw.whole(0, 1), bad)]
    return [tuple(float(miss) * draw.one_of(_SIGNS) + 0.0 for miss in draw.shuffled(hand)) for hand in hands]


@question
def slope_of_a_miss(draw: Draw) -> Number:
    """How fast one squared miss changes with the prediction."""
    prediction, target = draw.number(-4, 6, step=0.5, zero=False), draw.number(-5, 8, step=1, zero=False)
    here = Computation(lambda p, y: (p - y).named("miss") ** 2, {"p": prediction}, {"y": target})
    return Number(
        value=lambda: here.slope("p"),
        again=lambda: here.nudged("p"),
        tolerance=0.05,
        gradient=True,
        mistakes={
            "sign flipped": lambda: -here.slope("p"),
            "forgot the 2": lambda: here.slope("p") / 2,
            "used the loss instead of the slope": here.value,
            "forgot the target": lambda: here.at(y=0.0).slope("p"),
        },
        figures={
            "prediction": prediction,
            "target": target,
            "miss": lambda: here["miss"],
            "too large": prediction > target,
        },
        inspect=here.inspect("p", title="One prediction, one target"),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The slope of a weighted squared miss, as a formula."""
    factor = draw.one_of((0.5, 3.0, 4.0, 5.0, 10.0))
    here = Computation(lambda p, y: factor * (p - y).named("miss") ** 2, {"p": 3.0}, {"y": 1.0})
    return Formula(
        domain={"p": (-4.0, 4.0), "y": (-4.0, 4.0)},
        value=lambda at: here.at(**at).slope("p"),
        again=lambda at: here.at(**at).nudged("p"),
        example=f"{exact(2 * factor)} * (p - y)",
        gradient=True,
        mistakes={
            "sign flipped": lambda at: -2 * factor * (at["p"] - at["y"]),
            "forgot the 2": lambda at: factor * (at["p"] - at["y"]),
            "forgot the factor": lambda at: 2 * (at["p"] - at["y"]),
            "kept the square": lambda at: 2 * factor * (at["p"] - at["y"]) ** 2,
            "gave the loss": lambda at: factor * (at["p"] - at["y"]) ** 2,
        },
        figures={"factor": factor, "formula": term(factor, "(p − y)²"), "slope": lambda: here.slope("p")},
        inspect=here.inspect("p", title="This loss at p = 3, y = 1"),
    )


@question
def where_it_rests(draw: Draw) -> Predict:
    """Five targets, one far off, and one answer for all; it is trained after the reply."""
    rule = draw.one_of(tuple(_ENGINE_NAMES))
    middle = draw.whole(2, 4)
    away = (-draw.whole(1, 2), -draw.one_of((0, 1)), 0, draw.whole(1, 2), draw.one_of((8, 10, 12)))
    targets = draw.shuffled([float(middle + by) for by in away])
    lowest, *_, far = sorted(targets)
    places = {
        "expected the mean": float(np.mean(targets)),
        "expected the middle one": float(np.median(targets)),
        "halved the two extremes": (lowest + far) / 2,
        "followed the loudest": far,
    }
    slips = draw.shuffled(tuple(places))
    bowl = one_answer(targets, rule)

    def trained() -> Outcome:
        path = come_to_rest(bowl)
        nearest = int(np.argmin([abs(places[slip] - path[-1]) for slip in slips]))
        return Outcome(nearest, _frame(bowl, path, targets, rule))

    def losses() -> list[str]:
        return [f"{figure(_heights(bowl, [places[slip]])[0])} at {exact(places[slip])}" for slip in slips]

    return Predict(
        experiment=trained,
        again=lambda: slips.index("expected the mean" if rule == "squared" else "expected the middle one"),
        options=tuple(option(slip, place=places[slip]) for slip in slips),
        figures={"targets": targets, "rule": rule, "losses": losses},
    )


def one_answer(targets: Sequence[float], rule: str) -> Computation:
    """The loss of giving the answer p, of shape (1, 1), to everything."""
    wanted = np.array(targets)[:, None]
    return Computation(lambda p: loss_of(p * np.ones_like(wanted), wanted, _ENGINE_NAMES[rule]), {"p": [[0.0]]})


def come_to_rest(bowl: Computation) -> Array:
    """The answers of a network that starts at 0 and learns by gradient descent, shape (UPDATES + 1,)."""
    path = [0.0]
    for _ in range(UPDATES):
        path.append(path[-1] - RATE * bowl.at(p=[[path[-1]]]).slope("p", 0, 0))
    return np.array(path)


def _heights(bowl: Computation, answers: Sequence[float] | Array) -> Array:
    """The loss of each of some answers, shape (n,)."""
    return np.array([bowl.at(p=[[answer]]).value() for answer in answers])


def _frame(bowl: Computation, path: Array, targets: Sequence[float], rule: str) -> Frame:
    """The bowl of this rule with the path that the answer took down into it."""
    answers = np.linspace(-1.0, max(targets) + 1.0, 49)
    walked, end = _heights(bowl, path[::10]), float(path[-1])
    series = (
        Series("loss", answers, _heights(bowl, answers), tone="muted"),
        Series("p on its way", path[::10], walked, kind="points"),
    )
    rest = (Mark(f"p = {figure(end)}", x=end, tone="good"),)
    chart = Lines(f"The mean {rule} error, for every answer p", series, "p", "loss", marks=rest)
    final = float(walked[-1])
    caption = f"After {UPDATES} updates p rests at {figure(end)}, with a loss of {figure(final)}."
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "p": end, "loss": final}, finished=True)
