"""The lesson on loss: the darts land where the captions say, the aims descend, and the quiz knows every slip."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Formula, Number, Predict, Which, central_difference
from lessons.kit.sameness import same
from lessons.ten_questions.loss.costs import three_throws, worst_share
from lessons.ten_questions.loss.darts import ENDINGS, darts, further_off, side
from lessons.ten_questions.loss.hands import PLAYERS, costs_most
from lessons.ten_questions.loss.nudges import slope_formula, slope_of_a_miss
from lessons.ten_questions.loss.outcomes import where_it_rests
from lessons.ten_questions.loss.thrower import DARTS, FIRST_AIM, PATIENCE, Thrower

NUMBERS = (three_throws, worst_share, slope_of_a_miss)


def squared_loss(thrower: Thrower, aim: np.ndarray) -> float:
    return plain_losses(thrower, float(aim))[0]


def plain_loss(thrower: Thrower, aim: np.ndarray) -> float:
    return plain_losses(thrower, float(aim))[1]


def run_of(seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(darts.run(seed, **settings), WHOLE_RUN)


def plain_losses(thrower: Thrower, aim: float) -> tuple[float, float]:
    """Both losses written once more, in NumPy alone."""
    away = np.hypot(thrower.wobbles[:, 0] + aim, thrower.wobbles[:, 1])
    return float(np.mean(away**2)), float(np.mean(away))


@pytest.mark.parametrize("aim", [-2.0, -0.3, 0.9])
def test_losses_and_slopes_are_those_of_the_seven_darts(aim: float) -> None:
    for seed in range(5):
        thrower = Thrower.of(0.4, 3.0, seed)
        losses, slopes = thrower.feel(np.full(2, aim))
        felt = [central_difference(partial(pick, thrower), aim) for pick in (squared_loss, plain_loss)]
        assert losses == pytest.approx(plain_losses(thrower, aim))
        assert slopes == pytest.approx(felt, rel=1e-6)
        assert thrower.bowl(np.array([aim]))[:, 0] == pytest.approx(losses)


def test_the_hand_wobbles_as_much_to_the_left_as_to_the_right_and_the_last_dart_slips() -> None:
    wobbles = Thrower.of(0.5, 2.5, 4).wobbles
    assert wobbles.shape == (DARTS, 2)
    assert wobbles[:-1].sum(axis=0) == pytest.approx([0.0, 0.0])
    assert wobbles[-1, 0] == 2.5


def test_each_update_is_rate_times_slope() -> None:
    for before, after in pairwise(Thrower.of(0.4, 3.0, 1).improve(0.15)):
        assert after.aims == pytest.approx(before.aims - 0.15 * before.slopes)


def test_squares_rest_at_the_mean_and_the_bottoms_are_level() -> None:
    for seed in range(5):
        thrower = Thrower.of(0.4, 3.0, seed)
        bottoms = thrower.bottoms()
        assert bottoms[0] == pytest.approx(-thrower.wobbles[:, 0].mean(), abs=1e-6)
        assert thrower.feel(bottoms)[1] == pytest.approx([0.0, 0.0], abs=1e-5)


def test_captions_tell_each_throw_and_each_update() -> None:
    frames = run_of(2)
    thrower = Thrower.of(0.4, 3.0, 2)
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
        assert f"Squares aim {side(-float(frame.readings['squared: off by']))}" in frame.caption
    assert "the steady darts centre 0.43 left by squares" in frames[-1].caption
    assert "Not zero: hands wobble." in frames[-1].caption


@pytest.mark.parametrize(("slip", "ending"), [(0.0, 2), (1.2, 0), (3.0, 0), (4.0, 0)])
def test_the_run_settles_the_prediction_at_its_end(slip: float, ending: int) -> None:
    frames = run_of(slip=slip)
    assert len(frames) <= 80
    assert [further_off(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    assert further_off(frames[-1]) == ending
    assert len(ENDINGS) == 3
    assert ("slips" in frames[DARTS - 1].caption) == (slip > 0)


def test_a_run_that_goes_wrong_is_named_and_its_fix_mends_it() -> None:
    names = set()
    for wobble in (0.2, 0.8):
        for slip in (0.0, 4.0):
            for rate in (0.8, 1.0, 1.3, 2.0):
                last = run_of(3, wobble=wobble, slip=slip, rate=rate)[-1]
                if last.trouble:
                    names.add(last.trouble.name)
                    assert last.trouble.name in last.caption
                    mended = run_of(3, wobble=wobble, slip=slip, **last.trouble.fix)[-1]
                    assert mended.trouble is None
                    assert mended.number < PATIENCE
    assert names == {"It diverged", "It never settles"}


def test_an_aim_still_on_its_way_is_said_to_be() -> None:
    last = run_of(rate=0.05, wobble=0.8)[-1]
    assert last.number == PATIENCE
    assert last.trouble is None
    assert "Not at rest yet: plain." in last.caption


def test_the_other_board_comes_up_even_after_the_run() -> None:
    run = darts.run(0)
    frame = frames_of(run, WHOLE_RUN)[-1]
    run.turn("board", "plain")
    turned = run.next()
    assert turned
    assert turned.finished
    assert turned.caption == frame.caption
    assert [each.charts[0].title for each in (frame, turned)] == ["Board and darts, squared", "Board and darts, plain"]


def test_the_same_seed_throws_the_same_darts_and_another_seed_others() -> None:
    assert same(run_of(7), run_of(7))
    assert not np.array_equal(Thrower.of(0.4, 3.0, 0).wobbles, Thrower.of(0.4, 3.0, 1).wobbles)


def test_the_hint_ends_with_the_answer() -> None:
    for seed in range(15):
        for one in (three_throws, slope_of_a_miss):
            body = one.draw(seed).body
            assert isinstance(body, Number)
            assert exact(body.answer()) in body.hints.step(3)


def test_equal_formulas_pass_and_known_slips_are_named() -> None:
    bodies = [slope_formula.draw(seed).body for seed in range(30)]
    body = next(body for body in bodies if body.accepted_reply() == "6 * (p - y)")
    assert isinstance(body, Formula)
    for reply in ("6(p-y)", "6p - 6y", "-6*(y - p)", "dL/dp = 3·2·(p−y)"):
        assert body.mark(reply).outcome == "right"
    slips = {
        "6(y-p)": "sign flipped",
        "3(p-y)": "forgot the 2",
        "2(p-y)": "forgot the factor",
        "6(p-y)²": "kept the square",
    }
    assert {reply: body.mark(reply).misconception for reply in slips} == slips


def test_two_rules_dislike_two_different_hands() -> None:
    bodies = [costs_most.draw(seed).body for seed in range(40)]
    assert {body.answer() for body in bodies} == set(range(len(PLAYERS)))
    named = set()
    for body in bodies:
        assert isinstance(body, Which)
        verdicts = [body.mark(str(i + 1)) for i in range(len(PLAYERS))]
        named |= {verdict.misconception for verdict in verdicts} - {None}
        assert sum(verdict.misconception in ("counted squares", "counted plain distances") for verdict in verdicts) == 1
    assert named == {"counted squares", "counted plain distances", "misjudged the total"}


def test_one_answer_for_all_rests_where_the_arithmetic_says() -> None:
    bodies = [where_it_rests.draw(seed).body for seed in range(40)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    for body in bodies:
        assert isinstance(body, Predict)
        outcome = body.experiment()
        wanted = float(body.options[body.answer()].text.removeprefix("close to "))
        assert float(outcome.frame.readings["p"]) == pytest.approx(wanted, abs=0.1)


def test_the_text_asks_six_questions_and_shows_the_demo() -> None:
    lesson = load("loss")
    assert [page.demo for page in lesson.pages if page.demo] == ["darts"]
    assert len(lesson.pages[-1].questions) == 6
