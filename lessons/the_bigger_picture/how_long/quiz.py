"""Five questions: a whole training, a law through two times, a longest plan, small against large, and an order."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine import Network, Tensor, train
from lessons.kit.charts import Bars
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.questions import Draw, Number, Option, Order, Outcome, Predict, Which, question
from lessons.the_bigger_picture.how_long.clock import CLASSES, INPUTS
from lessons.the_bigger_picture.how_long.until_read import until_read, until_read_by_hand


class Planned(NamedTuple):
    """A training that somebody plans.

    Attributes:
        layers: units of each layer, inputs first.
        examples: in the data set.
        epochs: how often each is seen.
    """

    layers: tuple[int, ...]
    examples: int
    epochs: int

    @property
    def parameters(self) -> int:
        """Weights and biases, counted layer by layer."""
        return sum((a + 1) * b for a, b in pairwise(self.layers))

    @property
    def work(self) -> float:
        """Parameters × examples seen, counted by hand."""
        return float(self.parameters * self.examples * self.epochs)

    def work_by_engine(self) -> float:
        """Parameters × examples seen, with the engine's network."""
        seen = Tensor(float(Network(list(self.layers)).size)) * float(self.examples) * float(self.epochs)
        return seen.item()

    def in_words(self) -> str:
        """Return it as somebody would tell it."""
        return f"layers of {', '.join(map(str, self.layers))}; {self.examples:,} examples, {self.epochs} epochs"


@question
def all_in_all(draw: Draw) -> Number:
    """Seconds of a whole training: updates of all epochs, times the time for one."""
    batch, each = draw.one_of((16, 32, 64)), draw.one_of((2.0, 4.0, 5.0, 8.0))
    full, left, epochs = draw.whole(8, 40), draw.whole(1, 7), draw.whole(3, 20)
    examples = full * batch + left
    number = partial(_updates, examples, batch, epochs)
    by_hand = math.ceil(examples / batch) * epochs
    return Number(
        value=lambda: number() * each / 1000,
        again=lambda: by_hand * each / 1000,
        tolerance=0.001,
        mistakes={
            "forgot the epochs": lambda: math.ceil(examples / batch) * each / 1000,
            "made an update for every example": lambda: examples * epochs * each / 1000,
            "left the last small batch out": lambda: full * epochs * each / 1000,
            "left it in milliseconds": lambda: by_hand * each,
        },
        figures={
            "examples": examples,
            "batch": batch,
            "epochs": epochs,
            "each": exact(each),
            "in an epoch": math.ceil(examples / batch),
            "updates": by_hand,
            "full": full,
            "left": left,
        },
    )


def _updates(examples: int, batch: int, epochs: int) -> int:
    """Return how many updates the engine makes, on examples that hold nothing."""
    net, last = Network([1, 1]), 0
    for update in train(
        net, (np.zeros((examples, 1)), np.zeros((examples, 1))), loss="mse", optimiser="sgd", batch=batch, epochs=epochs
    ):
        last = update.number
    return last


@question
def the_law_says(draw: Draw) -> Number:
    """A fixed part and a part for each thousand parameters, from two times; asked is a third."""
    fixed, each = draw.number(0.5, 3, step=0.5), draw.number(0.02, 0.1, step=0.02)
    small, large = draw.whole(1, 4) * 10, draw.whole(6, 15) * 10
    asked = draw.whole(3, 9) * 100
    law = Computation(lambda fixed, each, size: (fixed + each * size).named("ms"), {"fixed": fixed, "each": each},
                      {"size": 0.0})  # fmt: skip
    first, second = fixed + each * small, fixed + each * large
    return Number(
        value=lambda: law.at(size=float(asked)).value(),
        again=lambda: first + (second - first) / (large - small) * (asked - small),
        tolerance=0.01,
        mistakes={
            "scaled the larger one up": lambda: second * asked / large,
            "scaled the smaller one up": lambda: first * asked / small,
            "forgot the fixed part": lambda: each * asked,
            "went on from the larger one's zero": lambda: second + each * asked,
        },
        figures={
            "small": small,
            "large": large,
            "asked": asked,
            "first": exact(first),
            "second": exact(second),
            "more": exact(second - first),
            "apart": large - small,
            "each": exact(each),
            "fixed": exact(fixed),
        },
    )


