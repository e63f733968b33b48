"""What the machine runs for this lesson: the demo, six questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import Network, datasets
from lessons.inside_the_network.layers.demo import digits
from lessons.inside_the_network.layers.outcomes import more_hidden_units, which_digit
from lessons.inside_the_network.layers.reader import DIGITS, read, softmax, trained
from lessons.inside_the_network.layers.scanner import PIXELS, scan
from lessons.inside_the_network.layers.shares import confidence, what_happens_to_the_bars
from lessons.inside_the_network.layers.units import hidden_activation, parameters
from lessons.kit.lesson import Claim

__all__ = (
    "claims",
    "confidence",
    "digits",
    "hidden_activation",
    "more_hidden_units",
    "parameters",
    "what_happens_to_the_bars",
    "which_digit",
)
SEEDS = range(5)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("ten confidences that add up to 100%", _adds_up)
    yield Claim("1,197 scans to learn from, and 300 unseen ones", _scans_counted)
    yield Claim("Untrained, the network gets about one in ten right", _untrained)
    yield Claim("After twenty passes it reads more than nine in ten", _after_twenty_passes)
    yield Claim("only two hidden units: that never gets it past seven in ten", _two_units)
    yield Claim("That makes 2,410 in all", lambda: _network(32).parameters.size == 2_410)
    yield Claim("Doubling the hidden units nearly doubles the total", _doubling)
    yield Claim("A new seed deals the jobs out afresh, and the score stays much the same", _dealt_afresh)
    yield Claim("one level dash: the network calls it a 4, more than 90% sure", _a_dash)


def _network(hidden: int, seed: int = 0) -> Network:
    return Network([PIXELS * PIXELS, hidden, DIGITS], seed=seed)


def _score(hidden: int, seed: int) -> float:
    scans = datasets.digits()
    return trained(scans, hidden, seed=seed).accuracy(scans.validation)


def _adds_up() -> bool:
    """For any raw outputs, large ones too."""
    raw = np.random.default_rng(0).normal(0, 30, (50, DIGITS))
    return all(abs(float(softmax(outputs).sum()) - 1) < 1e-9 for outputs in raw)


def _scans_counted() -> bool:
    scans = datasets.digits()
    return (len(scans.train), len(scans.validation)) == (1_197, 300)


def _untrained() -> bool:
    unseen = datasets.digits().validation
    scores = [_network(32, seed).accuracy(unseen) for seed in range(12)]
    return abs(float(np.mean(scores)) - 0.1) < 0.03 and max(scores) < 0.25


def _after_twenty_passes() -> bool:
    return all(_score(32, seed) > 0.9 for seed in SEEDS)


def _two_units() -> bool:
    return all(_score(2, seed) <= 0.7 for seed in SEEDS)


def _doubling() -> bool:
    return 1.9 < _network(64).parameters.size / _network(32).parameters.size < 2


def _dealt_afresh() -> bool:
    """The same scans excite quite other units under another seed, and just as many scans are read right."""
    scans = datasets.digits()
    networks = [trained(scans, 32, seed=seed) for seed in SEEDS]
    scores = [network.accuracy(scans.validation) for network in networks]
    first, other = (network.activations(scans.validation.inputs)[0].T for network in networks[:2])
    alike = [float(np.corrcoef(a, b)[0, 1]) for a, b in zip(first, other, strict=True) if a.std() and b.std()]
    return max(scores) - min(scores) < 0.03 and float(np.median(alike)) < 0.5


def _a_dash() -> bool:
    """On every row of the sheet."""
    for seed in SEEDS:
        network = trained(datasets.digits(), 32, seed=seed)
        for row in range(PIXELS):
            dash = np.zeros((PIXELS, PIXELS))
            dash[row, 1:-1] = 1.0
            seen = read(network, scan(dash))
            if seen.digit != 4 or float(seen.confidences[4]) <= 0.9:
                return False
    return True
