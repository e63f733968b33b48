"""The lesson on weights and biases: its neurons learn as told, captions say what is so, and slips are named."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Which, central_difference
from lessons.ten_questions.weights_and_biases.demo_heavier import heavier, what_became
from lessons.ten_questions.weights_and_biases.demo_learn import (
    CALM,
    PLACES,
    START,
    UPDATES,
    how_the_nailed_one_did,
    learn,
    taste,
)
from lessons.ten_questions.weights_and_biases.demo_nudge import NUDGE, TARGET, nudge
from lessons.ten_questions.weights_and_biases.demo_season import season
from lessons.ten_questions.weights_and_biases.model import COUNT, Guests, answers, tipping_point

ASKED = load("weights-and-biases").questions


def run_of(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(learn.run(seed, **settings), WHOLE_RUN)


def plain_loss(guests: Guests, w: float, b: float) -> float:
    """The mean squared error written once more, in NumPy alone."""
    return float(np.mean((1 / (1 + np.exp(-(w * guests.salt + b))) - guests.said) ** 2))


def test_slopes_are_those_of_the_loss_each_update_takes_its_share_of_them_and_the_nail_holds() -> None:
    guests = Guests.invited(1.0, 0.2, 3)
    tastings = list(taste(guests, 0.7))
    assert [tasting.update for tasting in tastings] == list(range(UPDATES + 1))
    assert tastings[0].w == pytest.approx([START, START])
    for before, after in pairwise(tastings):
        place = np.array([before.w[0], before.b[0]])
        felt = [central_difference(lambda at: plain_loss(guests, at[0], at[1]), place, i) for i in range(2)]
        assert before.slopes == pytest.approx(felt, rel=1e-5, abs=1e-9)
        assert before.losses[0] == pytest.approx(plain_loss(guests, *place))
        assert [after.w[0], after.b[0]] == pytest.approx(place - 0.7 * before.slopes)
        assert after.b[1] == 0.0
    assert not np.array_equal(guests.salt, Guests.invited(1.0, 0.2, 1).salt)


@pytest.mark.parametrize(
    ("settings", "place"),
    [({"fuss": 0.0}, 2), ({"limit": -1.5, "fuss": 0.0}, 2), ({"limit": 0.0, "fuss": 0.0}, 1), ({"rate": 20.0}, 2)],
)
def test_captions_tell_the_readings_and_the_outcome_what_the_nailed_one_gets_right(
    settings: dict[str, Setting], place: int
) -> None:
    *under_way, last = run_of(0, **settings)
    for frame in (*under_way, last):
        told = frame.readings
        tips = tipping_point(float(told["w"]), float(told["b"]))
        assert tips is not None and frame.number == told["update"]
        told_w = f"w = {figure(float(told['w']))}, b = {figure(float(told['b']))}; it tips at {figure(tips)} g"
        assert told_w in frame.caption and f"judges {told['right']} of {COUNT} guests right" in frame.caption
        assert f"{told['right when nailed']} right." in frame.caption
    assert [frame.outcome for frame in under_way] == [None] * UPDATES
    assert last.outcome == place
    assert (int(told["right when nailed"]) < int(told["right"])) == PLACES[place].startswith("Fewer")
    assert [how_the_nailed_one_did(20, nailed) for nailed in (21, 20, 13, 12)] == [0, 1, 2, 3]


def test_a_neuron_that_leaps_about_is_named_and_the_fix_mends_it() -> None:
    ends = {(seed, limit): run_of(seed, limit=limit, rate=20.0)[-1] for limit in (-2.0, 0.0, 2.0) for seed in range(2)}
    troubles = {case: last.trouble for case, last in ends.items() if last.trouble}
    assert troubles
    for (seed, limit), trouble in troubles.items():
        assert (trouble.name, trouble.fix) == ("It never settles", {"rate": CALM})
        assert trouble.name in ends[seed, limit].caption
        assert run_of(seed, limit=limit, rate=CALM)[-1].trouble is None


@pytest.mark.parametrize(
    ("turned", "outcome", "told"),
    [
        ({}, 0, "1 × 1.5 + 1 = 2.5; the sigmoid makes that 0.924, which is enough. It tips at −1 g."),
        ({"w": 4.0, "b": -4.0, "salt": -0.5}, 2, "4 × (−0.5) + (−4) = −6; the sigmoid makes that 0.00247, a request"),
        ({"w": 4.0, "b": -4.0}, 2, "All of them! You trained it by hand."),
        ({"w": 0.0}, 3, "With a weight of 0 it ignores the salt and tips nowhere."),
        ({"w": 0.5, "b": 6.0}, 3, "It tips at −12 g."),
        ({"b": 0.0}, 1, "It tips at 0 g."),
    ],
)
def test_by_hand_the_sum_the_verdict_and_the_tipping_point_are_told(
    turned: dict[str, Setting], outcome: int, told: str
) -> None:
    run = season.run()
    frames_of(run, WHOLE_RUN)
    for name, setting in turned.items():
        run.turn(name, setting)
    frame = run.next()
    assert frame and told in frame.caption and frame.outcome == outcome
    assert f"judges {frame.readings['guests right']} of {COUNT}" in frame.caption
    assert (frame.readings["guests right"] == COUNT) == ("All of them!" in frame.caption)
    w, b, tips = (frame.readings[name] for name in ("w", "b", "tips at"))
    assert tips == "nowhere" or answers(float(w), float(b), np.array([float(tips)]))[0] == pytest.approx(0.5)


def test_while_salt_is_poured_the_neuron_says_what_its_sum_is_and_not_yet_where_it_tips() -> None:
    *pouring, _ = frames_of(season.run(w=2.0, b=-1.0), WHOLE_RUN)
    for frame in pouring:
        tasted, line = (getattr(frame.charts[0].series[0], axis) for axis in "xy")  # type: ignore[union-attr]
        shown = np.isfinite(line)
        assert line[shown] == pytest.approx(2.0 * tasted[shown] - 1.0)
        assert float(frame.readings["sum"]) == pytest.approx(2.0 * tasted[-1] - 1.0)
        assert f"the sigmoid makes that {figure(float(frame.readings['says']))}" in frame.caption
        assert "tips" not in frame.caption and frame.outcome is None and "tips at" not in frame.readings


@pytest.mark.parametrize(("b", "outcome"), [(1.0, 1), (-3.0, 1), (0.0, 0)])
def test_a_weight_that_is_doubled_halves_the_way_to_the_tipping_point(b: float, outcome: int) -> None:
    for w in (0.5, 1.0, 2.0):
        frames = frames_of(heavier.run(w=w, b=b), WHOLE_RUN)
        assert [float(frame.readings["w"]) for frame in (frames[0], frames[-1])] == pytest.approx([w, 2 * w])
        assert frames[-1].readings["tips at"] == pytest.approx(-b / (2 * w))
        assert f"it tips at {figure(-b / (2 * w) + 0.0)} g, and did at {figure(-b / w + 0.0)} g" in frames[-1].caption
        assert ({frame.outcome for frame in frames[:-1]}, frames[-1].outcome) == ({None}, outcome)
    assert [what_became(1.0, other) for other in (1.0, 0.5, -2.0)] == [0, 1, 2]


@pytest.mark.parametrize(("x", "outcome"), [(3.0, 1), (-4.0, 1), (0.5, 0), (0.0, 0), (1.0, 2), (-1.0, 2)])
def test_a_nudge_of_the_weight_moves_the_sum_by_its_input_and_the_slopes_tell_the_same(x: float, outcome: int) -> None:
    *under_way, last = frames_of(nudge.run(x=x, w=0.5, b=0.5), WHOLE_RUN)
    assert ({frame.outcome for frame in under_way}, last.outcome) == ({None}, outcome)
    assert not any("slope" in frame.caption or "slope along b" in frame.readings for frame in under_way)
    assert (last.readings["moved by b"], last.readings["moved by w"]) == pytest.approx((NUDGE, NUDGE * x))
    miss = 0.5 * x + 0.5 - TARGET
    assert (last.readings["slope along b"], last.readings["slope along w"]) == pytest.approx((2 * miss, 2 * miss * x))
    for frame in under_way[1:]:
        told = re.fullmatch(r"(\w) raised by ([\d.]+): the sum moves by .+, to (.+)\.", frame.caption)
        assert told
        raised = {"w": 0.5, "b": 0.5, told[1]: 0.5 + float(told[2])}
        assert float(told[3].replace("−", "-")) == pytest.approx(raised["w"] * x + raised["b"], abs=0.01)


def test_equal_formulas_pass_and_the_largest_input_never_belongs_to_the_heaviest_weight() -> None:
    bodies = [ASKED["slope_formula"].draw(seed).body for seed in range(30)]
    body = next(body for body in bodies if body.accepted_reply() == "2 * (a - y) * a * (1 - a) * x")
    assert [body.mark(reply).outcome for reply in ("2*x*(a-y)*a*(1-a)", "2(a − y)(a − a²)x")] == ["right"] * 2
    assert body.mark("2*(a-y)*x").misconception == "forgot the sigmoid"
    most = [ASKED["moves_most"].draw(seed).body for seed in range(60)]
    assert {body.answer() for body in most} == {0, 1, 2, 3}
    for body in most:
        assert isinstance(body, Which) and body.options[body.answer()].name != "went by the size of the weight"
