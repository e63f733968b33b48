"""The quiz on who moves most: the numbers of one neuron, and how far one update takes each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.figures import exact
from lessons.kit.hills import Weight
from lessons.kit.inspection import expression
from lessons.kit.questions import Draw, Hints, Option, Which, central_difference, question
from lessons.kit.slopes import loss_and_gradient

RATE = 0.1


@question
def moves_most(draw: Draw) -> Which:
    """Which number of a neuron with three inputs one update moves most."""
    sizes = draw.one_of(((0.2, 0.5, 0.8), (0.5, 1.5, 2.0), (0.5, 2.0, 3.0), (1.5, 2.0, 4.0)))
    inputs = [size * draw.one_of((-1.0, 1.0)) for size in draw.shuffled(sizes)]
    weights = list(draw.shuffled((-1.0, 2.0, 0.5)))
    large = int(np.argmax(np.abs(inputs)))
    if abs(weights[large]) == 2.0:  # the heaviest weight shall not point at the answer
        other = (large + 1) % 3
        weights[large], weights[other] = weights[other], weights[large]
    bias, target = draw.number(-2, 2, step=1, zero=False), draw.number(-4, 4, step=1)
    if abs(float(np.dot(weights, inputs)) + bias - target) < 0.3:
        target += 2.0
    start = [*weights, bias]

    def loss(*numbers: Weight) -> Weight:
        return (sum_of(numbers, inputs) - target) ** 2

    def moves() -> list[float]:
        return [abs(RATE * float(slope)) for slope in loss_and_gradient(loss, start)[1]]

    def moves_felt() -> list[float]:
        height = lambda at: float(loss(*at))  # noqa: E731
        return [abs(RATE * central_difference(height, np.array(start), i)) for i in range(4)]

    meets = [*(f"its input is {exact(x)}" for x in inputs), "its input is always 1"]
    names = [*(f"w{i + 1} = {exact(weight)}" for i, weight in enumerate(weights)), f"b = {exact(bias)}"]
    return Which(
        prompt=f"A neuron `z = w1·x1 + w2·x2 + w3·x3 + b` meets the inputs {', '.join(map(exact, inputs))}; its target "
        f"is {exact(target)}, the loss `(z − target)²`. Which weight or bias does one update move furthest?",
        options=tuple(
            Option(name, *_slip(i, start, meet)) for i, (name, meet) in enumerate(zip(names, meets, strict=True))
        ),
        amounts=moves,
        amounts_again=moves_felt,
        inspect=expression(
            lambda *numbers: (sum_of(numbers, inputs).named("z") - target).named("miss") ** 2,
            dict(zip(("w1", "w2", "w3", "b"), start, strict=True)),
            title="A neuron with three inputs",
        ),
        hints=Hints(
            "All four share the same miss. What does each multiply on the way to the sum?",
            "The slope along a weight is 2 × miss × its input. The bias counts as a weight whose input is 1. Signs set "
            "the direction; only sizes matter here.",
            lambda: (
                f"With a learning rate of {exact(RATE)} the engine moves "
                + ", ".join(
                    f"{name.split(' ')[0]} by {exact(round(move, 4))}"
                    for name, move in zip(names, moves(), strict=True)
                )
                + "."
            ),
        ),
        explain=lambda: (
            f"Yes, by {exact(round(max(moves()), 4))} at a learning rate of {exact(RATE)}: "
            f"{meets[int(np.argmax(moves()))]}, and no other input is as large."
        ),
    )


def sum_of(numbers: Sequence[Weight], inputs: Sequence[float]) -> Weight:
    """The weighted sum; the last number is the bias."""
    total = numbers[-1]
    for weight, x in zip(numbers, inputs, strict=False):
        total = total + weight * x
    return total


def _slip(index: int, start: Sequence[float], meets: str) -> tuple[str, str]:
    """What somebody did who picked this number, and the line that differs."""
    if index == len(start) - 1:
        return (
            "expected the bias",
            "The bias moves as a weight whose input is 1. Here another input is larger than that.",
        )
    if abs(start[index]) == max(map(abs, start[:-1])):
        return (
            "went by the size of the weight",
            f"The heaviest, but its size has no say in how far it moves: {meets}, and another's is larger.",
        )
    return (
        "overlooked a larger input",
        f"What counts is the input, whatever its sign: {meets}, and another's is larger.",
    )
