"""The quiz on the gap: how much better a network does in practice than in concert."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.figures import exact, signed
from lessons.kit.questions import Draw, Hints, Misconception, Number, question


def mean_squared_error(slope: float, inputs: Sequence[float], targets: Sequence[float]) -> float:
    """The engine's loss of the line slope·x."""
    said = Tensor(np.array(inputs)[:, None]) * slope
    return loss_of(said, np.array(targets)[:, None], "mse").item()


@question
def gap(draw: Draw) -> Number:
    """The validation loss less the training loss, on a handful of examples."""
    slope, inputs = draw.one_of((2, 3, -2)), (1, 2, 3, 4)
    misses = (*draw.shuffled((0, draw.one_of((-1, 1)))), *(draw.one_of((-4, -3, -2, 2, 3, 4)) for _ in range(2)))
    targets = [slope * x - miss for x, miss in zip(inputs, misses, strict=True)]

    def practice() -> float:
        return mean_squared_error(slope, inputs[:2], targets[:2])

    def concert() -> float:
        return mean_squared_error(slope, inputs[2:], targets[2:])

    pairs = [f"({x}, {exact(y)})" for x, y in zip(inputs, targets, strict=True)]
    return Number(
        prompt=f"A model says `{exact(slope)}·x`. It was trained on (x, y) = {pairs[0]} and {pairs[1]}; for validation "
        f"there are {pairs[2]} and {pairs[3]}. By how much does its validation loss exceed its training loss, both as "
        "mean squared errors?",
        value=lambda: concert() - practice(),
        again=lambda: (misses[2] ** 2 + misses[3] ** 2 - misses[0] ** 2 - misses[1] ** 2) / 2,
        tolerance=0.01,
        misconceptions=(
            Misconception(
                "gave the validation loss",
                concert,
                "That is the validation loss. The gap is what is left of it after the training loss is taken away.",
            ),
            Misconception(
                "sum instead of mean",
                lambda: 2 * (concert() - practice()),
                "You compared the sums of the squares. *Mean* squared error divides each by its two examples.",
            ),
            Misconception(
                "the wrong way round",
                lambda: practice() - concert(),
                "Right size, turned round: validation loss − training loss. Above 0 means: worse on what is new.",
            ),
            Misconception(
                "one mean over all",
                lambda: mean_squared_error(slope, inputs, targets),
                "You put all four examples into one mean. The two losses are kept apart; that is the whole point.",
            ),
        ),
        hints=Hints(
            "Two losses, one for each pair of examples. Then compare.",
            "For each example: what the model says, less y, squared. Take the mean of each pair, then validation − "
            "training.",
            lambda: (
                f"The errors are {signed(misses[0])}, {signed(misses[1])} in training and {signed(misses[2])}, "
                f"{signed(misses[3])} in validation: losses {exact(practice())} and {exact(concert())}, a gap of "
                f"{exact(concert() - practice())}."
            ),
        ),
        explain=lambda: f"Yes: {exact(concert())} − {exact(practice())} = {exact(concert() - practice())}.",
    )
