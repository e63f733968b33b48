"""Five cycles: their order, the loss and an updated weight of one, a loop with a fault, and how a start turns out."""

from __future__ import annotations

import math
from functools import partial
from graphlib import TopologicalSorter

import numpy as np

from engine import Tensor, train
from lessons.inside_the_network.layers.model import per_cent
from lessons.inside_the_network.seven_steps.cycle import CATS, EARS, initialised
from lessons.inside_the_network.seven_steps.demo_rounds import LEVELS
from lessons.inside_the_network.seven_steps.model import beginner, to_learn, training, unseen
from lessons.inside_the_network.seven_steps.troubleshooting import FAULTS, LoopLog, fault_by_hand, logged
from lessons.kit import by_hand
from lessons.kit.charts import Bars, Table
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, signed
from lessons.kit.questions import Choice, Draw, Number, Order, Outcome, Predict, option, question
from lessons.kit.slopes import Array

DEEDS = {
    "start": "Once: give the weights small random values",
    "batch": "Take a batch of examples",
    "z2": "Let the network answer them",
    "loss": "Make one number of how wrong the answers are",
    "dW1": "Find the slope of that number along each weight",
    "weights": "Move each weight against its slope",
    "again": "Go back for the next batch",
}
"""What is done in training, by the name at which its line on the engine's tape begins, if it has one."""
_NEEDS = {name: [before] for before, name in zip(DEEDS, list(DEEDS)[1:], strict=False)}


def on_the_tape() -> list[str]:
    """Return the deeds as they are done: a network is begun, and a run's tape tells of one cycle."""
    network = initialised(0.5, 0)
    run = train(network, (EARS, CATS), loss="binary_cross_entropy", batch=2, updates=2)
    next(run)
    labels = dict.fromkeys(step.label.split(" ")[0] for step in run.tape)
    return ["start", "batch", *(label for label in labels if label in DEEDS), "again"]


@question
def in_order(draw: Draw) -> Order:
    """Ask for the order of all that is done in training."""
    names = draw.shuffled(tuple(DEEDS))
    place = names.index
    return Order(
        things=tuple(DEEDS[name] for name in names),
        decide=lambda: tuple(map(place, on_the_tape())),
        again=lambda: tuple(map(place, TopologicalSorter(_NEEDS).static_order())),
        mistakes={
            "initialised inside the loop": (place("batch"), place("start")),
            "measured before it answered": (place("loss"), place("z2")),
            "traced back before it measured": (place("dW1"), place("loss")),
            "adjusted without slopes": (place("weights"), place("dW1")),
            "went on without adjusting": (place("again"), place("weights")),
        },
        figures={"deeds": lambda: "; ".join(DEEDS[name] for name in on_the_tape())},
    )


def drawn_batch(draw: Draw) -> tuple[Array, Array, Array]:
    """Return three examples of a cycle: what the neuron hears, what it says, and the truth, shape (3,) each."""
    heard = np.array(draw.shuffled((1.0, 2.0, 3.0, -1.0, -2.0))[:3])
    says = np.array(draw.shuffled((0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))[:3])
    return heard, says, np.array(draw.shuffled((0.0, 1.0, draw.one_of((0.0, 1.0)))))


def drawn_answers(draw: Draw) -> tuple[Array, Array, Array]:
    """Return such a batch, in which no two ways to its loss come near each other."""
    while True:
        batch = drawn_batch(draw)
        if min(np.diff(sorted(losses_of(batch[1], batch[2]).values()))) > 0.03:
            return batch


def losses_of(says: Array, truth: Array) -> dict[str, float]:
    """Return what comes out for a batch's loss, by the name of what went wrong on the way; "" is right."""
    sure = np.where(truth == 1, says, 1 - says)
    return {
        "": -math.log(math.prod(sure.tolist())) / len(sure),
        "added up instead of averaging": float(-np.log(sure).sum()),
        "took every answer for the truth's chance": float(-np.log(says).mean()),
        "took the chance of the wrong": float(-np.log(1 - sure).mean()),
        "averaged the misses": float((1 - sure).mean()),
        "took the logarithm of the mean": -math.log(float(sure.mean())),
    }


def surprise(w: float, heard: Array, says: Array, truth: Array) -> Computation:
    """Return the mean surprise of a batch, as a function of the weight w around where the neuron says what it says."""
    rest = np.log(says / (1 - says)) - w * heard

    def formula(w: Tensor, x: Tensor, rest: Tensor, yes: Tensor, no: Tensor) -> Tensor:
        said = (w * x + rest).sigmoid().named("says")
        return -(yes * said.log() + no * (1 - said).log()).mean()

    return Computation(formula, {"w": w}, {"x": heard, "rest": rest, "yes": truth, "no": 1 - truth})


@question
def loss_of_this_cycle(draw: Draw) -> Number:
    """Ask for the loss of a batch, from what was said and what is true."""
    heard, says, truth = drawn_answers(draw)
    found = losses_of(says, truth)
    sure = np.where(truth == 1, says, 1 - says)
    return Number(
        value=surprise(1.0, heard, says, truth).value,
        again=lambda: found[""],
        tolerance=0.01,
        mistakes={name: partial(found.__getitem__, name) for name in found if name},
        figures={"says": says, "truth": truth, "sure": sure, "surprises": lambda: -np.log(sure)},
    )


