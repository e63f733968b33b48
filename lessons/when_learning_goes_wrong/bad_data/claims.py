"""The proofs of what the text asserts about steady cues, dust, shares and groups."""

from __future__ import annotations

from collections import deque
from functools import cache

import numpy as np

from engine import SGD, Network, train
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.bad_data.demo_verdicts import AGREE, FAINT, MANY, chances_of, on_snow
from lessons.when_learning_goes_wrong.bad_data.scans import (
    PENALTY,
    UPDATES,
    input_gradients,
    learning,
    right_by_group,
    speck,
)
from lessons.when_learning_goes_wrong.bad_data.scans import learners as scanned
from lessons.when_learning_goes_wrong.bad_data.scans import strangers as unknown_scans
from lessons.when_learning_goes_wrong.bad_data.wolves import called_wolf, learned, learners, strangers
from lessons.when_learning_goes_wrong.bad_data.wolves import right_by_group as of_each

_SEEDS = range(8)
_FEW = range(5)


def _fair(agree: float, seed: int, *, alike: bool = False, count: int = 400, strength: float = 1.0) -> Array:
    """Return the shares right in a fair test, by group."""
    net, test = learned(learners(agree, strength, seed, count), alike=alike), strangers(0.5, strength, seed)
    return of_each(called_wolf(net, test.inputs), test)


@claim("`push = mean of (truth − chance) × cue`")
def push() -> bool:
    """The first move of each weight is the rate times that mean, with all chances at one half."""
    data = learners(1.0, 1.0, 0)
    net = Network([5, 1], initialisation="zeros")
    run = train(net, (data.inputs, data.targets), loss="binary_cross_entropy", optimiser=SGD(1.0), updates=1)
    deque(run, maxlen=0)
    return bool(np.allclose(net.layers[0].weights[:, 0], ((data.targets - 0.5) * data.inputs).mean(axis=0)))


@claim("what wavers cancels in part, what is steady adds up")
def steady_adds_up() -> bool:
    """No push of the snow is against the wolf; of each cue of the animal some are, and the snow's weight is largest."""
    for seed in _SEEDS:
        data = learners(1.0, 1.0, seed)
        pushes = (data.targets - 0.5) * data.inputs
        weights = learned(data).layers[0].weights[:, 0]
        if np.mean(pushes[:, 4] < 0) > 0.005 or np.any(np.mean(pushes[:, :4] < 0, axis=0) < 0.1):
            return False
        if int(np.argmax(weights)) != 4:
            return False
    return True


@claim("on the album it is right every time")
def right_at_home() -> bool:
    return all(
        learned(data).accuracy((data.inputs, data.targets)) > 0.99 for data in (learners(1.0, 1.0, s) for s in _SEEDS)
    )


@cache
def _dust(seed: int) -> tuple[float, float, Array]:
    """Return how far the speck stands out, the share right where dust is as in training, and the shares by group."""
    data = scanned(1.0, 1.0, seed)
    run = learning(data, PENALTY, seed, every=UPDATES)
    deque(run, maxlen=0)
    slopes = np.abs(input_gradients(run.net, data.inputs)).mean(axis=0)
    right = right_by_group(run.net, unknown_scans(1.0, seed))
    place = speck(seed)
    return float(slopes[place] / np.delete(slopes, place).max()), float((right[0] + right[3]) / 2), right


@claim("It looked at dust")
def looked_at_dust() -> bool:
    return all(_dust(seed)[0] > 5 for seed in _FEW)


@claim("the **input gradient** tells how much each would move the answer")
def would_move() -> bool:
    """As a central difference of the answer along a pixel says, with dust and without."""
    data = scanned(1.0, 1.0, 0)
    run = learning(data, PENALTY, 0, every=UPDATES)
    deque(run, maxlen=0)
    for scan in (0, 7, 30):
        slopes = input_gradients(run.net, data.inputs[scan : scan + 1])[0]
        for pixel in (speck(0), 20, 35):
            ends = np.repeat(data.inputs[scan : scan + 1], 2, axis=0)
            ends[:, pixel] += [-1e-5, 1e-5]
            low, high = run.net.outputs(ends)[:, 0]
            if abs((high - low) / 2e-5 - slopes[pixel]) > 1e-6:
                return False
    return True


@claim("Test images from the same scanners would have shown nothing wrong")
def hidden_by_the_test() -> bool:
    return all(_dust(seed)[1] > 0.99 for seed in _FEW)


@claim("with dust, large; without, small")
def only_dust() -> bool:
    return all(np.all(_dust(seed)[2][[1, 2]] < 0.02) for seed in _FEW)


@cache
def _faint(seed: int, strength: float = FAINT) -> tuple[float, float, Array]:
    """Return the share called wolf on snow, their mean chance, and the shares right by group."""
    net, test = learned(learners(AGREE, strength, seed, MANY)), strangers(AGREE, strength, seed)
    chances = chances_of(net, test.inputs)
    return *on_snow(chances, chances > 0.5, test), of_each(chances > 0.5, test)


@claim("Chances rest near the true share")
def near_the_share() -> bool:
    return all(abs(_faint(seed)[1] - AGREE) < 0.05 for seed in _SEEDS)


@claim("at least 85% of them were called wolves on\neach of our seeds")
def amplified() -> bool:
    return all(_faint(seed)[0] >= 0.85 for seed in range(20))


@claim("most dogs on snow are wronged")
def most_dogs() -> bool:
    return all(_faint(seed)[2][2] < 0.5 for seed in _SEEDS)


@claim("The better the\nanimal itself can be seen, the less is amplified")
def less_if_seen() -> bool:
    return all(_faint(s, 0.0)[0] > _faint(s)[0] > _faint(s, 0.6)[0] > _faint(s, 1.0)[0] for s in _SEEDS)


@claim("To answer by lot, at its chance, keeps the share and gets more animals wrong")
def by_lot() -> bool:
    """The mean chance, which is what is said by lot on average, stays at the share; more verdicts are wrong."""
    for seed in _SEEDS:
        net, test = learned(learners(AGREE, FAINT, seed, MANY)), strangers(AGREE, FAINT, seed)
        chances, truths = chances_of(net, test.inputs), test.targets[:, 0]
        expected = float((chances * truths + (1 - chances) * (1 - truths)).mean())
        more_wrong = expected < float(np.mean((chances > 0.5) == truths)) - 0.05
        if not (more_wrong and abs(_faint(seed)[1] - AGREE) < 0.05):
            return False
    return True


@claim("weighed up they spoke")
def they_spoke() -> bool:
    """The rare groups gain, and so does the whole."""
    for seed in _SEEDS:
        before, after = _fair(0.95, seed), _fair(0.95, seed, alike=True)
        if not (np.all(after[1:3] > before[1:3]) and after.mean() > before.mean() + 0.03):
            return False
    return True


@claim("Then the ground tells nothing\non average, and the weights move to the animal")
def moves_to_the_animal() -> bool:
    for seed in _SEEDS:
        data = learners(0.95, 1.0, seed)
        before, after = (learned(data, alike=alike).layers[0].weights[:, 0] for alike in (False, True))
        if not (after[4] < 0.6 * before[4] and after[:4].sum() > before[:4].sum()):
            return False
    return True


@claim("Where there is *none*, no weight helps")
def none_no_help() -> bool:
    return all(_fair(1.0, seed, alike=True).mean() < 0.7 for seed in _SEEDS)


@claim("they do not make a shortcut go away")
def more_of_the_same() -> bool:
    return all(_fair(1.0, seed, count=2000).mean() < 0.7 for seed in _SEEDS)
