"""Five questions: one update on the job, what is left of the old, the rate for a world, and what is forgotten."""

from __future__ import annotations

import numpy as np

from engine import loss_of
from engine.arrays import Array
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, question
from lessons.ways_to_learn.online.by_hand import share_kept
from lessons.ways_to_learn.online.demo_digits import OPTIONS, curves, kept
from lessons.ways_to_learn.online.digits import BATCH, UPDATES, lessons
from lessons.ways_to_learn.online.follower import followed, following


@question
def one_example(draw: Draw) -> Number:
    """A neuron's weight after one example on the job."""
    w, x = draw.number(-1, 1, step=0.25, zero=False), draw.one_of((-3.0, -2.0, 2.0, 3.0))
    y, rate = float(draw.whole(0, 1)), draw.one_of((0.5, 2.0, 4.0))

    def at(truth: float) -> Computation:
        return Computation(
            lambda w, x: loss_of((w * x).named("z").reshape(1, 1), [truth], "binary_cross_entropy"), {"w": w}, {"x": x}
        )

    chance = 1 / (1 + np.exp(-w * x))
    return Number(
        value=lambda: w - rate * at(y).slope("w"),
        again=lambda: w - rate * at(y).nudged("w"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "stepped uphill": lambda: w + rate * at(y).slope("w"),
            "took the other answer": lambda: w - rate * at(1 - y).slope("w"),
            "forgot the input": lambda: float(w - rate * (chance - y)),
            "forgot the learning rate": lambda: w - at(y).slope("w"),
            "left it frozen": lambda: w,
        },
        figures={"w": w, "x": x, "yes": y == 1, "y": y, "rate": rate, "chance": round(float(chance), 4),
                 "slope": lambda: round(at(y).slope("w"), 4)},
        inspect=at(y).inspect("w", title="One example on the job"),
    )  # fmt: skip


@question
def share_left(draw: Draw) -> Number:
    """The share of the old that is left after some updates."""
    rate, updates = draw.one_of((0.1, 0.2, 0.3, 0.4)), draw.whole(2, 5)
    return Number(
        value=lambda: followed(1.0, rate, [0.0] * updates)[-1],
        again=lambda: (1 - rate) ** updates,
        tolerance=0.005,
        unit="share",
        mistakes={
            "told what is new": lambda: 1 - (1 - rate) ** updates,
            "made one update": lambda: 1 - rate,
            "took the same away each time": lambda: max(0.0, 1 - updates * rate),
            "kept only the rate's share": lambda: rate**updates,
            "shared it out evenly": lambda: 1 / (updates + 1),
        },
        figures={"rate": rate, "updates": updates, "kept": 1 - rate},
        inspect=following(1.0, 0.0).inspect("w", title="An old 1, and a 0 comes in"),
    )


@question
def after_two(draw: Draw) -> Formula:
    """Where the number stands after two updates on one example, as a formula."""
    rate = draw.one_of((0.1, 0.2, 0.25, 0.3, 0.4))
    whole = 1 - (1 - rate) ** 2

    def twice(w: float, y: float) -> float:
        return followed(w, rate, [y, y])[-1]

    return Formula(
        domain={"w": (-3.0, 3.0), "y": (-3.0, 3.0)},
        value=lambda at: twice(at["w"], at["y"]),
        again=lambda at: at["y"] + (1 - rate) * (1 - rate) * (at["w"] - at["y"]),
        example=f"w + {whole:.6g}*(y - w)",
        mistakes={
            "made one update": lambda at: at["w"] + rate * (at["y"] - at["w"]),
            "took the first miss twice": lambda at: at["w"] + 2 * rate * (at["y"] - at["w"]),
            "walked away": lambda at: at["w"] - whole * (at["y"] - at["w"]),
            "kept the rate's share": lambda at: at["y"] + rate * rate * (at["w"] - at["y"]),
        },
        figures={"rate": rate, "left": round((1 - rate) ** 2, 6), "there": lambda: twice(1.0, 3.0)},
        inspect=following(1.0, 3.0).inspect("w", title="w = 1, and a 3 comes in"),
    )


RATES = (0.01, 0.1, 0.5, 1.0)


@question
def furthest_off(draw: Draw) -> Which:
    """Which rate is furthest off, in a noisy world that stands or a clean one that moves."""
    moves, scale, seed = draw.one_of((True, False)), draw.one_of((0.5, 1.0, 2.0)), draw.whole(0, 999)
    noise = np.random.default_rng(seed).standard_normal(60)
    truth = scale * np.arange(60) if moves else np.full(60, 10 * scale)
    came = truth if moves else truth + scale * noise
    shown = draw.shuffled(RATES)

    def by_engine(rate: float) -> float:
        return float(np.mean(np.abs(np.array(followed(float(truth[0]), rate, came)) - truth)))

    def by_sum(rate: float) -> float:
        return float(np.mean(np.abs(_weighted(float(truth[0]), rate, came) - truth)))

    slips = {
        0.01: "blamed the calm one",
        0.1: "blamed the middling",
        0.5: "blamed the quick one",
        1.0: "blamed the quickest",
    }
    return Which(
        options=tuple(Option(f"rate {rate:g}", slips[rate]) for rate in shown),
        amounts=lambda: [by_engine(rate) for rate in shown],
        amounts_again=lambda: [by_sum(rate) for rate in shown],
        figures={
            "moves": moves,
            "scale": scale,
            "start": float(truth[0]),
            "off": lambda: [f"{figure(by_engine(rate))} at rate {rate:g}" for rate in shown],
        },
    )


def _weighted(start: float, rate: float, came: Array) -> Array:
    """Return where it stands after each example: all that came, each weighted by what is left of it."""
    ages = np.arange(len(came))[:, np.newaxis] - np.arange(len(came))
    left = np.where(ages >= 0, rate * (1 - rate) ** np.maximum(ages, 0), 0.0)
    return np.asarray(left @ came + start * (1 - rate) ** np.arange(1.0, len(came) + 1))


@question
def what_is_left(draw: Draw) -> Predict:
    """The old digits that are left, with replay or without."""
    replayed, seed = draw.one_of((0, 0, 1, 8, 12, 16)), draw.whole(0, 9)

    def learned() -> Outcome:
        looks = list(lessons(replayed, 0.01, seed))
        old, new = looks[-1].old, looks[-1].new
        caption = f"It reads {old:.0%} of 0 to 4 and {new:.0%} of 5 to 9."
        frame = Frame(UPDATES, (curves(looks),), caption, {"old": old, "new": new}, finished=True)
        return Outcome(kept(old), frame)

    slips = ("expected it to forget", "expected something between", "expected it to remember")
    return Predict(
        experiment=learned,
        again=lambda: kept(share_kept(replayed, seed)),
        options=tuple(Option(text, slip) for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={"replayed": replayed, "share": replayed / BATCH, "all": BATCH * UPDATES, "shown": replayed * UPDATES},
    )
