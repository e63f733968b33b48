"""The proofs of what the text asserts about misses, false alarms, prices and bars."""

from __future__ import annotations

from functools import cache

import numpy as np

from lessons.how_the_error_flows_back.costly_mistakes.demo_bar import BarRun, bar_run
from lessons.how_the_error_flows_back.costly_mistakes.model import ILL, PRICE, Counts, group, priced, trained
from lessons.how_the_error_flows_back.costly_mistakes.twice import break_even, price_comes, resting_chance
from lessons.kit.lesson import claim

_SEEDS = range(10)


@cache
def _counts(seed: int) -> tuple[Counts, Counts]:
    """The four counts without a price and with it."""
    return price_comes(PRICE, "miss", seed)


@claim("more than nine in ten were right, yet at least one in eight of the ill was missed")
def right_yet_missed() -> bool:
    before = [_counts(seed)[0] for seed in _SEEDS]
    return all(four.right > 0.9 and four.rates[0] >= 1 / 8 for four in before)


@claim("misses several times as large a share of the ill as it alarms of the well")
def several_times() -> bool:
    return all(_counts(seed)[0].rates[0] > 2.5 * _counts(seed)[0].rates[1] for seed in _SEEDS)


@claim("`push = price × (chance − truth)`")
def price_in_the_push() -> bool:
    net = trained(ILL, 0)
    person, (bare, dear) = np.array([0.4, -0.2]), (1.0, 7.0)
    pushes = [priced(person, 1.0, price, net).slopes("w") for price in (bare, dear)]
    return bool(np.allclose(pushes[1], 7 * pushes[0]))


@claim("One at nine balances nine at one")
def nine_balances_nine() -> bool:
    return abs(resting_chance(9.0, 1, 9) - 0.5) < 1e-6 and abs(group(0.0, 1, 9, 9.0).slope("z", 0, 0)) < 1e-12


@claim("Counted alike, the chance for all ten comes to rest at one tenth")
def one_tenth() -> bool:
    return abs(resting_chance(1.0, 1, 9) - 0.1) < 1e-6


@claim("end at w·k / (w·k + n − k)")
def in_general() -> bool:
    cases = ((3.0, 2, 10), (12.0, 1, 20), (1.5, 4, 9))
    return all(abs(resting_chance(w, k, n - k) - w * k / (w * k + n - k)) < 1e-6 for w, k, n in cases)


@claim("Misses fell by more than half, false alarms more than doubled")
def traded() -> bool:
    pairs = [_counts(seed) for seed in _SEEDS]
    return all(b.missed < a.missed / 2 and b.alarms > 2 * a.alarms for a, b in pairs)


@claim("*fewer* were right than at half-time")
def fewer_right() -> bool:
    return all(after.right < before.right for before, after in map(_counts, _SEEDS))


@claim("fell by a third or more")
def bill_fell() -> bool:
    return all(after.bill(PRICE) <= 2 / 3 * before.bill(PRICE) for before, after in map(_counts, _SEEDS))


@cache
def _bar(seed: int) -> BarRun:
    return bar_run(PRICE, ILL, 1 / (1 + PRICE), seed)


@claim("saves nearly all that the price in training saves")
def nearly_the_same() -> bool:
    return all(_bar(seed).saved(-1) >= 0.85 for seed in _SEEDS)


@claim("`bar = 1 / (1 + price)`, here 1 in 20")
def where_it_pays() -> bool:
    return all(abs(break_even(price, 1.0) - 1 / (1 + price)) < 1e-9 for price in (1.0, 4.0, PRICE))
