"""The quiz on rates: where the edge lies, and what a rate does twice."""

from __future__ import annotations

from lessons.kit.figures import exact, signed, term
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question
from lessons.kit.slopes import loss_and_gradient
from lessons.ten_questions.learning_rate.bowl import bowl


@question
def two_moves(draw: Draw) -> Number:
    """Where two updates lead, when each may overshoot."""
    factor, start = draw.one_of((0.5, 1.0, 2.0)), draw.one_of((-10.0, -5.0, 5.0, 10.0))
    share = draw.one_of((0.8, 0.6, 0.5, 0.2, -0.2, -0.5, -0.6))
    rate = round((1 - share) / (2 * factor), 6)
    loss = bowl(factor)

    def slope(w: float) -> float:
        return float(loss_and_gradient(loss, (w,))[1][0])

    def move(w: float) -> float:
        return w - rate * slope(w)

    return Number(
        prompt=f"The loss is `{term(factor, 'w²')}` and the learning rate {exact(rate)}. The car starts at w = "
        f"{exact(start)}. Where is it after *two* updates?",
        value=lambda: move(move(start)),
        again=lambda: start * (1 - 2 * rate * factor) ** 2,
        tolerance=0.02,
        misconceptions=(
            Misconception(
                "stopped after one update",
                lambda: move(start),
                "That is where the first update lands. Feel the slope again there, and move once more.",
            ),
            Misconception(
                "used the first slope twice",
                lambda: start - 2 * rate * slope(start),
                "You moved twice by the first slope. After the first move the ground is another, so its slope is too.",
            ),
            Misconception(
                "forgot the 2",
                lambda: start * (1 - rate * factor) ** 2,
                "Each of your moves is half as long as it is: the slope of w² is 2·w.",
            ),
            Misconception(
                "stepped uphill",
                lambda: start * (1 + 2 * rate * factor) ** 2,
                "Your car drives away from the spot: the slope is to be taken away, not added.",
            ),
        ),
        hints=Hints(
            "One at a time: where is the car after the first update?",
            "Every update multiplies w by the same number: 1 − learning rate × curvature. The curvature of a·w² is "
            "2·a.",
            lambda: (
                f"First update: {exact(start)} − {exact(rate)} × {signed(slope(start))} = {exact(move(start))}. "
                "Second: "
                f"{exact(move(start))} − {exact(rate)} × {signed(slope(move(start)))} = {exact(move(move(start)))}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(start)}, then {exact(move(start))}, then {exact(move(move(start)))}. Each update leaves "
            f"{exact(abs(move(start) / start))} of the "
            f"distance{'' if move(start) * start > 0 else ', on the other side'}."
        ),
    )


@question
def the_edge(draw: Draw) -> Number:
    """The largest rate that does not diverge, from the curvature."""
    factor = draw.one_of((0.2, 0.25, 2.0, 2.5, 4.0, 5.0, 8.0, 10.0))
    loss = bowl(factor)

    def slope_at(w: float) -> float:
        return float(loss_and_gradient(loss, (w,))[1][0])

    def curvature() -> float:
        return (slope_at(1.0) - slope_at(-1.0)) / 2

    def tried_out() -> float:
        low, high = 0.0, 100.0
        for _ in range(50):
            rate = (low + high) / 2
            after = 1.0 - rate * central_difference(lambda w: float(loss(float(w))), 1.0)
            low, high = (rate, high) if abs(after) < 1.0 else (low, rate)
        return low

    return Number(
        prompt=f"The loss is `{term(factor, 'w²')}`. At which learning rate lies the edge: the rate above which "
        "every update ends further from the bottom than it began?",
        value=lambda: 2 / curvature(),
        again=tried_out,
        tolerance=0.01,
        misconceptions=(
            Misconception(
                "stopped at 1 / curvature",
                lambda: 1 / curvature(),
                "That rate parks in a single move. The edge is twice that: there each move lands as far out on the "
                "other side.",
            ),
            Misconception(
                "forgot the 2 in the curvature",
                lambda: 4 / curvature(),
                "The number in front of w² is not the curvature yet: the slope is twice that number times w, so the "
                "curvature is twice that number.",
            ),
            Misconception(
                "upside down",
                lambda: curvature() / 2,
                "That is the number in front of w², or 2 / curvature standing on its head. A *sharper* bowl wants a "
                "*smaller* rate: 2 divided by the curvature.",
            ),
            Misconception(
                "gave the curvature",
                curvature,
                "That is the curvature, a good start. The edge is 2 divided by it.",
            ),
        ),
        hints=Hints(
            "How sharply does the bowl bend? The sharper, the lower the edge.",
            "The slope of a·w² is 2·a·w; the curvature, the slope of that, is 2·a. The edge is 2 / curvature.",
            lambda: (
                f"The engine's slope at w = 1 is {exact(slope_at(1.0))} and at w = −1 it is "
                f"{exact(slope_at(-1.0))}: it changes by {exact(curvature())} for each 1 of w. "
                f"2 / {exact(curvature())} = {exact(2 / curvature())}."
            ),
        ),
        explain=lambda: (
            f"Yes: the curvature is {exact(curvature())}, and 2 / {exact(curvature())} = {exact(2 / curvature())}."
        ),
    )
