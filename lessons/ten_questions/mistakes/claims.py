"""The proofs of what the text asserts about beginners."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, Tensor, datasets, loss_of, train
from lessons.kit.lesson import claim
from lessons.ten_questions.mistakes.demo_starts import KNOWS_NOTHING
from lessons.ten_questions.mistakes.demo_sureness import RULES, Guess
from lessons.ten_questions.mistakes.demo_tally import STRETCH, guesses
from lessons.ten_questions.mistakes.model import NOUGHTS, STARTS, UPDATES, answers, examples, five, last_moment, learn

_SEEDS = range(5)


def _tallies(seed: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], ...]:
    learner, twin, _ = zip(*guesses(0.05, 32, seed), strict=True)
    return np.array(learner), np.array(twin)


@claim("about nine in ten wrong, from the first digit to the last")
def twin_stays_wrong() -> bool:
    """In each stretch of 200 digits the twin gets between 80 and 100 % wrong."""
    shares = [_tallies(seed)[1].reshape(-1, STRETCH).mean(axis=1) for seed in _SEEDS]
    return all(0.8 <= share <= 1.0 for one in shares for share in one)


@claim("Most of the learner's mistakes fall among the first four hundred")
def mistakes_come_early() -> bool:
    return all(_tallies(seed)[0][: 2 * STRETCH].sum() > 0.5 * _tallies(seed)[0].sum() for seed in _SEEDS)


@claim("0.693 for two classes, 2.303 for ten")
def knowing_nothing() -> bool:
    losses = [loss_of(Tensor(np.zeros((1, k))), np.array([0]), "softmax_cross_entropy").item() for k in (2, 10)]
    return [f"{loss:.3f}" for loss in losses] == ["0.693", "2.303"]


@claim("A random start usually costs a little more")
def random_costs_more() -> bool:
    """Of 100 starts on XOR, more than 80 cost more than ln 2, and on average less than twice as much."""
    first = [next(learn(five(8, seed), *examples("xor", seed), 0.5, 1)).losses for seed in range(20)]
    losses = np.concatenate(first)
    return bool(np.mean(losses > KNOWS_NOTHING) > 0.8 and losses.mean() < 2 * KNOWS_NOTHING)


@claim("five maps that have hardly anything in common")
def maps_differ() -> bool:
    """Before the first update the five agree on less than a tenth of the plane."""
    places = np.random.default_rng(0).uniform(-1.8, 1.8, size=(500, 2))
    said = [answers(five(8, seed), places) for seed in _SEEDS]
    return all(float(np.mean(one.all(axis=0) | ~one.any(axis=0))) < 0.1 for one in said)


@claim("With eight hidden neurons all five arrive")
def eight_arrive() -> bool:
    return all(last_moment("xor", 8, 0.5, seed, UPDATES).arrived == STARTS for seed in _SEEDS)


@claim("With two, some get stuck")
def two_get_stuck() -> bool:
    ends = [last_moment("xor", 2, 0.5, seed, UPDATES) for seed in _SEEDS]
    return all(0 < end.arrived < STARTS for end in ends)


@claim("patience is no cure for being stuck")
def waiting_does_not_help() -> bool:
    """Four times as many updates, and just as many have arrived."""
    patient = [last_moment("xor", 2, 0.5, seed, 4 * UPDATES) for seed in _SEEDS]
    return all(end.arrived == last_moment("xor", 2, 0.5, seed, UPDATES).arrived for seed, end in enumerate(patient))


@claim("on XOR every slope would be exactly 0, and nothing would ever move")
def zeros_never_move() -> bool:
    table = datasets.xor(0, samples=4, noise=0.0).train
    net = Network([2, 8, 1], "tanh", initialisation="zeros")
    data = (table.inputs, table.targets[:, None].astype(float))
    run = train(net, data, loss="binary_cross_entropy", optimiser=SGD(1.0), updates=50)
    return all(update.gradient_norm == 0 for update in run) and not np.any(net.parameters)


@claim("here every weight's slope was 0, too")
def nothing_comes_back() -> bool:
    """On the very examples of the scene, whatever the seed; only the last neuron's bias may feel something."""
    for seed in range(5):
        net, (inputs, targets) = five(8, seed, NOUGHTS), examples("xor", seed)
        for _ in train(net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(0.5), updates=20):
            if any(np.any(layer.weights) for layer in net.layers):
                return False
    return True


@claim("the surer the error, the harder the push")
def surer_is_pushed_harder() -> bool:
    """The slope along z is chance − truth, and the sure error's is the larger."""
    known = [Guess.giving(chance, RULES[0]) for chance in (0.01, 0.05, 0.2, 0.5)]
    pushes = [guess.slope for guess in known]
    return bool(np.allclose(pushes, [guess.chance - 1 for guess in known])) and pushes == sorted(pushes)


@claim("where a neuron is nearly certain, its sigmoid is nearly level, and so hardly any of the miss comes back")
def squares_let_the_sure_be() -> bool:
    sure, undecided = (Guess.giving(chance, RULES[1]) for chance in (0.05, 0.5))
    return abs(sure.slope) < abs(undecided.slope) / 2


@claim("only a short step lowers the *loss*")
def short_steps_only() -> bool:
    """One update from dice: lower at a rate of 0.1 on every seed, higher at 1,000."""
    for seed in _SEEDS:
        short, long = (
            [moment.losses for moment in learn(five(8, seed), *examples("xor", seed), rate, 1)] for rate in (0.1, 1e3)
        )
        if not (np.all(short[1] < short[0]) and np.all(long[1] > long[0])):
            return False
    return True


@claim("a single update may well add mistakes")
def mistakes_may_rise() -> bool:
    """In each of some runs there are updates after which more examples are wrong than before."""
    for seed in _SEEDS:
        right = np.array([moment.right for moment in learn(five(8, seed), *examples("xor", seed), 0.5, 60)])
        if not np.any(np.diff(right, axis=0) < 0):
            return False
    return True