@question
def longest_in_all(draw: Draw) -> Which:
    """Which of four plans takes longest, where parameters, examples and epochs pull in three directions."""
    plans = {
        "": Planned((64, draw.one_of((96, 128)), 10), 20_000, 20),
        "went by the parameters": Planned((64, 256, 256, 10), 1_000, draw.one_of((5, 8))),
        "went by the examples": Planned((8, 4, 2), draw.one_of((100_000, 200_000)), 5),
        "went by the epochs": Planned((64, 16, 10), 1_000, draw.one_of((200, 300))),
    }
    shown = draw.shuffled(tuple(plans))
    return Which(
        options=tuple(Option(plans[name].in_words(), name) for name in shown),
        amounts=lambda: [plans[name].work_by_engine() for name in shown],
        amounts_again=lambda: [plans[name].work for name in shown],
        figures={
            "parameters": plans[""].parameters,
            "examples": plans[""].examples,
            "epochs": plans[""].epochs,
            "work": lambda: plans[""].work_by_engine(),
            "others": lambda: [f"{plans[name].work:,.0f}" for name in shown if name],
        },
    )


@question
def small_or_large(draw: Draw) -> Predict:
    """Which of two networks reads nine in ten with fewer multiplications in all."""
    small, large, seed = draw.one_of((16, 32)), draw.one_of((64, 128)), draw.whole(0, 5)

    def raced() -> Outcome:
        work = [until_read(hidden, seed) * Network([INPUTS, hidden, CLASSES]).size for hidden in (small, large)]
        labels = tuple(f"{hidden} units" for hidden in (small, large))
        bars = Bars("Updates × parameters, in thousands", labels, np.array(work) / 1000, decimals=0)
        told = f"{work[0]:,} against {work[1]:,} updates × parameters."
        frame = Frame(1, (bars,), told, {"small": work[0], "large": work[1]}, finished=True)
        return Outcome(int(work[1] < work[0]), frame)

    def by_hand() -> int:
        parameters = (Planned((INPUTS, hidden, CLASSES), 0, 0).parameters for hidden in (small, large))
        light, heavy = (
            until_read_by_hand(hidden, seed) * each for hidden, each in zip((small, large), parameters, strict=True)
        )
        return int(heavy < light)

    return Predict(
        experiment=raced,
        again=by_hand,
        options=(
            Option(f"the one with {small} units", "trusted the cheap update"),
            Option(f"the one with {large} units", "trusted the fewer updates"),
        ),
        figures={
            "small": small,
            "large": large,
            "updates small": lambda: until_read(small, seed),
            "updates large": lambda: until_read(large, seed),
            "parameters small": Planned((INPUTS, small, CLASSES), 0, 0).parameters,
            "parameters large": Planned((INPUTS, large, CLASSES), 0, 0).parameters,
        },
    )


@question
def shortest_first(draw: Draw) -> Order:
    """Four trainings by parameters × examples, from the shortest to the longest."""
    zeros = {
        "digits": (draw.one_of((3, 4)), 5),
        "photographs": (draw.one_of((6, 7)), 8),
        "letters": (8, draw.one_of((10, 11))),
        "language": (11, draw.one_of((12, 13))),
    }
    shown = draw.shuffled(tuple(zeros))
    things = tuple(f"{_NAMES[name]}: {_power(zeros[name][0])} parameters, {_power(zeros[name][1])} examples seen"
                   for name in shown)  # fmt: skip

    def by_product() -> list[float]:
        return [(Tensor(10.0 ** zeros[name][0]) * 10.0 ** zeros[name][1]).item() for name in shown]

    place = shown.index
    return Order(
        things=things,
        decide=lambda: tuple(int(i) for i in np.argsort(by_product())),
        again=lambda: tuple(sorted(range(4), key=lambda i: sum(zeros[shown[i]]))),
        mistakes={
            "took photographs for the shortest": (place("photographs"), place("digits")),
            "put words before pictures": (place("letters"), place("photographs")),
            "put the largest before its little sister": (place("language"), place("letters")),
        },
        figures={"zeros": lambda: [f"{name} {sum(zeros[name])}" for name in shown]},
    )


_NAMES = {
    "digits": "reads digits",
    "photographs": "sorts photographs",
    "letters": "completes words",
    "language": "writes in every language",
}


def _power(zeros: int) -> str:
    return f"{10**zeros:,}"
