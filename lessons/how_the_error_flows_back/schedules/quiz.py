"""Six questions: rates by each schedule, two moves at two rates, a formula, and three walkers to foresee."""

from __future__ import annotations

import math

import numpy as np

from engine.optimisers.setting import Schedule
from engine.schedules import Cosine, Exponential, StepDecay, WarmUp
from lessons.how_the_error_flows_back.schedules.noise import (
    NAMES,
    SMALL,
    UPDATES,
    expected,
    schedules,
    walk,
)
from lessons.kit.charts import Tone
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.formula import Point
from lessons.kit.loss_curves import loss_curves
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, question

_TONES: tuple[Tone, ...] = ("second", "third", "main")
_SLIPS = ("trusted the long steps", "trusted the short steps", "trusted the drop")
_CLEAR = 1.4
"""How many times as far off the second must be as the nearest, by the formula, for a race to be asked about."""


@question
def after_drops(draw: Draw) -> Number:
    """The rate after some drops."""
    rate, factor = draw.one_of((0.2, 0.4, 0.8, 1.0)), draw.one_of((0.5, 0.1, 0.2))
    every, drops = draw.one_of((50, 100, 200)), 2 if factor == 0.1 else draw.whole(2, 3)
    made = every * drops + draw.one_of((10, 20, 30))
    return Number(
        value=lambda: StepDecay(rate, every, factor)(made),
        again=lambda: rate * math.prod([factor] * drops),
        tolerance=max(1e-4, float(f"{rate * factor**drops / 50:.1g}")),
        mistakes={
            "dropped only once": lambda: rate * factor,
            "dropped once too often": lambda: rate * factor ** (drops + 1),
            "took the factor off": lambda: rate - drops * factor,
            "shared the rate out": lambda: rate / (drops + 1),
            "turned it up": lambda: rate / factor**drops,
        },
        figures={"rate": rate, "factor": factor, "every": every, "made": made, "drops": drops},
    )


@question
def warming(draw: Draw) -> Number:
    """The rate of an early update in a warm-up."""
    rate, updates = draw.one_of((0.4, 0.8, 2.0, 3.0)), draw.one_of((10, 20, 40, 50))
    k = draw.one_of((3, 4, 6, 7))
    return Number(
        value=lambda: WarmUp(updates, rate)(k - 1),
        again=lambda: float(np.linspace(0.0, rate, updates + 1)[k]),
        tolerance=rate / updates / 20,
        mistakes={
            "took the whole rate": lambda: rate,
            "counted from nought": lambda: rate * (k - 1) / updates,
            "warmed up downwards": lambda: rate * (updates - k) / updates,
            "only the first update's rate": lambda: rate / updates,
            "divided by the update's number": lambda: rate / k,
        },
        figures={"rate": rate, "updates": updates, "k": k},
    )


@question
def two_rates(draw: Draw) -> Number:
    """Where two updates lead when the rate drops between them."""
    start, factor = draw.one_of((-10.0, -4.0, 4.0, 10.0)), draw.one_of((0.5, 1.0))
    first, second = draw.one_of(((0.4, 0.1), (0.3, 0.1), (0.4, 0.2), (0.8, 0.2), (0.6, 0.1)))
    here = Computation(lambda w: factor * w**2, {"w": start})

    def moved(w: float, rate: float) -> float:
        return w - rate * here.at(w=w).slope("w")

    return Number(
        value=lambda: moved(moved(start, first), second),
        again=lambda: start * (1 - 2 * factor * first) * (1 - 2 * factor * second),
        tolerance=0.02,
        mistakes={
            "kept the first rate": lambda: moved(moved(start, first), first),
            "used the second rate twice": lambda: moved(moved(start, second), second),
            "used the first slope twice": lambda: start - (first + second) * here.slope("w"),
            "stopped after one update": lambda: moved(start, first),
            "forgot the 2": lambda: start * (1 - factor * first) * (1 - factor * second),
        },
        figures={
            "formula": "w²" if factor == 1 else f"{exact(factor)}·w²",
            "start": start,
            "rate": first,
            "then": second,
            "slope": lambda: here.slope("w"),
            "landed": lambda: moved(start, first),
            "second slope": lambda: here.at(w=moved(start, first)).slope("w"),
        },
        inspect=here.inspect("w", title="The loss before both updates"),
    )


