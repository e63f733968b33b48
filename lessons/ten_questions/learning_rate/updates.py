"""The quiz on updates: where the weight lands, and what that does to the loss."""

from __future__ import annotations

from lessons.kit.figures import exact, signed, term
from lessons.kit.hills import Weight
from lessons.kit.inspection import expression
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question
from lessons.kit.slopes import forward_values, loss_and_gradient
from lessons.ten_questions.learning_rate.bowl import bowl


@question
def new_weight(draw: Draw) -> Number:
    """One update of the smallest network there is."""
    x, target = draw.one_of((-4.0, -3.0, 3.0, 4.0, 5.0)), draw.number(-4, 4, step=1)
    w, rate = draw.number(-2, 2, step=0.5), draw.one_of((0.02, 0.05, 0.1))

    def loss(w: Weight) -> Weight:
        return (w * x - target) ** 2

    def slope() -> float:
        return float(loss_and_gradient(loss, (w,))[1][0])

    def miss() -> float:
        return forward_values(loss, (w,))[-2]

    return Number(
        prompt=f"A network of one weight, `w·x`, meets one example: for x = {exact(x)} the answer should be "
        f"{exact(target)}. The loss is `(w·x − target)²`, w is {exact(w)} and the learning rate {exact(rate)}. "
        "What is w after one update?",
        value=lambda: w - rate * slope(),
        again=lambda: w - rate * central_difference(lambda w: float(loss(float(w))), w),
        tolerance=0.01,
        inspect=expression(
            lambda w, x, y: ((w * x).named("output") - y).named("miss") ** 2,
            {"w": w},
            {"x": x, "y": target},
            focus="w",
            title="The smallest network there is",
        ),
        misconceptions=(
            Misconception(
                "stepped uphill",
                lambda: w + rate * slope(),
                "You drove up the street. The slope points uphill, so the update takes it *away*.",
            ),
            Misconception(
                "forgot the learning rate",
                lambda: w - slope(),
                f"That is full throttle: the whole slope at once. Multiply it by the learning rate, {exact(rate)}, "
                "first.",
            ),
            Misconception(
                "forgot the 2",
                lambda: w - rate * slope() / 2,
                "Half the move. The slope of a square is *twice* what is squared: 2 × miss × x.",
            ),
            Misconception(
                "forgot the input",
                lambda: w - rate * slope() / x,
                f"The slope lacks its last factor. As w grows by 1, the output grows by x = {exact(x)}: 2 × miss × x.",
            ),
            Misconception(
                "gave the slope, not the weight",
                slope,
                "That is the slope. The new weight is the old one minus learning rate × slope.",
            ),
        ),
        hints=Hints(
            "Find the miss first: what the network says, minus what it should say.",
            "The slope is 2 × miss × x. New w = old w − learning rate × slope.",
            lambda: (
                f"The miss is {signed(w)} × {signed(x)} − {signed(target)} = {exact(miss())}; the slope is 2 × "
                f"{signed(miss())} × {signed(x)} = {exact(slope())}; {exact(w)} − {exact(rate)} × {signed(slope())} = "
                f"{exact(w - rate * slope())}."
            ),
        ),
        explain=lambda: f"Yes: {exact(w)} − {exact(rate)} × {signed(slope())} = {exact(w - rate * slope())}.",
    )


@question
def loss_after_one(draw: Draw) -> Number:
    """The loss one update later."""
    factor, w = draw.one_of((1.0, 2.0, 3.0)), draw.number(-4, 4, step=1, zero=False)
    rate = draw.one_of((0.1, 0.2, 0.25, 0.3, 0.4))
    loss = bowl(factor)

    def slope() -> float:
        return float(loss_and_gradient(loss, (w,))[1][0])

    def loss_at(place: float) -> float:
        return loss_and_gradient(loss, (place,))[0]

    def landed() -> float:
        return w - rate * slope()

    return Number(
        prompt=f"The loss is `{term(factor, 'w²')}`, w is {exact(w)} and the learning rate {exact(rate)}. What is "
        "the *loss* after one update?",
        value=lambda: loss_at(landed()),
        again=lambda: factor * (w * (1 - 2 * rate * factor)) ** 2,
        tolerance=0.05,
        inspect=expression(loss, {"w": w}, focus="w", title="The loss before the update"),
        misconceptions=(
            Misconception(
                "stepped uphill",
                lambda: loss_at(w + rate * slope()),
                "That loss is higher than before: the step went uphill. Take the slope away instead of adding it.",
            ),
            Misconception(
                "gave the weight, not the loss",
                landed,
                "That is where w lands, and rightly so. One more line: put it into the loss.",
            ),
            Misconception(
                "changed the loss itself",
                lambda: loss_at(w) - rate * slope(),
                "You took rate × slope from the loss. It is taken from the *weight*; the loss follows from the new "
                "weight.",
            ),
            Misconception(
                "forgot the 2",
                lambda: loss_at(w - rate * slope() / 2),
                "Your step was half as long as it is: the slope of w² is 2·w.",
            ),
            Misconception(
                "forgot the learning rate",
                lambda: loss_at(w - slope()),
                f"You took the whole slope. Only the learning rate's share of it, {exact(rate)}, moves the weight.",
            ),
        ),
        hints=Hints(
            "First move the weight, then look at the loss where it landed.",
            "New w = old w − learning rate × slope, and the slope of a·w² is 2·a·w. Then put the new w into the loss.",
            lambda: (
                f"The slope is {exact(slope())}, so w becomes {exact(w)} − {exact(rate)} × {signed(slope())} = "
                f"{exact(landed())}; the loss there is {exact(factor)} × {signed(landed())}² = "
                f"{exact(loss_at(landed()))}."
            ),
        ),
        explain=lambda: (
            f"Yes: w becomes {exact(landed())}, and the loss goes from {exact(loss_at(w))} to "
            f"{exact(loss_at(landed()))}."
        ),
    )
