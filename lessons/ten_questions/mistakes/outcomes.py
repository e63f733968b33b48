"""The quiz's experiments: one update after a start of some kind; and how many of five starts arrive."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import SGD, Network, datasets, train
from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question
from lessons.kit.slopes import Array
from lessons.ten_questions.mistakes.beginners import LEARNED, STARTS, Moment, examples, five, last_moment
from lessons.ten_questions.mistakes.by_hand import logits_by_hand, losses_by_hand
from lessons.ten_questions.mistakes.starts import COUNTS, KNOWS_NOTHING

UPDATES = 300
_CHANGES = (
    Option(
        "It is lower",
        "expected a step down",
        "It did not fall. A step leads down only if there is a slope to follow, and only if it is not too long.",
    ),
    Option(
        "It is higher",
        "expected a step up",
        "It did not rise. A step against the slope ends higher only if it is far too long.",
    ),
    Option(
        "It is the same, to the last bit",
        "expected no change",
        "It did change. Only where every slope is exactly 0 does an update change nothing, as at all-zero weights.",
    ),
)
_COUNTS = (
    Option(
        COUNTS[0],
        "expected none",
        "Some did arrive. Two hidden neurons are just enough for this task, and more are plenty.",
    ),
    Option(
        COUNTS[1],
        "expected some",
        "It was all or nothing this time. One hidden neuron can never do it; with many, every start finds a way.",
    ),
    Option(
        COUNTS[2],
        "expected all",
        "Not all arrived. With few neurons a start can lie where no slope leads out, or there is no solution at all.",
    ),
)


def which_change(before: float, after: float) -> int:
    """Lower, higher, or the same but for the dust of rounding."""
    return 2 if abs(after - before) < 1e-12 else 0 if after < before else 1


@question
def after_one_update(draw: Draw) -> Predict:
    """Is the loss lower after one update? It is made after the reply."""
    start, rate = draw.one_of((("random", 0.1), ("random", 0.5), ("random", 200.0), ("random", 1000.0), ("zeros", 0.5)))
    seed, hidden = draw.whole(0, 99), draw.one_of((4, 6, 8))
    truth_table = datasets.xor(0, samples=4, noise=0.0).train
    inputs, targets = truth_table.inputs, truth_table.targets[:, None].astype(float)

    def beginner() -> Network:
        kind = "zeros" if start == "zeros" else "auto"
        return Network([2, hidden, 1], "tanh", seed=seed, initialisation=kind)

    def experiment() -> Outcome:
        run = train(beginner(), (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(rate), updates=1)
        losses = np.array([update.loss for update in run])
        return Outcome(which_change(*losses), _one_step(losses))

    def by_hand() -> int:
        logits = logits_by_hand(beginner(), inputs, targets, rate, 1)[:, 0]
        return which_change(*losses_by_hand(logits, targets))

    def first_gradient() -> float:
        run = train(beginner(), (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(rate), updates=1)
        return next(run).gradient_norm

    weights = "all weights zero" if start == "zeros" else "random weights"
    return Predict(
        prompt=f"A network with {hidden} hidden neurons (tanh) begins with {weights}. It makes *one* update on the "
        f"four examples of XOR at a learning rate of {exact(rate)}. What has become of its loss?",
        options=_CHANGES,
        decide=lambda: experiment().index,
        again=by_hand,
        hints=Hints(
            "Is there a slope to follow? And how long is the step?",
            "A short step against the slope leads down; a huge one leaps over everything. If all weights are zero, "
            "every hidden neuron says 0, and on XOR nothing tells them which way to go.",
            lambda: (
                f"The engine's first gradient is {figure(first_gradient())} long, so the step is "
                f"{figure(rate * first_gradient())} long."
            ),
        ),
        explain=lambda: f"So it is. {experiment().frame.caption}",
        experiment=experiment,
    )


@cache
def ended(hidden: int, seed: int) -> Moment:
    """Where five starts end up on XOR."""
    return last_moment("xor", hidden, 1.0, seed, UPDATES)


@cache
def ended_by_hand(hidden: int, seed: int) -> Array:
    """The share of examples that each gets right in the end, without the engine's training."""
    inputs, targets = examples("xor", seed)
    said = logits_by_hand(five(hidden, seed), inputs, targets, 1.0, UPDATES)[-1]
    return np.asarray(((said > 0) == targets[:, 0]).mean(axis=-1))


@question
def how_many_arrive(draw: Draw) -> Predict:
    """How many of five random starts learn XOR."""
    hidden, seed = draw.one_of((1, 2, 2, 12, 16)), draw.whole(0, 19)

    def experiment() -> Outcome:
        end = ended(hidden, seed)
        return Outcome(_count(end.arrived), _five(end))

    return Predict(
        prompt=f"Five random starts of a network with {hidden} hidden neuron{'s' * (hidden > 1)} learn XOR (two "
        f"opposite corners against the other two) for {UPDATES} updates. How many get 95 of 100 examples "
        "right in the end?",
        options=_COUNTS,
        decide=lambda: experiment().index,
        again=lambda: _count(int(np.sum(ended_by_hand(hidden, seed) >= LEARNED))),
        hints=Hints(
            "Can it be done with so few neurons? And if it can, does every start find it?",
            "One neuron can only divide the plane by a straight line, which XOR defies. Two can just do it, if they "
            "start well. Many offer many ways.",
            lambda: (
                f"The engine's losses in the end: {', '.join(figure(float(x)) for x in ended(hidden, seed).losses)}."
            ),
        ),
        explain=lambda: f"So it went. {experiment().frame.caption}",
        experiment=experiment,
    )


def _count(arrived: int) -> int:
    return 0 if arrived == 0 else 2 if arrived == STARTS else 1


def _one_step(losses: Array) -> Frame:
    level = (Mark("knows nothing", y=KNOWS_NOTHING),)
    series = (Series("loss", np.array([0.0, 1.0]), losses),)
    chart = Lines("Loss before and after one update", series, "update", "loss", (0.0, 1.0), marks=level)
    before, after = (float(loss) for loss in losses)
    caption = f"Before the update the loss was {figure(before)}, after it {figure(after)}."
    return Frame(1, (chart,), caption, {"update": 1, "loss": after}, finished=True)


def _five(end: Moment) -> Frame:
    labels = tuple(f"start {i}" for i in range(1, STARTS + 1))
    chart = Bars("Right, of 100", labels, 100 * end.right, limits=(0.0, 100.0), decimals=0)
    right = ", ".join(f"{100 * share:.0f}" for share in end.right)
    caption = f"After {UPDATES} updates {end.arrived} of 5 have learned it. Right, of 100: {right}."
    readings = {"update": UPDATES, "highest loss": float(end.losses.max()), "have learned it": end.arrived}
    return Frame(UPDATES, (chart,), caption, readings, finished=True)
