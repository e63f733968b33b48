"""The proofs of what the text asserts about weights, a head that looks things up, and one that cannot find."""

from __future__ import annotations

import numpy as np

from engine import Network, Tensor, train
from lessons.kit.lesson import claim
from lessons.the_bigger_picture.attention.demo_weigh import KEYS, VALUES, heaviest
from lessons.the_bigger_picture.attention.formula import attention_of
from lessons.the_bigger_picture.attention.head import (
    BATCH,
    ITEMS,
    UPDATES,
    Head,
    Lists,
    drawn,
    missing,
    right,
)

_SEEDS = range(5)


def _trained(seed: int, width: int = 8) -> Head:
    head = Head(seed, width)
    head.update(UPDATES)
    return head


def _new(seed: int, items: int = ITEMS) -> Lists:
    return drawn(np.random.default_rng(50_000 + seed), 500, items)


@claim("Turn the query to 1 and 1: nobody is preferred")
def nobody_preferred() -> bool:
    weights = attention_of(np.ones(2), KEYS, VALUES).weights.value[0]
    return heaviest(weights) == 4 and bool(np.allclose(weights, 0.25))


@claim("No list came twice, so it learnt no list: it learnt to look.")
def no_list_twice() -> bool:
    """Of a seed's 3,200 lists with their questions, and it answers new ones."""
    for seed in _SEEDS:
        rng = np.random.default_rng(seed)
        seen = drawn(rng, UPDATES * BATCH)
        rows = np.column_stack([seen.who, seen.what, seen.asked])
        if len(np.unique(rows, axis=0)) < len(rows):
            return False
        if right(_new(seed), _trained(seed).look(_new(seed))[1]) < 0.98:
            return False
    return True


@claim("whatever the query, the item with the largest key wins, or that with the smallest")
def first_or_last() -> bool:
    rng = np.random.default_rng(0)
    for _ in range(200):
        keys, query = rng.standard_normal((6, 1)), rng.standard_normal(1)
        if int(attention_of(query, keys, np.zeros(6)).weights.value.argmax()) not in (keys.argmin(), keys.argmax()):
            return False
    return all(right(_new(seed), _trained(seed, 1).look(_new(seed))[1]) < 0.4 for seed in _SEEDS)


@claim("no loss ever taught it to say “I do not know”")
def sure_of_what_is_not_there() -> bool:
    for seed in _SEEDS:
        asked = missing(_new(seed), np.random.default_rng(seed))
        if _trained(seed).look(asked)[1].max(axis=1).mean() < 0.7:
            return False
    return True


@claim("336 numbers in four matrices")
def counted() -> bool:
    return Head(0).size == 8 * 8 + 14 * 8 + 14 * 8 + 8 * 6 == 336


@claim("A sum of d products grows with √d")
def grows_with_the_root() -> bool:
    """Of independent numbers with mean 0 and deviation 1; and softmax of large scores gives all to one."""
    rng = np.random.default_rng(1)
    spread = [
        float((rng.standard_normal((20_000, d)) * rng.standard_normal((20_000, d))).sum(axis=1).std()) for d in (4, 64)
    ]
    sharp = float(Tensor(8 * rng.standard_normal(6)).softmax().value.max())
    return bool(np.allclose(spread, [2, 8], rtol=0.05)) and sharp > 0.9


@claim("after as many updates, more than half of its answers are wrong")
def without_attention() -> bool:
    """The list as one row of 84 numbers and the question as 8 more, 64 units."""
    for seed in _SEEDS:
        net, new = Network([92, 64, 6], seed=seed), _new(seed)
        lists = drawn(np.random.default_rng(seed), UPDATES * BATCH)
        steps = train(
            net,
            (_row(lists), lists.answers()),
            loss="softmax_cross_entropy",
            optimiser="adam",
            batch=BATCH,
            updates=UPDATES,
            every=UPDATES,
            seed=seed,
        )
        *_, _last = steps
        if net.accuracy((_row(new), new.answers())) > 0.5:
            return False
    return True


def _row(lists: Lists) -> np.ndarray:
    return np.concatenate([lists.queries()[:, 0], lists.items().reshape(len(lists.who), -1)], axis=1)
