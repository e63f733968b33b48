"""The proofs of what the text asserts about labels and the filter that learns from them."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Network
from lessons.kit.lesson import claim
from lessons.ways_to_learn.supervised.demo_label import taught
from lessons.ways_to_learn.supervised.model import (
    LABELLED,
    UNSEEN,
    WORDS,
    empty_filter,
    labelled,
    learning,
    messages,
    sorted_right,
    trained,
    unseen,
)

_SEEDS = range(10)


@cache
def _taught(seed: int, given: int = LABELLED, wrong: int = 0) -> Network:
    run = learning(labelled(seed, given, wrong))
    for _ in run:
        pass
    return run.net


def _right(seed: int, given: int = LABELLED, wrong: int = 0) -> int:
    return sorted_right(_taught(seed, given, wrong), unseen(seed))


@claim("a hundred counts: how often it has this word, how often that one; at first all weights are 0")
def a_hundred_words() -> bool:
    net = empty_filter()
    return net.layers[0].weights.size == WORDS == 100 and not net.parameters.any()


@claim("`(chance − label) × times`, so words not there stay as they were")
def only_its_words() -> bool:
    """One update moves each weight by −rate × (chance − label) × times, and no other, for either label."""
    message = "Claim your free prize, it is free now"
    for seed in _SEEDS:
        for truth in (0, 1):
            lesson, _, counts = taught(message, truth, 0.5, seed)
            moved = np.array([lesson.moved[word] for word in messages(seed).vocabulary])
            if not np.allclose(moved, -0.5 * (0.5 - truth) * counts, atol=1e-12):
                return False
    return True


@claim("The 72 messages are half spam and half wanted mail.")
def half_and_half() -> bool:
    return all(
        len(messages(seed).train) == 72 and int(messages(seed).train.targets.sum()) == 36 and len(unseen(seed)) == 48
        for seed in _SEEDS
    )


@claim("“The” came out as a sign\nof wanted mail")
def the_is_wanted() -> bool:
    return all(trained(seed).layers[0].weights[messages(seed).vocabulary.index("the"), 0] < -1 for seed in _SEEDS)


@claim("It met all 72 labels, and turned the world round.")
def turned_round() -> bool:
    """All swapped labels are met, and of the unseen messages fewer than a quarter are sorted right."""
    return all(
        sorted_right(_taught(seed, wrong=72), labelled(seed, 72, 72)) == 72 and _right(seed, wrong=72) < UNSEEN / 4
        for seed in _SEEDS
    )


@claim("Everyday words\noutweighed “free”.")
def outweighed() -> bool:
    """In the scene's message “free” pushes towards spam, and yet it comes out as wanted."""
    message = "Are you free on Sunday to win the match?"
    for seed in _SEEDS:
        total = float(trained(seed).outputs(messages(seed).encode(message))[0, 0])
        free = float(trained(seed).layers[0].weights[messages(seed).vocabulary.index("free"), 0])
        if not total < 0 < free:
            return False
    return True


@claim("sorts more than four in five of 48 unseen ones right")
def four_in_five() -> bool:
    return all(_right(seed) > 0.8 * UNSEEN for seed in range(20))


@claim("it sorted 28 to 42 right on ten seeds")
def with_four() -> bool:
    counts = [_right(seed, given=4) for seed in _SEEDS]
    return (min(counts), max(counts)) == (28, 42)


@claim("with eight of 72 turned round, at least two in three unseen messages\nwere still sorted right")
def eight_wrong() -> bool:
    return all(_right(seed, wrong=8) >= 2 / 3 * UNSEEN for seed in range(20))


@claim("“Not free, but good” and “free, but not good” are the same to it.")
def a_bag() -> bool:
    one, other = messages(0).encode("Not free, but good", "free, but not good")
    return bool(np.array_equal(one, other))
