"""How many updates it takes until nine in ten unseen digits are read: by the engine, and once more in plain NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from engine import Adam, Network, datasets, train
from engine.arrays import Labels
from lessons.kit import by_hand
from lessons.the_bigger_picture.how_long.clock import BATCH, CLASSES, INPUTS
from lessons.the_bigger_picture.how_long.demo_clock import EVERY, MOST, RATE, WANTED


@cache
def until_read(hidden: int, seed: int) -> int:
    """Return the updates, to the next five, that a network of `hidden` units takes; `MOST` if it never gets there."""
    scans, net, number = datasets.digits(seed), _beginning(hidden, seed), 0
    for update in train(
        net,
        scans.train,
        loss="softmax_cross_entropy",
        optimiser=Adam(RATE),
        batch=BATCH,
        updates=MOST,
        every=EVERY,
        seed=seed,
    ):
        number = update.number
        if net.accuracy(scans.test) >= WANTED:
            break
    return number


@cache
def until_read_by_hand(hidden: int, seed: int) -> int:
    """Return the updates that it takes in plain NumPy: way there, way back and Adam, from that start and batches."""
    scans = datasets.digits(seed)
    said = by_hand.train(
        _beginning(hidden, seed),
        scans.train.inputs,
        np.eye(CLASSES)[scans.train.targets],
        loss="softmax_cross_entropy",
        rate=RATE,
        updates=MOST,
        rule="adam",
        asked=scans.test.inputs,
        batches=_batches(len(scans.train), seed),
    )
    read = (float(np.mean(each[0].argmax(axis=1) == scans.test.targets)) >= WANTED for each in said)
    return next((number for number, enough in enumerate(read) if enough and number % EVERY == 0), MOST)


def _beginning(hidden: int, seed: int) -> Network:
    return Network([INPUTS, hidden, CLASSES], "relu", seed=seed)


def _batches(examples: int, seed: int) -> Iterator[Labels]:
    """Give the rows of batch after batch, each epoch in an order of its own, as the engine deals them out."""
    chance = np.random.default_rng(seed)
    while True:
        order = chance.permutation(examples)
        yield from (order[first : first + BATCH] for first in range(0, examples, BATCH))
