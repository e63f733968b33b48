"""The quiz on the way back: from the loss, through the activation, to the weight."""

from __future__ import annotations

from engine import Tensor
from lessons.kit.figures import exact, signed
from lessons.kit.inspection import expression
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question
from lessons.ten_questions.activation.shapes import respond_once
from lessons.ten_questions.activation.slopes import HEIGHTS, SUMS


@question
def slope_of_a_weight(draw: Draw) -> Number:
    """From the loss through the activation to the weight."""
    a, y = draw.one_of((0.2, 0.4, 0.5, 0.6, 0.8)), draw.one_of((0.0, 1.0))
    x = draw.one_of((-10.0, -5.0, -4.0, 4.0, 5.0, 10.0))
    w = SUMS["sigmoid"](a) / x

    def slope() -> float:
        weight = Tensor(w)
        (((weight * x).sigmoid() - y) ** 2).backward()
        return float(weight.grad)

    def curve() -> float:
        return respond_once("sigmoid", w * x)[1]

    def miss() -> float:
        return respond_once("sigmoid", w * x)[0] - y

    return Number(
        prompt=f"A sigmoid neuron with z = w·x hears x = {exact(x)} and plays a = {exact(a)}; it should play "
        f"y = {exact(y)}. The loss is (a − y)². What is the slope of the loss along w?",
        value=slope,
        again=lambda: central_difference(lambda at: (HEIGHTS["sigmoid"](float(at) * x) - y) ** 2, w),
        tolerance=0.01,
        inspect=expression(
            lambda w, x, y: ((w * x).named("z").sigmoid().named("a") - y).named("miss") ** 2,
            {"w": w},
            {"x": x, "y": y},
            focus="w",
            title="One sigmoid neuron and its miss",
        ),
        misconceptions=(
            Misconception(
                "forgot the activation's slope",
                lambda: slope() / curve(),
                "You walked past the sigmoid as if it were not there. Its slope, a × (1 − a), is a factor too.",
            ),
            Misconception(
                "multiplied by the output instead of the slope",
                lambda: slope() / curve() * a,
                "You took what the sigmoid plays. On the way back it is its slope that counts: a × (1 − a).",
            ),
            Misconception(
                "forgot the 2",
                lambda: slope() / 2,
                "Half of it: the slope of a square is *twice* what is squared.",
            ),
            Misconception(
                "forgot the input",
                lambda: slope() / x,
                f"The last factor is missing: as w grows by 1, z grows by x = {exact(x)}.",
            ),
            Misconception(
                "sign flipped",
                lambda: -slope(),
                "The right size, but it points the other way: the miss is a − y, not y − a.",
            ),
        ),
        hints=Hints(
            "Three stations on the way back: the loss, the sigmoid, the weight. Each has a factor.",
            "2 × (a − y) from the loss, a × (1 − a) from the sigmoid, x from the weight. Multiply.",
            lambda: (
                f"The engine's miss is {exact(miss())}, so the loss sends back {exact(2 * miss())}; the sigmoid's "
                f"slope is {exact(curve())}; {signed(2 * miss())} × {exact(curve())} × {signed(x)} = {exact(slope())}."
            ),
        ),
        explain=lambda: f"Yes: {signed(2 * miss())} × {exact(curve())} × {signed(x)} = {exact(slope())}.",
        gradient=True,
    )
