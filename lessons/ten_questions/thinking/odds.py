"""The quiz on sureness: what the formula says far from home, and what it says of things that were never learned."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor
from lessons.kit.figures import exact
from lessons.kit.questions import Choice, Draw, Hints, Misconception, Number, Option, question
from lessons.kit.slopes import Array

WALKS = ((2, 3), (2, 4), (3, 2), (3, 3))
"""By how much a step multiplies the odds, and how many steps; no sum and no plain product comes to the same."""
STRANGERS = ("piano", "teapot", "tractor", "thundercloud", "slice of toast")


@question
def far_probe(draw: Draw) -> Number:
    """How sure a neuron is after a few steps away from the border."""
    start, (factor, steps) = draw.whole(2, 4), draw.one_of(WALKS)

    def z() -> float:
        return math.log(start) + steps * math.log(factor)

    def odds() -> int:
        return int(start * factor**steps)

    def share(odds: float) -> float:
        return odds / (1 + odds)

    def sure() -> float:
        return Tensor(z()).sigmoid().item()

    return Number(
        prompt=f"At home a neuron gives odds of {start} to 1 for B. Each step further from the border adds the same "
        f"to z, and so *multiplies* the odds by {factor}. How sure of B is it after {steps} steps, as a share "
        "from 0 to 1?",
        value=sure,
        again=lambda: share(odds()),
        tolerance=0.004,
        misconceptions=(
            Misconception(
                "expected doubt far away",
                lambda: Tensor(0.0).sigmoid().item(),
                "A sensible creature would shrug out there, one half each. Nothing in the formula knows where the "
                "examples ended: each step still multiplies the odds.",
            ),
            Misconception(
                "added instead of multiplied",
                lambda: share(start + factor * steps),
                "You added for each step. What adds up is z; the odds, e to the power z, are multiplied.",
            ),
            Misconception(
                "multiplied by the steps",
                lambda: share(start * factor * steps),
                f"You multiplied by {factor} and then by the number of steps. It is {factor} for *each* step: "
                f"{' × '.join([str(factor)] * steps)}.",
            ),
            Misconception(
                "gave the doubt",
                lambda: 1 - sure(),
                "That is what is left for A. The share of B is the rest.",
            ),
        ),
        hints=Hints(
            "First the odds after all the steps, then the share.",
            "Odds of 3 to 1 are a share of 3 / (3 + 1). Multiply the odds once for each step before you divide.",
            lambda: (
                f"The odds become {' × '.join([str(start)] + [str(factor)] * steps)} = {odds()} to 1, and {odds()} / "
                f"{odds() + 1} = {exact(round(sure(), 4))}. The engine's way: "
                f"z = {z():.3f}, and 1 / (1 + e^(−z)) is the same."
            ),
        ),
        explain=lambda: (
            f"Yes: {odds()} to 1, which is {exact(round(sure(), 4))}. Not a word about whether anybody was ever there."
        ),
    )


@question
def stranger(draw: Draw) -> Choice:
    """What a network that knows two answers says of something that is neither."""
    thing, pair = draw.one_of(STRANGERS), draw.one_of(((1, 3), (1, 4), (2, 4), (3, 5), (1, 2), (2, 3)))
    cat, dog = draw.shuffled(pair)

    def says() -> Array:
        return np.array(Tensor([float(cat), float(dog)]).softmax().value)

    share, fair = says()[0], cat / (cat + dog)
    offered = draw.shuffled(
        (
            (share, "", "This is what it says, as if it had been a fair question."),
            (1 - share, "swapped the two", "The right figures for the wrong animals: the larger score gets more."),
            (
                fair,
                "shared the scores out",
                "You divided each score by their sum. It is e to the power of each score that is shared out.",
            ),
            (
                0.5,
                "expected it to shrug",
                "One half each would be tactful. But the scores differ, and nobody taught it tact.",
            ),
            (
                -1.0,
                "expected it to know what it does not know",
                "It has only two answers to divide 100% between. “Neither” was never one of them.",
            ),
        )
    )
    texts = ["“I have never seen such a thing”" if one < 0 else _split(one) for one, _, _ in offered]

    def by_hand() -> int:
        mine = math.exp(cat) / (math.exp(cat) + math.exp(dog))
        return int(np.argmin([abs(one - mine) for one, _, _ in offered]))

    return Choice(
        prompt=f"A network has learned cats and dogs, and nothing else. It is shown a {thing}. Its scores come out as "
        f"{cat} for cat and {dog} for dog, and softmax turns them into shares. What does it say?",
        options=tuple(
            Option(text, name or "expected something else", because)
            for text, (_, name, because) in zip(texts, offered, strict=True)
        ),
        decide=lambda: int(np.argmin([abs(one - says()[0]) for one, _, _ in offered])),
        again=by_hand,
        hints=Hints(
            "How many answers does it have to choose from?",
            "Softmax: e to the power of each score, divided by the sum of both. Only the difference of the scores "
            "counts: 1 makes it 2.7 to 1, 2 makes it 7.4 to 1, 3 makes it 20 to 1.",
            lambda: (
                f"The scores lie {abs(cat - dog)} apart: odds of {math.exp(abs(cat - dog)):.1f} to 1. The engine's "
                f"softmax gives {says()[0]:.3f} to cat and {says()[1]:.3f} to dog."
            ),
        ),
        explain=lambda: (
            f"Yes: cat {exact(round(100 * says()[0]))}%, dog {exact(round(100 * says()[1]))}%. It has to divide 100% "
            f"between the answers it knows, even for a {thing}."
        ),
    )


def _split(share: float) -> str:
    return f"cat {share:.0%}, dog {1 - share:.0%}"
