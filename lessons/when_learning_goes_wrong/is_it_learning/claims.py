"""The proofs of what the text asserts about a healthy run, about units that are alike, and about the patients."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.by_hand import cross_entropies
from lessons.kit.lesson import claim
from lessons.when_learning_goes_wrong.is_it_learning.demo_alike import EQUAL, NOUGHTS, beginning, different
from lessons.when_learning_goes_wrong.is_it_learning.demo_clinic import BROUGHT
from lessons.when_learning_goes_wrong.is_it_learning.demo_healthy import worse
from lessons.when_learning_goes_wrong.is_it_learning.patients import (
    EVERY,
    HIDDEN,
    SHUFFLED,
    STILL,
    WELL,
    WILD,
    ZEROS,
    column,
    examined,
    points,
    slopes,
)

_SEEDS = range(8)
_BROUGHT = BROUGHT // EVERY
"""The look at which a patient is brought in."""


@claim("With small batches four in ten of them make the loss on all examples worse, in a run that is\nperfectly well.")
def four_in_ten() -> bool:
    """By 30 to 50 of a hundred, and the loss ends far below where it began."""
    shares = []
    for seed in _SEEDS:
        given, labels = points(seed).train.inputs, column(points(seed).train.targets)
        net, losses = Network([2, HIDDEN, 1], "tanh", seed=seed), list[float]()
        for _ in train(
            net,
            (given, labels),
            loss="binary_cross_entropy",
            optimiser=SGD(0.5),
            batch=10,
            updates=300,
            every=1,
            seed=seed,
        ):
            losses.append(float(cross_entropies(net.outputs(given), labels)))
        if losses[-1] > 0.6 * losses[0]:
            return False
        shares.append(worse(np.array(losses)))
    return min(shares) > 0.3 and max(shares) < 0.5 and abs(float(np.mean(shares)) - 0.4) < 0.06


@claim("Equal weights get equal slopes, so they stay equal.")
def stay_equal() -> bool:
    for seed in _SEEDS:
        given, labels = points(seed).train.inputs, column(points(seed).train.targets)
        net = beginning(EQUAL, seed)
        for _ in train(net, (given, labels), loss="binary_cross_entropy", optimiser=SGD(1.0), updates=300, every=300):
            pass
        if different(net) != 1 or np.abs(net.layers[0].weights - 0.5).max() < 0.01:
            return False
    return True


@claim("With first weights of 0 it is worse: nothing moves in the hidden layer at all, and\nthe curve is flat.")
def noughts_stay() -> bool:
    for seed in _SEEDS:
        given, labels = points(seed).train.inputs, column(points(seed).train.targets)
        net = beginning(NOUGHTS, seed)
        losses = [
            update.loss
            for update in train(
                net, (given, labels), loss="binary_cross_entropy", optimiser=SGD(1.0), updates=300, every=60
            )
        ]
        if np.abs(net.layers[0].weights).max() or max(losses) - min(losses) > 0.01 or slopes(net, given, labels)[0]:
            return False
    return True


@claim("Flat, with slopes: the rate. Flat, without: the start. Wild: the rate again.")
def one_sign_for_each() -> bool:
    """When the patient is brought in, as in the end."""
    for seed in range(20):
        still, wild, zeros = (examined(fault, seed) for fault in (STILL, WILD, ZEROS))
        if not (
            still[-1].loss == still[0].loss
            and still[0].slopes[0] > 0.01
            and abs(zeros[-1].loss - zeros[0].loss) < 0.01
            and max(look.slopes[0] for look in zeros) == 0
            and max(look.loss for look in wild[:_BROUGHT]) > 10 * wild[0].loss
        ):
            return False
    return True


@claim("Falling at home, and outside\nno better than knowing nothing: the answers.")
def only_at_home() -> bool:
    """When the patient is brought in, and in the end; a healthy one is far better outside by then."""
    for seed in range(20):
        well, shuffled = examined(WELL, seed), examined(SHUFFLED, seed)
        outside = [run[at].unseen for run in (shuffled, well) for at in (_BROUGHT, -1)]
        if shuffled[-1].loss > shuffled[0].loss - 0.01 or min(outside[:2]) < 0.65 or max(outside[2:]) > 0.5:
            return False
    return True


@claim("let it learn five examples by heart. A healthy network can.")
def five_by_heart() -> bool:
    for seed in _SEEDS:
        given, labels = points(seed).train.inputs[:5], column(points(seed).train.targets)[:5]
        net = Network([2, HIDDEN, 1], "tanh", seed=seed)
        for _ in train(net, (given, labels), loss="binary_cross_entropy", optimiser=SGD(1.0), updates=600, every=600):
            pass
        if float(cross_entropies(net.outputs(given), labels)) > 0.05:
            return False
    return True
