"""What lessons share: training by hand agrees with the engine, loss curves at their limits, the first remedy."""

from __future__ import annotations

import numpy as np
import pytest

from engine import SGD, Adam, Network, datasets
from engine import train as engine_train
from engine.arrays import Labels
from lessons.kit import by_hand
from lessons.kit.charts import Tone
from lessons.kit.loss_curves import Beyond, loss_curves
from lessons.kit.remedies import first_that_mends

XOR = datasets.xor(0, samples=40).train
TARGETS = XOR.targets[:, None].astype(float)


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("rule", ["sgd", "adam"])
@pytest.mark.parametrize("loss", ["mse", "binary_cross_entropy"])
def test_training_by_hand_comes_to_what_the_engine_comes_to(activation: str, rule: str, loss: str) -> None:
    seeds = [3, 4]
    net = Network([2, 5, 4, 1], activation, seed=seeds)
    said = list(by_hand.train(net, XOR.inputs, TARGETS, loss=loss, rate=0.1, updates=25, rule=rule))  # type: ignore[arg-type]
    losses = (by_hand.mean_squares if loss == "mse" else by_hand.cross_entropies)(np.array(said), TARGETS)
    optimiser = SGD(0.1) if rule == "sgd" else Adam(0.1)
    run = engine_train(net, (XOR.inputs, TARGETS), loss=loss, optimiser=optimiser, updates=25)
    assert losses == pytest.approx(np.array([update.losses for update in run]), rel=1e-9, abs=1e-12)
    assert said[-1] == pytest.approx(net.outputs(XOR.inputs), rel=1e-9, abs=1e-12)


def test_training_by_hand_leaves_the_network_as_it_is_and_takes_one_alone() -> None:
    net, twin = Network([2, 3, 1], "tanh", seed=1), Network([2, 3, 1], "tanh", seed=1)
    said = list(by_hand.train(net, XOR.inputs, TARGETS, loss="mse", rate=0.5, updates=3))
    assert [each.shape for each in said] == [(1, 40, 1)] * 4
    assert np.array_equal(net.outputs(XOR.inputs), twin.outputs(XOR.inputs))
    others = XOR.inputs[7:10] + 0.1
    asked = list(by_hand.train(net, XOR.inputs, TARGETS, loss="mse", rate=0.5, updates=3, asked=others))
    list(engine_train(net, (XOR.inputs, TARGETS), loss="mse", optimiser=SGD(0.5), updates=3))
    assert asked[0][0] == pytest.approx(twin.outputs(others)) and asked[-1][0] == pytest.approx(net.outputs(others))


def test_training_by_hand_takes_batches_and_classes_as_the_engine_does() -> None:
    """Batches of 16 of 40, the last of each epoch smaller, in the order of the engine's own shuffling."""
    net = Network([2, 5, 2], "relu", seed=3)
    chance, rows = np.random.default_rng(8), list[Labels]()
    while len(rows) < 20:
        rows += np.split(chance.permutation(40), (16, 32))
    said = list(
        by_hand.train(
            net, XOR.inputs, np.eye(2)[XOR.targets], loss="softmax_cross_entropy", rate=0.05, updates=20, rule="adam",
            batches=rows,
        )
    )  # fmt: skip
    run = engine_train(
        net, XOR, loss="softmax_cross_entropy", optimiser=Adam(0.05), batch=16, updates=20, every=1, seed=8
    )
    outputs = [net.outputs(XOR.inputs).copy() for _ in run]
    assert len(said) == 21 and [each[0] for each in said] == [pytest.approx(each, abs=1e-12) for each in outputs]


LOSSES = [[1e-3, 5.0], [0.5, 20.0], [np.nan, 30.0], [np.inf, 2.0]]


@pytest.mark.parametrize(
    ("beyond", "first", "second"),
    [
        ("to the rim", [0.01, 0.5, 10.0, np.nan], [5.0, 10.0, np.nan, 2.0]),
        ("along the rim", [0.01, 0.5, np.nan, 10.0], [5.0, 10.0, 10.0, 2.0]),
        ("left out", [np.nan, 0.5, np.nan, np.nan], [5.0, np.nan, np.nan, 2.0]),
    ],
)
def test_what_leaves_the_axis_is_drawn_as_asked(beyond: Beyond, first: list[float], second: list[float]) -> None:
    tones: tuple[Tone, ...] = ("main", "second")
    chart = loss_curves("Loss", ("a", "b"), range(4), LOSSES, limits=(0.01, 10.0), until=3, tones=tones, beyond=beyond)
    assert [list(series.x) for series in chart.series] == [[0, 1, 2, 3]] * 2
    for series, expected in zip(chart.series, (first, second), strict=True):
        assert np.array_equal(series.y, expected, equal_nan=True)
    assert (chart.log_y, chart.x_limits, chart.y_limits) == (True, (0.0, 3.0), None)


def test_the_first_setting_that_mends_is_taken_and_no_further_one_is_tried() -> None:
    tried: list[int] = []

    def mends(each: int) -> bool:
        tried.append(each)
        return each > 1

    assert first_that_mends((1, 2, 3), mends, 9) == 2
    assert tried == [1, 2]
    assert first_that_mends((1, 2), lambda _: False, 9) == 9
