"""Five questions: what a walk adds up to, a sum and a bend, how sure, the surest, and a pack of cards."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor
from lessons.kit import by_hand
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.questions import Draw, Number, Option, Outcome, Predict, Which, question
from lessons.kit.slopes import Array
from lessons.ten_questions.thinking.demo_cards import OPTIONS, RATE, UPDATES, Pupil, learnt, scores

CASES = ((30, 32, 1.0), (20, 32, 1.0), (40, 1, 1.0), (80, 1, 1.0), (40, 4, 1.0), (30, 1, 0.0))
"""Examples, hidden units in each of two layers, and the share of labels that is shuffled."""


@question
def far_probe(draw: Draw) -> Number:
    """Ask for the sum after a few steps away from the border."""
    start, gain, steps = draw.number(0.5, 2, step=0.5), draw.number(1.5, 4, step=0.5), draw.whole(3, 8)

    def after(steps: int) -> float:
        return (Tensor(start) + Tensor(np.full(steps, gain)).sum()).item()

    return Number(
        value=lambda: after(steps),
        again=lambda: start + steps * gain,
        tolerance=0.01,
        mistakes={
            "expected doubt far away": lambda: 0.0,
            "forgot the start": lambda: steps * gain,
            "stopped after one step": lambda: after(1),
            "took the steps away": lambda: start - steps * gain,
        },
        figures={"start": start, "gain": gain, "steps": steps},
    )


@question
def sum_and_bend(draw: Draw) -> Number:
    """Ask for the sum of two neurons, of which one is silent."""
    awake, asleep = draw.number(1, 4, step=0.5), draw.number(-4, -1, step=0.5)
    sums = np.array(draw.shuffled((awake, asleep)))
    out = np.array([draw.number(2, 4, step=0.5), draw.number(-3, -1.5, step=0.5)])[:: draw.one_of((1, -1))]

    def bent() -> Array:
        return np.asarray(Tensor(sums).relu().value)

    return Number(
        value=lambda: (Tensor(out) * Tensor(sums).relu()).sum().item(),
        again=lambda: sum(weight * max(0.0, each) for weight, each in zip(out, sums, strict=True)),
        tolerance=0.02,
        mistakes={
            "let everything pass": lambda: float(out @ sums),
            "silenced the wrong one": lambda: float(out @ np.minimum(sums, 0.0)),
            "forgot to weigh": lambda: float(bent().sum()),
        },
        figures={
            "first": sums[0],
            "second": sums[1],
            "out one": out[0],
            "out two": out[1],
            "bent": bent,
            "bent one": lambda: bent()[0],
            "bent two": lambda: bent()[1],
        },
    )


@question
def how_sure(draw: Draw) -> Number:
    """How sure of B a network is that adds up to z."""
    z = draw.number(0.5, 2, step=0.25)
    power = round(math.exp(-z), 3)

    def sure() -> float:
        return Tensor(z).sigmoid().item()

    return Number(
        value=sure,
        again=lambda: 1 / (1 + math.exp(-z)),
        tolerance=0.005,
        unit="share",
        mistakes={
            "gave the doubt": lambda: 1 - sure(),
            "forgot the 1": lambda: 1 / power,
            "gave the power": lambda: power,
        },
        figures={"z": z, "power": power},
    )


@question
def surest(draw: Draw) -> Which:
    """Of which of four answers the network is surest."""
    large, beyond = draw.number(2, 3, step=0.25), draw.number(-6, -4, step=0.25)
    named = {
        beyond: "",
        large: "took the largest number",
        0.0: "took zero for certainty",
        draw.number(0.25, 1, step=0.25): "took a small number for a sure one",
    }
    offered = draw.shuffled(tuple(named))

    def sureness(z: float) -> float:
        b = Tensor(z).sigmoid().item()
        return max(b, 1 - b)

    return Which(
        options=tuple(Option(f"z = {exact(z)}", named[z], figures={"z": z}) for z in offered),
        amounts=lambda: [sureness(z) for z in offered],
        amounts_again=lambda: [1 / (1 + math.exp(-abs(z))) for z in offered],
        figures={"sure": lambda: [f"{sureness(z):.1%} at z = {exact(z)}" for z in offered]},
    )


@question
def shuffled_labels(draw: Draw) -> Predict:
    """How much of a shuffled pack a network learns by heart; it is taught after the reply."""
    examples, hidden, share = draw.one_of(CASES)
    seed = draw.whole(0, 4)
    slips = ("to see through the nonsense", "to learn the half of it", "to learn anything")

    def pupil() -> Pupil:
        return Pupil.of(examples, hidden, share, seed)

    def experiment() -> Outcome:
        taught = Pupil.taught(examples, hidden, share, seed)
        return Outcome(learnt(taught.own[-1]), _frame(taught))

    def again() -> int:
        own = pupil()
        labels = own.labels[:, None].astype(float)
        *_, said = by_hand.train(
            own.net, own.inputs, labels, loss="binary_cross_entropy", rate=RATE, updates=UPDATES, rule="adam"
        )
        return learnt(float(np.mean((said > 0) == labels)))

    def halfway() -> float:
        own = pupil()
        *_, _ = own.study(UPDATES // 2, UPDATES // 2)
        return own.own[-1]

    return Predict(
        experiment=experiment,
        again=again,
        options=tuple(Option(text, f"expected it {slip}") for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={
            "examples": examples,
            "shuffled": bool(share),
            "hidden": hidden,
            "many": hidden > 1,
            "updates": UPDATES,
            "adjustable": lambda: pupil().net.parameters.size,
            "before": lambda: pupil().score(pupil().inputs, pupil().labels),
            "halfway": halfway,
        },
    )


def _frame(pupil: Pupil) -> Frame:
    own, new = pupil.own[-1], pupil.new[-1]
    caption = (
        f"After {UPDATES} updates it gets {own:.0%} of the labels right that it was taught, and {new:.0%} of new ones, "
        "labelled in the same manner."
    )
    return Frame(UPDATES, (scores(pupil),), caption, {"update": UPDATES, "own": own, "new": new}, finished=True)
