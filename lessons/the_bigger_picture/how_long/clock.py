"""How long an update takes on this machine, the law that fits, and known models to hold it against."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

import numpy as np

from engine import SGD, Network, Update, train
from lessons.kit.slopes import Array

INPUTS, CLASSES = 64, 10
"""Of the networks that are timed, as of those that read our digits."""
BATCH, REPEATS = 32, 9
FITTED = (64, 128, 192, 256, 320, 400)
"""Hidden units of each of two layers, for the sizes that the law is fitted to."""
YEAR = 365.25 * 24 * 3600
"""Seconds."""


class Known(NamedTuple):
    """A model whose size and training were published.

    Attributes:
        name: what it is called.
        parameters: how many it has.
        pieces: examples that it was trained on, counted with repetitions: pieces of words.
    """

    name: str
    parameters: float
    pieces: float


SMALL = Known("GPT-3 small", 1.25e8, 3.0e11)
LARGE = Known("GPT-3", 1.75e11, 3.0e11)
"""Source of both: Brown et al., Language models are few-shot learners (2020), table 2.1 and section 2.2."""
LONGER = Known("Chinchilla", 7.0e10, 1.4e12)
"""Source: Hoffmann et al., Training compute-optimal large language models (2022), table 3 and section 4."""


class Law(NamedTuple):
    """Time of an update: a fixed part, and a part for each parameter.

    Attributes:
        fixed: milliseconds that an update takes however small the network.
        each: milliseconds more for each parameter, with `BATCH` examples at once.
        error: two standard errors of `each`, as a share of it.
    """

    fixed: float
    each: float
    error: float

    def update(self, parameters: float) -> float:
        """Return the milliseconds that an update of a network with `parameters` takes."""
        return self.fixed + self.each * parameters

    def whole(self, parameters: float, examples: float) -> float:
        """Return the seconds that `examples` take where only the part for each parameter counts."""
        return self.each * parameters * examples / BATCH / 1000


def sizes(hidden: int) -> tuple[int, ...]:
    """Return the units of the layers of a network that is timed."""
    return INPUTS, hidden, hidden, CLASSES


def size_of(*layers: int) -> int:
    """Return how many parameters a network of such layers has."""
    return Network(list(layers)).size


def milliseconds(*layers: int, batch: int = BATCH) -> float:
    """Return how long an update of a network takes on this machine: the quickest of a few.

    It is timed once for each size, so that a run that is looked at again shows what it showed.
    """
    return _timed(layers, batch)


@cache
def _timed(layers: tuple[int, ...], batch: int) -> float:
    chance = np.random.default_rng(0)
    given = chance.random((batch, layers[0])), chance.integers(0, layers[-1], batch)
    network = Network(list(layers), "relu", seed=0)
    run = train(network, given, loss="softmax_cross_entropy", optimiser=SGD(0.01), updates=REPEATS + 1)
    return 1000 * max(min(_seconds(iter(run))), 1e-9)


def _seconds(updates: Iterator[Update]) -> list[float]:
    """Return the seconds from one update to the next; the first of them, which gets everything ready, is left out."""
    moments = [perf_counter() for _ in updates]
    return [later - sooner for sooner, later in pairwise(moments[1:])]


@cache
def measured() -> Law:
    """Return the law that fits the sizes timed on this machine."""
    layers = [sizes(hidden) for hidden in FITTED]
    return fitted(
        np.array([size_of(*each) for each in layers], dtype=float), np.array([milliseconds(*each) for each in layers])
    )


def fitted(parameters: Array, times: Array) -> Law:
    """Fit a law to times, such that its misses are small as shares of the times: small networks count as large ones.

    Args:
        parameters: of each network, shape (n,), n of 3 or more.
        times: milliseconds for an update of each, shape (n,).

    Source: weighted least squares, as in any textbook of statistics; the standard error is that of the slope.
    """
    rows = np.column_stack([1 / times, parameters / times])
    law, *_ = np.linalg.lstsq(rows, np.ones(len(times)), rcond=None)
    misses = rows @ law - 1
    spread = misses @ misses / (len(times) - 2) * np.linalg.inv(rows.T @ rows)
    return Law(float(law[0]), float(law[1]), float(2 * np.sqrt(spread[1, 1]) / law[1]))


def in_words(seconds: float) -> str:
    """Return a time as people say it, to two digits."""
    for unit, name in _UNITS:
        if seconds >= unit:
            number = float(f"{seconds / unit:.2g}")
            return f"{number:,.10g} {name}{'' if number == 1 else 's'}"
    return f"{1000 * seconds:.2g} milliseconds"


def many(number: float) -> str:
    """Return a count as people say it, to three digits: 175 billion."""
    for unit, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if number >= unit * 0.9995:
            return f"{number / unit:.3g} {name}"
    return f"{float(f'{number:.4g}'):,.10g}"


_UNITS = ((YEAR, "year"), (86400.0, "day"), (3600.0, "hour"), (60.0, "minute"), (1.0, "second"))
