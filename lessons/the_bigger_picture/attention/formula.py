"""Attention as a formula, on the engine's tensors: softmax(Q Kᵀ / √d) V.

Source: A. Vaswani and others, “Attention Is All You Need”, 2017, section 3.2.1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from engine import Tensor
from engine.arrays import Array
from lessons.kit.computation import Computation


class Attended(NamedTuple):
    """The steps of attention, each a tensor.

    Attributes:
        scores: how well each query fits each key, shape (…, queries, items).
        scaled: these, divided by √d.
        weights: shares of 1 along the items.
        output: the values, mixed by these shares, shape (…, queries, width of a value).
    """

    scores: Tensor
    scaled: Tensor
    weights: Tensor
    output: Tensor


def attend(queries: Tensor, keys: Tensor, values: Tensor, *, scaled: bool = True) -> Attended:
    """Return what attention makes of queries (…, queries, d), keys (…, items, d) and values (…, items, n).

    Args:
        queries: what is looked for.
        keys: under which each item is to be found.
        values: what each item gives.
        scaled: whether scores are divided by √d; without that they are left as they are.
    """
    before = range(keys.ndim - 2)
    scores = (queries @ keys.transpose(*before, keys.ndim - 1, keys.ndim - 2)).named("scores")
    by = math.sqrt(queries.shape[-1]) if scaled else 1.0
    divided = (scores / by).named("scaled")
    weights = divided.softmax(axis=-1).named("weights")
    return Attended(scores, divided, weights, (weights @ values).named("output"))


def attention_of(query: Array, keys: Array, values: Array, *, scaled: bool = True) -> Attended:
    """Return attention for one query, shape (d,), over keys (items, d) whose values are one number each (items,)."""
    q, k, v = np.atleast_2d(query), np.asarray(keys, dtype=float), np.asarray(values, dtype=float)[:, None]
    return attend(Tensor(q, "query"), Tensor(k, "keys"), Tensor(v, "values"), scaled=scaled)


def by_hand(query: Array, keys: Array, values: Array) -> tuple[Array, float]:
    """Return weights and output once more, worked out number by number without the engine."""
    powers = [math.exp(sum(q * k for q, k in zip(query, key, strict=True)) / math.sqrt(len(query))) for key in keys]
    weights = np.array([power / sum(powers) for power in powers])
    return weights, sum(float(w) * float(v) for w, v in zip(weights, values, strict=True))


def one_query(query: Array, keys: Array, values: Array, *, scaled: bool = True) -> Computation:
    """Return the output for one query as a formula with slopes; the arguments are as in `attention_of`."""
    return Computation(
        lambda query, keys, values: attend(query, keys, values, scaled=scaled).output.sum(),
        {"query": np.atleast_2d(query), "keys": keys, "values": np.asarray(values, dtype=float)[:, None]},
    )
