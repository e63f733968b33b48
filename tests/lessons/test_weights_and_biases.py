"""The lesson on weights and biases: the neuron says what the captions say, and its quiz knows every slip."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Formula, Which, central_difference
from lessons.kit.sameness import same
from lessons.ten_questions.weights_and_biases.against import weight_against_bias
from lessons.ten_questions.weights_and_biases.blame import slope_formula
from lessons.ten_questions.weights_and_biases.furthest import moves_most
from lessons.ten_questions.weights_and_biases.guests import COUNT, Guests, answers, tipping_point
from lessons.ten_questions.weights_and_biases.learn import (
    CALM,
    PLACES,
    START,
    UPDATES,
    how_the_nailed_one_did,
    learn,
    taste,
)
from lessons.ten_questions.weights_and_biases.season import if_w_doubled, season
from lessons.ten_questions.weights_and_biases.sums import weighted_sum, where_it_tips
from lessons.ten_questions.weights_and_biases.updates import new_weight

NUMBERS = (weighted_sum, where_it_tips, weight_against_bias, new_weight)


def run_of(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(learn.run(seed, **settings), WHOLE_RUN)


def plain_loss(guests: Guests, w: float, b: float) -> float:
    """The mean squared error written once more, in NumPy alone."""
    return float(np.mean((1 / (1 + np.exp(-(w * guests.salt + b))) - guests.said) ** 2))


def test_the_slopes_of_the_neuron_are_those_of_its_loss() -> None:
    guests = Guests.invited(1.0, 0.2, 3)
    for tasting in list(taste(guests, 2.0))[::10]:
        place = np.array([tasting.w[0], tasting.b[0]])
        felt = [central_difference(lambda at: plain_loss(guests, at[0], at[1]), place, i) for i in range(2)]
        assert tasting.slopes == pytest.approx(felt, rel=1e-5, abs=1e-9)
        assert tasting.losses[0] == pytest.approx(plain_loss(guests, *place))


def test_each_update_is_rate_times_slope_and_the_nail_holds() -> None:
    tastings = list(taste(Guests.invited(1.0, 0.2, 0), 0.7))
    assert [tasting.update for tasting in tastings] == list(range(UPDATES + 1))
    assert tastings[0].w == pytest.approx([START, START])
    for before, after in pairwise(tastings):
        assert [after.w[0], after.b[0]] == pytest.approx(np.array([before.w[0], before.b[0]]) - 0.7 * before.slopes)
        assert after.b[1] == 0.0


@pytest.mark.parametrize("settings", [{}, {"limit": -2.0, "fuss": 1.0}, {"limit": 0.0}, {"rate": 20.0}])
def test_captions_tell_what_the_readings_say(settings: dict[str, Setting]) -> None:
    for frame in frames_of(learn.run(0, **settings), WHOLE_RUN):
        told = frame.readings
        assert frame.number == told["update"]
        assert f"w = {figure(float(told['w']))}, b = {figure(float(told['b']))}; it tips" in frame.caption
        assert f"judges {told['right']} of {COUNT} guests right" in frame.caption
        assert f"{told['right, b nailed']} right." in frame.caption
        tips = tipping_point(float(told["w"]), float(told["b"]))
        assert tips is not None
        assert f"tips at {figure(tips)} g" in frame.caption


@pytest.mark.parametrize(("limit", "place"), [(1.0, 2), (-1.5, 2), (0.0, 1)])
def test_the_prediction_is_settled_by_what_the_nailed_one_gets_right(limit: float, place: int) -> None:
    frames = run_of(limit=limit, fuss=0.0)
    assert [how_the_nailed_one_did(frame) for frame in frames[:-1]] == [None] * UPDATES
    assert how_the_nailed_one_did(frames[-1]) == place
    right = {name: int(frames[-1].readings[name]) for name in ("right", "right, b nailed")}
    assert (right["right, b nailed"] < right["right"]) == (PLACES[place].startswith("Fewer"))


def test_a_neuron_that_leaps_about_is_named_and_the_fix_mends_it() -> None:
    named = 0
    for limit in (-2.0, 0.0, 1.5, 2.0):
        for seed in range(2):
            last = run_of(seed, limit=limit, rate=20.0)[-1]
            if last.trouble:
                named += 1
                assert last.trouble.name == "It never settles"
                assert last.trouble.name in last.caption
                assert last.trouble.fix == {"rate": CALM}
                assert run_of(seed, limit=limit, rate=CALM)[-1].trouble is None
    assert named > 0


def test_the_same_seed_serves_the_same_guests_and_another_seed_others() -> None:
    assert same(run_of(5), run_of(5))
    assert not np.array_equal(Guests.invited(1.0, 0.2, 0).salt, Guests.invited(1.0, 0.2, 1).salt)


def test_by_hand_the_sum_the_verdict_and_the_count_are_told() -> None:
    run = season.run()
    first = run.next()
    assert first
    for name, setting in (("w", 4.0), ("b", -4.0), ("salt", -0.5)):
        run.turn(name, setting)
    turned = run.next()
    assert turned
    assert first.caption.startswith(
        "1 × 1.5 + 1 = 2.5; the sigmoid makes that 0.924, which is enough. It tips at −1 g; "
    )
    assert "if w were doubled, at −0.5 g. It judges" in first.caption
    assert turned.caption.startswith("4 × (−0.5) + (−4) = −6; the sigmoid makes that 0.00247, a request for more.")
    assert f"judges {turned.readings['guests right']} of {COUNT}" in turned.caption
    run.turn("w", 0.0)
    ignoring = run.next()
    assert ignoring
    assert "tips nowhere" in ignoring.caption
    assert if_w_doubled(ignoring) is None


def test_doubling_the_weight_moves_the_tipping_point_only_where_there_is_a_bias() -> None:
    run = season.run()
    frame = run.next()
    assert frame
    assert if_w_doubled(frame) == 1
    for b, place in ((-2.0, 1), (0.0, 0), (3.0, 1)):
        run.turn("b", b)
        frame = run.next()
        assert frame
        assert if_w_doubled(frame) == place


def test_a_table_trained_by_hand_is_congratulated() -> None:
    guests = Guests.invited(1.0, 0.2, 0)
    run = season.run(0, w=4.0, b=-4.0)
    frame = run.next()
    assert frame
    assert (guests.right(4.0, -4.0) == COUNT) == ("You trained it by hand" in frame.caption)
    assert guests.right(4.0, -4.0) == COUNT


def test_the_tipping_point_is_where_the_sigmoid_says_one_half() -> None:
    for w, b in ((2.0, -3.0), (-0.5, 1.0), (4.0, 0.0)):
        tips = tipping_point(w, b)
        assert tips is not None
        assert answers(w, b, np.array([tips]))[0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("reply", "slip"),
    [
        ("2*x*(a-y)*a*(1-a)", None),
        ("2(a − y)(a − a²)x", None),
        ("2*(a-y)*a*(1-a)", "forgot the input"),
        ("2*(a-y)*x", "forgot the sigmoid"),
        ("(a-y)*a*(1-a)*x", "lost count of the 2"),
        ("2*(y-a)*a*(1-a)*x", "sign flipped"),
    ],
)
def test_equal_formulas_pass_and_known_slips_are_named(reply: str, slip: str | None) -> None:
    bodies = [slope_formula.draw(seed).body for seed in range(30)]
    body = next(body for body in bodies if body.accepted_reply() == "2 * (a - y) * a * (1 - a) * x")
    assert isinstance(body, Formula)
    verdict = body.mark(reply)
    assert (verdict.outcome, verdict.misconception) == ("right" if slip is None else "wrong", slip)
    assert {len(each.accepted_reply()) for each in bodies} > {len(body.accepted_reply())}


def test_the_number_with_the_largest_input_moves_most_and_every_option_can_be_right() -> None:
    bodies = [moves_most.draw(seed).body for seed in range(60)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    for body in bodies:
        assert isinstance(body, Which)
        heaviest = next(i for i, option in enumerate(body.options) if option.name == "went by the size of the weight")
        assert body.answer() != heaviest
        assert body.mark(str(heaviest + 1)).misconception == "went by the size of the weight"
        assert math.isfinite(max(body.amounts()))


def test_the_text_asks_six_questions_and_shows_both_demos() -> None:
    lesson = load("weights-and-biases")
    assert [page.demo for page in lesson.pages if page.demo] == ["season", "learn"]
    assert len(lesson.pages[-1].questions) == 6
