"""The twelve challenges."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.kit.errors import Unreadable
from lessons.kit.signs import quoted
from lessons.playground.challenges import goals
from lessons.playground.challenges.challenge import Challenge, Reason
from lessons.playground.settings import PlaygroundSettings

_STRAIGHT_INPUTS = ("x1", "x2")
_BY_HAND = "W1[1,1]=1;W1[1,2]=1;b1[1]=0.5;W1[2,1]=1;W1[2,2]=-1;W1[3,1]=-1;b1[3]=0.5;W1[4,2]=-1;b1[4]=0.5"
_DEEP = "4,4,4,4,4,4"


def _parted_by_a_line(settings: PlaygroundSettings) -> Reason | None:
    """Return the reason why a network that is one straight line cannot do it; None if it is more than that."""
    straight = all(name == "identity" for name in settings.activations)
    return "line" if straight and set(settings.inputs.split(",")) <= set(_STRAIGHT_INPUTS) else None


_ALL = (
    Challenge(
        "few-weights",
        "A spiral with little",
        "Get 95 % of the spiral's test right with at most 40 parameters.",
        {"data": "spiral", "noise": 0, "layers": "8,8", "optimiser": "adam"},
        goals.all_of(goals.few_parameters(40), goals.right_on_test(0.95)),
        "Inputs cost less than layers: what would a wave of x₁ know of a spiral?",
        ({"inputs": "x1,x2,sin1,sin2", "layers": "5"},),
        ("data", "noise", "test"),
    ),
    Challenge(
        "dead-relu",
        "Make ReLU die",
        "Have at least half of a hidden layer's ReLU units answer 0 to every example, so that they never wake.",
        {"layers": "8,8", "activation": "relu", "epochs": 50},
        goals.dead_layer(0.5),
        "How far must a bias be thrown for a unit never to be positive again, and what throws it?",
        ({"rate": 10},),
        ("activation", "initialisation", "edit"),
    ),
    Challenge(
        "bare-xor",
        "Xor with no hidden layer",
        "Get 95 % of xor's test right with no hidden layer. If it cannot be done as it stands, say why, or change "
        "what it is given.",
        {"data": "xor", "layers": "none", "rate": 0.3, "epochs": 100},
        goals.right_on_test(0.95),
        "Of x₁ and x₂ it makes one straight line. Which number tells the same signs from different ones?",
        ({"inputs": "x1,x2,x1x2"},),
        ("data", "noise", "test", "layers"),
        _parted_by_a_line,
    ),
    Challenge(
        "bare-circles",
        "Circles with no hidden layer",
        "Get 95 % of the circles' test right with no hidden layer.",
        {"layers": "none", "rate": 0.3, "epochs": 200},
        goals.right_on_test(0.95),
        "What do all points of a circle have in common?",
        ({"inputs": "x1^2,x2^2"},),
        ("data", "noise", "test", "layers"),
    ),
    Challenge(
        "straight",
        "Circles with straight layers",
        "Get 95 % of the circles' test right with identity as every activation, and x₁ and x₂ alone. Take as many "
        "layers as you like. If it cannot be done, say why.",
        {"layers": "8,8,8", "activation": "identity", "epochs": 100},
        goals.right_on_test(0.95),
        "Multiply its layers together: what is left?",
        (),
        ("data", "noise", "test", "inputs", "activation"),
        _parted_by_a_line,
    ),
    Challenge(
        "adam-loses",
        "Adam loses to SGD",
        "Find a learning rate at which Adam ends with a higher loss than plain SGD, all else being equal. Keep one of "
        "the two runs, so that both are there.",
        {"data": "moons", "optimiser": "adam", "epochs": 100},
        goals.beaten("adam", "sgd"),
        "Adam's steps are about as long as its rate, whatever the gradient. SGD's shrink with it.",
        ({"rate": 1, "optimiser": "sgd"}, {"rate": 1}),
        ("data", "noise", "test"),
    ),
    Challenge(
        "gap",
        "Open a gap, then halve it",
        "Overfit until 20 points less of the test are right than of the examples; keep that run. Then halve the gap "
        "with the same data, and get no less of the test right.",
        {"data": "moons", "noise": 40, "test": 90, "layers": "4", "optimiser": "adam", "epochs": 200},
        goals.halved_gap(0.2),
        "Many weights and few points open it. What keeps weights small closes it.",
        ({"layers": "16,16,16"}, {"layers": "16,16,16", "l2": 0.1}),
        ("data", "noise", "test"),
    ),
    Challenge(
        "vanish",
        "Make the gradient vanish",
        "With six hidden layers, make the last layer's gradient at least 200 times as long as the first's, which "
        "must not be 0.",
        {"layers": _DEEP, "epochs": 10},
        goals.vanished(200),
        "On its way back a gradient is multiplied by each layer's slope. Whose slope is never more than a quarter?",
        ({"activation": "sigmoid"},),
        ("layers", "initialisation", "edit"),
    ),
    Challenge(
        "deep-sigmoid",
        "Six layers of sigmoid that learn",
        "Get 95 % of the circles' test right with six hidden layers of four sigmoid units each.",
        {"layers": _DEEP, "activation": "sigmoid", "epochs": 200},
        goals.right_on_test(0.95),
        "What is squeezed in every layer can be spread again in every layer.",
        ({"optimiser": "adam", "batch": 50, "normalise": "on"},),
        ("data", "noise", "test", "layers", "activation"),
    ),
    Challenge(
        "from-zero",
        "Wake weights that start at 0",
        "All weights start at 0, and there they stay. Get 95 % of xor's test right all the same, with that start and "
        "these inputs.",
        {"data": "xor", "layers": "4", "initialisation": "zeros", "rate": 0.3, "epochs": 100},
        goals.right_on_test(0.95),
        "No gradient wakes them, but you may: a weight can be set by hand. One unit will not do.",
        ({"edit": _BY_HAND},),
        ("data", "noise", "test", "inputs", "initialisation"),
    ),
    Challenge(
        "pruned",
        "Which inputs matter?",
        "Give it all seven inputs and no hidden layer. Get 95 % of the circles' test right with at most two weights "
        "further from 0 than 0.1.",
        {
            "inputs": "x1,x2,x1^2,x2^2,x1x2,sin1,sin2",
            "layers": "none",
            "rate": 0.3,
            "epochs": 300,
        },
        goals.all_of(goals.right_on_test(0.95), goals.few_strong_weights(2, 0.1)),
        "One of the two penalties pulls every weight towards 0 by the same amount, however small it is already.",
        ({"l1": 0.01},),
        ("data", "noise", "test", "inputs", "layers", "initialisation", "edit"),
    ),
    Challenge(
        "small-sine",
        "A sine with ten parameters",
        "Bring the loss on the sine's test below 0.02 with at most ten parameters.",
        {"data": "sine", "layers": "8,8"},
        goals.all_of(goals.few_parameters(10), goals.test_loss_below(0.02)),
        "One hidden layer of three units has ten. They must be trained well: mind the optimiser.",
        ({"layers": "3", "optimiser": "adam"},),
        ("data", "noise", "test", "loss"),
    ),
)
CHALLENGES: Mapping[str, Challenge] = {challenge.name: challenge for challenge in _ALL}
"""By name, in the order in which they are listed."""


def challenge_called(typed: str) -> Challenge:
    """Return the challenge of that name or number, counted from 1.

    Raises:
        Unreadable: there is none.
    """
    plain = typed.strip().casefold()
    if plain.isdecimal() and len(plain) < 3 and 1 <= int(plain) <= len(_ALL):
        return _ALL[int(plain) - 1]
    if plain in CHALLENGES:
        return CHALLENGES[plain]
    raise Unreadable(f"{quoted(typed)} is no challenge. There are {', '.join(CHALLENGES)}; their numbers do as well.")


def number_of(challenge: Challenge) -> int:
    """Return the number of a challenge, from 1."""
    return _ALL.index(challenge) + 1
