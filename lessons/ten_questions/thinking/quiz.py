"""Five questions: sureness far from home, a stranger, which input moves the answer, how fast, and a pack of cards."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor
from lessons.kit import by_hand
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, Which, question
from lessons.kit.sentences import Figures
from lessons.kit.slopes import Array
from lessons.ten_questions.thinking.demo_cards import OPTIONS, RATE, UPDATES, Pupil, learnt, scores
from lessons.ten_questions.thinking.tiny import NAMES, SIGNS, Tiny

WALKS = ((2, 3), (2, 4), (3, 2), (3, 3), (3, 4))
"""By how much a step multiplies the odds, and how many steps."""
STRANGERS = ("piano", "teapot", "tractor", "thundercloud", "slice of toast")
CASES = ((30, 32, 1.0), (20, 32, 1.0), (40, 1, 1.0), (80, 1, 1.0), (40, 4, 1.0), (30, 1, 0.0))
"""Examples, hidden units in each of two layers, and the share of labels that is shuffled."""


@question
def far_probe(draw: Draw) -> Number:
    """How sure a neuron is after a few steps away from the border."""
    start, (factor, steps) = draw.whole(2, 6), draw.one_of(WALKS)
    z, odds, factors = math.log(start) + steps * math.log(factor), start * factor**steps, [str(factor)] * steps

    def share(odds: float) -> float:
        return odds / (1 + odds)

    def sure() -> float:
        return Tensor(z).sigmoid().item()

    return Number(
        value=sure,
        again=lambda: share(odds),
        tolerance=0.002,
        unit="share",
        mistakes={
            "expected doubt far away": lambda: Tensor(0.0).sigmoid().item(),
            "added instead of multiplied": lambda: share(start + factor * steps),
            "grew by the same amount each step": lambda: share(start + start * (factor - 1) * steps),
            "multiplied by the steps": lambda: share(start * factor * steps),
            "forgot the start": lambda: share(factor**steps),
            "gave the doubt": lambda: 1 - sure(),
        },
        figures={
            "start": start,
            "factor": factor,
            "steps": steps,
            "grown": start * factor - start,
            "factors": " × ".join(factors),
            "odds": odds,
            "parts": odds + 1,
            "share": lambda: round(sure(), 4),
            "z": z,
        },
    )


@question
def stranger(draw: Draw) -> Choice:
    """Ask what a network that knows two answers says of something that is neither."""
    thing, pair = draw.one_of(STRANGERS), draw.one_of(((1, 3), (1, 4), (2, 4), (3, 5), (1, 2), (2, 3)))
    cat, dog = draw.shuffled(pair)

    def says() -> Array:
        return np.array(Tensor([float(cat), float(dog)]).softmax().value)

    shares = {
        "": says()[0],
        "swapped the two": says()[1],
        "shared the scores out": cat / (cat + dog),
        "expected it to shrug": 0.5,
        "expected it to know what it does not know": -1.0,
    }
    offered = draw.shuffled(tuple(shares))

    def nearest(share: float) -> int:
        return int(np.argmin([abs(shares[name] - share) for name in offered]))

    def text(share: float) -> str:
        return "“I have never seen such a thing”" if share < 0 else f"cat {share:.0%}, dog {1 - share:.0%}"

    return Choice(
        options=tuple(Option(text(shares[name]), name) for name in offered),
        decide=lambda: nearest(says()[0]),
        again=lambda: nearest(math.exp(cat) / (math.exp(cat) + math.exp(dog))),
        figures={
            "thing": thing,
            "cat": cat,
            "dog": dog,
            "apart": abs(cat - dog),
            "odds": math.exp(abs(cat - dog)),
            "cat's share": lambda: says()[0],
            "dog's share": lambda: says()[1],
        },
    )


def _about(tiny: Tiny) -> Figures:
    """The figures that the words about a tiny network name."""
    return {
        "network": tiny.written(),
        "shown": tiny.shown(),
        "awake": tiny.awake + 1,
        "asleep": 2 - tiny.awake,
        "first sum": lambda: tiny.sums()[0],
        "second sum": lambda: tiny.sums()[1],
    }


@question
def moves_more(draw: Draw) -> Which:
    """Which input the answer hangs on most."""
    tiny = Tiny.drawn(draw)
    while not tiny.tells_three_apart:  # too rare to leave it to the drawing again
        tiny = Tiny.drawn(draw)

    def slope(index: int) -> float:
        return tiny.score().slope("inputs", index)

    return Which(
        options=tuple(Option(name, "", figures={"slope": lambda i=i: slope(i)}) for i, name in enumerate(NAMES)),
        mistakes={
            "listened to a sleeping neuron": lambda: int(tiny.sleeping.argmax()),
            "took the largest input": lambda: int(tiny.inputs.argmax()),
        },
        amounts=lambda: list(map(abs, tiny.slopes())),
        amounts_again=lambda: [abs(tiny.score().nudged("inputs", i)) for i in range(3)],
        figures={
            **_about(tiny),
            "slopes": lambda: [f"{name} {exact(slope(i))}" for i, name in enumerate(NAMES)],
            "told": lambda: [f"{exact(slope(i))} for {name}" for i, name in enumerate(NAMES)],
        },
        inspect=tiny.inspection(),
    )


@question
def one_nudge(draw: Draw) -> Number:
    """How fast the score moves with one input."""
    while True:
        tiny, index = Tiny.drawn(draw), draw.whole(0, 2)
        awake, asleep = tiny.awake, 1 - tiny.awake
        weight, outer = float(tiny.first[awake, index]), float(tiny.second[awake])
        sleeping = float(tiny.first[asleep, index] * tiny.second[asleep])
        likely = (weight * outer, weight * outer + sleeping, weight, -weight * outer, sleeping)
        if len({round(one, 6) for one in likely}) == len(likely):
            break

    def slope() -> float:
        return tiny.score().slope("inputs", index)

    return Number(
        value=slope,
        again=lambda: tiny.score().nudged("inputs", index),
        tolerance=0.05,
        gradient=True,
        mistakes={
            "listened to a sleeping neuron": lambda: slope() + sleeping,
            "took the sleeping neuron for the awake one": lambda: sleeping,
            "forgot the second link": lambda: slope() / outer,
            "sign flipped": lambda: -slope(),
        },
        figures={**_about(tiny), "input": NAMES[index], "sign": SIGNS[index], "weight": weight, "outer": outer},
        inspect=tiny.inspection(f"inputs[{index + 1}]"),
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