@question
def exponential_rate(draw: Draw) -> Formula:
    """The rate after n updates, as a formula."""
    factor = draw.one_of((0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99))

    def by_hand(at: Point) -> float:
        return float(at["r"] * math.exp(at["n"] * math.log(factor)))

    return Formula(
        domain={"r": (0.1, 2.0), "n": (2.0, 12.0)},
        value=lambda at: _between(Exponential(at["r"], factor), at["n"]),
        again=by_hand,
        example=f"r*{factor:g}^n",
        mistakes={
            "multiplied by n": lambda at: at["r"] * factor * at["n"],
            "took the same amount off each time": lambda at: at["r"] * (1 - at["n"] * (1 - factor)),
            "raised the rate too": lambda at: (at["r"] * factor) ** at["n"],
            "divided instead": lambda at: at["r"] / factor ** at["n"],
            "left out the rate": lambda at: factor ** at["n"],
        },
        figures={"factor": factor},
    )


def _between(schedule: Schedule, number: float) -> float:
    """Return the schedule between two updates: the two neighbours, joined as a curve of equal factors is."""
    low = math.floor(number)
    below, above = schedule(low), schedule(low + 1)
    return float(below * (above / below) ** (number - low))


@question
def largest_now(draw: Draw) -> Which:
    """Which of four schedules has the largest rate at an update."""
    rate, total = draw.one_of((0.1, 0.5, 1.0)), draw.one_of((200, 400))
    done = draw.one_of((0.1, 0.25, 0.75))
    made = round(done * total)
    every, warm, factor = total // 2, total // 2, draw.one_of((0.99, 0.995))
    step, exponential, cosine, warming_up = (
        StepDecay(rate, every, 0.1),
        Exponential(rate, factor),
        Cosine(rate, total),
        WarmUp(warm, rate),
    )
    options: dict[str, tuple[Schedule, str]] = {
        f"step: × 0.1 after every {every} updates": (step, "forgot a drop"),
        f"exponential: × {factor:g} after each update": (exponential, "underrated many small factors"),
        f"cosine: down to 0 within {total} updates": (cosine, "misjudged the wave"),
        f"warm-up: {warm} updates up to the rate, then constant": (warming_up, "misjudged the warm-up"),
    }
    names = draw.shuffled(tuple(options))
    by_hand = {
        "step": rate * (0.1 if done >= 0.5 else 1.0),
        "exponential": rate * math.exp(made * math.log(factor)),
        "cosine": rate * math.cos(math.pi * made / total / 2) ** 2,
        "warm-up": rate * min(1.0, (made + 1) / warm),
    }
    return Which(
        options=tuple(Option(name, options[name][1], figures={"own": options[name][0](made)}) for name in names),
        amounts=lambda: [options[name][0](made) for name in names],
        amounts_again=lambda: [by_hand[name.partition(":")[0]] for name in names],
        figures={
            "rate": rate,
            "made": made,
            "step": step(made),
            "exponential": exponential(made),
            "cosine": cosine(made),
            "warm": warming_up(made),
        },
    )


@question
def who_is_nearest(draw: Draw) -> Predict:
    """Who of three ends nearest to a noisy mean."""
    while True:
        rate, drop = draw.one_of((0.05, 0.1, 0.2, 0.4)), draw.one_of((4, 10, 20, 100, 120, 150))
        foretold = expected(schedules(rate, drop))[-1]
        first, second = np.sort(foretold)[:2]
        if second > _CLEAR * first:
            break
    seed = draw.seed % 1_000

    def race() -> Outcome:
        away = np.array(list(walk(schedules(rate, drop), seed)))
        chart = loss_curves(
            "Squared distance to the mean",
            NAMES,
            range(len(away)),
            away,
            limits=(1e-4, 100.0),
            until=UPDATES,
            tones=_TONES,
        )
        told = ", ".join(f"{name} {figure(float(each))}" for name, each in zip(NAMES, away[-1], strict=True))
        caption = f"Squared distance in the end: {told}."
        frame = Frame(UPDATES, (chart,), caption, {"update": UPDATES}, finished=True)
        return Outcome(int(away[-1].argmin()), frame)

    texts = (f"A: always {exact(rate)}", f"B: always {SMALL:g}", f"C: {exact(rate)} for {drop} updates, then {SMALL:g}")
    return Predict(
        experiment=race,
        again=lambda: int(foretold.argmin()),
        options=tuple(Option(text, slip) for text, slip in zip(texts, _SLIPS, strict=True)),
        figures={"updates": UPDATES, "early": drop < 50},
    )
