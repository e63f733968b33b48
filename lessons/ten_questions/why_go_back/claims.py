"""The proofs of what the text asserts about routes, tables and networks."""

from __future__ import annotations

from engine.datasets import Dataset
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.computation import Computation
from lessons.kit.lesson import claim
from lessons.ten_questions.why_go_back.demo_rivals import (
    RULES,
    UPDATES,
    learned_score,
    look_up,
    network,
    network_score,
    points,
    score,
    table_score,
)
from lessons.ten_questions.why_go_back.demo_satnav import MOVES, satnav
from lessons.ten_questions.why_go_back.model import Route


def _data() -> list[tuple[int, Dataset]]:
    return [(seed, points(seed, 0.3)) for seed in range(5)]


@claim("each link multiplies")
def multiplies() -> bool:
    route = Route(2.0, 0.5, 1.5, 3.0)
    return abs(route.computation.nudged("w") - route.values["dy"] * route.v * route.x) < 1e-6


@claim("Set *v* to −1, and an answer that is too low sends *w* down instead of up.")
def turns_round() -> bool:
    too_low = all(Route(2.0, 0.5, v, 3.0).values["y"] < 3.0 for v in (1.0, -1.0))
    ends = [frames_of(satnav.run(v=v), WHOLE_RUN)[-1].outcome for v in (1.0, -1.0)]
    return too_low and ends == [MOVES.index("Up"), MOVES.index("Down")]


@claim("Set both weights to 0: the right answer is known, yet nobody moves.")
def nobody_moves() -> bool:
    frames = frames_of(satnav.run(w=0.0, v=0.0), WHOLE_RUN)
    return all(frame.readings["w"] == frame.readings["v"] == 0 for frame in frames)


@claim("y fell short, and more w meant more y")
def falls_short() -> bool:
    route = Route(2.0, 0.5, 1.0, 3.0)
    more = Route(2.0, 0.6, 1.0, 3.0)
    return route.values["y"] < route.t and more.values["y"] > route.values["y"]


@claim("Each slope has the *other* weight as a factor, so neither moved.")
def the_other_is_a_factor() -> bool:
    """Along each weight the slope grows with the other, the miss being the same."""
    here, other = Route(2.0, 3.0, 0.5, 1.0), Route(2.0, 0.5, 3.0, 1.0)
    same_miss = here.values["y"] == other.values["y"]
    return same_miss and here.values["dw"] * 6 == other.values["dw"] and here.values["dv"] == 6 * other.values["dv"]


@claim("three times the loss would have three times the slope")
def slope_scales() -> bool:
    route = Route(2.0, 0.5, 1.5, 3.0)
    threefold = Computation(lambda w: 3 * (route.v * w * route.x - route.t) ** 2, {"w": route.w})
    return abs(threefold.slope("w") - 3 * route.values["dw"]) < 1e-9


@claim("It makes no mistake on any.")
def knows_its_entries() -> bool:
    known = [(seed, data.train) for seed, data in _data()]
    return all(
        len(entries) == 24 and score(look_up(entries, entries.inputs, rule, seed), entries) == 100
        for seed, entries in known
        for rule in RULES
    )


@claim("the table gets about half of the new points right")
def table_gets_half() -> bool:
    return all(35 <= table_score(data, RULES[0], seed) <= 65 for seed, data in _data())


@claim("The network begins about as badly")
def network_begins_badly() -> bool:
    return all(35 <= network_score(network(8, seed), data.test) <= 65 for seed, data in _data())


@claim("after 60 corrections it gets more than 90")
def network_learns() -> bool:
    return UPDATES == 60 and all(learned_score(data, 8, seed) > 90 for seed, data in _data())


@claim("with a single hidden unit it draws one border, and XOR needs two")
def one_is_too_few() -> bool:
    """A tanh of one sum is level along parallel lines, so what it says changes at most once on the way across."""
    small = [(data, learned_score(data, 1, seed)) for seed, data in _data()]
    return all(got < 85 and learned_score(data, 8, seed) > got for seed, (data, got) in enumerate(small))


@claim("one that looks up the nearest entry does as well as the network")
def nearest_does_as_well() -> bool:
    return all(abs(table_score(data, RULES[1], seed) - learned_score(data, 8, seed)) < 5 for seed, data in _data())
