"""The lesson on loss: the darts land where the captions say, the aims descend, and each rule dislikes whom it may."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Predict, central_difference
from lessons.ten_questions.loss.demo_darts import darts, side
from lessons.ten_questions.loss.demo_roll import roll, what_became
from lessons.ten_questions.loss.demo_scorecard import scorecard, share_of_slips
from lessons.ten_questions.loss.evening import EVERY, THROWS, slipped, thrown
from lessons.ten_questions.loss.model import DARTS, FIRST_AIM, PATIENCE, Thrower
from lessons.ten_questions.loss.quiz import PLAYERS

ASKED = load("loss").questions


def run_of(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(darts.run(seed, **settings), WHOLE_RUN)


def plain_losses(thrower: Thrower, aim: float) -> tuple[float, float]:
    """Both losses written once more, in NumPy alone."""
    away = np.hypot(thrower.wobbles[:, 0] + aim, thrower.wobbles[:, 1])
    return float(np.mean(away**2)), float(np.mean(away))


@pytest.mark.parametrize("seed", range(5))
def test_losses_and_slopes_are_those_of_the_seven_darts_and_squares_rest_at_the_mean(seed: int) -> None:
    thrower = Thrower.of(0.4, 3.0, seed)
    for aim in (-2.0, -0.3, 0.9):
        losses, slopes = thrower.feel(np.full(2, aim))
        squared = central_difference(lambda at: plain_losses(thrower, float(at))[0], aim)
        plain = central_difference(lambda at: plain_losses(thrower, float(at))[1], aim)
        assert losses == pytest.approx(plain_losses(thrower, aim))
        assert slopes == pytest.approx([squared, plain], rel=1e-6)
        assert thrower.bowl(np.array([aim]))[:, 0] == pytest.approx(losses)
    assert thrower.bottoms()[0] == pytest.approx(-thrower.wobbles[:, 0].mean(), abs=1e-6)
    assert thrower.feel(thrower.bottoms())[1] == pytest.approx([0.0, 0.0], abs=1e-5)


def test_the_hand_wobbles_to_both_sides_alike_the_last_dart_slips_and_each_update_is_rate_times_slope() -> None:
    thrower = Thrower.of(0.5, 2.5, 4)
    assert thrower.wobbles.shape == (DARTS, 2) and thrower.wobbles[-1, 0] == 2.5
    assert thrower.wobbles[:-1].sum(axis=0) == pytest.approx([0.0, 0.0])
    assert not np.array_equal(thrower.wobbles, Thrower.of(0.5, 2.5, 5).wobbles)
    for before, after in pairwise(thrower.improve(0.15)):
        assert after.aims == pytest.approx(before.aims - 0.15 * before.slopes)


def test_captions_tell_each_throw_and_each_update() -> None:
    frames, thrower = run_of(2), Thrower.of(0.4, 3.0, 2)
    costs: list[float] = []
    for dart, frame in enumerate(frames[:DARTS]):
        away = float(np.hypot(*(thrower.wobbles[dart] + [FIRST_AIM, 0.0])))
        costs.append(away**2)
        assert frame.number == 0
        assert f"lands {figure(away)} from the bullseye: that costs {figure(away**2)} squared" in frame.caption
        assert f"Mean so far: {figure(float(np.mean(costs)))} squared" in frame.caption
        assert float(frame.readings["squared loss"]) == pytest.approx(np.mean(costs))
    for number, frame in enumerate(frames[DARTS:-1], start=1):
        assert frame.number == frame.readings["update"] == number
        assert f"the loss is squared {figure(float(frame.readings['squared loss']))}" in frame.caption
        assert f"Squares aim {side(-float(frame.readings['squared off by']))}" in frame.caption
    assert "the steady darts centre 0.43 left by squares" in frames[-1].caption
    assert "Not zero: hands wobble." in frames[-1].caption


@pytest.mark.parametrize(("slip", "ending"), [(0.0, 2), (1.2, 0), (3.0, 0), (4.0, 0)])
def test_the_outcome_is_known_at_the_end(slip: float, ending: int) -> None:
    *under_way, last = run_of(slip=slip)
    assert ({frame.outcome for frame in under_way}, last.outcome) == ({None}, ending)
    assert ("slips" in under_way[DARTS - 1].caption) == (slip > 0)


@pytest.mark.parametrize("wobble", [0.2, 0.8])
@pytest.mark.parametrize("slip", [0.0, 4.0])
def test_a_run_that_goes_wrong_is_named_and_its_fix_mends_it(wobble: float, slip: float) -> None:
    ends = [run_of(3, wobble=wobble, slip=slip, rate=rate)[-1] for rate in (0.8, 1.0, 1.3, 2.0)]
    troubles = {last.trouble.name: last.trouble for last in ends if last.trouble and last.trouble.name in last.caption}
    assert troubles.keys() == {"It diverged", "It never settles"}
    for trouble in troubles.values():
        mended = run_of(3, wobble=wobble, slip=slip, **trouble.fix)[-1]
        assert mended.trouble is None and mended.number < PATIENCE


def test_an_aim_still_on_its_way_is_said_to_be_and_the_board_shows_its_darts() -> None:
    last = run_of(rate=0.05, wobble=0.8, board="plain")[-1]
    assert (last.number, last.trouble) == (PATIENCE, None) and "Not at rest yet: plain." in last.caption
    assert last.charts[0].title == "Board and darts, plain"


def test_two_rules_dislike_two_different_hands() -> None:
    bodies = [ASKED["costs_most"].draw(seed).body for seed in range(40)]
    assert {body.answer() for body in bodies} == set(range(len(PLAYERS)))
    for body in bodies:
        named = [body.mark(str(i + 1)).misconception for i in range(len(PLAYERS))]
        tempted = "counted plain distances" if "*squared*" in body.prompt else "counted squares"
        assert (named.count(tempted), named.count("misjudged the total"), named.count(None)) == (1, 2, 1)


def test_one_answer_for_all_rests_where_the_arithmetic_says() -> None:
    bodies = [ASKED["where_it_rests"].draw(seed).body for seed in range(40)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    for body in bodies:
        assert isinstance(body, Predict)
        wanted = float(body.options[body.answer()].text.removeprefix("close to "))
        assert float(body.outcome.frame.readings["p"]) == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("rule", ["squared", "plain"])
def test_each_dart_of_an_evening_is_charged_by_the_rule_and_the_slips_share_is_theirs(rule: str) -> None:
    misses = thrown(0.5, 3.0, 4)
    cost = misses**2 if rule == "squared" else np.abs(misses)
    assert int(slipped().sum()) == THROWS // EVERY and np.abs(misses[EVERY - 1 :: EVERY]).min() > 2.6
    frames = frames_of(scorecard.run(4, rule=rule), WHOLE_RUN)
    for darts_thrown, frame in enumerate(frames[1:], start=1):
        landed = cost[:darts_thrown]
        assert frame.readings["loss"] == pytest.approx(landed.mean())
        assert frame.readings["mean miss"] == pytest.approx(misses[:darts_thrown].mean())
        share = landed[EVERY - 1 :: EVERY].sum() / landed.sum()
        assert share_of_slips(misses[:darts_thrown], rule) == pytest.approx(share)
        assert frame.readings["share of the slips"] == f"{share:.0%}" and f"{share:.0%}" in frame.caption
        assert darts_thrown == THROWS or f"costs {figure(float(landed[-1]))}" in frame.caption


@pytest.mark.parametrize(
    ("settings", "outcome"), [({}, 2), ({"rule": "plain"}, 1), ({"slip": 0.5, "rule": "plain"}, 0)]
)
def test_the_slips_share_is_the_outcome_on_every_seed(settings: dict[str, Setting], outcome: int) -> None:
    assert {frames_of(scorecard.run(seed, **settings), WHOLE_RUN)[-1].outcome for seed in range(10)} == {outcome}


@pytest.mark.parametrize(
    ("settings", "outcome", "trouble"),
    [
        ({}, 2, None),
        ({"rule": "plain"}, 0, "It never settles"),
        ({"rule": "plain", "rate": 0.05}, 0, None),
        ({"rule": "plain", "rate": 0.7}, 0, "It never settles"),
        ({"rate": 1.2}, 1, "It diverged"),
        ({"rate": 1.0}, 0, "It never settles"),
    ],
)
def test_the_steps_follow_the_slope(settings: dict[str, Setting], outcome: int, trouble: str | None) -> None:
    for seed in range(10):
        frames = frames_of(roll.run(seed, **settings), WHOLE_RUN)
        last = frames[-1]
        assert (last.outcome, last.trouble and last.trouble.name) == (outcome, trouble)
        for before, after in pairwise(frames):
            miss, slope = float(before.readings["miss"]), float(before.readings["slope"])
            assert slope == pytest.approx(np.sign(miss) if "rule" in settings else 2 * miss)
            assert float(after.readings["miss"]) == pytest.approx(miss - float(settings.get("rate", 0.1)) * slope)
        if last.trouble:
            assert frames_of(roll.run(seed, **{**settings, **last.trouble.fix}), WHOLE_RUN)[-1].trouble is None


def test_a_walk_of_one_step_has_steps_of_one_length() -> None:
    assert [what_became(np.array(steps)) for steps in ([2.0], [2.0, 1.0], [1.0, 2.0])] == [0, 2, 1]
