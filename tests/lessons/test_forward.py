"""The lesson on the forward pass: its numbers by hand, the scenes' points, the pencil's slips and their remedy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import datasets
from lessons.inside_the_network.forward.demo_again import again
from lessons.inside_the_network.forward.demo_double import double
from lessons.inside_the_network.forward.demo_pencil import pencil
from lessons.inside_the_network.forward.demo_walk import walk
from lessons.inside_the_network.forward.exercises import EXERCISES, LARGEST, NODES, exercise
from lessons.inside_the_network.forward.looks import three_looks
from lessons.inside_the_network.forward.rewiring import CHANGES, Rewired
from lessons.inside_the_network.layers.model import trained
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.demo import Frame
from lessons.kit.knobs import Knob


def last_of(frames: list[Frame]) -> Frame:
    return frames[-1]


@pytest.mark.parametrize(
    ("x1", "x2", "h1", "h2", "total"),
    [
        (1.0, 2.0, 0.75, 0.0, -0.25),
        (-1.0, 2.0, 0.0, 1.5, -2.5),
        (-2.0, -2.0, 0.0, 0.5, -0.5),
        (0.0, 0.0, 0.25, 0.0, 0.25),
    ],
)
def test_the_walk_comes_to_what_a_pencil_finds(x1: float, x2: float, h1: float, h2: float, total: float) -> None:
    frames = frames_of(walk.run(0, x1=x1, x2=x2), WHOLE_RUN)
    readings = frames[-1].readings
    assert [readings[name] for name in ("h1", "h2", "sum")] == pytest.approx([h1, h2, total], abs=1e-12)
    assert readings["output"] == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-12)
    assert frames[-1].outcome == (2 if total > 0 else 0)
    assert [frame.outcome for frame in frames[:-1]] == [None] * 4 and "h1" not in frames[0].readings


def test_a_sum_of_nought_says_exactly_one_half() -> None:
    last = last_of(frames_of(walk.run(0, bias=0.75), WHOLE_RUN))
    assert (last.readings["output"], last.outcome) == (0.5, 1)


@pytest.mark.parametrize("number", range(1, EXERCISES + 1))
def test_every_exercise_can_be_turned_in_and_is_then_right(number: int) -> None:
    nodes = exercise(number).nodes()
    knob = pencil.control("h1")
    assert isinstance(knob, Knob) and set(nodes.values()) <= set(knob.stops()), "each figure can be turned to"
    right = {"h1": nodes["h1"], "h2": nodes["h2"], "total": nodes["sum"]}
    last = last_of(frames_of(pencil.run(0, number=number, **right), WHOLE_RUN))
    assert last.outcome == len(NODES) and last.trouble is None
    for place, name in enumerate(right):
        off = {**right, name: right[name] - 0.25 if right[name] > -LARGEST else 0.0}
        end = last_of(frames_of(pencil.run(0, number=number, **off), WHOLE_RUN))
        assert end.outcome == place and end.trouble is not None and dict(end.trouble.fix) == right


def test_the_pencil_of_the_scene_forgot_relu_and_f_mends_it() -> None:
    end = last_of(frames_of(pencil.run(0), WHOLE_RUN))
    assert end.trouble is not None and end.trouble.name == "h2 is wrong" and "before ReLU" in end.trouble.why
    mended = last_of(frames_of(pencil.run(0, **dict(end.trouble.fix)), WHOLE_RUN))
    assert mended.trouble is None and mended.outcome == 3


@pytest.mark.parametrize(
    ("doubled", "biases", "bend", "after", "outcome"),
    [
        ("x1", "with", "ReLU", 2 - 2 * 1.5 + 0.25, 3),
        ("both inputs", "with", "ReLU", 2.5 + 0.25, 1),
        ("both inputs", "with", "none", 2.5 - 2 * 0.0 + 0.25, 2),
        ("both inputs", "without", "ReLU", 3 - 2 * 1.0, 0),
    ],
)
def test_doubling_is_in_proportion_only_without_biases(
    doubled: str, biases: str, bend: str, after: float, outcome: int
) -> None:
    end = last_of(frames_of(double.run(0, doubled=doubled, biases=biases, bend=bend), WHOLE_RUN))
    assert end.readings["sum"] == pytest.approx(after, abs=1e-12) and end.outcome == outcome


@pytest.mark.parametrize("seed", range(10))
def test_a_look_leaves_nothing_and_learning_leaves_something(seed: int) -> None:
    ends = {
        between: frames_of(again.run(seed, between=between), WHOLE_RUN)[-1] for between in ("only read", "learnt from")
    }
    assert (ends["only read"].outcome, ends["learnt from"].outcome) == (0, 1)
    one, _, three = three_looks(1, 5, "learnt from", seed)
    assert np.abs(one.network.parameters - three.network.parameters).max() > 0


def test_what_leaves_a_silent_unit_does_not_matter() -> None:
    """For every silent unit and every change the raw outputs stay the same; an awake one's product is what changes."""
    scans = datasets.digits()
    network = trained(scans, 32, passes=5)
    pixels = scans.test.inputs[3]
    hidden = np.maximum(pixels @ network.layers[0].weights + network.layers[0].biases, 0.0)
    cases = [Rewired(network, pixels, unit, change) for unit in range(32) for change in CHANGES]
    assert np.any(hidden == 0) and np.any(hidden > 0)
    for case in cases:
        assert (case.outcome() == 0) == (hidden[case.unit] == 0)
        assert case.outcome() == case.by_hand()
