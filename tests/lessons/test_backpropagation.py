"""The lesson on blame: shares by the chain rule over both ways, slips told by name, promises kept on the spot."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from lessons.how_the_error_flows_back.backpropagation.all_right import all_right
from lessons.how_the_error_flows_back.backpropagation.demo_cookies import BLAMED, cookies, most_to_blame
from lessons.how_the_error_flows_back.backpropagation.demo_promises import OUTCOMES, all_falls, kept, promises
from lessons.how_the_error_flows_back.backpropagation.links import FILLED_IN, LINKS, diagnosis
from lessons.how_the_error_flows_back.backpropagation.model import Cookies
from lessons.how_the_error_flows_back.backpropagation.network import (
    ASKED,
    EVERY,
    RIGHT,
    blamed,
    in_the_microscope,
    names_of,
    right_answers,
)
from lessons.how_the_error_flows_back.backpropagation.together import fall_by_hand, promised_by_hand
from lessons.kit.charts import Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting

LESSON = load("backpropagation")
STRENGTHS = tuple(np.arange(-3.0, 3.5, 0.5))


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def by_hand(v: float) -> dict[str, float]:
    """The shares of the demo's batch, written out."""
    arrives = 2 * (2 * (3 + v) - 7)
    shares = {"y": arrives, "h by p": arrives * 3, "h by q": arrives * v, "u": arrives * 2, "v": arrives * 2}
    return shares | {"h": arrives * (3 + v), "w": arrives * (3 + v) * 2}


def table(frame: Frame) -> dict[str, tuple[str, ...]]:
    """The rows of the way back by the name of their link."""
    assert isinstance(frame.charts[0], Table)
    return {row[0]: row[1:] for row in frame.charts[0].rows}


@pytest.mark.parametrize("v", STRENGTHS)
def test_each_share_is_what_arrives_times_the_slope_on_the_spot_and_the_ways_add_up(v: float) -> None:
    batch = Cookies(2.0, 1.0, 3.0, v, 7.0)
    assert {link.name: link.share(batch) for link in LINKS} == pytest.approx(by_hand(v))
    assert [batch.computation.nudged(name) for name in "wuv"] == pytest.approx(
        [batch.values[f"d{name}"] for name in "wuv"], abs=1e-5
    )


def test_a_share_is_told_when_the_walk_has_passed_its_link_and_not_before() -> None:
    frames = whole(cookies, v=-2.0)
    for frame in frames:
        shown = [row[3] != "?" for row in table(frame).values()]
        assert shown == [place < frame.number for place in range(len(LINKS))]
        assert (frame.outcome is None) == (frame is not frames[-1])
    assert frames[-1].caption == "The walk is over. Blame: w −20, u −20, v −20."


@pytest.mark.parametrize(("v", "blame"), [(1.0, 0), (-3.0, 1), (-2.0, 2), (0.5, 3)])
def test_whoever_is_most_to_blame_is_named(v: float, blame: int) -> None:
    shares = {name: abs(by_hand(v)[name]) for name in "wuv"}
    most = {name for name, share in shares.items() if share == max(shares.values()) > 0}
    assert most == [{"w"}, {"u", "v"}, {"w", "u", "v"}, set()][blame]
    assert whole(cookies, v=v)[-1].outcome == most_to_blame(Cookies(2.0, 1.0, 3.0, v, 7.0)) == blame < len(BLAMED)


SLIPS = {
    "h by p": {-10.0: "not yet × u", 3.0: "not yet × what arrives", 30.0: "a sign is lost", -7.0: "you added"},
    "h by q": {-10.0: "not yet × v", -2.0: "not yet × what arrives", -20.0: "a sign is lost", -12.0: "you added"},
    "h": {-30.0: "by p alone", 20.0: "by q alone", -50.0: "with their signs", -600.0: "two ways add up"},
    "w": {-10.0: "not yet × x", -60.0: "by p alone", 40.0: "by q alone", 20.0: "a sign is lost"},
}


@pytest.mark.parametrize("name", FILLED_IN)
def test_each_slip_at_a_link_is_told_by_name_and_a_right_share_as_right(name: str) -> None:
    batch = Cookies(2.0, 1.0, 3.0, -2.0, 7.0)
    link = next(link for link in LINKS if link.name == name)
    for typed, told in SLIPS[name].items():
        assert told in diagnosis(link, batch, {name: typed})
    assert diagnosis(link, batch, {name: by_hand(-2.0)[name]}) == "right"
    assert "no known slip" in diagnosis(link, batch, {name: 0.123})


