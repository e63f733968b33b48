"""The quiz on the order of things: one cycle of a real network, as it stands on the engine's tape."""

from __future__ import annotations

from graphlib import TopologicalSorter

import numpy as np

from engine import Network, train
from lessons.kit.questions import Draw, Hints, Order, OrderMistake, question

STEPS = {
    "z1": "The hidden neuron adds up its inputs",
    "a1": "The hidden neuron applies its activation",
    "z2": "The network gives its answer",
    "loss": "The loss says how wrong the answer is",
    "dz2": "The slope of the loss along the answer",
    "d[a1;": "The slope along what the hidden neuron passed on",
    "dW1": "The slope along the first layer's weights",
    "weights": "The weights move",
}
"""What a learner calls the steps, by the name at which their line on the tape begins."""
_NEEDS = {
    "a1": ["z1"],
    "z2": ["a1"],
    "loss": ["z2"],
    "dz2": ["loss"],
    "d[a1;": ["dz2"],
    "dW1": ["d[a1;"],
    "weights": ["dW1"],
}
"""What must be known before each step, for the second way to the order."""


def on_the_tape() -> list[str]:
    """The names of these steps in the order in which the engine makes them."""
    net = Network([1, 1, 1], "tanh", seed=0)
    run = train(net, (np.array([[1.0]]), np.array([[1.0]])), loss="mse", updates=1)
    next(run)
    names = [step.label.split(" ")[0] for step in run.tape]
    return list(dict.fromkeys(name for name in names if name in STEPS))


@question
def one_cycle(draw: Draw) -> Order:
    """The steps of one cycle, one of the early ones left out."""
    left_out = draw.one_of(("z1", "a1"))
    shown = draw.shuffled([name for name in STEPS if name != left_out])

    def engine() -> tuple[int, ...]:
        return tuple(shown.index(name) for name in on_the_tape() if name in shown)

    def by_need() -> tuple[int, ...]:
        return tuple(shown.index(name) for name in TopologicalSorter(_NEEDS).static_order() if name in shown)

    def mistake(name: str, early: str, late: str, because: str) -> OrderMistake:
        return OrderMistake(name, shown.index(early), shown.index(late), because)

    return Order(
        prompt="One cycle of a network with one hidden neuron, as it stands on the engine's tape. Put its steps in "
        "order, first to last.",
        things=tuple(STEPS[name] for name in shown),
        decide=engine,
        again=by_need,
        misconceptions=(
            mistake(
                "moved before it knew where",
                "weights",
                "dW1",
                "You let the weights move before the slope along them is known. That would be turning the wheel before "
                "the satnav has spoken.",
            ),
            mistake(
                "judged before it answered",
                "loss",
                "z2",
                "You had the loss before the answer. There is nothing to judge until the network has said something.",
            ),
            mistake(
                "went back before it erred",
                "dz2",
                "loss",
                "You started back before the loss was reached. The way back begins where the way there ends.",
            ),
            mistake(
                "blamed the first layer first",
                "dW1",
                "d[a1;",
                "You reached the first layer's weights before the hidden neuron's own slope. The blame comes from the "
                "far end, link by link.",
            ),
            mistake(
                "skipped a link on the way back",
                "d[a1;",
                "dz2",
                "You had the hidden neuron's slope before that of the answer. It is worked out *from* that of the "
                "answer.",
            ),
        ),
        hints=Hints(
            "There, back, move. In which of the three does each step belong?",
            "There: from the inputs to the loss. Back: from the loss towards the first layer, each slope from the one "
            "after it. Then, and only then, the weights.",
            lambda: "The engine's tape reads: " + "; ".join(STEPS[shown[i]].lower() for i in engine()) + ".",
        ),
        explain=lambda: "Yes, that is the tape: there, back, and then all the weights at once.",
    )
