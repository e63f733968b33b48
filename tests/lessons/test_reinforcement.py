"""The lesson on reward: levers and walks by other arithmetic, what each scene shows on ten seeds, and the pad."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting, Sketch
from lessons.kit.questions import Choice, Predict
from lessons.ways_to_learn.reinforcement import by_hand
from lessons.ways_to_learn.reinforcement.agent import UPDATES, Agent, chances_of, one_try
from lessons.ways_to_learn.reinforcement.demo_levers import BEST, NONE, POORER, levers, what_became_of
from lessons.ways_to_learn.reinforcement.demo_walks import MORE, PATIENT, walks
from lessons.ways_to_learn.reinforcement.diary import GOAL, NOWHERE, PIT, Diary
from lessons.ways_to_learn.reinforcement.levers import PULLS, pays_of, pulls
from lessons.ways_to_learn.reinforcement.world import (
    AFTER,
    START,
    USUAL,
    WALLS,
    Rewards,
    name_of,
    paid_by,
    usual_pay,
    walk,
)

LESSON = load("reinforcement")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_the_push_is_the_rule_that_is_told_by_hand_and_by_a_central_difference() -> None:
    numbers = np.array([0.3, -0.2, 1.1])
    chances = np.exp(numbers) / np.exp(numbers).sum()
    for done in range(3):
        for better in (-0.4, 0.0, 0.7):
            tried = one_try(numbers, done, better)
            expected = -better * (np.eye(3)[done] - chances)
            assert tried.slopes("numbers") == pytest.approx(expected)
            assert [tried.nudged("numbers", k) for k in range(3)] == pytest.approx(expected, abs=1e-7)


def test_pulls_are_compared_with_the_average_of_those_before() -> None:
    made = pulls(2.0, True, seed=3)
    paid = [pull.reward for pull in made]
    assert [pull.average for pull in made[1:]] == pytest.approx([np.mean(paid[:k]) for k in range(1, PULLS)])
    assert made[0].average == paid[0] and np.array_equal(made[0].after, np.zeros(3))
    assert all(pull.average == 0.0 for pull in pulls(2.0, False, seed=3))
    for lever in range(3):
        got = [pull.reward for pull in pulls(0.2, True, seed=3) if pull.lever == lever]
        assert np.mean(got) == pytest.approx(pays_of(3)[lever], abs=0.1)


@pytest.mark.parametrize("seed", range(10))
def test_unhurried_it_finds_the_best_lever(seed: int) -> None:
    last = whole(levers, seed)[-1]
    assert last.outcome == BEST and last.trouble is None and last.readings["favourite"] == last.readings["best"]


def test_in_a_hurry_some_are_sure_too_soon_and_the_remedy_mends_each() -> None:
    fates = [whole(levers, seed, rate=20.0)[-1] for seed in range(20)]
    stuck = [seed for seed, last in enumerate(fates) if last.outcome == POORER]
    assert len(stuck) >= 3
    for seed in stuck:
        trouble = fates[seed].trouble
        assert trouble and trouble.name == "Sure too soon"
        assert whole(levers, seed, **trouble.fix)[-1].outcome == BEST
    assert what_became_of(np.zeros(3), np.array([0.2, 0.5, 0.8])) == NONE


def test_walls_and_rims_turn_moves_into_staying_and_squares_have_the_names_of_a_chessboard() -> None:
    assert [name_of(square) for square in (START, 4, 13, *sorted(WALLS))] == ["a1", "e5", "d3", "b4", "c4", "d2"]
    assert AFTER[START].tolist() == [15, 21, START, START]
    assert AFTER[11].tolist() == [11, 12, 16, 10]  # b3, under a wall
    for square in range(25):
        for move, there in enumerate(AFTER[square]):
            if there != square and square not in WALLS:
                assert AFTER[there, (move + 2) % 4] == square


def test_the_pad_says_what_squares_pay_and_walls_and_the_start_pay_nothing() -> None:
    full = paid_by(np.ones((5, 5)))
    assert {square for square in range(25) if full[square] == 0} == {START, *WALLS}
    assert {square: pay for square, pay in enumerate(usual_pay()) if pay} == {4: 1.0, 13: -1.0}


def test_a_walk_is_paid_move_by_move_and_judged_by_all_that_follows() -> None:
    right = np.zeros((25, 4))
    right[:, 1] = 1.0  # along the lowest row, over the coin on c1, to e1
    ends = np.zeros(25)
    ends[24] = 1.0
    went = walk(right, Rewards(ends, 0.1, 0.3), np.full((40, 2), 0.5))
    assert went.rewards[:, 0] == pytest.approx([-0.1, 0.2, -0.1, 0.9])
    assert went.to_come[:, 1] == pytest.approx([0.9, 1.0, 0.8, 0.9])
    assert went.returns == pytest.approx([0.9, 0.9]) and went.last.tolist() == [24, 24] and went.going.all()
    wandering = walk(right, Rewards(np.zeros(25), 0.1, 0.0), np.full((40, 1), 0.5))
    assert len(wandering.rewards) == 40 and wandering.returns == pytest.approx([-4.0])


@pytest.mark.parametrize(("cost", "coin", "seed"), [(0.04, 0.0, 1), (0.25, 0.0, 2), (0.04, 0.2, 3)])
def test_plain_loops_come_to_the_same_numbers_as_the_engine(cost: float, coin: float, seed: int) -> None:
    agent, diary = Agent(0.5, seed), Diary()
    for _ in range(30):
        diary.write(agent.update(Rewards(usual_pay(), cost, coin)))
    table, _ = by_hand.learn(cost, coin, 0.5, seed, updates=30)
    by_square = [table[square % 5 + 1, 5 - square // 5] for square in range(25)]
    assert agent.numbers() == pytest.approx(np.array(by_square), abs=1e-9)


@pytest.mark.parametrize(
    ("settings", "fate", "trouble"),
    [
        ({}, GOAL, None),
        ({"step_cost": 0.25}, PIT, "It settled for the pit"),
        ({"coin": 0.2}, NOWHERE, "Paid for the wrong thing"),
    ],
)
def test_each_world_ends_as_its_scene_says_on_ten_seeds_and_is_mended(
    settings: dict[str, Setting], fate: int, trouble: str | None
) -> None:
    for seed in range(10):
        last = whole(walks, seed, **settings)[UPDATES]
        assert (last.outcome, last.number, last.finished) == (fate, UPDATES, True)
        assert (last.trouble.name if last.trouble else None) == trouble
        assert last.trouble is None or last.trouble.fix == PATIENT
    assert {name: walks.control(name).start for name in PATIENT} == PATIENT


def test_a_hasty_agent_is_sure_too_soon_and_mended() -> None:
    lasts = [whole(walks, seed, rate=5.0)[UPDATES] for seed in range(10)]
    stuck = [last.trouble for last in lasts if last.outcome == NOWHERE]
    assert stuck and all(trouble and trouble.name == "Sure too soon" for trouble in stuck)


def test_what_is_drawn_on_the_pad_pays_from_the_next_update_on_and_the_run_goes_on_for_it() -> None:
    run = walks.run(0)
    frames_of(run, 5)
    run.turn("pad", Sketch(5, 5).read("...../...../...../+..../....."))  # a pit on a2, and no goal
    frame = run.next()
    assert frame and " −1" in frame.charts[0].rows[3] and " +1" not in str(frame.charts[0])  # type: ignore[union-attr]
    while not frame.finished:
        frame = run.next()
        assert frame
    assert frame.trouble is None  # nobody could bring it to a goal that is not there
    run.turn("pad", Sketch(5, 5).read("...../...../...../+..../..#.."))
    after = run.next()
    assert after and after.number == UPDATES + MORE and after.finished
    assert float(str(after.readings["at the goal"]).rstrip("%")) > 0


def test_arrows_are_shown_where_walks_came_by_and_returns_are_those_of_the_walks() -> None:
    frames = whole(walks)
    grid, curve = frames[UPDATES].charts
    assert isinstance(grid, Table) and isinstance(curve, Lines)
    assert grid.rows[1][2] == "▒▒▒" and grid.rows[0][5] == " +1" and grid.rows[2][4] == " −1"
    assert grid.rows[4][1][1] in "↑→" and "?" not in grid.rows[4][1]
    start = frames[0].charts[0]
    assert isinstance(start, Table) and not set("↑→↓←?") & set("".join(map("".join, start.rows)))
    assert f"paid {curve.series[0].y[-1]:.3g}" in frames[UPDATES].caption
    assert walks.control("pad").shown(walks.control("pad").start) == USUAL


def test_chances_add_up_to_one_even_for_huge_numbers() -> None:
    assert chances_of(np.array([[1e4, 0.0], [0.0, 0.0]])) == pytest.approx(np.array([[1.0, 0.0], [0.5, 0.5]]))


def test_whoever_expects_the_goal_is_sent_to_what_was_overlooked() -> None:
    pages = {}
    for seed in range(20):
        predict = LESSON.questions["where_it_ends"].draw(seed).body
        assert isinstance(predict, Predict)
        if predict.answer() != GOAL:
            pages[predict.options[GOAL].name] = (predict.answer(), predict.options[GOAL].page)
    assert pages == {
        "overlooked the coin": (NOWHERE, "A coin on the way"),
        "overlooked what moves cost": (PIT, "Dear moves"),
    }


def test_every_change_and_every_fate_is_asked() -> None:
    changes, fates = set(), set()
    for seed in range(30):
        choice, predict = (LESSON.questions[name].draw(seed).body for name in ("likelier_or_not", "where_it_ends"))
        assert isinstance(choice, Choice) and isinstance(predict, Predict)
        changes.add(choice.answer())
        if seed < 12:
            fates.add(predict.answer())
    assert changes == {0, 1, 3} and fates == {0, 1, 2}
