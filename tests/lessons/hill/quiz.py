"""Questions of all six kinds."""

from __future__ import annotations

from lessons.kit.computation import Computation
from lessons.kit.questions import (
    Choice,
    Draw,
    Formula,
    Number,
    Option,
    Order,
    Outcome,
    Predict,
    Which,
    option,
    question,
)

from .model import curve, picture


@question
def slope_here(draw: Draw) -> Number:
    """A gradient."""
    here = curve(draw.number(-3, 3, step=0.25, zero=False))
    return Number(
        value=lambda: here.slope("w"),
        again=lambda: here.nudged("w"),
        tolerance=0.01,
        mistakes={
            "sign flipped": lambda: -here.slope("w"),
            "forgot the 2": lambda: here.slope("w") / 2,
            "squared": lambda: 10 * here.slope("w") ** 2 + 100,
        },
        figures={"w": here["w"], "left": here["w"] < 0},
        gradient=True,
        inspect=here.inspect("w"),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """A gradient everywhere."""
    square = draw.whole(2, 9)
    bowl = Computation(lambda w: square * w**2, {"w": 1.0})
    return Formula(
        domain={"w": (-3.0, 3.0)},
        value=lambda at: bowl.at(**at).slope("w"),
        again=lambda at: bowl.at(**at).nudged("w"),
        example=f"{2 * square}*w",
        mistakes={
            "sign flipped": lambda at: -bowl.at(**at).slope("w"),
            "forgot the 2": lambda at: bowl.at(**at).slope("w") / 2,
            "gave the loss": lambda at: bowl.at(**at).value(),
        },
        figures={"square": square, "at one": lambda: bowl.slope("w")},
        gradient=True,
        inspect=bowl.inspect("w"),
    )


@question
def which_way(draw: Draw) -> Choice:
    """The direction of a step."""
    here = curve(-draw.number(-3, 3, step=0.5, zero=False))
    return Choice(
        options=tuple(option("stepped uphill", side=side) for side in ("left", "right")),
        decide=lambda: int(here.slope("w") < 0),
        again=lambda: int(here["w"] < 0),
        figures={"w": here["w"], "slope": lambda: here.slope("w")},
    )


@question
def steeper(draw: Draw) -> Which:
    """The largest slope."""
    places = draw.shuffled((-2.0, 0.5, 1.0))
    return Which(
        options=tuple(Option(f"w = {place:g}", "went by the sign") for place in places),
        amounts=lambda: [abs(curve(place).slope("w")) for place in places],
        amounts_again=lambda: [abs(2 * place) for place in places],
        figures={"places": places},
    )


@question
def in_order(draw: Draw) -> Order:
    """One update; the slope decides nothing here but that the engine has been asked."""
    steps = ("feel the slope", "multiply by the rate", "move")
    shown = draw.shuffled(steps)
    return Order(
        things=shown,
        decide=lambda: tuple(shown.index(step) for step in steps if curve(1.0).slope("w")),
        again=lambda: tuple(shown.index(step) for step in steps),
        mistakes={"moved blindly": (shown.index("move"), shown.index("feel the slope"))},
    )


@question
def where_it_goes(draw: Draw) -> Predict:
    """The outcome of a run."""
    rate, w = draw.one_of((0.3, 1.3)), draw.number(1, 2, step=0.25)

    def rolled() -> Outcome:
        place = w
        for _ in range(5):
            place -= rate * curve(place).slope("w")
        return Outcome(int(abs(place) < 1), picture(5, place))

    return Predict(
        experiment=rolled,
        again=lambda: int(rate < 1),
        options=(option("feared the worst"), option("hoped for the best")),
        figures={"w": w, "rate": rate},
    )
