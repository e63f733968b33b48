"""The lesson on going back: the route multiplies link by link, the table knows only its entries, captions are true."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Setting
from lessons.kit.questions import Formula, Order, Predict
from lessons.ten_questions.why_go_back.cycle import on_the_tape, one_cycle
from lessons.ten_questions.why_go_back.links import slope_formula
from lessons.ten_questions.why_go_back.moves import which_way
from lessons.ten_questions.why_go_back.outcomes import network_by_hand, on_new_points, table_by_hand
from lessons.ten_questions.why_go_back.rivals import (
    RULES,
    UPDATES,
    ahead,
    learn,
    look_up,
    network,
    network_score,
    points,
    rivals,
    score,
    who_won,
)
from lessons.ten_questions.why_go_back.route import STEPS, Route, named_steps
from lessons.ten_questions.why_go_back.satnav import ARRIVED, first_move, satnav


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_a_route_multiplies_link_by_link_and_agrees_with_differences() -> None:
    route = Route(2.0, 3.0, -1.0, 4.0)
    assert route.values() == {"h": 6, "y": -6, "loss": 100, "dy": -20, "dv": -120, "dh": 20, "dw": 40}
    assert route.slopes() == (40, -120)
    assert route.measured() == pytest.approx(route.slopes())
    assert [name for name, _ in named_steps(route.tape())] == list(STEPS)
    moved = route.updated(0.01)
    assert (moved.w, moved.v) == pytest.approx((2.6, 0.2))


def test_the_first_cycle_is_shown_in_the_order_of_the_tape() -> None:
    frames = whole(satnav)
    cycle = frames[: len(STEPS)]
    assert [frame.number for frame in cycle] == [0] * len(STEPS)
    values = Route(2.0, 0.5, 1.0, 3.0).values()
    for place, (frame, name) in enumerate(zip(cycle, STEPS, strict=True)):
        assert frame.caption.startswith("There" if name in ("h", "y", "loss") else "Back")
        assert figure(values[name]) in frame.caption
        shown = [row[2] for row in frame.charts[0].rows]  # type: ignore[union-attr]
        assert shown[: place + 1] == [figure(values[each]) for each in STEPS[: place + 1]]
        assert set(shown[place + 1 :]) <= {"…"}


def test_each_recalculation_tells_the_move_it_made() -> None:
    frames = whole(satnav)[len(STEPS) :]
    route = Route(2.0, 0.5, 1.0, 3.0)
    for frame in frames:
        before, route = route, route.updated(0.02)
        told = f"w moves by {figure(route.w - before.w)} to {figure(route.w)}, v by {figure(route.v - before.v)}"
        assert told in frame.caption
        assert f"Now y is {exact(round(route.values()['y'], 3))}" in frame.caption
    assert frames[-1].finished
    assert "You have arrived" in frames[-1].caption
    assert abs(float(frames[-1].readings["y"]) - 3.0) < ARRIVED


@pytest.mark.parametrize(("settings", "move"), [({}, 0), ({"v": -1.0}, 1), ({"v": 0.0}, 2), ({"t": 1.0}, 2)])
def test_the_prediction_is_settled_by_the_first_update(settings: dict[str, Setting], move: int) -> None:
    frames = whole(satnav, 0, **settings)
    assert [first_move(frame) for frame in frames[: len(STEPS)]] == [None] * len(STEPS)
    assert {first_move(frame) for frame in frames[len(STEPS) :]} == {move}


def test_a_route_that_goes_wrong_is_named_and_its_fix_mends_it() -> None:
    names = set()
    for w, v, t, rate in product((-2.0, 0.0, 0.5, 2.0), (-2.0, 0.0, 1.0), (-4.0, 0.0, 3.0), (0.005, 0.1, 0.5)):
        settings: dict[str, Setting] = {"w": w, "v": v, "t": t, "rate": rate}
        last = whole(satnav, 0, **settings)[-1]
        if last.trouble:
            names.add(last.trouble.name)
            assert last.trouble.name in last.caption
            assert whole(satnav, 0, **{**settings, **last.trouble.fix})[-1].trouble is None
        else:
            assert ("arrived" in last.caption) == (abs(float(last.readings["y"]) - t) < ARRIVED)
    assert names == {"Nobody moves", "It shoots past"}


def test_a_table_knows_its_entries_and_makes_up_the_rest() -> None:
    data = points(0, 0.3)
    for rule in RULES:
        assert score(look_up(data.train, data.train.inputs, rule, 0), data.train) == 100
    coins = look_up(data.train, data.test.inputs, RULES[0], 0)
    assert np.array_equal(coins, look_up(data.train, data.test.inputs, RULES[0], 0))
    assert not np.array_equal(coins, look_up(data.train, data.test.inputs, RULES[0], 1))
    for rule in RULES:
        mine = score(look_up(data.train, data.test.inputs, rule, 0), data.test)
        assert table_by_hand(rule, 0) == pytest.approx(mine)


@pytest.mark.parametrize("table", RULES)
def test_the_rivals_tell_both_scores_and_the_correction_just_made(table: str) -> None:
    frames = whole(rivals, 1, table=table)
    assert [frame.number for frame in frames] == list(range(UPDATES + 1))
    assert [who_won(frame) for frame in frames[:-1]] == [None] * UPDATES
    data, net = points(1, 0.3), network(8, 1)
    for frame, (number, loss, correction) in zip(frames, learn(net, data.train, 1.0), strict=True):
        mine = network_score(net, data.test)
        assert f"network gets {mine:.0f} right, the table {frame.readings['table, new points']:.0f}." in frame.caption
        assert f"loss {figure(loss)}" in frame.caption or number == 0
        assert f"moved by {figure(correction)}" in frame.caption or number == 0
    assert who_won(frames[-1]) == (2 if table == RULES[0] else 1)


def test_a_correction_is_the_rate_times_the_gradient() -> None:
    data, net = points(2, 0.3), network(4, 2)
    gradients, moves = [], []
    for _, _, correction in learn(net, data.train, 0.5, updates=5):
        gradients.append(float(np.linalg.norm(net.gradients)))
        moves.append(correction)
    assert moves[0] == 0
    assert moves[1:] == pytest.approx([0.5 * length for length in gradients[:-1]])


@pytest.mark.parametrize("settings", [{"hidden": 1}, {"rate": 0.03}, {"hidden": 1, "spread": 0.5}])
def test_a_network_that_did_not_arrive_is_named_and_the_fix_mends_it(settings: dict[str, Setting]) -> None:
    for seed in range(3):
        trouble = whole(rivals, seed, **settings)[-1].trouble
        assert trouble
        assert trouble.name == "It did not arrive"
        assert whole(rivals, seed, **{**settings, **trouble.fix})[-1].trouble is None


@pytest.mark.parametrize(("scores", "option"), [((50, 60), 0), ((50, 59), 1), ((60, 51), 1), ((60, 50), 2)])
def test_ten_points_are_a_lead(scores: tuple[float, float], option: int) -> None:
    assert ahead(*scores) == option


def test_the_same_seed_gives_the_same_run_and_another_gives_another() -> None:
    first, again, other = ([frame.caption for frame in whole(rivals, seed)] for seed in (5, 5, 6))
    assert first == again != other


def test_engine_and_hand_train_the_same_network() -> None:
    data, net = points(3, 0.3), network(8, 3)
    by_hand = network_by_hand(data, net)
    for _ in learn(net, data.train, 1.0):
        pass
    assert by_hand == network_score(net, data.test)


def test_equal_forms_of_the_formula_pass_and_slips_are_named() -> None:
    body = next(body for seed in range(20) if "(y − t)²" in (body := slope_formula.draw(seed).body).prompt)
    assert isinstance(body, Formula)
    assert body.mark(body.example.replace("(v*w*x - t)", "-(t - x*v*w)")).outcome == "right"
    assert body.mark(body.example.replace("v*w*x - t", "t - v*w*x")).misconception == "sign flipped"


def test_every_way_can_be_the_right_one() -> None:
    assert {which_way.draw(seed).body.answer() for seed in range(20)} == {0, 1, 2}


def test_the_tape_goes_there_back_and_moves_and_an_early_update_is_named() -> None:
    assert on_the_tape() == ["z1", "a1", "z2", "loss", "dz2", "d[a1;", "dW1", "weights"]
    body = one_cycle.draw(0).body
    assert isinstance(body, Order)
    right = body.accepted_reply().split()
    assert body.mark(" ".join(right)).outcome == "right"
    early = [right[-1], *right[:-1]]
    assert body.mark(" ".join(early)).misconception == "moved before it knew where"


def test_all_three_outcomes_are_asked_about_and_shown() -> None:
    bodies = [on_new_points.draw(seed).body for seed in range(20)]
    assert {body.answer() for body in bodies} == {0, 1, 2}
    body = bodies[0]
    assert isinstance(body, Predict)
    verdict = body.mark(body.accepted_reply())
    assert verdict.outcome == "right"
    assert verdict.frame
    assert verdict.frame.finished


def test_the_text_asks_six_questions_and_shows_both_demos() -> None:
    lesson = load("why-go-back")
    assert [page.demo for page in lesson.pages if page.demo] == ["satnav", "rivals"]
    assert len(lesson.pages[-1].questions) == 6
