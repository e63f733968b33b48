"""The lesson on transfer: frozen numbers keep every bit, races are run again by hand, and scenes make their point."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Lines, Picture
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.ways_to_learn.transfer.demo_freeze import FROZEN as LAYERS
from lessons.ways_to_learn.transfer.demo_freeze import chain, freeze, which_moved
from lessons.ways_to_learn.transfer.demo_needed import COUNTS, needed, needs, outcome_of_needs
from lessons.ways_to_learn.transfer.demo_racing import racing
from lessons.ways_to_learn.transfer.model import (
    BODY,
    CLEAR,
    FINE,
    FROZEN,
    HIDDEN,
    RaceStanding,
    fresh,
    learning,
    outcome_of,
    pretrained,
    race,
    read_right,
    taken_over,
)
from lessons.ways_to_learn.transfer.tasks import GRAINY, MOVED, OTHERS, PAIRS, moved, pair_of
from lessons.ways_to_learn.transfer.twice import lead_by_hand

LESSON = load("transfer")
SCENES = {"freeze": 2, "racing": 0, "racing-2": 2, "needed": 2}


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize(("key", "outcome"), SCENES.items())
def test_each_scene_comes_out_as_its_words_have_it(key: str, outcome: int) -> None:
    page = LESSON.scene_page(key)
    assert page is not None
    scene = LESSON.scene(page)
    runs = [frames_of(scene.demo.run(seed, **scene.settings), WHOLE_RUN) for seed in range(10)]
    assert [run[-1].outcome for run in runs] == [outcome] * 10 and max(map(len, runs)) <= 100
    assert all(frame.outcome is None for run in runs for frame in run[:-1])


@pytest.mark.parametrize(("frozen", "outcome"), [("layer 1", 2), ("layer 2", 1), ("neither", 0)])
def test_the_chain_moves_as_it_does_by_hand(frozen: str, outcome: int) -> None:
    for seed in range(5):
        net, target = chain(seed)
        w1, b1, w2, b2 = before = net.parameters.copy()
        free = [i // 2 + 1 not in LAYERS[frozen] for i in range(4)]
        for _ in range(20):
            hidden, miss = w1 + b1, w2 * (w1 + b1) + b2 - target
            slopes = (2 * miss * w2, 2 * miss * w2, 2 * miss * hidden, 2 * miss)
            w1, b1, w2, b2 = (at - 0.08 * by * go for at, by, go in zip((w1, b1, w2, b2), slopes, free, strict=True))
        last = whole(freeze, seed, frozen=frozen)[-1]
        assert last.readings["loss"] == pytest.approx((w2 * (w1 + b1) + b2 - target) ** 2, abs=1e-12)
        assert last.outcome == outcome == which_moved(before, np.array([w1, b1, w2, b2]))


def test_steps_that_are_too_long_are_named_and_mended() -> None:
    for seed in range(10):
        last = whole(freeze, seed, frozen="neither", rate=0.64)[-1]
        assert last.trouble and last.trouble.name == "Steps too long"
        assert whole(freeze, seed, frozen="neither", **last.trouble.fix)[-1].trouble is None


@pytest.mark.parametrize("name", PAIRS)
def test_no_scan_is_in_two_splits_and_every_answer_is_there(name: str) -> None:
    pair = pair_of(name, 1)
    rows = [{row.tobytes() for row in split.inputs} for split in (pair.first, pair.second, pair.unseen)]
    assert not rows[0] & rows[1] and not rows[1] & rows[2] and not rows[0] & rows[2]
    few = pair.few(5, 1)
    assert few.targets.sum(axis=0).tolist() == [5.0] * pair.answers and len(few) == 5 * pair.answers
    assert {row.tobytes() for row in few.inputs} <= rows[1]


def test_moving_moves_the_ink_by_one_pixel() -> None:
    sheet = np.zeros((1, 64))
    sheet[0, [0, 7, 9]] = 0.5, 0.6, 0.7
    assert np.flatnonzero(moved(sheet)[0]).tolist() == [1, 10] and moved(sheet)[0, [1, 10]].tolist() == [0.5, 0.7]


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_taken_over_is_what_was_learned_and_stays_where_it_is_frozen(name: str) -> None:
    source, net, pair = pretrained(name, 2), taken_over(name, 2), pair_of(name, 2)
    body = source.layers[0].tensor.value.copy()
    assert np.array_equal(net.layers[0].tensor.value, body)
    assert np.array_equal(net.layers[1].tensor.value, source.layers[1].tensor.value) == pair.same_answers
    for _ in learning(net, pair.few(5, 2), taken=True, body=FROZEN):
        pass
    assert net.layers[0].tensor.value.tobytes() == body.tobytes()
    assert not np.array_equal(net.layers[1].tensor.value, taken_over(name, 2).layers[1].tensor.value)
    for _ in learning(net, pair.few(5, 2), taken=True, body=FINE):
        pass
    assert not np.array_equal(net.layers[0].tensor.value, body) and source.sizes[1] == HIDDEN
    assert read_right(source, pair.first) > 0.9, "the first task was learned"


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("body", BODY)
def test_a_race_comes_out_as_in_plain_numpy(name: str, body: str) -> None:
    *_, end = race(name, 5, body, 4)
    assert end.lead == pytest.approx(lead_by_hand(name, 5, body, 4), abs=0.004)
    last = whole(racing, 4, pair=name, body=body)[-1]
    assert (last.readings["fresh"], last.readings["taken over"]) == (end.fresh, end.taken)
    assert last.outcome == outcome_of(end.lead)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("settings", [{"pair": OTHERS}, {"pair": MOVED, "count": 20}])
def test_a_layer_frozen_on_another_task_is_named_and_fine_tuning_mends_it(
    seed: int, settings: dict[str, Setting]
) -> None:
    last = whole(racing, seed, **settings)[-1]
    assert (last.trouble is not None) == (last.outcome == 2)
    if last.trouble:
        assert last.trouble.name == "Frozen on another task"
        mended = whole(racing, seed, **{**settings, **last.trouble.fix})[-1]
        assert mended.trouble is None and mended.outcome == 1


def test_the_picture_is_the_unseen_scan_and_both_curves_end_where_the_readings_are() -> None:
    for name in PAIRS:
        last = whole(racing, 3, pair=name)[-1]
        curves, picture = last.charts
        assert isinstance(curves, Lines) and isinstance(picture, Picture)
        assert np.array_equal(picture.pixels.ravel(), pair_of(name, 3).unseen.inputs[0])
        assert [series.y[-1] for series in curves.series] == [
            100 * float(last.readings[k]) for k in ("fresh", "taken over")
        ]


def test_the_labels_needed_are_read_from_the_races() -> None:
    net = fresh(pair_of(GRAINY, 0), 0)
    ends = [
        RaceStanding(100, at, taken, net)
        for at, taken in ((0.1, 0.4), (0.2, 0.5), (0.4, 0.5), (0.5, 0.6), (0.6, 0.6), (0.7, 0.7))
    ]
    assert needs(ends) == 10 and outcome_of_needs(10) == 2
    assert [outcome_of_needs(count) for count in (1, 2, 5, 20, 50, None)] == [0, 0, 1, 2, 2, 2]
    assert needs([RaceStanding(100, 0.1, 0.5, net)] * len(COUNTS)) is None
    assert [outcome_of(lead) for lead in (CLEAR + 0.01, CLEAR, 0.0, -CLEAR, -CLEAR - 0.01)] == [0, 1, 1, 1, 2]


def test_each_race_of_the_labels_is_the_race_of_the_other_demo() -> None:
    frames = whole(needed, 1)
    for count in (5, 50):
        end = next(f for f in reversed(frames) if f.readings["scans a digit"] == count)
        assert end.readings["fresh"] == whole(racing, 1, count=count)[-1].readings["fresh"]


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["who_is_ahead"].draw(seed).body.answer() for seed in range(12)} == {0, 1, 2}
    assert {asked["where_it_gains_most"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
