"""The quiz on order: the steps of one update, read from the engine's tape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, train
from lessons.kit.questions import Draw, Hints, Order, OrderMistake, question


@dataclass(frozen=True)
class Deed:
    """A step of one update.

    Attributes:
        words: how the learner reads it.
        label: how its line on the engine's tape begins.
        needs: what must be known before it.
    """

    words: str
    label: str
    needs: tuple[str, ...]


ONE_NEURON = {
    "z": Deed("add up weight × input and the bias: z", "z1 =", ()),
    "a": Deed("put z through the activation: the answer a", "a1 =", ("z",)),
    "loss": Deed("compare a with the truth: the loss", "loss =", ("a",)),
    "da": Deed("slope of the loss along a", "da1 =", ("loss",)),
    "dz": Deed("slope of the loss along z", "dz1 =", ("da",)),
    "dw": Deed("slope of the loss along the weight", "dW1 =", ("dz",)),
    "w": Deed("move the weight against its slope", "weights −=", ("dw",)),
}
TWO_LAYERS = {
    "a1": Deed("what the hidden neurons answer", "a1 =", ()),
    "a2": Deed("what the last neuron answers", "a2 =", ("a1",)),
    "loss": Deed("the loss", "loss =", ("a2",)),
    "dz2": Deed("slope of the loss along the last neuron's sum", "dz2 =", ("loss",)),
    "dz1": Deed("slope of the loss along the hidden neurons' sums", "dz1 =", ("dz2",)),
    "w": Deed("move all weights against their slopes", "weights −=", ("dz1",)),
}


def on_the_tape(deeds: Mapping[str, Deed], hidden: str, last: str) -> list[str]:
    """The deeds in the order in which the engine's tape of one update holds them."""
    sizes, kinds = ([1, 1], last) if deeds is ONE_NEURON else ([1, 3, 1], hidden)
    net = Network(sizes, kinds, output=last, seed=0)
    run = train(net, (np.array([[2.0]]), np.array([[1.0]])), optimiser=SGD(0.1), updates=1)
    next(run)
    labels = [step.label for step in run.tape]
    done = {
        name: max(i for i, label in enumerate(labels) if label.startswith(deed.label)) for name, deed in deeds.items()
    }
    return sorted(deeds, key=done.__getitem__)


def by_needs(deeds: Mapping[str, Deed]) -> list[str]:
    """The deeds in the only order in which each finds what it needs."""
    known: list[str] = []
    while len(known) < len(deeds):
        known.append(next(name for name, deed in deeds.items() if name not in known and set(deed.needs) <= set(known)))
    return known


@question
def one_update(draw: Draw) -> Order:
    """The steps of one update, in the order of the tape."""
    deeds = draw.one_of((ONE_NEURON, TWO_LAYERS))
    hidden, last = draw.one_of(("tanh", "relu", "sigmoid")), draw.one_of(("tanh", "sigmoid"))
    names = draw.shuffled(tuple(deeds))
    first_slope = "da" if deeds is ONE_NEURON else "dz2"
    first_answer, answer = ("z", "a") if deeds is ONE_NEURON else ("a1", "a2")
    near, far = ("da", "dz") if deeds is ONE_NEURON else ("dz2", "dz1")
    told = (
        f"a neuron with {last}"
        if deeds is ONE_NEURON
        else f"a hidden layer with {hidden}, and a last neuron with {last}"
    )

    def places(order: list[str]) -> tuple[int, ...]:
        return tuple(names.index(name) for name in order)

    def in_words() -> str:
        return "; ".join(deeds[name].words for name in on_the_tape(deeds, hidden, last))

    return Order(
        prompt=f"One example, one update ({told}). In which order does the engine work?",
        things=tuple(deeds[name].words for name in names),
        decide=lambda: places(on_the_tape(deeds, hidden, last)),
        again=lambda: places(by_needs(deeds)),
        misconceptions=(
            OrderMistake(
                "moved before it knew where to",
                names.index("w"),
                names.index(far),
                "The weight moves before its slope is known. A move without a slope is a guess, not learning: it comes "
                "last.",
            ),
            OrderMistake(
                "corrected before it had erred",
                names.index(first_slope),
                names.index("loss"),
                "There is a slope of the loss before there is a loss. First guess, then compare, then correct.",
            ),
            OrderMistake(
                "judged before it had answered",
                names.index("loss"),
                names.index(answer),
                "The loss compares the answer with the truth; so the answer comes first.",
            ),
            OrderMistake(
                "went forward from the back",
                names.index(answer),
                names.index(first_answer),
                "The way forward runs from the input to the answer; you took it from the far end.",
            ),
            OrderMistake(
                "went back from the front",
                names.index(far),
                names.index(near),
                "The way back begins at the loss: what is nearest to it gets its slope first.",
            ),
        ),
        hints=Hints(
            "Guess, compare, trace back, move.",
            "Forward from the input to the answer, then the loss; then slopes from the loss backwards; the move last.",
            lambda: f"The engine's tape reads: {in_words()}.",
        ),
        explain=lambda: f"Yes, so it stands on the tape: {in_words()}.",
    )
