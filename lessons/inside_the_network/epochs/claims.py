"""The proofs of what the text asserts about updates, noise and batches, over ten seeds where there is chance."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine import datasets
from lessons.inside_the_network.epochs.demo_opinions import COUNT, each_slope, scatter
from lessons.inside_the_network.epochs.demo_scans import CALM, PASSES, SCANS, learning, right
from lessons.inside_the_network.epochs.demo_wander import raising
from lessons.inside_the_network.epochs.walkers import EXAMPLES, Walker, examples
from lessons.inside_the_network.layers.model import A_PASS, BATCH
from lessons.inside_the_network.layers.model import PASSES as LAYERS_PASSES
from lessons.kit.lesson import claim
from lessons.kit.slopes import Array

SEEDS = range(10)


def walked(batch: int, seed: int, passes: int, rate: float = 0.1) -> Array:
    """Return the losses over all examples of a walk down the hill."""
    walker = Walker(examples(seed), batch, rate, seed)
    walker.walk_to(passes * walker.per_epoch)
    return walker.losses()


def read_right(size: int, rate: float, seed: int, epochs: int = PASSES) -> float:
    """Return the share of unseen scans that a network reads after some passes."""
    run = learning(datasets.digits(seed), size, rate, 32, seed, epochs)
    run.every = "epoch"
    return right([*run][-1])


def strays(batch: int, seed: int) -> float:
    """Return how far means of 200 batches lie off, beside single examples."""
    said = each_slope(examples(seed, count=COUNT), np.array([1.0, 1.0]))
    rng = np.random.default_rng([seed, 2])
    means = np.array([said[rng.permutation(COUNT)[:batch]].mean(axis=0) for _ in range(200)])
    return scatter(means, said) / scatter(said, said)


@claim("Not every throw gets closer; the trend does.")
def trend() -> bool:
    """Some hundred moves raise the loss, and each end is far below its start."""
    walks = [walked(1, seed, 12) for seed in SEEDS]
    return all(raising(losses) > 100 and losses[-1] < losses[0] / 20 for losses in walks)


@claim("Quickly down, then to and fro round the bottom")
def down_then_about() -> bool:
    """After one pass it is within a tenth of its first height, and stays there; it turns up and down to the end."""
    for losses in (walked(1, seed, 12) for seed in SEEDS):
        late = losses[EXAMPLES:]
        if not (late.max() < losses[0] / 10 and 0.35 < raising(late) / (len(late) - 1) < 0.65):
            return False
    return True


@claim("about half of all moves on our hill raised the loss over all examples")
def about_half() -> bool:
    return all(0.4 < raising(walked(1, seed, 12)) / (12 * EXAMPLES) < 0.6 for seed in SEEDS)


@claim("because far from the bottom, where moves are long, most of them helped")
def long_moves_help() -> bool:
    """Of the first ten moves of ten walks fewer than a third raise it, and they do four fifths of each way."""
    firsts = [walked(1, seed, 1)[:11] for seed in SEEDS]
    return sum(map(raising, firsts)) < 100 / 3 and all(losses[-1] < losses[0] / 5 for losses in firsts)


@claim("So four times the examples halve the noise.")
def halved() -> bool:
    """From 1 to 4 to 16 examples, within a fifth, sampling errors included."""
    return all(
        0.4 < strays(more, seed) / strays(fewer, seed) < 0.6 for seed in SEEDS for fewer, more in pairwise((1, 4, 16))
    )


@claim("A batch's gradient is the *mean* of its examples' gradients")
def mean_of_gradients() -> bool:
    """The engine's gradient of a batch's loss, against the mean of what it gives for each example alone."""
    for seed in SEEDS:
        data, place = examples(seed), np.array([1.0, -0.5])
        batch = data.select(np.arange(16))
        alone = np.array([each_slope(data.select(np.array([i])), place)[0] for i in range(16)])
        if not np.allclose(each_slope(batch, place).mean(axis=0), alone.mean(axis=0), atol=1e-12):
            return False
    return True


@claim("The first was thrown about; the last had hardly set out.")
def thrown_about() -> bool:
    """At a rate of 0.3 both read far fewer than a batch of 8."""
    ends = [[read_right(size, 0.3, seed) for size in (1, 8, SCANS)] for seed in SEEDS]
    return all(one < 0.5 and everything < 0.5 and some > 0.85 for one, some, everything in ends)


@claim("At one rate of 0.3 single scans threw the network about; at 0.05 it learned very well.")
def calmer_rate() -> bool:
    return all(read_right(1, 0.3, seed) < 0.5 and read_right(1, CALM, seed) > 0.85 for seed in SEEDS)


@claim("batches of 1, 8 and 64 end about level after five passes through the scans")
def about_level() -> bool:
    """Their medians over ten seeds lie within 4 of 100 scans."""
    rates = {1: 0.05, 8: 0.3, 64: 1.0}
    medians = [float(np.median([read_right(size, rate, seed, 5) for seed in SEEDS])) for size, rate in rates.items()]
    return max(medians) - min(medians) < 0.04 and min(medians) > 0.9


@claim("Only the full batch stays behind, with five updates to its name.")
def behind() -> bool:
    """At any of the rates it reads less than a batch of 8, by more than a tenth."""
    return all(
        read_right(SCANS, rate, seed, 5) < read_right(8, 0.3, seed, 5) - 0.1
        for seed in SEEDS for rate in (0.3, 1.0)
    )  # fmt: skip


@claim("had 1,197 scans, made 21 updates in an epoch, and 420 in its 20 epochs")
def counts_of_layers() -> bool:
    scans = len(datasets.digits().train)
    return (scans, -(-scans // BATCH), A_PASS * LAYERS_PASSES, LAYERS_PASSES) == (SCANS, 21, 420, 20)
