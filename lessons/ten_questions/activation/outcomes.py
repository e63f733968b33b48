"""The quiz's experiment: a network with one activation learns for a while; what becomes of its loss?"""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import SGD, train
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question
from lessons.kit.slopes import Array
from lessons.ten_questions.activation.by_hand import losses_by_hand
from lessons.ten_questions.activation.race import examples, network
from lessons.ten_questions.activation.shapes import TONES

UPDATES = 100
CASES = (
    ("step", 1, 0.3),
    ("step", 2, 1.0),
    ("step", 3, 3.0),
    ("sigmoid", 3, 0.3),
    ("sigmoid", 4, 0.3),
    ("sigmoid", 4, 0.1),
    ("tanh", 1, 0.3),
    ("tanh", 2, 0.3),
    ("ReLU", 1, 0.3),
    ("ReLU", 2, 0.3),
    ("ReLU", 3, 3.0),
    ("ReLU", 4, 3.0),
)
"""Activation, hidden layers and learning rate."""
OPTIONS = (
    ("It does not change at all", "expected no change", ("It did change: this activation has a slope, so that some "
     "correction gets through.")),
    ("It falls, but stays above half of what it was", "expected it to crawl", ("It did not crawl. A sigmoid passes on "
     "a quarter at best in each layer; a step passes on nothing; tanh and ReLU pass on far more.")),
    ("It falls below half of what it was", "expected it to learn quickly", ("It did not get that far. Multiply the "
     "slopes that a correction meets, layer after layer, and mind the learning rate.")),
    ("It ends higher than it began", "expected it to go wrong", ("It did not go wrong. For that an update must be big "
     "enough to throw neurons to where they are flat.")),
)  # fmt: skip


def what_became(losses: Array) -> int:
    """Which of the options came true, from the losses before the first update and after each."""
    first, last = float(losses[0]), float(losses[-1])
    if np.all(losses == first):
        return 0
    if last >= first:
        return 3
    return 1 if last > first / 2 else 2


@cache
def learned(name: str, layers: int, rate: float, seed: int) -> tuple[Array, float]:
    """The losses, shape (UPDATES + 1,), and the length of the first gradient."""
    net = network(name, layers, seed)
    updates = list(train(net, examples("moons", seed), optimiser=SGD(rate), updates=UPDATES))
    return np.array([update.loss for update in updates]), updates[0].gradient_norm


@question
def what_becomes(draw: Draw) -> Predict:
    """A network with one activation, some layers and a rate; it is trained after the reply."""
    name, layers, rate = draw.one_of(CASES)
    seed = draw.whole(0, 9)

    def experiment() -> Outcome:
        losses = learned(name, layers, rate, seed)[0]
        return Outcome(what_became(losses), _frame(name, losses))

    def by_hand() -> int:
        return what_became(losses_by_hand(name, network(name, layers, seed), *examples("moons", seed), rate, UPDATES))

    return Predict(
        prompt=f"A network with {layers} hidden layer{'s' * (layers > 1)} of 8 neurons, activation {name} everywhere, "
        f"learning rate {exact(rate)}, learns the two moons for {UPDATES} updates. What becomes of its loss?",
        options=tuple(Option(*option) for option in OPTIONS),
        decide=lambda: experiment().index,
        again=by_hand,
        hints=Hints(
            "How much of a correction does each layer let back?",
            "Step: nothing. Sigmoid: a quarter at best, in every layer. tanh and ReLU: up to all of it. But a rate "
            "of 3 makes leaps, and a ReLU that leaps below 0 for every example stays there.",
            lambda: (
                f"The loss begins at {figure(float(learned(name, layers, rate, seed)[0][0]))}; the engine's first "
                f"gradient is {figure(learned(name, layers, rate, seed)[1])} long, so the first step is "
                f"{figure(rate * learned(name, layers, rate, seed)[1])} long."
            ),
        ),
        explain=lambda: f"And so it went. {experiment().frame.caption}",
        experiment=experiment,
    )


def _frame(name: str, losses: Array) -> Frame:
    updates = np.arange(len(losses), dtype=float)
    series = (Series(name, updates, losses, tone=TONES[name]),)
    chart = Lines(f"Loss of the {name} network", series, "update", "loss", (0.0, float(UPDATES)))
    first, last = float(losses[0]), float(losses[-1])
    became = "stayed, to the last bit" if np.all(losses == first) else f"came to {figure(last)}"
    caption = f"The loss began at {figure(first)} and after {UPDATES} updates {became}."
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "loss": last}, finished=True)
