"""The quiz on slopes: the slope at weights that were kept, and how long a later step is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from engine import Tensor
from lessons.kit.figures import exact, signed, term
from lessons.kit.hills import Weight
from lessons.kit.inspection import expression
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question
from lessons.kit.slopes import loss_and_gradient


def one_example(x: float, y: float) -> Callable[[Weight], Weight]:
    """The squared error of w·x on one example."""
    return lambda w: (w * x - y) ** 2


def descend(loss: Callable[[Tensor], Tensor], start: float, rate: float, updates: int) -> list[float]:
    """Where the engine takes a weight, first and after each update."""
    weight = Tensor([start])
    height = loss(weight)
    height.backward()
    places = [start]
    for _ in range(updates):
        weight.value -= rate * weight.grad
        height.tape.replay()
        places.append(float(weight.value[0]))
    return places


@question
def slope_at_checkpoint(draw: Draw) -> Number:
    """The slope at weights kept from the first day, measured late."""
    x, best, away = draw.one_of((3, -3, 4, 5)), draw.whole(-3, 3), draw.one_of((-3.0, -1.5, -0.5, 0.5, 1.5, 3.0))
    kept, y, updates = best + away, best * x, draw.one_of((200, 300, 500))
    loss, rate = one_example(x, y), 0.01

    def slope_at(w: float) -> float:
        return float(loss_and_gradient(loss, (w,))[1][0])

    @cache
    def arrived() -> float:
        return descend(loss, kept, rate, updates)[-1]

    def put_back() -> float:
        arrived()  # the work is done, and then the kept weight put back
        return slope_at(kept)

    return Number(
        prompt=f"The loss is `(w·x − y)²` with x = {exact(x)} and y = {exact(y)}. Before update 1 the weight w = "
        f"{exact(kept)} was written down. After {updates:,} updates w has arrived at {exact(best)}. Now the old "
        f"w = {exact(kept)} is put back. What is the slope along w there?",
        value=put_back,
        again=lambda: central_difference(lambda w: float(loss(float(w))), float(kept)),
        gradient=True,
        tolerance=0.01,
        inspect=expression(
            lambda w, x, y: (w * x - y).named("error") ** 2,
            {"w": kept},
            {"x": x, "y": y},
            focus="w",
            title="The loss at the weight that was put back",
        ),
        misconceptions=(
            Misconception(
                "gave the slope at the present weight",
                lambda: slope_at(arrived()),
                f"That is the slope at the bottom, w = {exact(best)}. The old weight is back: the slope belongs to "
                "the place, not to the date.",
            ),
            Misconception(
                "forgot the 2",
                lambda: put_back() / 2,
                "The 2 is missing: a square changes at *twice* what is squared.",
            ),
            Misconception(
                "forgot the chain to x",
                lambda: put_back() / x,
                f"You stopped at 2·(w·x − y). Moving w by 1 moves the answer by x, so times {exact(x)}.",
            ),
            Misconception(
                "gave the loss, not the slope",
                lambda: loss_and_gradient(loss, (kept,))[0],
                "That is the loss there. The slope is how fast it changes with w: 2·(w·x − y)·x.",
            ),
            Misconception(
                "sign flipped",
                lambda: -put_back(),
                "Right size, wrong sign: the error is w·x − y, the answer minus the truth.",
            ),
        ),
        hints=Hints(
            "Do the updates in between matter for a slope at a given weight?",
            "The slope of (w·x − y)² along w is 2·(w·x − y)·x. Put the old weight in.",
            lambda: (
                f"w·x = {exact(kept * x)}, so the error is {exact(kept * x - y)}, and 2 × {signed(kept * x - y)} × "
                f"{signed(x)} = {exact(put_back())}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(put_back())}, as on the first day. Only w, x and y enter; the {updates:,} updates do not."
        ),
    )


@question
def third_step(draw: Draw) -> Number:
    """How long the third step is, if the first is known."""
    factor = draw.one_of((0.5, 1.0, 2.0))
    share = draw.one_of((0.75, 0.8, 0.9))  # at a half, the third step is as long as what is left
    start = draw.one_of((4.0, 10.0, 20.0, 40.0))
    rate = round((1 - share) / (2 * factor), 6)
    loss: Callable[[Weight], Weight] = lambda w: factor * w**2  # noqa: E731

    def step(number: int) -> float:
        places = descend(loss, start, rate, number)
        return abs(places[number] - places[number - 1])

    return Number(
        prompt=f"The loss is `{term(factor, 'w²')}`, the learning rate {exact(rate)}, and w starts at {exact(start)}. "
        "How long is the *third* step, as a plain length?",
        value=lambda: step(3),
        again=lambda: start * (1 - share) * share**2,
        tolerance=0.005,
        inspect=expression(loss, {"w": start}, focus="w", title="The loss where the first step begins"),
        misconceptions=(
            Misconception(
                "every step like the first",
                lambda: step(1),
                "That is the first step. After it w is smaller, so the slope is, and so are the steps that follow.",
            ),
            Misconception(
                "one step too early",
                lambda: step(2),
                "That is the second step. One more of the same kind.",
            ),
            Misconception(
                "one step too far",
                lambda: step(4),
                "That is the fourth step: you shrank the first one three times. The third has shrunk twice.",
            ),
            Misconception(
                "gave the place, not the step",
                lambda: descend(loss, start, rate, 3)[-1],
                "That is where w stands after three steps. The step is how far the last one moved it.",
            ),
        ),
        hints=Hints(
            "Find the first step. What is the slope after it?",
            "A step is learning rate × slope, and the slope of a·w² is 2·a·w. Do it three times.",
            lambda: (
                f"w goes {', '.join(exact(place) for place in descend(loss, start, rate, 3))}: steps of "
                f"{exact(step(1))}, {exact(step(2))} and {exact(step(3))}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(step(1))}, {exact(step(2))}, {exact(step(3))}. Each is {exact(share)} of the one "
            "before, because the slope is; the rate never changed."
        ),
    )
