"""Five questions: the work of an update, the slope at old weights, a later step, why it is small, and a veteran."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import SGD, Momentum, Network, Tensor, train
from engine.schedules import Constant, Exponential
from lessons.kit.charts import Lines, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import figure, term
from lessons.kit.questions import Choice, Draw, Number, Outcome, Predict, option, question
from lessons.kit.slopes import Array
from lessons.ten_questions.tired.model import counted

INPUTS = np.array([[-2.0], [-1.0], [1.0], [2.0]])
_CAUSES = ("blamed the slope", "blamed the learning rate", "blamed both", "blamed tiredness")
_ENDS = ("expected tiredness", "expected experience to help", "overlooked the optimiser's memory")


@question
def work_of_one_update(draw: Draw) -> Number:
    """Multiply-adds in one update."""
    inputs, outputs = draw.one_of((2, 3, 4, 7, 9)), draw.one_of((2, 3, 5))
    examples, number = draw.one_of((4, 10, 20, 100)), draw.one_of((1_000, 50_000, 1_000_000))
    weights = (inputs + 1) * outputs

    def work() -> int:
        return counted(inputs, outputs, examples)

    return Number(
        value=work,
        again=lambda: 2 * examples * weights + weights,
        tolerance=0,
        mistakes={
            "went only forward": lambda: work() - examples * weights,
            "forgot the update itself": lambda: work() - weights,
            "counted one example": lambda: counted(inputs, outputs, 1),
            "left out the biases": lambda: counted(inputs - 1, outputs, examples),
            "counted all updates so far": lambda: number * work(),
        },
        figures={
            "inputs": inputs,
            "outputs": outputs,
            "examples": examples,
            "number": number,
            "weights": weights,
            "with the bias": inputs + 1,
        },
    )


def descend(loss: Callable[[Tensor], Tensor], start: float, rate: float, updates: int) -> list[float]:
    """Return where the engine takes a weight, first and after each update."""
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

    def loss(w: Tensor, x: Tensor | float, y: Tensor | float) -> Tensor:
        return (w * x - y).named("error") ** 2

    here = Computation(loss, {"w": kept}, {"x": x, "y": y})

    def arrived() -> float:
        return descend(lambda w: loss(w, x, y), kept, 0.01, updates)[-1]

    def put_back() -> float:
        arrived()  # the work is done, and then the kept weight put back
        return here.slope("w")

    return Number(
        value=put_back,
        again=lambda: here.nudged("w"),
        gradient=True,
        tolerance=0.01,
        mistakes={
            "gave the slope at the present weight": lambda: here.at(w=arrived()).slope("w"),
            "forgot the 2": lambda: here.slope("w") / 2,
            "forgot the chain to x": lambda: here.slope("w") / x,
            "gave the loss, not the slope": here.value,
            "sign flipped": lambda: -here.slope("w"),
        },
        figures={
            "x": x,
            "y": y,
            "kept": kept,
            "updates": updates,
            "best": best,
            "product": lambda: here["error"] + y,
            "error": lambda: here["error"],
        },
        inspect=here.inspect("w", title="The loss at the weight that was put back"),
    )


@question
def third_step(draw: Draw) -> Number:
    """How long the third step is, if the first is known."""
    factor = draw.one_of((0.5, 1.0, 2.0))
    share = draw.one_of((0.75, 0.8, 0.9))  # at a half, the third step is as long as what is left
    start = draw.one_of((4.0, 10.0, 20.0, 40.0))
    rate = round((1 - share) / (2 * factor), 6)

    def loss(w: Tensor) -> Tensor:
        return factor * w**2

    def places(updates: int) -> list[float]:
        return descend(loss, start, rate, updates)

    def step(number: int) -> float:
        before, after = places(number)[-2:]
        return abs(after - before)

    return Number(
        value=lambda: step(3),
        again=lambda: start * (1 - share) * share**2,
        tolerance=0.005,
        mistakes={
            "every step like the first": lambda: step(1),
            "one step too early": lambda: step(2),
            "one step too far": lambda: step(4),
            "shrank by the same amount each time": lambda: 2 * step(2) - step(1),
            "gave the place, not the step": lambda: places(3)[-1],
        },
        figures={
            "formula": term(factor, "w²"),
            "rate": rate,
            "start": start,
            "places": lambda: places(3),
            "first": lambda: step(1),
            "second": lambda: step(2),
            "share": share,
        },
        inspect=Computation(loss, {"w": start}).inspect("w", title="The loss where the first step begins"),
    )


@question
def why_small(draw: Draw) -> Choice:
    """Two readings of a real run: what made the second step small?"""
    loss, halves = draw.one_of((("mse", False), ("mae", True), ("mse", True)))
    late, start = draw.one_of((15, 20, 25)), draw.one_of((60.0, 80.0))
    options = draw.shuffled(_CAUSES)

    def readings() -> list[tuple[float, float]]:
        """The slope and the learning rate at the first and at a late update."""
        net = Network([1, 1], seed=0)
        net.parameters[...] = (start, 0.0)
        rates = Exponential(0.05, 0.9) if halves else Constant(0.05)
        run = train(net, (INPUTS, 0 * INPUTS), loss=loss, optimiser=SGD(rates), updates=late, every=late)
        return [(update.gradient_norm, update.learning_rate) for update in run]

    def cause(first: tuple[float, float], later: tuple[float, float]) -> int:
        flatter, slower = (after < 0.95 * before for before, after in zip(first, later, strict=True))
        return options.index(_CAUSES[2 if flatter and slower else 0 if flatter else 1])

    def again() -> int:
        """By plain arithmetic: mse along w has slope 5·w on these examples, mae the slope 1.5 whatever w is."""
        w, rates = start, [0.05 * (0.9 if halves else 1.0) ** n for n in range(late + 1)]
        slope: Callable[[float], float] = (lambda w: 5 * w) if loss == "mse" else (lambda _: 1.5)
        for rate in rates[:-1]:
            w -= rate * slope(w)
        return cause((slope(start), rates[0]), (slope(w), rates[-1]))

    (slope, rate), (late_slope, late_rate) = readings()
    return Choice(
        options=tuple(map(option, options)),
        decide=lambda: cause(*readings()),
        again=again,
        figures={
            "late": late,
            "slope": slope,
            "rate": rate,
            "step": rate * slope,
            "late slope": late_slope,
            "late rate": late_rate,
            "late step": late_rate * late_slope,
        },
    )


@question
def veteran(draw: Draw) -> Predict:
    """A veteran gets the newcomer's weights: who gets further in the next few updates?"""
    remembers, worked = draw.one_of((False, True)), draw.one_of((3, 4, 5, 6))
    more, rate, slope = draw.one_of((2, 3)), draw.one_of((0.01, 0.02)), draw.one_of((2.0, 3.0, -2.0))
    ends = draw.shuffled(_ENDS)

    def losses(before: int) -> Array:
        """Return the losses from the first weights on, after some updates of which only the optimiser could know."""
        net = Network([1, 1], seed=0)
        rule = Momentum(rate, 0.9) if remembers else SGD(rate)
        run = train(net, (INPUTS, slope * INPUTS), optimiser=rule, updates=before + more)
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
        experiment=experiment,
        again=again,
        options=tuple(map(option, ends)),
        figures={
            "remembers": remembers,
            "rate": rate,
            "worked": worked,
            "more": more,
            "newcomer": lambda: losses(0),
            "old hand": lambda: losses(worked),
        },
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
