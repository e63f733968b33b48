"""The lesson on vanishing gradients: lengths are those of nudges, factors are foretold, and cures are cures."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Bars
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.when_learning_goes_wrong.vanishing.demo_back import back, what_became_of
from lessons.when_learning_goes_wrong.vanishing.demo_cures import cures
from lessons.when_learning_goes_wrong.vanishing.model import (
    examples,
    expected,
    first_lengths,
    measured,
    network,
)

LESSON = load("vanishing")


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


@pytest.mark.parametrize(("activation", "extra"), [("sigmoid", "none"), ("tanh", "skip"), ("ReLU", "none")])
def test_the_length_of_a_layers_gradient_is_that_of_nudges(activation: str, extra: str) -> None:
    net, given = network(activation, 4, 3, 1.0, extra), examples(3)
    labels = np.asarray(given.targets, dtype=float).reshape(-1, 1)

    def loss() -> float:
        logits = net.outputs(given.inputs)
        return float(np.mean(np.logaddexp(0, logits) - labels * logits))

    found = first_lengths(net, 3)
    for number, layer in enumerate(net.layers[:-1]):
        squares = 0.0
        for numbers in (layer.weights, layer.biases):
            for place in np.ndindex(numbers.shape):
                stood, sides = numbers[place], []
                for by in (1e-5, -1e-5):
                    numbers[place] = stood + by
                    sides.append(loss())
                numbers[place] = stood
                squares += ((sides[0] - sides[1]) / 2e-5) ** 2
        assert found[number] == pytest.approx(np.sqrt(squares), rel=1e-4)


@pytest.mark.parametrize("seed", range(10))
def test_sigmoid_wears_the_gradient_down_and_relu_does_not(seed: int) -> None:
    plain, bent = whole(back, seed)[-1], whole(back, seed, activation="ReLU")[-1]
    assert plain.outcome == 2 and plain.trouble and plain.trouble.name == "It vanished"
    assert bent.outcome == 0 and bent.trouble is None
    assert whole(back, seed, **plain.trouble.fix)[-1].trouble is None


def test_weights_that_are_too_large_explode_and_are_mended() -> None:
    large = whole(back, 0, activation="ReLU", weights=3.0)[-1]
    assert large.trouble and large.trouble.name == "It exploded"
    assert whole(back, 0, **{"activation": "ReLU", "weights": 3.0, **large.trouble.fix})[-1].trouble is None


@pytest.mark.parametrize("extra", ["normalisation", "skip"])
@pytest.mark.parametrize("seed", range(5))
def test_normalisation_and_skips_bring_the_first_layer_back_to_life(extra: str, seed: int) -> None:
    assert whole(back, seed, extra=extra)[-1].outcome == 0


@pytest.mark.parametrize("activation", ["sigmoid", "ReLU"])
def test_the_factor_of_a_layer_is_foretold_by_the_forward_pass(activation: str) -> None:
    ratios = [
        measured(first_lengths(network(activation, 10, seed), seed))
        / expected(network(activation, 10, seed), examples(seed).inputs)
        for seed in range(8)
    ]
    assert min(ratios) > 0.8 and max(ratios) < 1.2
    assert np.isnan(expected(network(activation, 5, 0, 1.0, "normalisation"), examples(0).inputs))


def test_bars_come_layer_by_layer_from_the_end() -> None:
    frames = whole(back, 1, depth=4)
    assert len(frames[0].charts) == 1
    for reached, frame in enumerate(frames[1:], 1):
        bars = frame.charts[1]
        assert isinstance(bars, Bars) and len(bars.values) == reached
        assert list(bars.labels) == [str(number) for number in (4, 3, 2, 1)[:reached]]
    assert [what_became_of(np.array([first, 1.0])) for first in (0.5, 0.01, 1e-5)] == [0, 1, 2]


@pytest.mark.parametrize("seed", range(10))
def test_of_four_networks_three_learn(seed: int) -> None:
    last = whole(cures, seed)[-1]
    assert last.outcome == 2 and last.trouble is None
    assert float(last.readings["loss, sigmoid"]) == pytest.approx(np.log(2), abs=0.02)


def test_a_cure_that_is_started_badly_is_named_and_mended() -> None:
    bad = whole(cures, 0, weights=3.0, rate=1.0)[-1]
    assert bad.trouble and bad.trouble.name == "A cure failed"
    assert whole(cures, 0, **{"weights": 3.0, "rate": 1.0, **bad.trouble.fix})[-1].trouble is None


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["does_it_learn"].draw(seed).body.answer() for seed in range(12)} == {0, 1}
    assert {asked["longest_at_the_start"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
