"""The lesson on what is what: the game is solved, scores are counted by hand, and slopes are those of the tape."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Field, Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.the_bigger_picture.ai_ml_nn.demo_matches import matches
from lessons.the_bigger_picture.ai_ml_nn.demo_three import three
from lessons.the_bigger_picture.ai_ml_nn.demo_zoom import zoom
from lessons.the_bigger_picture.ai_ml_nn.model import (
    HEAPS,
    MOONS,
    UNSEEN,
    WAYS,
    Scores,
    after_learning,
    best,
    by_rule,
    points,
    right,
)
from lessons.the_bigger_picture.ai_ml_nn.programs import PROGRAMS, narrowest, narrowest_by_words
from lessons.the_bigger_picture.ai_ml_nn.quiz import _by_hand
from lessons.the_bigger_picture.ai_ml_nn.search import chosen, games, played, verdict, winning_by_remainder
from lessons.the_bigger_picture.ai_ml_nn.zoom import ZOOMS, nudged, slope, who_is_sloped

LESSON = load("ai-ml-nn")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize("most", range(2, 7))
def test_a_search_to_the_end_finds_what_a_remainder_says(most: int) -> None:
    for heap in range(1, 31):
        take = winning_by_remainder(heap, most)
        assert verdict(heap, most, heap + 1) == (1 if take else -1)
        assert not take or chosen(heap, most, heap + 1) == take


def test_a_short_search_says_that_it_does_not_know() -> None:
    assert verdict(4, 3, 0) == verdict(8, 3, 2) == 0 and verdict(4, 3, 4) == -1
    assert chosen(8, 3, 2) == chosen(7, 3, 0) == 1, "it takes one where it sees nothing"
    assert chosen(3, 3, 1) == 3, "the last ones are in sight"


def test_a_game_takes_all_matches_and_the_last_one_wins() -> None:
    for seed in range(20):
        game = played(21, 4, 6, np.random.default_rng(seed))
        assert sum(game.taken) == 21 and 1 <= min(game.taken) <= max(game.taken) <= 4
        assert game.won == (len(game.taken) % 2 == 0)


@pytest.mark.parametrize("seed", range(10))
def test_who_looks_ahead_wins_nearly_all_and_the_short_sighted_is_mended(seed: int) -> None:
    far, near = whole(matches, seed)[-1], whole(matches, seed, ahead=0)[-1]
    assert far.outcome == 2 and far.trouble is None
    assert near.outcome == 0 and near.trouble and near.trouble.name == "Short-sighted"
    assert whole(matches, seed, **{"ahead": 0, **near.trouble.fix})[-1].trouble is None


def test_the_table_of_a_game_is_that_of_its_moves() -> None:
    frame = whole(matches, 3)[7]
    table = frame.charts[1]
    assert isinstance(table, Table)
    taken = games(21, 3, 12, 3)[6].taken
    assert [int(row[1]) for row in table.rows] == list(taken)[-12:] and table.rows[-1][2] == "0"
    assert table.rows[-1][0] == "program"


@pytest.mark.parametrize("seed", range(10))
def test_on_moons_the_network_is_best_and_on_heaps_none(seed: int) -> None:
    assert best(after_learning(MOONS, seed)) == WAYS.index("network")
    assert best(after_learning(HEAPS, seed)) == len(WAYS)


@pytest.mark.parametrize(("task", "layers"), [(MOONS, 1), (HEAPS, 3)])
def test_the_scores_are_those_of_training_written_out_by_hand(task: str, layers: int) -> None:
    last = whole(three, 1, task=task, layers=layers)[-1]
    by_hand = _by_hand(task, layers, 1)
    assert (last.readings["rule"], last.readings["linear model"], last.readings["network"]) == tuple(by_hand)
    assert by_hand == after_learning(task, 1, layers)
    unseen = points(task, 1).test
    above = sum((point[1] < 0 if task == MOONS else point[0] > 0) == bool(kind) for point, kind in
                zip(unseen.inputs, np.ravel(unseen.targets), strict=True))  # fmt: skip
    assert right(by_rule(task, unseen.inputs), unseen.targets) == above <= UNSEEN


def test_the_map_is_that_of_the_way_that_is_asked_for() -> None:
    run = three.run(0, view="rule")
    frame = run.next()
    assert frame is not None
    field = frame.charts[0]
    assert isinstance(field, Field)
    assert (field.values[: len(field.values) // 2] == 1).all() and (field.values[-5:] == 0).all()


def test_ties_are_no_victory() -> None:
    assert best(Scores(190, 195, 197)) == 3 and best(Scores(180, 195, 196)) == 2 and best(Scores(199, 180, 170)) == 0


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("task", [MOONS, HEAPS])
def test_zoomed_in_a_count_is_flat_and_a_loss_slopes_as_the_gradient_says(task: str, seed: int) -> None:
    rule, linear, net = nudged(task, seed, 0)
    assert rule.gradient is None and slope(rule, ZOOMS[-1]) == 0
    for each in (linear, net):
        assert each.gradient == pytest.approx(slope(each, 1e3), rel=1e-3)
    assert whole(zoom, seed, task=task)[-1].outcome == 1


def test_each_outcome_of_the_slopes_is_told_apart() -> None:
    assert [who_is_sloped(each) for each in ((1, 1, 1), (0, 1, 1), (0, 0, 1), (0, 0, 0))] == [0, 1, 2, 3]


def test_moved_numbers_are_put_back() -> None:
    _, linear, _ = nudged(MOONS, 0, 0)
    before = linear.error(0.0)
    assert linear.error(0.3) != before == linear.error(0.0)
    curves = whole(zoom, 0)[0].charts[0]
    assert isinstance(curves, Lines) and all(series.y[20] == 0 for series in curves.series)


def test_what_training_moves_and_what_the_words_say_name_a_program_alike() -> None:
    assert [narrowest(program) for program in PROGRAMS] == [narrowest_by_words(program) for program in PROGRAMS]
    assert {narrowest(program) for program in PROGRAMS} == {0, 1, 2, 3}


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["what_is_it"].draw(seed).body.answer() for seed in range(40)} == {0, 1, 2, 3}
    assert {asked["who_sorts_best"].draw(seed).body.answer() for seed in range(12)} == {2, 3}
    assert len({asked["how_many_to_take"].draw(seed).body.answer() for seed in range(20)}) > 3