@question
def updated_weight(draw: Draw) -> Number:
    """Ask for a weight after one cycle with a batch of three."""
    heard, says, truth = drawn_batch(draw)
    w, rate = draw.number(-1, 1, step=0.25, zero=False), draw.one_of((0.5, 1.0, 2.0))
    here = surprise(w, heard, says, truth)
    while abs(here.slope("w")) < 0.05 or abs(here.slope("w") - heard.mean() * (says - truth).mean()) < 0.02:
        heard, says, truth = drawn_batch(draw)
        here = surprise(w, heard, says, truth)
    slopes = (says - truth) * heard

    def moved(slope: float, step: float = rate) -> float:
        return w - step * slope

    return Number(
        value=lambda: w - rate * here.slope("w"),
        again=lambda: w - rate * here.nudged("w"),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "stepped uphill": lambda: moved(float(slopes.mean()), -rate),
            "summed the batch's slopes": lambda: moved(float(slopes.sum())),
            "left out what it heard": lambda: moved(float((says - truth).mean())),
            "took the first example only": lambda: moved(float(slopes[0])),
            "gave the step, not the weight": lambda: -rate * float(slopes.mean()),
        },
        figures={
            "w": w,
            "rate": rate,
            "heard": heard,
            "says": says,
            "truth": truth,
            "products": [f"{exact(m)} × {signed(x)}" for m, x in zip((says - truth).tolist(), heard, strict=True)],
            "slope": lambda: here.slope("w"),
        },
        inspect=here.inspect("w", title="The batch's mean surprise"),
    )


@question
def what_went_wrong(draw: Draw) -> Choice:
    """Show the log of a loop, and ask which step is at fault, if any."""
    fault, rate = draw.one_of(FAULTS), draw.one_of((0.5, 1.0))
    while True:
        seed = draw.whole(0, 9_999)
        log = logged(fault, rate, seed)
        if fault != FAULTS[1] or (np.diff(log.losses).min() < -0.03 and np.diff(log.losses).max() > 0.03):
            break
    return Choice(
        options=tuple(
            option(f"blamed {what}") for what in ("an update left out", "a new start", "the sign", "nothing")
        ),
        decide=lambda: FAULTS.index(fault),
        again=lambda: fault_by_hand(log, rate, seed),
        figures={
            "rate": rate,
            "first": f"{log.losses[0]:.4f}",
            "losses": [f"{loss:.3f}" for loss in log.losses],
            "stays": bool(log.weights[0] == log.weights[-1]),
            "fault": {
                "no update": "The weight never moves: step 6 is missing",
                "starts afresh": "The weight jumps about as only a new start can make it: step 7 went back to step 2",
                "uphill": "The weight moves steadily while the loss only rises: step 6 adds what it should take off",
                "none": "The weight moves steadily and the loss falls: all is in order",
            }[fault],
        },
        chart=Frame(0, (_table(log),), "The log of a loop of training.", {"lines": len(log.losses)}),
    )


def _table(log: LoopLog) -> Table:
    pairs = zip(log.losses, log.weights, strict=True)
    rows = tuple((str(i), f"{loss:.4f}", f"{w:.4f}".replace("-", "−")) for i, (loss, w) in enumerate(pairs))
    return Table("The log", ("cycles", "loss", "a weight"), rows)


@question
def after_some_cycles(draw: Draw) -> Predict:
    """Ask how many unseen scans a network reads right, whose start and cycles are drawn."""
    spread, rate = draw.one_of(((0.00001, 0.5), (0.3, 0.005), (0.5, 0.01), (0.3, 0.5), (0.5, 0.5), (0.3, 1.0)))
    cycles, seed = draw.one_of((60, 80, 100)), draw.whole(0, 99)
    scans = unseen()

    def score() -> float:
        *_, last = training(beginner(8, spread, seed), rate=rate, updates=cycles, every=cycles, seed=seed, batch=None)
        return last.validation_accuracy or 0.0

    def by_numpy() -> int:
        known = to_learn()
        *_, said = by_hand.train(
            beginner(8, spread, seed),
            known.inputs,
            known.targets[:, np.newaxis],
            loss="binary_cross_entropy",
            rate=rate,
            updates=cycles,
            asked=scans.inputs,
        )
        return _level(float(np.mean((said[0, :, 0] > 0) == scans.targets)))

    return Predict(
        options=tuple(option(f"expected {what}") for what in ("mere guessing", "something between", "a good reader")),
        experiment=lambda: Outcome(_level(score()), _score(score(), cycles)),
        again=by_numpy,
        figures={"spread": f"{spread:f}".rstrip("0"), "rate": rate, "cycles": cycles, "got": lambda: per_cent(score())},
    )


def _level(right: float) -> int:
    return int(np.searchsorted(LEVELS, right, side="right"))


def _score(right: float, cycles: int) -> Frame:
    bars = Bars("unseen scans", ("read right",), np.array([100 * right]), limits=(0.0, 100.0), unit="%", decimals=0)
    told = f"After {cycles} cycles it read {per_cent(right)} of the unseen scans right."
    return Frame(0, (bars,), told, {"cycle": cycles, "right": round(right, 3)}, finished=True)
