"""What the machine runs for this lesson: two demos, six questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from engine import SGD, Network, Tensor, datasets, loss_of, train
from lessons.kit.lesson import Claim
from lessons.ten_questions.mistakes.beginners import STARTS, UPDATES, answers, examples, five, last_moment, learn
from lessons.ten_questions.mistakes.guesses import how_hard_a_push, know_nothing
from lessons.ten_questions.mistakes.outcomes import after_one_update, how_many_arrive
from lessons.ten_questions.mistakes.snapshots import snapshots
from lessons.ten_questions.mistakes.starts import KNOWS_NOTHING, starts
from lessons.ten_questions.mistakes.steps import one_update
from lessons.ten_questions.mistakes.tally import STRETCH, guesses, tally

__all__ = (
    "after_one_update",
    "claims",
    "how_hard_a_push",
    "how_many_arrive",
    "know_nothing",
    "one_update",
    "snapshots",
    "starts",
    "tally",
)

_SEEDS = range(4)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("about nine in ten wrong, from the first digit to the last", _twin_stays_wrong)
    yield Claim("most of the learner's mistakes fall among the first four hundred", _mistakes_come_early)
    yield Claim("0.693 for two classes, 2.303 for ten", _knowing_nothing)
    yield Claim("A random start usually costs a little more", _random_costs_more)
    yield Claim("five maps that have hardly anything in common", _maps_differ)
    yield Claim("With eight hidden neurons all five arrive", _eight_arrive)
    yield Claim("With two, some get stuck", _two_get_stuck)
    yield Claim("on XOR every slope would be exactly 0, and nothing would ever move", _zeros_never_move)
    yield Claim("patience is no cure for being stuck", _waiting_does_not_help)
    yield Claim("a single update may well add mistakes", _mistakes_may_rise)


@cache
def _tallies(seed: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], ...]:
    learner, twin, _ = zip(*guesses(0.05, 32, seed), strict=True)
    return np.array(learner), np.array(twin)


def _twin_stays_wrong() -> bool:
    """In each stretch of 200 digits the twin gets between 80 and 100 % wrong."""
    shares = [_tallies(seed)[1].reshape(-1, STRETCH).mean(axis=1) for seed in _SEEDS]
    return all(0.8 <= share <= 1.0 for one in shares for share in one)


def _mistakes_come_early() -> bool:
    return all(_tallies(seed)[0][: 2 * STRETCH].sum() > 0.5 * _tallies(seed)[0].sum() for seed in _SEEDS)


def _knowing_nothing() -> bool:
    losses = [loss_of(Tensor(np.zeros((1, k))), np.array([0]), "softmax_cross_entropy").item() for k in (2, 10)]
    return [f"{loss:.3f}" for loss in losses] == ["0.693", "2.303"]


def _random_costs_more() -> bool:
    """Of 100 starts on XOR, more than 80 cost more than ln 2, and on average less than twice as much."""
    first = [next(learn(five(8, seed), *examples("xor", seed), 0.5, 1)).losses for seed in range(20)]
    losses = np.concatenate(first)
    return bool(np.mean(losses > KNOWS_NOTHING) > 0.8 and losses.mean() < 2 * KNOWS_NOTHING)


def _maps_differ() -> bool:
    """Before the first update the five agree on less than a tenth of the plane."""
    places = np.random.default_rng(0).uniform(-1.8, 1.8, size=(500, 2))
    said = [answers(five(8, seed), places) for seed in _SEEDS]
    return all(float(np.mean(one.all(axis=0) | ~one.any(axis=0))) < 0.1 for one in said)


def _eight_arrive() -> bool:
    return all(last_moment("xor", 8, 0.5, seed, UPDATES).arrived == STARTS for seed in _SEEDS)


def _two_get_stuck() -> bool:
    ends = [last_moment("xor", 2, 0.5, seed, UPDATES) for seed in _SEEDS]
    return all(0 < end.arrived < STARTS for end in ends)


def _waiting_does_not_help() -> bool:
    """Four times as many updates, and just as many have arrived."""
    patient = [last_moment("xor", 2, 0.5, seed, 4 * UPDATES) for seed in _SEEDS]
    return all(end.arrived == last_moment("xor", 2, 0.5, seed, UPDATES).arrived for seed, end in enumerate(patient))


def _zeros_never_move() -> bool:
    table = datasets.xor(0, samples=4, noise=0.0).train
    net = Network([2, 8, 1], "tanh", initialisation="zeros")
    data = (table.inputs, table.targets[:, None].astype(float))
    run = train(net, data, loss="binary_cross_entropy", optimiser=SGD(1.0), updates=50)
    return all(update.gradient_norm == 0 for update in run) and not np.any(net.parameters)


def _mistakes_may_rise() -> bool:
    """In each of some runs there are updates after which more examples are wrong than before."""
    for seed in _SEEDS:
        right = np.array([moment.right for moment in learn(five(8, seed), *examples("xor", seed), 0.5, 60)])
        if not np.any(np.diff(right, axis=0) < 0):
            return False
    return True
