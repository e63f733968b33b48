"""The proofs of what the text asserts about bills, ways, nudges and the price."""

from __future__ import annotations

import itertools

import numpy as np

from lessons.how_the_error_flows_back.recycling.demo_two_bills import apart
from lessons.how_the_error_flows_back.recycling.keeping import keeping
from lessons.how_the_error_flows_back.recycling.model import bill, network
from lessons.how_the_error_flows_back.recycling.valley import BOTH, LONG, ONE, POWERS, SHORT, error, errors
from lessons.how_the_error_flows_back.recycling.ways import (
    all_ones,
    blame_by_ways,
    blame_recycled,
    recycled,
    way_by_way,
)
from lessons.kit.computation import Computation
from lessons.kit.lesson import claim

SIZES = (1, 2, 4, 8, 16, 32, 64, 128)
SEEDS = range(5)


@claim("Same slopes, two bills")
def same_slopes() -> bool:
    return all(apart(hidden, 2, seed) < 1e-5 for hidden in (1, 8, 64) for seed in SEEDS)


@claim("twice the weights, four times the work")
def grows_with_the_square() -> bool:
    """The work divided by the square of the weights is the same for all sizes, but for the one pass without a nudge."""
    shares = [bill(hidden, 2).weight_by_weight / bill(hidden, 2).weights ** 2 for hidden in SIZES[3:]]
    return max(shares) < 1.01 * min(shares)


@claim("One way back costs at most two passes more, whatever the size")
def two_passes_more() -> bool:
    bills = [bill(hidden, layers) for hidden in SIZES for layers in (1, 2, 3)]
    return all(each.there < each.and_back <= 3 * each.there for each in bills)


@claim("less than three passes' worth of work, in the small network and in the large one")
def less_than_three() -> bool:
    return all(bill(hidden, 2).and_back < 3 * bill(hidden, 2).there for hidden in SIZES)


@claim("A network with 4,801 weights needs 4,802 passes")
def as_many_passes() -> bool:
    return (bill(64, 2).weights, bill(64, 2).passes, bill(64, 2).there) == (4801, 4802, 4801)


@claim("Ways multiply, links only add up")
def ways_multiply() -> bool:
    """Links are counted one by one; ways, too, and by the engine: with weights of 1, the slope counts them."""
    for width, depth in itertools.product((1, 2, 3, 4), (1, 2, 3, 4)):
        ways = list(itertools.product(range(width), repeat=depth))
        links = {(layer, *way[layer : layer + 2]) for way in ways for layer in range(depth)}
        if not len(ways) == _ways(width, depth) == way_by_way(width, depth) / depth:
            return False
        if recycled(width, depth) != len(links):
            return False
    return True


def _ways(width: int, depth: int) -> float:
    """Return how many ways lead back to the first layer, by the engine."""
    later = [width] * (depth - 1)
    return width * Computation(lambda h: all_ones(h, later), {"h": 1.0}).slope("h")


@claim("a layer takes over the blame from the next")
def the_same_blame() -> bool:
    nets = [(network(3, depth, seed), seed) for depth in (1, 2, 4) for seed in SEEDS]
    return all(np.allclose(blame_by_ways(net, seed), blame_recycled(net, seed)) for net, seed in nets)


@claim("more than a million ways")
def a_million() -> bool:
    return _ways(4, 10) > 1_000_000 and way_by_way(4, 10) == 10 * _ways(4, 10)


@claim("A valley: too long a nudge feels the bend")
def a_valley() -> bool:
    for seed in SEEDS:
        found = errors(ONE, LONG, seed)
        best = int(np.argmin(found))
        if not 0 < best < len(found) - 1 or found[0] < 1000 * found[best] or found[-1] < 1000 * found[best]:
            return False
    return True


@claim("Ten times shorter, ten times better")
def ten_times_better() -> bool:
    return all(8 < _gain(power, ONE, seed) < 12 for seed in SEEDS for power in (-2.0, -3.0, -4.0))


def _gain(power: float, sides: str, seed: int) -> float:
    """Return how many times larger the error is than with a nudge ten times shorter."""
    return error(power, sides, LONG, seed) / error(power - 1, sides, LONG, seed)


def _floor(sides: str, numbers: str, seed: int) -> tuple[float, float]:
    """Return the best nudge's power and its error."""
    found = errors(sides, numbers, seed)
    return float(POWERS[int(np.argmin(found))]), float(found.min())


@claim("With a nudge to one side its floor lies near 0.00000001")
def floor_of_one_side() -> bool:
    return all(-8.6 <= _floor(ONE, LONG, seed)[0] <= -7.4 for seed in SEEDS)


@claim("With one to *each side* the bends cancel")
def bends_cancel() -> bool:
    """From one nudge to one ten times shorter, the error falls a hundredfold."""
    return all(80 < _gain(power, BOTH, seed) < 120 for seed in SEEDS for power in (-1.0, -2.0))


@claim("the floor is deeper and lies at a longer nudge")
def deeper() -> bool:
    floors = [(_floor(ONE, LONG, seed), _floor(BOTH, LONG, seed)) for seed in SEEDS]
    return all(both[0] > one[0] and both[1] < one[1] / 10 for one, both in floors)


@claim("In numbers of half the digits, as graphics chips like them, the valley is shallow")
def shallow() -> bool:
    return all(_floor(sides, SHORT, s)[1] > 1000 * _floor(sides, LONG, s)[1] for s in SEEDS for sides in (ONE, BOTH))


@claim("every layer's outputs are kept until the way back comes by. Going only there, one layer's will do")
def kept_until_used() -> bool:
    """With each layer that is added, one layer's outputs more are kept; going only there, no more than before."""
    deep = [keeping(layers, 16, 20) for layers in (2, 3, 4, 5)]
    grown = np.diff([max(each.kept) for each in deep])
    return set(grown.tolist()) == {16 * 20} and {max(each.without) for each in deep} == {16 * 20}


@claim("layers times units times examples")
def layers_times_units_times_examples() -> bool:
    """But for the inputs and a handful for each example at the end."""
    for layers, examples in itertools.product((2, 4, 6), (1, 20, 100)):
        hidden = layers * 16 * examples
        if not hidden <= max(keeping(layers, 16, examples).kept) <= hidden + 12 * examples + 1:
            return False
    return True