def test_a_share_that_follows_from_a_slip_before_is_not_blamed_twice() -> None:
    first = whole(cookies, v=-2.0, by_p=-30.0, by_q=-20.0, at_h=-50.0, at_w=-100.0)[0]
    assert {name: row[2] for name, row in table(first).items() if name in FILLED_IN} == {
        "h by p": "−30 ✓", "h by q": "−20 ✗", "h": "−50 ✗", "w": "−100 ✗",
    }  # fmt: skip
    assert first.caption.endswith("Yours: 1 of 4 right. h by q: the right size, but a sign is lost.")
    links = {link.name: link for link in LINKS}
    typed = dict(zip(FILLED_IN, (-30.0, -20.0, -50.0, -100.0), strict=True))
    for name in ("h", "w"):
        assert "follows from yours" in diagnosis(links[name], Cookies(2.0, 1.0, 3.0, -2.0, 7.0), typed)


def test_a_nought_counts_as_filled_in_where_it_is_right_and_its_turn_has_come() -> None:
    nothing = whole(cookies, v=-3.0)[0]
    assert {row[2] for name, row in table(nothing).items() if name in FILLED_IN} == {"…"}
    done = whole(cookies, v=-3.0, by_p=-42.0, by_q=42.0)[0]
    assert [table(done)[name][2] for name in FILLED_IN] == ["−42 ✓", "42 ✓", "0 ✓", "0 ✓"]


@pytest.mark.parametrize(("hidden", "asked"), list(product((2, 4), ASKED)))
def test_the_blame_of_a_network_is_what_nudges_without_a_way_back_find(hidden: int, asked: str) -> None:
    for seed in range(3):
        network = blamed(hidden, asked, seed)
        assert float(np.abs(network.slopes).sum()) == pytest.approx(promised_by_hand(network, 1.0), rel=1e-6)
        assert network.fall_together(0.3) == pytest.approx(fall_by_hand(network, 0.3), abs=1e-9)
        before = network.net.parameters.copy()
        falls = all_falls(network, 1e-6)
        assert falls == pytest.approx(network.promised(1e-6), abs=1e-9)
        assert np.array_equal(before, network.net.parameters)


def test_those_it_gets_right_are_right() -> None:
    for seed in range(10):
        network = blamed(2, RIGHT, seed)
        assert 0 < len(network.inputs) <= len(blamed(2, EVERY, seed).inputs)
        assert right_answers(network.net, network.inputs, network.targets).all()


def test_a_weight_has_the_name_that_the_microscope_gives_it() -> None:
    named = {name: in_the_microscope(weight, 2) for weight, name in enumerate(names_of(2))}
    assert named == {
        "x1→h1": "W1[1, 1]", "x2→h1": "W1[1, 2]", "bias→h1": "b1[1]", "x1→h2": "W1[2, 1]", "x2→h2": "W1[2, 2]",
        "bias→h2": "b1[2]", "h1→y": "W2[1, 1]", "h2→y": "W2[1, 2]", "bias→y": "b2[1]",
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_a_broken_promise_is_named_and_the_fix_keeps_it(seed: int) -> None:
    for nudge in (0.3, 1.0, 10.0):
        last = whole(promises, seed, nudge=nudge)[-1]
        assert (last.trouble is not None) == (last.outcome == OUTCOMES.index("Some raise it"))
        if last.trouble:
            assert frames_of(promises.run(seed, **last.trouble.fix), WHOLE_RUN)[-1].outcome == 0


def test_promises_are_kept_broken_or_half_kept() -> None:
    promised = np.array([1.0, 0.5])
    assert [kept(promised, falls) for falls in (promised, promised * 0.9, np.array([1.0, -0.1]))] == [0, 1, 2]


def test_right_answers_have_blame_and_perfect_ones_have_none_and_only_a_step_moves() -> None:
    for seed in range(10):
        for hidden in (2, 4):
            right, perfect = (all_right(hidden, seed, perfect=each) for each in (False, True))
            assert right.went(0)[0] > 1e-4 and right.went(0)[1] == 0 < right.went(1)[1]
            assert right.felt() == pytest.approx(right.went(0)[0], rel=1e-5)
            assert perfect.went(1) == (0, 0) and perfect.felt() < 1e-7
