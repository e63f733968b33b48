"""Six batches: blame over two ways and through shut ones, who is most to blame, and what blame is worth."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from lessons.how_the_error_flows_back.backpropagation.all_right import all_right
from lessons.how_the_error_flows_back.backpropagation.model import Cookies
from lessons.how_the_error_flows_back.backpropagation.network import EVERY, blamed
from lessons.how_the_error_flows_back.backpropagation.together import (
    fall_by_hand,
    promise_frame,
    promised_by_hand,
    what_came,
)
from lessons.how_the_error_flows_back.backpropagation.ways import heard, side_by_side
from lessons.kit.computation import Computation
from lessons.kit.figures import exact, signed
from lessons.kit.formula import Point
from lessons.kit.questions import Choice, Draw, Formula, Number, Option, Outcome, Predict, Which, question

_SIGNS = (-1.0, 1.0)


def _told_apart(x: float, u: float, v: float) -> bool:
    """Whether no two ways of going about a fork lead to the same blame."""
    both = u + v
    blames = (both * x, u * x, v * x, u * v * x, (u - v) * x, both, both * x / 2, 0.0)
    return len(set(blames)) == len(blames)


_STRENGTHS = (-5.0, -4.0, -3.0, -2.0, 2.0, 3.0, 4.0, 5.0)
FORKS = tuple(fork for fork in product((3.0, 4.0), _STRENGTHS, _STRENGTHS) if _told_apart(*fork))
"""Eggs and the strengths of the two ways, with which every slip leads to another number."""


@question
def both_ways(draw: Draw) -> Number:
    """The blame of a weight with two ways to the loss."""
    (x, u, v), w = draw.one_of(FORKS), draw.one_of((1.0, 2.0))
    miss = draw.one_of((-2.0, -1.0, 1.0, 2.0))
    batch = Cookies(x, w, u, v, (u + v) * w * x - miss)
    arrives = 2 * miss
    return Number(
        value=lambda: batch.computation.slope("w"),
        again=lambda: batch.computation.nudged("w"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "took p's way alone": lambda: arrives * u * x,
            "took q's way alone": lambda: arrives * v * x,
            "multiplied the two ways": lambda: arrives * u * v * x,
            "took one way from the other": lambda: arrives * (u - v) * x,
            "stopped at h": lambda: arrives * (u + v),
            "forgot the 2": lambda: miss * (u + v) * x,
        },
        figures={
            "x": x,
            "w": w,
            "u": u,
            "v": v,
            "t": batch.t,
            "y": lambda: batch.values["y"],
            "dy": lambda: batch.values["dy"],
            "dh": lambda: batch.values["dh"],
            "by p": lambda: batch.values["dp"] * u,
            "by q": lambda: batch.values["dq"] * v,
        },
        inspect=batch.inspection("w"),
    )


@question
def shut_way(draw: Draw) -> Number:
    """A hidden neuron hears back from three ReLU neurons, of which one is silent."""
    h = draw.one_of((-3.0, -2.0, 2.0, 3.0))
    sizes = draw.shuffled((1.0, 2.0, 3.0, 4.0))[:3]
    turned = draw.shuffled((1.0, 1.0, -1.0))  # one of the three sums lies below zero
    weights = [math.copysign(size, h) * way for size, way in zip(sizes, turned, strict=True)]
    arriving = [draw.one_of(_SIGNS) * size for size in draw.shuffled((1.0, 2.0, 3.0, 5.0))[:3]]
    here = Computation(heard, {"h": h}, {"weights": weights, "back": arriving})
    shares = [back * weight for back, weight in zip(arriving, weights, strict=True)]
    is_open = [weight * h > 0 for weight in weights]
    through = [share for share, open_way in zip(shares, is_open, strict=True) if open_way]
    shut = is_open.index(False)
    return Number(
        value=lambda: here.slope("h"),
        again=lambda: here.nudged("h"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "let it through a silent neuron": lambda: sum(shares),
            "took the loudest way alone": lambda: max(through, key=abs),
            "added what arrives": lambda: sum(arriving) - arriving[shut],
            "took the mean of the ways": lambda: sum(through) / 2,
            "multiplied by what was passed on": lambda: sum(through) * h,
        },
        figures={
            "h": h,
            "weights": weights,
            "back": arriving,
            "sums": [weight * h for weight in weights],
            "silent": shut + 1,
            "worked": " + ".join(
                f"{exact(back) if not place else signed(back)} × {signed(weight)}"
                for place, (back, weight) in enumerate(
                    (back, weight)
                    for back, weight, open_way in zip(arriving, weights, is_open, strict=True)
                    if open_way
                )
            ),
        },
        inspect=here.inspect("h", title="A neuron that passes h on to three, and what their outputs count for"),
    )


@question
def most_to_blame(draw: Draw) -> Which:
    """Four weights in two ways side by side."""
    names = ("w1", "w2", "v1", "v2")
    first = [draw.one_of(_SIGNS) * size for size in draw.shuffled((1.0, 2.0, 3.0))[:2]]
    second = [draw.one_of(_SIGNS) * size for size in draw.shuffled((1.0, 2.0, 4.0, 5.0))[:2]]
    x, t = draw.one_of((2.0, 3.0)), draw.number(-5, 5, step=1)
    weights = dict(zip(names, (*first, *second), strict=True))
    here = Computation(side_by_side, weights, {"x": x, "t": t})

    def option_of(name: str) -> Option:
        slip = "overrated a weight near the input" if name.startswith("w") else "overrated a weight near the loss"
        return Option(f"{name} = {exact(weights[name])}", slip, figures={"own": lambda: here.slope(name)})

    return Which(
        options=tuple(map(option_of, names)),
        mistakes={"took the largest weight": lambda: int(np.argmax([abs(weight) for weight in weights.values()]))},
        amounts=lambda: [abs(here.slope(name)) for name in names],
        amounts_again=lambda: [abs(here.nudged(name)) for name in names],
        figures={
            "x": x,
            "t": t,
            "y": lambda: here["y"],
            "dy": lambda: 2 * here["miss"],
            "h1": lambda: here["h1"],
            "h2": lambda: here["h2"],
            "blames": lambda: [f"{name} {exact(here.slope(name))}" for name in names],
        },
        inspect=here.inspect("w1", title="Two ways side by side"),
    )


@question
def all_right_already(draw: Draw) -> Choice:
    """Right answers, or perfect ones: is there blame, and has anything moved."""
    perfect, steps = draw.one_of(((False, 0), (False, 1), (True, 1)))
    network = all_right(draw.whole(2, 4), draw.whole(0, 9), perfect=perfect)

    def decide(blame: float, moved: float) -> int:
        return 0 if blame < _NOTHING else 1 + int(moved > _NOTHING)

    slips = (
        ("", "expected blame without a miss", "expected a move without blame")
        if perfect
        else ("took right for perfect", "forgot the step", "took blame for a move")
    )
    texts = ("No weight has any blame", "Weights have blame, none has moved", "Weights had blame, and have moved")
    return Choice(
        options=tuple(Option(text, slip) for text, slip in zip(texts, slips, strict=True)),
        decide=lambda: decide(*network.went(steps)),
        again=lambda: decide(network.felt(), steps * network.felt()),
        figures={
            "examples": len(network.inputs),
            "perfect": perfect,
            "step": steps > 0,
            "loss": lambda: network.loss_at(network.weights),
            "blame": lambda: network.went(steps)[0],
            "moved": lambda: network.went(steps)[1],
        },
    )


_NOTHING = 1e-7
"""Below this it is rounding: the central difference of a loss that is 0 at its lowest is no more exact."""


@question
def sugar_formula(draw: Draw) -> Formula:
    """The blame of a number with two ways out, one of them bent, as a formula."""
    factor = float(draw.whole(2, 5))

    def sugar(at: Point) -> Computation:
        given = {name: at[name] for name in ("d", "u", "v")}
        return Computation(
            lambda h, d, u, v: d * ((factor * u * h).named("p") + (v * h**2).named("q")).named("y"),
            {"h": at["h"]},
            given,
        )

    def local(at: Point) -> float:
        return factor * at["u"] + 2 * at["v"] * at["h"]

    here = sugar({"d": 1.0, "u": 2.0, "v": 1.0, "h": 3.0})
    return Formula(
        domain={"d": (0.5, 2.0), "u": (0.5, 2.0), "v": (0.5, 2.0), "h": (0.5, 2.0)},
        value=lambda at: sugar(at).slope("h"),
        again=lambda at: sugar(at).nudged("h"),
        example=f"d*({factor:g}*u + 2*v*h)",
        gradient=True,
        mistakes={
            "took p's way alone": lambda at: at["d"] * factor * at["u"],
            "took q's way alone": lambda at: at["d"] * 2 * at["v"] * at["h"],
            "multiplied the two ways": lambda at: at["d"] * factor * at["u"] * 2 * at["v"] * at["h"],
            "forgot what arrives": local,
            "forgot the slope of the square": lambda at: at["d"] * (factor * at["u"] + at["v"] * at["h"]),
            "gave the value, not its slope": lambda at: at["d"] * (factor * at["u"] * at["h"] + at["v"] * at["h"] ** 2),
        },
        figures={"factor": factor, "slope": lambda: here.slope("h")},
        inspect=here.inspect("h", title="Sugar with two ways, at d = 1, u = 2, v = 1, h = 3"),
    )


NUDGES = (0.01, 0.3, 10.0)


@question
def kept_promise(draw: Draw) -> Predict:
    """All weights at once, by a nudge of some length; it is made after the reply."""
    nudge, hidden, seed = draw.one_of(NUDGES), draw.whole(2, 4), draw.whole(0, 15)
    network = blamed(hidden, EVERY, seed)
    promised = float(network.promised(nudge).sum())

    def experiment() -> Outcome:
        fall = network.fall_together(nudge)
        return Outcome(what_came(fall / promised), promise_frame(promised, fall))

    slips = ("trusted the slope too far", "expected a poor bargain", "expected a rise")
    texts = ("It falls, by nine tenths of that or more", "It falls, by less than nine tenths", "It rises")
    return Predict(
        experiment=experiment,
        again=lambda: what_came(fall_by_hand(network, nudge) / promised_by_hand(network, nudge)),
        options=tuple(Option(text, slip) for text, slip in zip(texts, slips, strict=True)),
        figures={
            "hidden": hidden,
            "weights": len(network.slopes),
            "nudge": nudge,
            "loss": lambda: network.loss,
            "promised": promised,
        },
    )
