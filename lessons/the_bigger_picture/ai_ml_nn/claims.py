"""The proofs of what the text asserts about search, about three ways on one task, and about what a nudge tells."""

from __future__ import annotations

import numpy as np

from engine import datasets
from lessons.kit.lesson import claim
from lessons.the_bigger_picture.ai_ml_nn.model import ALIKE, HEAPS, MOONS, after_learning, linear_model, network
from lessons.the_bigger_picture.ai_ml_nn.programs import PROGRAMS, WORDS, narrowest
from lessons.the_bigger_picture.ai_ml_nn.search import FURTHEST, GOOD, chosen, games, verdict, winning_by_remainder
from lessons.the_bigger_picture.ai_ml_nn.zoom import ZOOMS, nudged, slope

_SEEDS = range(6)


@claim("Before each move it tries what may follow, to the very end")
def sees_the_end() -> bool:
    """It finds the winning number wherever there is one, and wins nearly all games; short-sighted it loses more."""
    for heap in range(1, 31):
        take = winning_by_remainder(heap, 3)
        if (verdict(heap, 3, heap + 1) == 1) != (take > 0) or (take and chosen(heap, 3, heap + 1) != take):
            return False
    far = [sum(game.won for game in games(21, 3, FURTHEST, seed)) for seed in _SEEDS]
    near = [sum(game.won for game in games(21, 3, 0, seed)) for seed in _SEEDS]
    return min(far) >= GOOD > max(near)


@claim("Only where the border has to bend does the\nnetwork earn its keep.")
def who_learns() -> bool:
    """On moons the network beats the line, and the line the rule, by more than counts as alike."""
    for seed in _SEEDS:
        done = after_learning(MOONS, seed)
        if not done.network > done.linear + ALIKE or done.linear < done.rule:
            return False
    return True


@claim("Here all three make the same cut")
def all_alike() -> bool:
    return all(max(done) - min(done) <= ALIKE for done in (after_learning(HEAPS, seed) for seed in _SEEDS))


@claim("On the moons a second and a third mostly change little")
def depth_changes_little() -> bool:
    return all(
        abs(after_learning(MOONS, seed, 1).network - after_learning(MOONS, seed, layers).network) <= 4
        for seed in _SEEDS
        for layers in (2, 3)
    )


@claim("Counted mistakes change in jumps")
def jumps_and_slopes() -> bool:
    """Zoomed in, the rule's error is flat, and each model's is as steep as the engine's gradient."""
    for seed in _SEEDS:
        for task in (MOONS, HEAPS):
            rule, *models = nudged(task, seed, 0)
            if slope(rule, ZOOMS[-1]) != 0.0:
                return False
            if not all(np.isclose(slope(each, ZOOMS[12]), each.gradient or 0.0, rtol=1e-3) for each in models):
                return False
    return True


@claim("The **linear model**, a weighted sum and nothing\nelse, belongs to it")
def one_sum() -> bool:
    """It has one layer, without any bend; the network has a hidden one before it."""
    alone, net = linear_model(0).layers, network(0).layers
    return len(alone) == 1 and alone[0].activation == "identity" and len(net) == 2


@claim("our digits took 1,197 scans")
def scans() -> bool:
    return len(datasets.digits(0).train.inputs) == 1197


@claim("There is no fixed number; more than one hidden\nlayer is the usual answer.")
def more_than_one() -> bool:
    """The questions go by that: five programs of the ten are networks or less, and the last two are deep."""
    return [WORDS[narrowest(program)] for program in PROGRAMS][-2:] == ["deep learning"] * 2
