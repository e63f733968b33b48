"""The lesson on thinking: the probe and the pack of cards do what the captions say, and the quiz asks fairly."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import SGD, Network, train
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.figures import percent
from lessons.kit.knobs import Setting
from lessons.ten_questions.thinking.demo_cards import UPDATES, cards, learnt, shuffled
from lessons.ten_questions.thinking.demo_probe import EXAMPLES, FAR, STRIDE, probe
from lessons.ten_questions.thinking.demo_probe import UPDATES as UPDATES_BEFORE
from lessons.ten_questions.thinking.model import HOME, chances, clusters, sureness, verdicts

ASKED = load("thinking").questions


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_sureness_is_that_of_the_answer_given_and_the_map_tells_it_from_doubt() -> None:
    net = Network([2, 1], seed=0)
    net.parameters[...] = [2.0, 0.0, 0.0]
    places, likely = np.array([[0.0, 1.0], [1.0, 0.0], [-1.0, 5.0]]), 1 / (1 + math.exp(-2))
    assert chances(net, places) == pytest.approx([0.5, likely, 1 - likely])
    assert sureness(chances(net, places)) == pytest.approx([0.5, likely, likely])
    assert verdicts(net, reach=3.0, columns=7)[0].tolist() == [0, 0, 1, 1, 1, 2, 2]  # sigmoid(2) is 0.88, of 4 0.98


@pytest.mark.parametrize("settings", [{}, {"way": "upwards"}, {"way": "back over A", "activation": "tanh"}])
def test_the_probe_walks_in_even_steps_and_each_caption_tells_its_readings(settings: dict[str, Setting]) -> None:
    frames = whole(probe, 0, **settings)
    assert {frame.outcome for frame in frames[:-1]} == {None}
    walked = [frame for frame in frames if "from home" in frame.caption]
    assert [frame.readings["away"] for frame in walked] == [STRIDE * (n + 1) for n in range(len(walked))]
    assert walked[-1].readings["away"] == FAR
    for frame in walked:
        field, line = frame.charts
        assert np.hypot(*(field.path[-1] - HOME)) == pytest.approx(float(frame.readings["away"]))  # type: ignore[union-attr, index]
        told = f"says {frame.readings['says']}, {percent(float(frame.readings['sure here']))} sure"
        assert told in frame.caption
        assert line.series[0].y[-1] == pytest.approx(frame.readings["sure here"])  # type: ignore[union-attr]


def test_doubt_and_certainty_are_the_outcome_and_the_nearest_example_is_as_far_as_it_is_said() -> None:
    ends = [whole(probe)[-1], *(whole(probe, seed, way="upwards")[-1] for seed in range(5))]
    for frame in ends:
        here, home = float(frame.readings["sure here"]), float(frame.readings["sure at home"])
        assert frame.outcome == (0 if here < 0.75 else 2 if here >= home - 0.005 else 1)
    nearest = np.hypot(*(clusters(0, 60, 0.6)[0].inputs - HOME - [FAR, 0.0]).T).min()
    assert f"{nearest:.3g} from the nearest example" in ends[0].caption
    assert ends[0].outcome == 2 and {frame.outcome for frame in ends[1:]} >= {0, 2}


def test_a_network_that_never_learned_is_named_and_the_fix_mends_it() -> None:
    dead = whole(probe, 4, hidden=1)[-1]
    assert dead.trouble and dead.trouble.name == "It never learned"
    assert whole(probe, 4, **{"hidden": 1, **dead.trouble.fix})[-1].trouble is None


def test_certainty_is_not_rounded_up() -> None:
    assert [percent(share) for share in (0.5, 0.9994, 0.9996, 1 - 1e-12, 1.0)] == [
        "50.0%", "99.9%", "over 99.9%", "over 99.9%", "100%"]  # fmt: skip


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_shuffling_keeps_the_pack_and_moves_only_its_share(share: float) -> None:
    labels = np.array([0, 1] * 20)
    dealt = shuffled(labels, share, seed=3)
    assert sorted(dealt) == sorted(labels) and (dealt != labels).sum() <= share * len(labels)
    assert np.array_equal(dealt, labels) == (share == 0.0)


@pytest.mark.parametrize(("settings", "outcome"), [({}, 2), ({"hidden": 1, "examples": 40}, 0), ({"share": 0.0}, 2)])
def test_the_cards_tell_four_scores_and_how_many_were_learnt(settings: dict[str, Setting], outcome: int) -> None:
    *under_way, last = whole(cards, 0, **settings)
    own, new = float(last.readings["shuffled, own"]), float(last.readings["shuffled, new"])
    assert (last.number, last.outcome, {frame.outcome for frame in under_way}) == (UPDATES, learnt(own), {None})
    assert last.outcome == outcome
    assert f"gets {own:.0%} right, of new ones {new:.0%}" in last.caption
    if settings == {"share": 0.0}:  # a pack that nobody shuffled is the truth
        assert (own, new) == (last.readings["true, own"], last.readings["true, new"])


def test_every_answer_to_a_choice_can_be_right_and_the_surest_is_a_sure_no() -> None:
    bodies = [ASKED["surest"].draw(seed).body for seed in range(20)]
    assert {body.answer() for body in bodies} == {0, 1, 2, 3}
    assert all(body.listed[int(body.accepted_reply()) - 1].startswith("z = −") for body in bodies)
    assert {ASKED["shuffled_labels"].draw(seed).body.answer() for seed in range(15)} == {0, 1, 2}


def test_a_bend_lets_the_positive_sum_through_alone() -> None:
    for body in (ASKED["sum_and_bend"].draw(seed).body for seed in range(20)):
        assert body.mark(body.accepted_reply()).outcome == "right"
        assert body.answer() != 0 and "0" in body.explain()


@pytest.mark.parametrize("seed", range(10))
def test_the_scenes_come_to_what_is_said_of_them_and_upwards_doubt_is_where_z_is_near_0(seed: int) -> None:
    lesson = load("thinking")
    scenes = [lesson.scene(page) for page in lesson.pages if page.demo]
    past, upwards, pack, small = (whole(scene.demo, seed, **scene.settings)[-1] for scene in scenes)
    assert (past.outcome, pack.outcome) == (2, 2) and small.outcome in (0, 1)
    net = Network([2, 8, 1], "relu", seed=seed)
    examples, _ = clusters(seed, EXAMPLES, 0.6)
    data = (examples.inputs, examples.targets[:, None].astype(float))
    for _ in train(net, data, loss="binary_cross_entropy", optimiser=SGD(0.5), updates=UPDATES_BEFORE, every=100):
        pass
    home, here = np.abs(net.outputs(HOME + np.array([[0.0, 0.0], [0.0, FAR]]))[:, 0])  # z
    assert (upwards.outcome == 0) == (here < math.log(3)), "doubt, less than 75% sure, is where z is near 0"
    assert (upwards.outcome == 2) == (here > home), "and certainty where it is large"
