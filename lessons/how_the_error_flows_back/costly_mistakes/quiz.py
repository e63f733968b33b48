"""Six questions: shares and bills of mistakes, what a price does to a slope and a chance, and where the bar belongs."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor, loss_of
from lessons.how_the_error_flows_back.costly_mistakes.model import DEAR, Counts
from lessons.how_the_error_flows_back.costly_mistakes.twice import (
    CHANGES,
    break_even,
    by_copies,
    change,
    picture,
    price_comes,
    resting_chance,
)
from lessons.kit.computation import Computation
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question


@question
def share_missed(draw: Draw) -> Number:
    """The share of the ill that a test missed, from its four counts."""
    ill, missed = draw.one_of((40, 50, 80)), draw.one_of((6, 8, 10, 12))
    well, alarms = draw.one_of((120, 150, 200)), draw.one_of((24, 30, 36, 45))
    four = Counts(ill - missed, missed, alarms, well - alarms)

    def share(part: float, *whole: float) -> float:
        return float((Tensor([part]) / Tensor([sum(whole)])).sum().item())

    return Number(
        value=lambda: share(four.missed, four.found, four.missed),
        again=lambda: missed / ill,
        tolerance=0.004,
        unit="share",
        mistakes={
            "shared among everybody": lambda: share(four.missed, ill, well),
            "shared among those called well": lambda: share(four.missed, four.missed, four.cleared),
            "gave the share found": lambda: share(four.found, ill),
            "gave the share alarmed": lambda: share(four.alarms, well),
            "shared among the mistakes": lambda: share(four.missed, four.missed, four.alarms),
        },
        figures={
            "found": four.found,
            "missed": missed,
            "alarms": alarms,
            "cleared": four.cleared,
            "ill": ill,
            "share": lambda: f"{share(missed, ill):.3g}",
        },
    )


@question
def lowest_bill(draw: Draw) -> Which:
    """Which of four tests is cheapest, where others make fewer mistakes or fewer misses."""
    price = float(draw.one_of((5, 10, 20)))
    few = draw.whole(4, 7)
    tests = draw.shuffled(
        (
            (few + 9, draw.whole(8, 15)),
            (few, 80 + draw.whole(0, 9)),
            (few - 2, 100 + int(4 * price)),
            (few + 14, 30 + draw.whole(0, 9)),
        )
    )

    def bills() -> list[float]:
        return [float((Tensor([price, 1.0]) * Tensor(np.array(test, dtype=float))).sum().item()) for test in tests]

    return Which(
        options=tuple(
            Option(f"{missed} missed, {alarms} false alarms", "misjudged the bill") for missed, alarms in tests
        ),
        mistakes={
            "counted mistakes alike": lambda: int(np.argmin([missed + alarms for missed, alarms in tests])),
            "looked only at the misses": lambda: int(np.argmin([missed for missed, _ in tests])),
        },
        amounts=bills,
        amounts_again=lambda: [Counts(0, missed, alarms, 0).bill(price) for missed, alarms in tests],
        least=True,
        figures={"price": price, "bills": bills},
    )


@question
def weighted_slope(draw: Draw) -> Number:
    """The slope along a weight, of one person's loss with a price."""
    p, price = draw.one_of((0.1, 0.2, 0.3, 0.4, 0.7)), float(draw.whole(3, 12))
    x = draw.one_of((-3.0, -2.0, 2.0, 3.0, 4.0))
    w = math.log(p / (1 - p)) / x
    here = Computation(
        lambda w, x, price: loss_of((w * x).named("sum"), [[1.0]], "binary_cross_entropy") * price,
        {"w": [[w]]},
        {"x": [[x]], "price": [[price]]},
    )
    return Number(
        value=lambda: here.slope("w", 0, 0),
        again=lambda: here.nudged("w", 0, 0),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "forgot the price": lambda: here.slope("w", 0, 0) / price,
            "forgot the input": lambda: here.slope("w", 0, 0) / x,
            "priced the truth": lambda: (p - price) * x,
            "priced the chance": lambda: (price * p - 1) * x,
            "sign flipped": lambda: -here.slope("w", 0, 0),
        },
        figures={"p": p, "price": price, "x": x, "miss": p - 1},
        inspect=here.inspect("w", title="One ill person, with a price"),
    )


@question
def where_the_bar(draw: Draw) -> Number:
    """The chance above which a verdict pays, for a test and for a filter."""
    price = float(draw.one_of((3, 4, 5, 7, 9)))
    screening = draw.one_of((True, False))
    return Number(
        value=lambda: break_even(*((price, 1.0) if screening else (1.0, price))),
        again=lambda: (1.0 if screening else price) / (1 + price),
        tolerance=0.004,
        unit="share",
        mistakes={
            "priced the other mistake": lambda: break_even(*((1.0, price) if screening else (price, 1.0))),
            "left the bar at one half": lambda: break_even(1.0, 1.0),
            "left out the mistake that costs 1": lambda: 1 / price if screening else 1 - 1 / price,
            "halved by the price": lambda: 0.5 / price if screening else 1 - 0.5 / price,
        },
        figures={
            "price": price,
            "screening": screening,
            "above": 1.0 if screening else price,
            "both": 1 + price,
        },
    )


@question
def price_raised(draw: Draw) -> Predict:
    """Both kinds of mistake after one of them was given a price; it is trained after the reply."""
    dear = draw.one_of(DEAR)
    price, seed = float(draw.one_of((10, 20, 30))), draw.whole(0, 10_000)
    order = draw.shuffled(CHANGES)

    def trained() -> Outcome:
        before, after = price_comes(price, dear, seed)
        return Outcome(order.index(change(before, after)), picture(before, after, price, dear))

    return Predict(
        experiment=trained,
        again=lambda: order.index(change(*by_copies(int(price), dear, seed))),
        options=tuple(option(name) for name in order),
        figures={"dear": dear, "price": price, "miss": dear == DEAR[0]},
    )


@question
def chance_with_a_price(draw: Draw) -> Formula:
    """Where a chance comes to rest for people who cannot be told apart, as a formula of the price."""
    people, ill = draw.one_of(((10, 1), (10, 2), (20, 1), (20, 3), (50, 2), (5, 2)))
    well = people - ill
    return Formula(
        domain={"w": (1.0, 30.0)},
        value=lambda at: resting_chance(at["w"], ill, well),
        again=lambda at: at["w"] * ill / (at["w"] * ill + well),
        example=f"{ill} * w / ({ill} * w + {well})",
        mistakes={
            "left the total as it was": lambda at: at["w"] * ill / people,
            "added the ill once more": lambda at: at["w"] * ill / (at["w"] * ill + people),
            "forgot the price": lambda _: ill / people,
            "left out how many there are": lambda at: at["w"] / (at["w"] + 1),
            "gave the chance of the well": lambda at: well / (at["w"] * ill + well),
        },
        figures={
            "people": people,
            "ill": ill,
            "are": "is" if ill == 1 else "are",
            "well": well,
            "at ten": lambda: resting_chance(10.0, ill, well),
        },
    )
