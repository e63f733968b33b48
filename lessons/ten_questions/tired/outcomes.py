"""The quiz's experiments: what made a late step small, and a veteran beside a newcomer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import SGD, Momentum, Network, train
from engine.schedules import Constant, Exponential
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Choice, Draw, Hints, Option, Outcome, Predict, question
from lessons.kit.slopes import Array

INPUTS = np.array([[-2.0], [-1.0], [1.0], [2.0]])
_CAUSES = (
    Option(
        "The slope shrank; the learning rate did not",
        "blamed the slope",
        "Divide each step by its slope: that is the learning rate, and it did not stay the same.",
    ),
    Option(
        "The learning rate was turned down; the slope stayed",
        "blamed the learning rate",
        "Compare the slopes: they shrank. Whether the rate shrank as well, each step divided by its slope will tell.",
    ),
    Option(
        "Both shrank",
        "blamed both",
        "Only one of the two shrank. Compare the slopes; then divide each step by its slope to get the rates.",
    ),
    Option(
        "The network had worn itself out",
        "blamed tiredness",
        "A step is learning rate × slope, and nothing else goes into it. There is no place for weariness.",
    ),
)
_ENDS = (
    ("The newcomer", "expected tiredness", "It did not get further. Nothing in an update counts how many came before."),
    (
        "The veteran",
        "expected experience to help",
        "It did not get further. Only weights, data and what the optimiser remembers enter; is anything remembered?",
    ),
    (
        "Neither: equal to the last digit",
        "overlooked the optimiser's memory",
        "They differ. The weights were put back, but this optimiser remembers its earlier steps as well.",
    ),
)


@question
def why_small(draw: Draw) -> Choice:
    """Two readings of a real run: what made the second step small?"""
    loss, halves = draw.one_of((("mse", False), ("mae", True), ("mse", True)))
    late, start = draw.one_of((15, 20, 25)), draw.one_of((60.0, 80.0))
    rates = Exponential(0.05, 0.9) if halves else Constant(0.05)
    options = draw.shuffled(_CAUSES)

    def readings() -> list[tuple[float, float]]:
        """The slope and the learning rate at the first and at a late update."""
        net = Network([1, 1], seed=0)
        net.parameters[...] = (start, 0.0)
        run = train(net, (INPUTS, 0 * INPUTS), loss=loss, optimiser=SGD(rates), updates=late, every=late)
        return [(update.gradient_norm, update.learning_rate) for update in run]

    def cause(slopes: tuple[float, float], learning_rates: tuple[float, float]) -> int:
        flatter, slower = slopes[1] < 0.95 * slopes[0], learning_rates[1] < 0.95 * learning_rates[0]
        return options.index(_CAUSES[2 if flatter and slower else 0 if flatter else 1])

    def decide() -> int:
        (slope, rate), (late_slope, late_rate) = readings()
        return cause((slope, late_slope), (rate, late_rate))

    def again() -> int:
        """By plain arithmetic: mse along w has slope 5·w on these examples, mae the slope 1.5 whatever w is."""
        w, learning_rates = start, [0.05 * (0.9 if halves else 1.0) ** n for n in range(late + 1)]
        slope: Callable[[float], float] = (lambda w: 5 * w) if loss == "mse" else (lambda _: 1.5)
        for rate in learning_rates[:-1]:
            w -= rate * slope(w)
        return cause((slope(start), slope(w)), (learning_rates[0], learning_rates[-1]))

    (slope, rate), (late_slope, late_rate) = readings()
    return Choice(
        prompt=f"From a real run: before update 1 the slope is {figure(slope)} and the next step "
        f"{figure(rate * slope)}. After update {late} the slope is {figure(late_slope)} and the next step "
        f"{figure(late_rate * late_slope)}. Why has the step become smaller?",
        options=options,
        decide=decide,
        again=again,
        hints=Hints(
            "A step has two ingredients. Which of them changed?",
            "Step = learning rate × slope. So divide each step by its slope, and you have the rates.",
            lambda: (
                f"The rates are {figure(readings()[0][1])} and then {figure(readings()[1][1])}; the slopes "
                f"{figure(readings()[0][0])} and then {figure(readings()[1][0])}."
            ),
        ),
        explain=lambda: (
            f"Yes. Rate {figure(readings()[0][1])} × slope {figure(readings()[0][0])} at first, rate "
            f"{figure(readings()[1][1])} × slope {figure(readings()[1][0])} later."
        ),
    )


@question
def veteran(draw: Draw) -> Predict:
    """A veteran gets the newcomer's weights: who gets further in the next few updates?"""
    remembers, worked = draw.one_of((False, True)), draw.one_of((3, 4, 5, 6))
    more, rate, slope = draw.one_of((2, 3)), draw.one_of((0.01, 0.02)), draw.one_of((2.0, 3.0, -2.0))
    targets = slope * INPUTS
    optimiser = f"momentum (0.9, so that it also repeats part of its earlier steps) at rate {exact(rate)}"
    told = optimiser if remembers else f"plain gradient descent at rate {exact(rate)}"
    ends = draw.shuffled(_ENDS)

    def losses(before: int) -> Array:
        """The losses from the first weights on, after so many updates of which only the optimiser could know."""
        net = Network([1, 1], seed=0)
        rule = Momentum(rate, 0.9) if remembers else SGD(rate)
        run = train(net, (INPUTS, targets), optimiser=rule, updates=before + more)
        start = net.parameters.copy()
        seen = [next(run).loss for _ in range(before + 1)]
        net.parameters[...] = start
        return np.array([seen[0], *(next(run).loss for _ in range(more))])

    def end(newcomer: float, old_hand: float) -> int:
        place = 2 if abs(newcomer - old_hand) < 1e-12 else 0 if newcomer < old_hand else 1
        return ends.index(_ENDS[place])

    def experiment() -> Outcome:
        new, old = losses(0), losses(worked)
        return Outcome(end(float(new[-1]), float(old[-1])), _race(new, old, worked))

    def again() -> int:
        """Plain arithmetic: the loss is 2.5·(w − slope)², and the bias stays at 0."""
        first = float(Network([1, 1], seed=0).layers[0].weights[0, 0])
        finals = []
        for before in (0, worked):
            w, speed = first, 0.0
            for number in range(before + more):
                w = first if number == before else w
                speed = (0.9 * speed if remembers else 0.0) + 5 * (w - slope)
                w -= rate * speed
            finals.append(2.5 * (w - slope) ** 2)
        return end(*finals)

    return Predict(
        prompt=f"Two copies of a network learn by {told}. The veteran has made {worked} updates already; then "
        f"its weights are set back to the newcomer's. Both now make {more} updates. Who has the lower loss?",
        options=tuple(Option(*each) for each in ends),
        decide=lambda: experiment().index,
        again=again,
        hints=Hints(
            "What, besides weights and data, could carry over from the veteran's past?",
            "Plain descent remembers nothing: the same weights give the same slope and the same step. "
            "Momentum keeps a speed.",
            lambda: (
                f"The engine's losses: newcomer {', '.join(map(figure, losses(0)))}; veteran "
                f"{', '.join(map(figure, losses(worked)))}."
            ),
        ),
        explain=lambda: f"So it went. {experiment().frame.caption}",
        experiment=experiment,
    )


def _race(new: Array, old: Array, worked: int) -> Frame:
    along = np.arange(len(new), dtype=float)
    series = (Series("newcomer", along, new), Series("veteran", along, old, tone="second"))
    chart = Lines("Loss, from the same weights", series, "update", "loss")
    caption = (
        f"After {len(new) - 1} updates the newcomer's loss is {figure(float(new[-1]))}, that of the veteran of "
        f"{worked} updates more {figure(float(old[-1]))}."
    )
    readings = {"update": len(new) - 1, "newcomer": float(new[-1]), "veteran": float(old[-1])}
    return Frame(len(new) - 1, (chart,), caption, readings, finished=True)
