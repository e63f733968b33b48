"""Ten uses of networks: what goes in, what comes out, what kind of network, and what a miss costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine import loss_of
from lessons.kit.computation import Computation

Charge = Literal["one of many", "yes or no", "amount"]
FAMILY: dict[Charge, str] = {
    "one of many": "cross-entropy",
    "yes or no": "cross-entropy",
    "amount": "squares, Huber",
}
"""The kind of loss for each kind of thing that comes out."""
LOSS: dict[Charge, str] = {
    "one of many": "softmax_cross_entropy",
    "yes or no": "binary_cross_entropy",
    "amount": "mse",
}
"""The engine's name of the loss."""


@dataclass(frozen=True)
class Use:
    """One use.

    Attributes:
        name: a few words.
        field: "seeing", "language" or "advice".
        network: how it is wired, in a word or two.
        gives: what comes out.
        charge: of what kind that is.
        beware: the honest half-sentence.
    """

    name: str
    field: str
    network: str
    gives: str
    charge: Charge
    beware: str


USES = (
    Use("name a face", "seeing", "convolutional", "one person", "one of many", "it names somebody for a stranger, too"),
    Use("find photographs", "seeing", "convolutional", "each word: yes?", "yes or no", "it finds what it was shown"),
    Use("read a scan", "seeing", "convolutional", "ill: yes?", "yes or no", "at another clinic it may do worse"),
    Use("see the road", "seeing", "convolutional", "a box: 4 numbers", "amount", "driving takes other parts as well"),
    Use(
        "paint a picture", "seeing", "convolutional", "the noise in it", "amount", "it has seen much painted by others"
    ),
    Use("hear a voice", "language", "attention", "next letter", "one of many", "of rare accents it has heard little"),
    Use("translate, chat", "language", "attention", "next word", "one of many", "what is fluent need not be true"),
    Use("recommend", "advice", "numbers × numbers", "stars", "amount", "its advice shapes what it learns from next"),
    Use("try a medicine", "advice", "dense", "how well it binds", "amount", "a prediction cures nobody yet"),
    Use("foretell a price", "advice", "any", "tomorrow's price", "amount", "it loses to “no change”"),
)


def example(use: Use, skill: float) -> Computation:
    """Return the loss of one example: how right the answer is grows with `skill`, from 0 to 5.

    Of many: three raw outputs, that of the right class `skill` − 1, the others 0.5 and −0.5. Yes or no: the raw output
    `skill` − 1, and the truth is yes. An amount: 3 is true, and it is `skill` − 5 off.
    """
    if use.charge == "one of many":
        raw, target = np.array([[skill - 1, 0.5, -0.5]]), np.array([0])
    elif use.charge == "yes or no":
        raw, target = np.array([[skill - 1]]), np.array([[1.0]])
    else:
        raw, target = np.array([[skill - 2]]), np.array([[3.0]])
    return Computation(lambda outputs: loss_of(outputs, target, LOSS[use.charge]), {"outputs": raw})


def families(uses: tuple[Use, ...]) -> tuple[str, ...]:
    """Return the kinds of loss that some uses need, each once, in the order in which they are met."""
    return tuple(dict.fromkeys(FAMILY[use.charge] for use in uses))
