"""What the machine runs for this lesson: two demos, six questions, and the proofs of what the text claims."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Claim
from lessons.ten_questions.why_go_back.cycle import one_cycle
from lessons.ten_questions.why_go_back.links import slope_formula, two_links
from lessons.ten_questions.why_go_back.moves import recalculated, which_way
from lessons.ten_questions.why_go_back.outcomes import on_new_points
from lessons.ten_questions.why_go_back.rivals import RULES, look_up, points, rivals, score
from lessons.ten_questions.why_go_back.route import Route
from lessons.ten_questions.why_go_back.satnav import MOVES, first_move, satnav

__all__ = (
    "claims",
    "on_new_points",
    "one_cycle",
    "recalculated",
    "rivals",
    "satnav",
    "slope_formula",
    "two_links",
    "which_way",
)
_SEEDS = range(5)


def claims() -> Iterator[Claim]:
    """What the prose asserts about a run."""
    yield Claim("each link multiplies", _multiplies)
    yield Claim("Set *v* to −1, and an answer that is too low sends *w* down instead of up.", _turns_round)
    yield Claim("Set both weights to 0: the right answer is known, yet nobody moves.", _nobody_moves)
    yield Claim("It makes no mistake on any.", _knows_its_entries)
    yield Claim("the table gets about half of the new points right", lambda: all(map(_half, _tables())))
    yield Claim("The network begins about as badly", lambda: all(map(_half, (_networks(0)))))
    yield Claim("after 60 corrections it gets more than 90", lambda: all(score > 90 for score in _networks(60)))
    yield Claim("one that looks up the nearest entry does as well as the network", _nearest_does_as_well)


def _frames(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    """A whole run."""
    run, frames = demo.run(seed, **settings), []
    while (frame := run.next()) is not None:
        frames.append(frame)
    return frames


def _multiplies() -> bool:
    route = Route(2.0, 0.5, 1.5, 3.0)
    return abs(route.slopes()[0] - route.values()["dy"] * route.v * route.x) < 1e-12


def _turns_round() -> bool:
    ends = [_frames(satnav, v=v)[-1] for v in (1.0, -1.0)]
    too_low = all(Route(2.0, 0.5, v, 3.0).values()["y"] < 3.0 for v in (1.0, -1.0))
    return too_low and [first_move(end) for end in ends] == [MOVES.index("Up"), MOVES.index("Down")]


def _nobody_moves() -> bool:
    frames = _frames(satnav, w=0.0, v=0.0)
    return all(frame.readings["w"] == frame.readings["v"] == 0 for frame in frames)


def _knows_its_entries() -> bool:
    taught = [(seed, points(seed, 0.3).train) for seed in _SEEDS]
    return all(
        len(known) == 24 and score(look_up(known, known.inputs, rule, seed), known) == 100
        for seed, known in taught
        for rule in RULES
    )


def _half(score: float) -> bool:
    return 35 <= score <= 65


def _tables(rule: str = RULES[0]) -> list[float]:
    data = [(seed, points(seed, 0.3)) for seed in _SEEDS]
    return [score(look_up(each.train, each.test.inputs, rule, seed), each.test) for seed, each in data]


def _networks(update: int) -> list[float]:
    return [float(_frames(rivals, seed)[update].readings["network, new points"]) for seed in _SEEDS]


def _nearest_does_as_well() -> bool:
    pairs = zip(_tables(RULES[1]), _networks(60), strict=True)
    return all(abs(table - network) < 5 for table, network in pairs)
