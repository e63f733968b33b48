"""Five questions: a word's push, a message's sum, one slope, one move, and what labels make of a filter."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.charts import Bars
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question
from lessons.ways_to_learn.supervised.demo_learn import sorted_into
from lessons.ways_to_learn.supervised.model import (
    UNSEEN,
    UPDATES,
    labelled,
    learning,
    unseen,
)
from lessons.ways_to_learn.supervised.model import sorted_right as right_of
from lessons.ways_to_learn.supervised.twice import right_by_hand

_SPAMMY = ("free", "cash", "prize", "click", "now", "winner", "offer", "claim")
_PLAIN = ("the", "dinner", "station", "garden", "lesson", "please")
_FATES = ("expected the opposite", "expected a coin", "trusted the filter")
"""Whoever picks one in vain, by the option of the demo that it stands for."""
_LABELS = ("all labels are right", "half of the labels, drawn by lot, are turned round", "every label is turned round")
_TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times"}


@question
def which_word_weighs_most(draw: Draw) -> Which:
    """Which of four words pushes hardest towards spam, where others have more weight, or stand there more often."""
    names = draw.shuffled(_SPAMMY)[:3]
    words = draw.shuffled(
        (
            (names[0], draw.number(1.5, 2.0, step=0.1), 1),
            (names[1], draw.number(0.2, 0.3, step=0.1), 4),
            (names[2], draw.number(1.0, 1.2, step=0.1), draw.whole(2, 3)),
            (draw.one_of(_PLAIN), -draw.number(1.3, 1.8, step=0.1), 3),
        )
    )
    weights, times = np.array([w for _, w, _ in words]), np.array([float(n) for _, _, n in words])

    def pushes() -> list[float]:
        return [float(push) for push in (Tensor(weights) * Tensor(times)).value]

    return Which(
        options=tuple(
            Option(f"“{word}”: weight {exact(w)}, {_TIMES[n]}", "misjudged the push") for word, w, n in words
        ),
        mistakes={
            "took the largest weight": lambda: int(weights.argmax()),
            "took the most frequent": lambda: int(times.argmax()),
            "overlooked the side": lambda: int(abs(weights * times).argmax()),
        },
        amounts=pushes,
        amounts_again=lambda: [w * n for _, w, n in words],
        figures={"pushes": pushes},
    )


@question
def sum_of_a_message(draw: Draw) -> Number:
    """The sum of a message from the weights of its words and the bias; one word that has a weight is not in it."""
    first, second, absent = draw.shuffled(_SPAMMY)[:3]
    up, more, away = (draw.number(0.4, 1.8, step=0.1) for _ in range(3))
    bias, plain, down = -draw.number(0.2, 0.9, step=0.1), draw.one_of(_PLAIN), -draw.number(0.4, 1.8, step=0.1)
    here = Computation(
        lambda w, b, x: ((w * x).sum().named("pushes") + b).named("sum"),
        {"w": [up, more, down, away], "b": bias},
        {"x": [2.0, 1.0, 1.0, 0.0]},
    )
    right = 2 * up + more + down + bias
    return Number(
        value=here.value,
        again=lambda: right,
        tolerance=0.004,
        mistakes={
            "forgot the bias": lambda: right - bias,
            "counted each word once": lambda: right - up,
            "lost a sign": lambda: right - 2 * down,
            "added a word that is not there": lambda: right + away,
        },
        figures={
            "first": first,
            "second": second,
            "plain": plain,
            "absent": absent,
            "up": up,
            "more": more,
            "down": down,
            "away": away,
            "bias": bias,
        },
        inspect=here.inspect("w", title="The sum of one message"),
    )


@question
def slope_along_a_word(draw: Draw) -> Number:
    """The slope of one message's loss along the weight of a word that it has several times."""
    p, times, truth = draw.one_of((0.1, 0.2, 0.3, 0.6, 0.7, 0.8)), draw.whole(2, 4), draw.whole(0, 1)
    w = draw.number(-1.5, 1.5, step=0.5, zero=False)
    here = Computation(
        lambda w, x, rest: loss_of((w * x + rest).named("sum"), [[float(truth)]], "binary_cross_entropy"),
        {"w": [[w]]},
        {"x": [[float(times)]], "rest": [[math.log(p / (1 - p)) - w * times]]},
    )
    return Number(
        value=lambda: here.slope("w", 0, 0),
        again=lambda: here.nudged("w", 0, 0),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "forgot how often": lambda: p - truth,
            "took the other label": lambda: (p - (1 - truth)) * times,
            "sign flipped": lambda: (truth - p) * times,
            "multiplied by the weight": lambda: (p - truth) * times * w,
        },
        figures={"p": p, "times": times, "truth": truth, "spam": truth == 1, "w": w, "miss": p - truth},
        inspect=here.inspect("w", title="One labelled message"),
    )


@question
def move_of_a_weight(draw: Draw) -> Formula:
    """How far one update moves a word's weight, as a formula of the chance."""
    rate, times, truth = draw.one_of((0.2, 0.5, 2.0)), draw.whole(2, 4), draw.whole(0, 1)

    def slope(p: float) -> float:
        loss = Computation(
            lambda w, x, rest: loss_of(w * x + rest, [[float(truth)]], "binary_cross_entropy"),
            {"w": [[0.0]]},
            {"x": [[float(times)]], "rest": [[math.log(p / (1 - p))]]},
        )
        return loss.slope("w", 0, 0)

    return Formula(
        domain={"p": (0.05, 0.95)},
        value=lambda at: -rate * slope(at["p"]),
        again=lambda at: rate * times * (truth - at["p"]),
        example=f"{exact(rate)} * {times} * (1 - p)" if truth else f"-{exact(rate)} * {times} * p",
        mistakes={
            "went uphill": lambda at: rate * times * (at["p"] - truth),
            "forgot the rate": lambda at: times * (truth - at["p"]),
            "forgot how often": lambda at: rate * (truth - at["p"]),
            "took the other label": lambda at: rate * times * (1 - truth - at["p"]),
        },
        figures={
            "rate": rate,
            "times": times,
            "spam": truth == 1,
            "at a half": lambda: -rate * slope(0.5),
        },
    )


@question
def sorted_right(draw: Draw) -> Predict:
    """How a filter does whose labels are right, half of them turned round, or all; it is trained after the reply."""
    given, turned, seed = draw.one_of((48, 60, 72)), draw.whole(0, 2), draw.whole(0, 10_000)
    shown, held = labelled(seed, given, turned * given // 2), unseen(seed)
    order = draw.shuffled(_FATES)

    def trained() -> Outcome:
        run = learning(shown)
        for _ in run:
            pass
        right, own = right_of(run.net, held), right_of(run.net, shown)
        return Outcome(order.index(_FATES[sorted_into(right)]), _picture(right, own, given))

    return Predict(
        experiment=trained,
        again=lambda: order.index(_FATES[sorted_into(right_by_hand(shown, held))]),
        options=tuple(option(name) for name in order),
        figures={"given": given, "labels": _LABELS[turned]},
    )


def _picture(right: int, own: int, given: int) -> Frame:
    bars = Bars(
        "Sorted right",
        ("by its labels", "unseen"),
        np.array([100 * own / given, 100 * right / UNSEEN]),
        limits=(0.0, 100.0),
        unit=" %",
        decimals=0,
    )
    caption = f"It agrees with {own} of its {given} labels, and sorted {right} of {UNSEEN} unseen messages right."
    return Frame(UPDATES, (bars,), caption, {"right": right}, finished=True)
