"""The lesson on thinking: the probe and the pack of cards do what the captions say, and the quiz asks fairly."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import Network, Tensor
from engine.backpropagation import in_order
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Choice, Draw, Predict, Which
from lessons.ten_questions.thinking.by_hand import share_by_hand
from lessons.ten_questions.thinking.cards import RATE, UPDATES, Pupil, by_heart, cards, learnt, shuffled
from lessons.ten_questions.thinking.clusters import HOME, chances, clusters, sureness, verdicts
from lessons.ten_questions.thinking.inputs import Tiny, moves_more
from lessons.ten_questions.thinking.odds import stranger
from lessons.ten_questions.thinking.outcomes import shuffled_labels
from lessons.ten_questions.thinking.probe import FAR, STRIDE, how_sure, percent, probe


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_sureness_is_that_of_the_answer_given() -> None:
    net = Network([2, 1], seed=0)
    net.parameters[...] = [2.0, 0.0, 0.0]
    places = np.array([[0.0, 1.0], [1.0, 0.0], [-1.0, 5.0]])
    likely = 1 / (1 + math.exp(-2))
    assert chances(net, places) == pytest.approx([0.5, likely, 1 - likely])
    assert sureness(chances(net, places)) == pytest.approx([0.5, likely, likely])


def test_the_map_tells_sure_from_in_doubt() -> None:
    net = Network([2, 1], seed=0)
    net.parameters[...] = [2.0, 0.0, 0.0]
    row = verdicts(net, reach=3.0, columns=7)[0]
    assert row.tolist() == [0, 0, 1, 1, 1, 2, 2]  # sigmoid(2) is 0.88, sigmoid(4) is 0.98


@pytest.mark.parametrize("settings", [{}, {"way": "upwards"}, {"way": "back over A", "activation": "tanh"}])
def test_the_probe_walks_in_even_steps_and_each_caption_tells_its_readings(settings: dict[str, Setting]) -> None:
    frames = whole(probe, 0, **settings)
    assert [how_sure(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    walked = [frame for frame in frames if "from home" in frame.caption]
    assert [frame.readings["away"] for frame in walked] == [STRIDE * (n + 1) for n in range(len(walked))]
    assert walked[-1].readings["away"] == FAR
    for frame in walked:
        path = frame.charts[0].path  # type: ignore[union-attr]
        assert path is not None
        assert np.hypot(*(path[-1] - HOME)) == pytest.approx(float(frame.readings["away"]))
        told = f"says {frame.readings['says']}, {percent(float(frame.readings['sure here']))} sure"
        assert told in frame.caption
        line = frame.charts[1].series[0]  # type: ignore[union-attr]
        assert line.y[-1] == pytest.approx(frame.readings["sure here"])


def test_the_nearest_example_is_as_far_as_it_is_said() -> None:
    last = whole(probe, 3)[-1]
    examples, _ = clusters(3, 60, 0.6)
    nearest = np.hypot(*(examples.inputs - HOME - [FAR, 0.0]).T).min()
    assert f"{nearest:.3g} from the nearest example" in last.caption


def test_doubt_and_certainty_settle_the_prediction() -> None:
    assert how_sure(whole(probe)[-1]) == 2
    upwards = [whole(probe, seed, way="upwards")[-1] for seed in range(5)]
    for frame in upwards:
        here, home = float(frame.readings["sure here"]), float(frame.readings["sure at home"])
        assert how_sure(frame) == (0 if here < 0.75 else 2 if here >= home - 0.005 else 1)
    assert {how_sure(frame) for frame in upwards} >= {0, 2}


def test_a_network_that_never_learned_is_named_and_the_fix_mends_it() -> None:
    dead = whole(probe, 4, hidden=1)[-1]
    assert dead.trouble
    assert dead.trouble.name == "It never learned"
    assert whole(probe, 4, **{"hidden": 1, **dead.trouble.fix})[-1].trouble is None
    assert whole(probe, 0)[-1].trouble is None


def test_certainty_is_not_rounded_up() -> None:
    assert [percent(share) for share in (0.5, 0.9994, 0.9996, 1 - 1e-12, 1.0)] == [
        "50.0%", "99.9%", "over 99.9%", "over 99.9%", "100%"]  # fmt: skip


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_shuffling_keeps_the_pack_and_moves_only_its_share(share: float) -> None:
    labels = np.array([0, 1] * 20)
    dealt = shuffled(labels, share, seed=3)
    assert sorted(dealt) == sorted(labels)
    assert (dealt != labels).sum() <= share * len(labels)
    assert np.array_equal(dealt, shuffled(labels, share, seed=3))
    assert np.array_equal(dealt, labels) == (share == 0.0)


@pytest.mark.parametrize("settings", [{}, {"hidden": 1, "examples": 40}, {"share": 0.0}])
def test_the_cards_tell_four_scores_and_settle(settings: dict[str, Setting]) -> None:
    frames = whole(cards, 0, **settings)
    assert frames[-1].number == UPDATES
    assert [by_heart(frame) for frame in frames[:-1]] == [None] * (len(frames) - 1)
    last = frames[-1]
    own, new = float(last.readings["shuffled, own"]), float(last.readings["shuffled, new"])
    assert by_heart(last) == learnt(own)
    assert f"gets {own:.0%} right, of new ones {new:.0%}" in last.caption
    if settings == {"share": 0.0}:  # a pack that nobody shuffled is the truth
        assert (own, new) == (last.readings["true, own"], last.readings["true, new"])


def test_more_room_learns_more_by_heart() -> None:
    ends = [whole(cards, 1, hidden=hidden, examples=40)[-1].readings["shuffled, own"] for hidden in (1, 32)]
    assert float(ends[0]) < 0.7
    assert float(ends[1]) > 0.95


def test_engine_and_hand_learn_the_same_by_heart() -> None:
    pupil = Pupil.of(20, 6, 1.0, 2)
    fresh = Network([2, 6, 6, 1], "tanh", seed=2)
    by_hand = share_by_hand(fresh, pupil.inputs, pupil.labels, RATE, 40)
    *_, number = pupil.study(40, 40)
    assert number == 40
    assert by_hand == pupil.own[-1]


@pytest.mark.parametrize("demo", [probe, cards])
def test_the_same_seed_gives_the_same_run_and_another_gives_another(demo: Demo) -> None:
    first, again, other = ([frame.caption for frame in whole(demo, seed)] for seed in (5, 5, 6))
    assert first == again != other


def test_the_map_comes_to_the_front_when_asked() -> None:
    run = cards.run(0, examples=10, hidden=2)
    first = run.next()
    run.turn("view", "map")
    turned = run.next()
    assert first
    assert turned
    assert [chart.title for chart in turned.charts] == [chart.title for chart in first.charts][::-1]


def test_the_tiny_network_has_one_neuron_asleep_and_its_slopes_are_those_of_the_other() -> None:
    for seed in range(30):
        tiny = Tiny.drawn(Draw(seed))
        sums = tiny.first[:, :3] @ tiny.inputs + tiny.first[:, 3]
        assert (sums > 0).sum() == 1
        assert tiny.slopes() == pytest.approx(tiny.first[tiny.awake, :3] * tiny.second[tiny.awake])
        assert tiny.score(Tensor(tiny.inputs)).item() == pytest.approx(tiny.second @ np.maximum(sums, 0))


def test_the_tiny_network_is_written_as_it_is() -> None:
    tiny = Tiny(np.array([[2.0, -1.0, 1.0, -3.0], [-1.0, 0.0, 4.0, 0.0]]), np.array([2.0, -3.0]), np.ones(3))
    assert tiny.written() == "`h1 = ReLU(2·e − w + k − 3)`, `h2 = ReLU(−e + 4·k)`, `score = 2·h1 − 3·h2`"


def test_a_stranger_is_never_met_with_a_shrug() -> None:
    for seed in range(20):
        body = stranger.draw(seed).body
        assert isinstance(body, Choice)
        right = body.options[body.answer()].text
        assert right.startswith("cat")
        assert not right.startswith("cat 50%")


def test_every_input_can_be_the_one_that_moves_most() -> None:
    bodies = [moves_more.draw(seed).body for seed in range(30)]
    assert all(isinstance(body, Which) for body in bodies)
    assert {body.answer() for body in bodies} == {0, 1, 2}


def test_all_three_ends_of_the_shuffling_are_asked_about() -> None:
    bodies = [shuffled_labels.draw(seed).body for seed in range(15)]
    assert {body.answer() for body in bodies} == {0, 1, 2}
    body = bodies[0]
    assert isinstance(body, Predict)
    verdict = body.mark(body.accepted_reply())
    assert verdict.outcome == "right"
    assert verdict.frame


def test_the_text_asks_five_questions_and_shows_both_demos() -> None:
    lesson = load("thinking")
    assert [page.demo for page in lesson.pages if page.demo] == ["probe", "cards"]
    assert len(lesson.pages[-1].questions) == 5


def test_under_the_microscope_every_tensor_of_the_tiny_network_has_a_name_of_its_own() -> None:
    body = moves_more.draw(1).body
    assert isinstance(body, Which) and body.inspect is not None
    score = body.inspect.loss()
    names = [tensor.name for tensor in in_order(score) if not tensor.operands]
    assert sorted(names) == ["W", "b", "inputs", "v"] and score.name == "score"
