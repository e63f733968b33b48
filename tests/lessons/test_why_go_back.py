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
from lessons.ten_questions.why_go_back.cycle import by_needs, on_the_tape
from lessons.ten_questions.why_go_back.demo_rivals import (
    RULES,
    UPDATES,
    ahead,
    learn,
    learned_score,
    look_up,
    network,
    network_score,
    points,
    rivals,
    table_score,
)
from lessons.ten_questions.why_go_back.demo_satnav import ARRIVED, satnav
from lessons.ten_questions.why_go_back.model import STEPS, Route
from lessons.ten_questions.why_go_back.quiz import network_by_hand, table_by_hand

LESSON = load("why-go-back")
ASKED = LESSON.questions


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_a_route_multiplies_link_by_link_in_the_order_of_the_tape() -> None:
    route = Route(2.0, 3.0, -1.0, 4.0)
    assert route.values == {"h": 6, "y": -6, "loss": 100, "dy": -20, "dv": -120, "dh": 20, "dw": 40}
    assert tuple(route.values) == STEPS
    assert [route.computation.nudged(name) for name in "wv"] == pytest.approx([40, -120])
    assert (route.updated(0.01).w, route.updated(0.01).v) == pytest.approx((2.6, 0.2))


def test_the_first_cycle_is_shown_step_by_step_and_each_recalculation_tells_the_move_it_made() -> None:
    frames, route = whole(satnav), Route(2.0, 0.5, 1.0, 3.0)
    for place, (frame, name) in enumerate(zip(frames, STEPS, strict=False)):
        assert frame.caption.startswith("There" if name in ("h", "y", "loss") else "Back")
        assert frame.number == 0 and figure(route.values[name]) in frame.caption
        shown = [row[2] for row in frame.charts[0].rows]  # type: ignore[union-attr]
        assert shown[: place + 1] == [figure(route.values[each]) for each in STEPS[: place + 1]]
        assert set(shown[place + 1 :]) <= {"…"}
    for frame in frames[len(STEPS) :]:
        before, route = route, route.updated(0.02)
        moved = f"w moves by {figure(route.w - before.w)} to {figure(route.w)}, v by {figure(route.v - before.v)}"
        assert moved in frame.caption and f"Now y is {exact(round(route.values['y'], 3))}" in frame.caption
    assert "You have arrived" in frame.caption and abs(float(frame.readings["y"]) - 3.0) < ARRIVED


@pytest.mark.parametrize(("settings", "move"), [({}, 0), ({"v": -1.0}, 1), ({"v": 0.0}, 2), ({"t": 1.0}, 2)])
def test_the_prediction_is_settled_by_the_first_update(settings: dict[str, Setting], move: int) -> None:
    outcomes = [frame.outcome for frame in whole(satnav, 0, **settings)]
    assert outcomes[: len(STEPS)] == [None] * len(STEPS) and set(outcomes[len(STEPS) :]) == {move}


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


@pytest.mark.parametrize("table", RULES)
def test_the_rivals_tell_both_scores_and_each_correction_is_the_rate_times_the_gradient(table: str) -> None:
    *under_way, last = frames = whole(rivals, 1, table=table)
    data, net, length = points(1, 0.3), network(8, 1), 0.0
    for frame, (number, loss, correction) in zip(frames, learn(net, data.train, 1.0), strict=True):
        mine = network_score(net, data.test)
        scores = f"network gets {mine:.0f} right, the table {table_score(data, table, 1):.0f}."
        assert (scores in frame.caption) == bool(number)
        assert correction == pytest.approx(length)
        assert not number or (f"loss {figure(loss)}" in frame.caption and f"by {figure(correction)}" in frame.caption)
        length = float(np.linalg.norm(net.gradients))
    assert [frame.outcome for frame in under_way] == [None] * UPDATES
    assert last.outcome == (2 if table == RULES[0] else 1)


@pytest.mark.parametrize("table", RULES)
def test_before_the_first_update_no_score_can_be_seen(table: str) -> None:
    first, second, *_ = whole(rivals, table=table)
    drawn = [np.isfinite(series.y).sum() for frame in (first, second) for series in frame.charts[1].series]  # type: ignore[union-attr]
    assert drawn == [0, 0, 2, 2]
    assert [name for name in first.readings if "score" in name] == [] and "score" in list(second.readings)[-1]


SCENES = {"satnav": 0, "satnav-2": 1, "satnav-3": 2, "rivals": 2, "rivals-2": 1}


@pytest.mark.parametrize(("key", "outcome"), SCENES.items())
def test_each_scene_comes_out_as_its_words_have_it(key: str, outcome: int) -> None:
    page = LESSON.scene_page(key)
    assert page is not None
    scene = LESSON.scene(page)
    assert {whole(scene.demo, seed, **scene.settings)[-1].outcome for seed in range(10)} == {outcome}


@pytest.mark.parametrize("settings", [{"hidden": 1}, {"rate": 0.03}, {"hidden": 1, "spread": 0.5}])
def test_a_network_that_did_not_arrive_is_named_and_the_fix_mends_it(settings: dict[str, Setting]) -> None:
    for seed in range(3):
        trouble = whole(rivals, seed, **settings)[-1].trouble
        assert trouble and trouble.name == "It did not arrive"
        assert whole(rivals, seed, **{**settings, **trouble.fix})[-1].trouble is None


def test_both_scores_come_out_by_hand_and_ten_points_are_a_lead() -> None:
    data = points(3, 0.3)
    assert network_by_hand(data, 8, 3) == learned_score(data, 8, 3)
    assert [table_by_hand(data, rule, 3) for rule in RULES] == [table_score(data, rule, 3) for rule in RULES]
    coins = [look_up(data.train, data.test.inputs, RULES[0], seed) for seed in (0, 0, 1)]
    assert np.array_equal(coins[0], coins[1]) and not np.array_equal(coins[0], coins[2])
    assert [ahead(*scores) for scores in ((50, 60), (50, 59), (60, 51), (60, 50))] == [0, 1, 1, 2]


def test_equal_forms_of_the_formula_pass_the_tape_goes_there_and_back_and_all_ends_are_asked_about() -> None:
    bodies = [ASKED["slope_formula"].draw(seed).body for seed in range(20)]
    body = next(body for body in bodies if "`(y − t)²`" in body.prompt)
    assert body.mark(body.accepted_reply().replace("(v*w*x - t)", "-(t - x*v*w)")).outcome == "right"
    assert body.mark(body.accepted_reply().replace("v*w*x - t", "t - v*w*x")).misconception == "sign flipped"
    assert on_the_tape() == by_needs() == ["z1", "a1", "z2", "loss", "dz2", "d[a1;", "dW1", "weights"]
    for name in ("which_way", "on_new_points"):
        assert {ASKED[name].draw(seed).body.answer() for seed in range(20)} == {0, 1, 2}
