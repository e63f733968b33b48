"""A run of the playground: the engine's own training bit for bit, edits and all; its thumbnails, troubles and words."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import Network, train
from engine.optimisers import NAMED
from lessons.kit.charts import Bars, Field, Lines, Table, Wiring
from lessons.kit.check_charts import chart_problem
from lessons.kit.check_frames import frames_problem
from lessons.kit.course import find
from lessons.kit.demo import Demo, Frame
from lessons.kit.history import History
from lessons.kit.sameness import same
from lessons.kit.script import Script
from lessons.playground.bench import made_bench
from lessons.playground.controls import STRIDES
from lessons.playground.diagnosis import health_of, moved, saturated_share
from lessons.playground.examples import DATA
from lessons.playground.features import FEATURES
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.moment import RunMoment
from lessons.playground.run import playground
from lessons.playground.settings import PlaygroundSettings
from lessons.playground.track import Track, stride_of
from lessons.playground.unit_view import unit_charts, unit_in_words
from lessons.playground.units import places_of, small_pictures, surveyed

SHORT: dict[str, Any] = {"epochs": 3}


def frames_of(most: int = 400, seed: int = 0, demo: Demo | None = None, **settings: Any) -> list[Frame]:
    run, frames = (demo or playground()).run(seed, **settings), list[Frame]()
    while len(frames) < most and (frame := run.next()) is not None:
        frames.append(frame)
        if frame.finished:
            break
    return frames


def moment_of(frame: Frame) -> RunMoment:
    assert isinstance(frame, PlaygroundFrame)
    return frame.moment


@pytest.mark.parametrize("stride", STRIDES)
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"layers": "8,8", "data": "spiral", "optimiser": "adam", "schedule": "cosine"},
        {"layers": "6", "dropout": 0.3, "normalise": "on", "activation": "relu", "l1": 0.01, "l2": 0.01},
        {"data": "sine", "batch": 7.0, "schedule": "warm-up", "optimiser": "momentum"},
    ],
)
def test_a_run_is_the_engines_own_training_bit_for_bit(settings: dict[str, Any], stride: str) -> None:
    """Whatever looks on changes nothing: neither the strides nor the gradient that is taken for the screen."""
    shown = moment_of(frames_of(seed=5, epochs=4, stride=stride, **settings)[-1])
    bench = made_bench(PlaygroundSettings.of({**settings, "epochs": 4}, 5))
    net = Network(
        bench.sizes,
        list(bench.settings.activations),
        seed=5,
        batch_norm=bench.settings.normalise == "on",
        dropout=bench.settings.dropout,
    )
    optimiser = NAMED[bench.settings.optimiser](bench.optimiser().learning_rate)
    *_, last = train(
        net, (bench.train_inputs, bench.train_targets), loss=bench.loss, optimiser=optimiser, seed=5, every=3,
        batch=bench.settings.batch, epochs=4, l1=bench.settings.l1, l2=bench.settings.l2,
    )  # fmt: skip
    assert last.number == shown.standing.number == bench.updates
    assert shown.snapshot.parameters.tobytes() == net.parameters.tobytes()


@pytest.mark.parametrize("data", DATA)
def test_every_data_set_runs_and_shows_whole_frames(data: str) -> None:
    frames = frames_of(most=6, data=data, layers="5", epochs=2)
    assert frames_problem(frames) == ""
    first, losses, network = frames[-1].charts
    assert isinstance(losses, Lines) and isinstance(network, Wiring)
    assert isinstance(first, Field | Lines | Table)
    assert frames[0].caption != frames[-1].caption
    assert frames[-1].inspect is not None and frames[-1].inspect.loss().value >= 0


@pytest.mark.parametrize(
    "settings",
    [
        {"layers": "none"}, {"layers": "16,16,16,16,16,16", "activation": "relu"}, {"inputs": ",".join(FEATURES)},
        {"loss": "mse", "output": "tanh"}, {"loss": "mae", "output": "sigmoid"}, {"loss": "huber", "data": "blobs"},
        {"loss": "softmax_cross_entropy"}, {"data": "line", "loss": "softmax_cross_entropy"},
        {"data": "blobs", "loss": "mse", "output": "tanh"}, {"test": 90.0}, {"noise": 0.0, "batch": 10_000.0},
        {"data": "sine", "inputs": "x1,x1^2,x1x2,sin1"}, {"initialisation": "zeros"}, {"normalise": "on"},
    ],
)  # fmt: skip
def test_every_kind_of_setting_runs(settings: dict[str, Any]) -> None:
    assert frames_problem(frames_of(most=20, **{**SHORT, **settings})) == ""


@pytest.mark.parametrize(
    ("loss", "output"), [("mse", "tanh"), ("mse", "sigmoid"), ("softmax_cross_entropy", "identity")]
)
def test_classes_are_learnt_whatever_stands_for_them(loss: str, output: str) -> None:
    standing = moment_of(frames_of(data="xor", noise=5, loss=loss, output=output, rate=0.3, epochs=60)[-1]).standing
    assert standing.train_accuracy == standing.test_accuracy == 1.0


def test_points_of_values_leave_their_map_to_be_seen_and_stand_where_values_are_high_or_low() -> None:
    chart = frames_of(most=1, data="wide_plane", noise=0.0)[0].charts[0]
    assert isinstance(chart, Field) and chart.kind == "height"
    test, low, high = chart.points
    assert (len(test.x), len(low.x) + len(high.x)) == (40, 40)
    assert max(low.x + low.y) < min(high.x + high.y)


def test_an_input_makes_xor_a_matter_of_one_line() -> None:
    """The product of both coordinates tells xor apart without a hidden layer; without it nothing does."""
    with_product, without = (
        moment_of(frames_of(data="xor", noise=5, layers="none", inputs=inputs, rate=0.3, epochs=100)[-1]).standing
        for inputs in ("x1,x2,x1x2", "x1,x2")
    )
    assert with_product.test_accuracy == 1.0
    assert without.test_accuracy is not None and without.test_accuracy < 0.8


def test_small_pictures_are_what_each_unit_answers_by_itself() -> None:
    """One batched pass for all units, held against a forward pass written out here for one unit at a time."""
    moment = moment_of(frames_of(most=30, layers="3,2", epochs=5)[-1])
    places = places_of(moment)
    by_hand = []
    for x1, x2 in places:
        hidden = np.array([x1, x2])
        for number in (1, 2):
            weights = moment.weights(number)
            hidden = np.array([np.tanh(row[:-1] @ hidden + row[-1]) for row in weights])
        by_hand.append(hidden)
    survey = surveyed(moment)
    np.testing.assert_allclose(survey.layers[1], by_hand, atol=1e-12)
    pictures = small_pictures(moment, survey.layers[1])
    most = np.abs(by_hand).max()
    for unit in (0, 1):
        picture = np.array(by_hand)[:, unit].reshape(36, 36)[1::3, 1::3] / most
        np.testing.assert_allclose(pictures[unit], picture, atol=1e-3)


def test_a_curves_pictures_are_filled_between_nothing_and_the_answer() -> None:
    moment = moment_of(frames_of(most=3, data="line", layers="2", epochs=1)[-1])
    answers = np.stack([np.linspace(-1, 1, 36), np.full(36, 0.5)], axis=1)
    falls, steady = small_pictures(moment, answers)
    assert falls[1, 0] == -1 and falls[-2, -1] == 1 and falls[-1, 0] == 0 == falls[0, -1]
    assert (steady[:6] == 0).all() and (steady[6:8] == 1).all() and (steady[-1] == 0).all()


def turned(edit: str, at: int, upto: int, **settings: float | str) -> History:
    demo = playground()
    start = {**demo.starting_settings(), "epochs": 5, **settings}
    history = History(demo, Script(3, start, {at: {"edit": edit}}))
    history.go(upto)
    return history


def test_a_weight_that_is_edited_is_part_of_the_run() -> None:
    one, other = (turned("W1[2,1]=2.5;b2[1]=-1", 6, 40) for _ in range(2))
    at = one.frame_at(6)
    assert at is not None and at.number == 5, "the edit is answered before the next update"
    assert moment_of(at).weights(1)[1, 0] == 2.5 and moment_of(at).weights(2)[0, -1] == -1.0
    assert same(one.place.frame, other.place.frame)
    untouched = turned("none", 6, 40)
    assert not same(one.place.frame, untouched.place.frame)


def test_training_goes_on_from_an_edited_weight() -> None:
    history = turned("W1[1,2]=4", 4, 5)
    bench = made_bench(PlaygroundSettings(epochs=5, seed=3))
    track = Track(bench)
    track.start()
    for _ in range(3):
        track.advance("update", "none")
    track.net.layers[0].weights[1, 0] = 4.0
    wanted = track.advance("update", "none")
    frame = history.frame_at(5)
    assert frame is not None
    assert moment_of(frame).snapshot.parameters.tobytes() == wanted.snapshot.parameters.tobytes()


def test_a_weight_that_is_not_there_is_said_so_and_nothing_else_happens() -> None:
    frame = turned("W9[1,1]=2", 3, 3).frame_at(3)
    assert frame is not None and frame.caption.startswith("There is no weight W9[1,1] here.")


@pytest.mark.parametrize(("number", "per_epoch", "kind", "length"), [
    (0, 20, "growing", 1), (15, 20, "growing", 1), (33, 20, "growing", 2), (320, 20, "growing", 20),
    (325, 20, "growing", 15), (960, 20, "growing", 80), (970, 20, "growing", 70), (7, 20, "epoch", 13),
    (40, 20, "epoch", 20), (999, 1, "update", 1), (999, 20, "update", 1),
])  # fmt: skip
def test_strides(number: int, per_epoch: int, kind: str, length: int) -> None:
    assert stride_of(kind, number, per_epoch) == length


def test_a_run_is_bounded_and_never_goes_back() -> None:
    frames = frames_of(epochs=50)
    numbers = [frame.number for frame in frames]
    assert numbers == sorted(set(numbers)) and numbers[-1] == 50 * 20 and frames[-1].finished
    assert len(frames) < 150


@pytest.mark.parametrize(
    ("stop", "held"),
    [
        ("loss<0.4", lambda at: at.train_loss < 0.4),
        ("accuracy>0.8", lambda at: at.test_accuracy > 0.8),
        ("epoch=30", lambda at: at.epoch >= 30),
    ],
)
def test_a_run_pauses_where_it_is_told(stop: str, held: object) -> None:
    frames = frames_of(stop=stop, rate=0.1, epochs=100)
    halts = [number for number, frame in enumerate(frames) if frame.halt]
    first = next(number for number, frame in enumerate(frames) if held(moment_of(frame).standing))  # type: ignore[operator]
    assert halts[0] == first and first > 0
    if stop.startswith("epoch"):
        assert frames[first].number == 30 * 20, "an epoch is not passed over"


@pytest.mark.parametrize(("data", "stop"), [("sine", "accuracy>0.9"), ("xor", "epoch=31")])
def test_what_a_run_will_never_pause_at_is_said_when_it_is_typed(data: str, stop: str) -> None:
    run = playground().run(0, data=data, stop=stop, epochs=30.0)
    first, second = run.next(), run.next()
    assert first is not None and "will never be so." in first.caption
    assert second is not None and "will never" not in second.caption
    run.turn("stop", "epoch=30")
    later = run.next()
    assert later is not None and "will never" not in later.caption
    run.turn("stop", stop)
    again = run.next()
    assert again is not None and "will never be so." in again.caption


def test_a_run_that_diverges_ends_at_the_first_number_that_is_none() -> None:
    frames = frames_of(data="line", layers="none", rate=100, epochs=300)
    slow = frames_of(data="line", layers="none", rate=100, epochs=300, stride="update")
    assert frames[-1].number == slow[-1].number
    assert frames[-1].trouble is not None and frames[-1].trouble.name == "It diverged"
    assert not any(moment_of(frame).standing.diverged for frame in slow[:-1] if not frame.trouble)


TROUBLES: list[tuple[str, dict[str, Any]]] = [
    ("It diverged", {"data": "line", "layers": "none", "rate": 100.0}),
    ("A gradient of 0 everywhere", {"activation": "step"}),
    ("A gradient of 0 everywhere", {"initialisation": "zeros", "data": "line"}),
    ("Dead units", {"activation": "relu", "rate": 10.0, "layers": "8", "loss": "mse"}),
    ("Saturated", {"layers": "8", "rate": 100.0, "data": "sine", "loss": "mae"}),
    ("Overfitting", {"data": "spiral", "noise": 20.0, "layers": "16,16", "test": 90.0, "rate": 0.3, "epochs": 1000.0}),
]


@pytest.mark.parametrize(("name", "settings"), TROUBLES)
def test_a_trouble_is_named_mended_and_explained(name: str, settings: dict[str, Any]) -> None:
    demo = playground()
    troubles = [frame.trouble for frame in frames_of(demo=demo, **settings) if frame.trouble]
    met = next(trouble for trouble in troubles if trouble.name == name)
    assert find(met.lesson).id == met.lesson
    for knob, setting in met.fix.items():
        assert demo.controls[knob].read(demo.controls[knob].exact(setting)) == setting
    mended = frames_of(demo=demo, **{**settings, **dict(met.fix)})
    assert name not in {frame.trouble.name for frame in mended if frame.trouble}


@pytest.mark.parametrize(
    ("settings", "lesson", "explains"),
    [
        ({"initialisation": "zeros"}, "is-it-learning", "first weights of 0"),
        ({"activation": "step"}, "activation", "gradient was 0 from the first update"),
    ],
)
def test_the_lesson_of_a_trouble_speaks_of_its_cause(settings: dict[str, Any], lesson: str, explains: str) -> None:
    trouble = frames_of(most=2, **settings)[-1].trouble
    assert trouble is not None and trouble.lesson == lesson
    assert explains in (find(lesson).folder / "text.md").read_text("utf-8").replace("\n", " ")


def test_an_ordinary_run_has_no_trouble() -> None:
    for data, seed in itertools.product(("xor", "blobs", "sine"), (0, 1)):
        assert {frame.trouble for frame in frames_of(data=data, seed=seed, epochs=60)} == {None}


def test_only_a_relu_is_dead_that_answers_0_to_everything() -> None:
    for activation in ("tanh", "leaky_relu", "identity", "relu"):
        asleep = frames_of(most=4, initialisation="zeros", activation=activation, layers="4", edit="W2[1,1]=1")[-1]
        health = health_of(moment_of(asleep))[0]
        assert (health.dead > 0) == (activation == "relu")
        assert activation == "relu" or asleep.trouble is None, "a nudge of its weights would wake it"
        assert ("it is dead" in " ".join(unit_in_words(moment_of(asleep), 1, 2))) == (activation == "relu")


WIDEST_PACE = 12
"""Signs that are left for it in the table of diagnosis at 80 columns."""


def test_what_stands_still_is_told_from_what_was_not_updated_yet() -> None:
    before, after = frames_of(most=2, activation="step", layers="4")
    for frame, pace, told in (
        (before, "not updated", "no update has moved it yet"),
        (after, "stands still", "did not"),
    ):
        assert health_of(moment_of(frame))[0].pace == pace and len(pace) <= WIDEST_PACE
        assert told in unit_in_words(moment_of(frame), 1, 1)[-1]


@pytest.mark.parametrize(
    ("update", "pace"), [(-1.96, "well"), (-1.94, "moves far"), (-4.04, "well"), (-4.06, "hardly moves")]
)
def test_a_pace_is_judged_as_it_is_shown(update: float, pace: str) -> None:
    assert replace(health_of(moment_of(frames_of(most=2)[-1]))[0], update=update).pace == pace


def test_health_is_what_it_says() -> None:
    assert saturated_share("tanh", np.array([[-0.99, 0.0, 0.951, 0.94]])) == 0.5
    assert saturated_share("sigmoid", np.array([[0.02, 0.5, 0.98, 0.96]])) == 0.5
    assert saturated_share("relu", np.array([[0.0, 9.0]])) == 0.0
    assert moved(np.array([3.0, 4.0]), np.array([0.0, 0.005])) == pytest.approx(-3)
    assert np.isnan(moved(np.zeros(2), np.ones(2))) and np.isnan(moved(np.ones(2), np.zeros(2)))


def test_a_layer_s_change_is_that_of_the_last_update_alone() -> None:
    before, after = frames_of(most=12)[-2:]
    np.testing.assert_array_equal(
        moment_of(after).change, moment_of(after).snapshot.parameters - moment_of(before).snapshot.parameters
    )
    first, *_ = health_of(moment_of(after))
    assert first.activation == "tanh" and -6 < first.update < 0


def test_the_gradient_is_that_of_the_loss() -> None:
    """Held against a central difference of the loss over all examples."""
    moment = moment_of(frames_of(most=8)[-1])
    bench, nudge = moment.bench, 1e-6
    net = bench.network()
    for place in (0, 5, 13):
        losses = []
        for sign in (1, -1):
            net.restore(moment.snapshot)
            net.parameters[place] += sign * nudge
            logits = net.outputs(bench.train_inputs)[:, 0]
            aims = np.where(bench.train_targets == 1, 1, -1)
            losses.append(np.logaddexp(0, -aims * logits).mean())
        assert moment.gradients[place] == pytest.approx((losses[0] - losses[1]) / (2 * nudge), abs=1e-7)


def test_charts_of_a_network_are_checked() -> None:
    good = Wiring("n", (np.zeros((2, 3, 3)), np.zeros((1, 3, 3))), (np.zeros((1, 2)),), ("inputs", "output"))
    assert chart_problem(good) == ""
    wrong = Wiring("n", good.units, (np.zeros((2, 1)),), good.names)
    assert "links" in chart_problem(wrong)
    assert "point at" in chart_problem(Wiring("n", good.units, good.links, good.names, cursor=(1, 1)))


@pytest.mark.parametrize(("batch", "taken"), [(1, 2), (3, 3), (199, 200), (10, 10), (10_000, 200)])
def test_batch_norm_leaves_no_example_alone_and_says_what_it_takes(batch: int, taken: int) -> None:
    """Of 200 examples, batches of 199 leave one over, batches of 3 two."""
    bench = made_bench(PlaygroundSettings(normalise="on", batch=batch))
    assert bench.batch == taken
    assert ("batches of" in bench.why_not("batch")) == (taken > batch)
    assert made_bench(PlaygroundSettings(batch=1)).batch == 1


def test_a_unit_that_looks_at_pictures_shows_its_weights_as_one_and_what_it_answers_to_each_class() -> None:
    frame = frames_of(data="digits", layers="5,3", epochs=1, stride="epoch")[-1]
    moment = moment_of(frame)
    field, weights, means, _ = unit_charts(moment, 1, 2)
    assert isinstance(field, Field) and isinstance(weights, Bars) and isinstance(means, Bars)
    assert np.array_equal(field.values[::-1].ravel(), moment.weights(1)[1, :-1])
    answers = moment.net.activations(moment.bench.train_inputs[:1000])[0][:, 1]
    targets = moment.bench.data.train.targets[:1000]
    assert np.allclose(means.values, [answers[targets == digit].mean() for digit in range(10)])
    assert next(chart.title for chart in unit_charts(moment, 2, 1)) == "Weights into it, by unit"
