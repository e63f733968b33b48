"""The proofs of what the text asserts about the network that reads digits."""

from __future__ import annotations

import numpy as np

from engine import Network, datasets
from lessons.inside_the_network.layers.model import DIGITS, read, softmax, trained
from lessons.inside_the_network.layers.scanner import PIXELS, scan
from lessons.kit.lesson import claim

_SEEDS = range(5)


def _network(hidden: int, seed: int = 0) -> Network:
    return Network([PIXELS * PIXELS, hidden, DIGITS], seed=seed)


def _score(hidden: int, seed: int) -> float:
    scans = datasets.digits()
    return trained(scans, hidden, seed=seed).accuracy(scans.validation)


@claim("ten confidences that add up to 100%")
def adds_up() -> bool:
    """Softmax confidences add up to one for any raw outputs, large ones too."""
    raw = np.random.default_rng(0).normal(0, 30, (50, DIGITS))
    return bool(np.all(abs(softmax(raw).sum(axis=1) - 1) < 1e-9))


@claim("1,197 scans to learn from, and 300 unseen ones")
def scans_counted() -> bool:
    scans = datasets.digits()
    return (len(scans.train), len(scans.validation)) == (1_197, 300)


@claim("Untrained, it got about one in ten")
def untrained() -> bool:
    unseen = datasets.digits().validation
    scores = [_network(32, seed).accuracy(unseen) for seed in range(12)]
    return abs(float(np.mean(scores)) - 0.1) < 0.03 and max(scores) < 0.25


@claim("After twenty passes it reads more than nine in ten")
def after_twenty_passes() -> bool:
    return all(_score(32, seed) > 0.9 for seed in _SEEDS)


@claim("Two never get past seven in ten")
def two_units() -> bool:
    return all(_score(2, seed) <= 0.7 for seed in _SEEDS)


@claim("With 32 that is 64 × 32 + 32 = 2,080 and 32 × 10 + 10 = 330.")
def counted() -> bool:
    return [layer.weights.size + layer.biases.size for layer in _network(32).layers] == [2_080, 330]


@claim("Only the gaps between them count; the wider they are, the surer the answer.")
def gaps_count() -> bool:
    raw = np.random.default_rng(1).normal(0, 2, (50, DIGITS))
    same = np.allclose(softmax(raw), softmax(raw + 3))
    return bool(same and np.all(softmax(2 * raw).max(axis=1) > softmax(raw).max(axis=1)))


@claim("beyond a few dozen, each further one adds next to nothing here")
def few_dozen_will_do() -> bool:
    return all(_score(64, seed) - _score(32, seed) < 0.02 for seed in _SEEDS)


@claim("Doubling the hidden units nearly doubles the total")
def doubling() -> bool:
    return 1.9 < _network(64).parameters.size / _network(32).parameters.size < 2


@claim("A new seed deals the jobs out afresh, and the score stays much the same")
def dealt_afresh() -> bool:
    """Under another seed quite other units are excited by a scan, and just as many scans are read right."""
    scans = datasets.digits()
    networks = [trained(scans, 32, seed=seed) for seed in _SEEDS]
    scores = [network.accuracy(scans.validation) for network in networks]
    first, other = (network.activations(scans.validation.inputs)[0].T for network in networks[:2])
    alike = [float(np.corrcoef(a, b)[0, 1]) for a, b in zip(first, other, strict=True) if a.std() and b.std()]
    return max(scores) - min(scores) < 0.03 and float(np.median(alike)) < 0.5


@claim("one level dash: the network calls it a 4, more than 90% sure")
def a_dash() -> bool:
    """On every row of the sheet."""
    dashes = np.zeros((PIXELS, PIXELS, PIXELS))
    for row, dash in enumerate(dashes):
        dash[row, 1:-1] = 1.0
    networks = [trained(datasets.digits(), 32, seed=seed) for seed in _SEEDS]
    seen = [read(network, scan(dash)) for network in networks for dash in dashes]
    return all(reading.digit == 4 and float(reading.confidences[4]) > 0.9 for reading in seen)
