"""Mails sorted one by one in plain Python and NumPy: the second way to each count."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.inside_the_network.rules.model import Mails
from lessons.kit.slopes import Array


def stopped(links: float, capitals: float, from_links: float, from_capitals: float, *, strict: bool = False) -> bool:
    """Return whether a rule with AND calls one mail spam; `strict` wants more than its numbers, not just as many."""
    if strict:
        return links > from_links and capitals > from_capitals
    return links >= from_links and capitals >= from_capitals


def counted(given: Mails, from_links: float, from_capitals: float, *, strict: bool = False) -> int:
    """Return how many mails the rule sorts right."""
    count = 0
    for (links, capitals), spam in zip(given.measures, given.spam, strict=True):
        count += int(stopped(links, capitals, from_links, from_capitals, strict=strict) == bool(spam))
    return count


def called_by_hand(net: Network, given: Mails) -> Array:
    """Return which mails a network calls spam, its forward pass written out."""
    first, last = net.layers
    hidden = np.tanh((given.measures - 5.0) / 2.5 @ first.weights + first.biases)
    return np.asarray((hidden @ last.weights + last.biases)[:, 0] > 0)
