"""The made data sets: each follows its rule, and each knob changes one thing only."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import datasets
from engine.datasets import Dataset, DatasetError

Maker = Callable[..., Dataset]
SHAPES: list[Maker] = [datasets.xor, datasets.moons, datasets.circles, datasets.spiral, datasets.blobs]
DRAWN: list[Maker] = [datasets.line, datasets.sine, *SHAPES]

shapes = pytest.mark.parametrize("make", SHAPES)
drawn = pytest.mark.parametrize("make", DRAWN)


def linear_accuracy(data: Dataset) -> float:
    """The share of unseen points that the best straight boundaries (least squares) get right."""
    with_bias = [np.column_stack([split.inputs, np.ones(len(split))]) for split in (data.train, data.test)]
    wanted = np.eye(len(data.classes))[data.train.targets]
    weights = np.linalg.lstsq(with_bias[0], wanted, rcond=None)[0]
    return float(np.mean((with_bias[1] @ weights).argmax(axis=1) == data.test.targets))


def nearest_accuracy(data: Dataset) -> float:
    """The share of unseen points whose nearest training point is of their class."""
    apart = np.linalg.norm(data.test.inputs[:, None] - data.train.inputs, axis=2)
    return float(np.mean(data.train.targets[apart.argmin(axis=1)] == data.test.targets))


@drawn
def test_sizes_are_as_asked(make: Maker) -> None:
    data = make(samples=31, held_out=17)
    assert (len(data.train), len(data.validation), len(data.test)) == (31, 17, 17)


@drawn
def test_more_training_examples_keep_all_else(make: Maker) -> None:
    few, many = make(seed=5, samples=20), make(seed=5, samples=50)
    assert np.array_equal(few.train.inputs, many.train.inputs[:20])
    assert np.array_equal(few.train.targets, many.train.targets[:20])
    assert np.array_equal(few.validation.inputs, many.validation.inputs)
    assert np.array_equal(few.test.targets, many.test.targets)


@drawn
def test_twice_the_noise_pushes_the_same_points_twice_as_far(make: Maker) -> None:
    def everything(noise: float) -> NDArray[np.float64]:
        train = make(seed=2, noise=noise).train
        return np.column_stack([train.inputs, train.targets])

    clean, some, double = (everything(noise) for noise in (0.0, 0.1, 0.2))
    assert not np.allclose(clean, some)
    np.testing.assert_allclose(double - clean, 2.0 * (some - clean), atol=1e-12)


@drawn
@pytest.mark.parametrize(
    "wrong",
    [{"samples": 0}, {"samples": 2.5}, {"held_out": 0}, {"noise": -0.1}, {"noise": np.nan}, {"noise": np.inf}],
)
def test_numbers_out_of_range_get_a_sentence(make: Maker, wrong: dict[str, float]) -> None:
    with pytest.raises(DatasetError, match=f"^{next(iter(wrong))} is a .*such as .*got"):
        make(**wrong)


@shapes
def test_classes_are_balanced_in_every_split(make: Maker) -> None:
    data = make(samples=101, held_out=50)
    for split in (data.train, data.validation, data.test):
        counts = np.bincount(split.targets, minlength=len(data.classes))
        assert counts.max() - counts.min() <= 1


@shapes
def test_points_lie_around_the_middle(make: Maker) -> None:
    inputs = make(samples=2000, noise=0.0).train.inputs
    assert np.abs(inputs).max() <= 2.0
    assert np.abs(inputs.mean(axis=0)).max() < 0.1


@pytest.mark.parametrize("make", [datasets.xor, datasets.circles, datasets.spiral])
def test_a_straight_line_fails_where_neighbours_succeed(make: Maker) -> None:
    for seed in range(3):
        assert linear_accuracy(make(seed)) < 0.75
        assert nearest_accuracy(make(seed)) > 0.9


def test_blobs_are_for_straight_lines_and_moons_nearly() -> None:
    assert linear_accuracy(datasets.blobs()) > 0.95
    assert 0.75 < linear_accuracy(datasets.moons()) < 0.95
    assert nearest_accuracy(datasets.moons()) > 0.97


def test_xor_without_noise_is_the_truth_table() -> None:
    table = datasets.xor(samples=4, noise=0.0).train
    assert sorted(zip(table.inputs.tolist(), table.targets.tolist(), strict=True)) == [
        ([-1.0, -1.0], 0),
        ([-1.0, 1.0], 1),
        ([1.0, -1.0], 1),
        ([1.0, 1.0], 0),
    ]


def test_circles_and_spiral_have_their_radii() -> None:
    rings = datasets.circles(noise=0.0).train
    radius = np.linalg.norm(rings.inputs, axis=1)
    np.testing.assert_allclose(radius, np.where(rings.targets == 0, 0.5, 1.0))
    arms = datasets.spiral(noise=0.0, classes=3, turns=1.5).train
    radius = np.linalg.norm(arms.inputs, axis=1)
    assert 0.1 <= radius.min() < radius.max() <= 1.0
    angle = np.arctan2(arms.inputs[:, 1], arms.inputs[:, 0]) / (2.0 * np.pi)
    surplus = angle - 1.5 * radius - arms.targets / 3
    np.testing.assert_allclose(surplus, np.rint(surplus), atol=1e-9)


def test_moons_are_half_circles_each_the_others_turned_copy() -> None:
    data = datasets.moons(noise=0.0, samples=400).train
    for moon, sign in ((0, 1.0), (1, -1.0)):
        centred = sign * data.select(data.targets == moon).inputs + (0.5, 0.25)
        np.testing.assert_allclose(np.linalg.norm(centred, axis=1), 1.0)
        assert centred[:, 1].min() >= 0.0


def test_blobs_on_a_line_and_many_of_them() -> None:
    line = datasets.blobs(classes=2, features=1, noise=0.0).train
    assert np.array_equal(line.inputs[:, 0], np.where(line.targets == 0, -1.5, 1.5))
    assert datasets.blobs(classes=5).classes == ("A", "B", "C", "D", "E")
    plane = datasets.blobs(classes=2, noise=0.0).train
    np.testing.assert_allclose(plane.inputs[:2], [[-1.5, 0.0], [1.5, 0.0]], atol=1e-12)


@pytest.mark.parametrize(
    ("make", "wrong", "sentence"),
    [
        (datasets.blobs, {"classes": 1}, "classes is a whole number from 2 to 26"),
        (datasets.spiral, {"classes": 27}, "classes is a whole number from 2 to 26"),
        (datasets.blobs, {"features": 3}, "features is 1 or 2, not 3"),
        (datasets.line, {"outliers": 1.5}, "outliers is a share from 0 to 1"),
    ],
)
def test_knobs_out_of_range(make: Maker, wrong: dict[str, float], sentence: str) -> None:
    with pytest.raises(DatasetError, match=sentence):
        make(**wrong)


def test_line_and_sine_follow_their_formulas() -> None:
    line = datasets.line(noise=0.0, slope=-3.0, intercept=0.5).train
    np.testing.assert_allclose(line.targets, -3.0 * line.inputs + 0.5)
    assert np.abs(line.inputs).max() <= 1.0
    sine = datasets.sine(noise=0.0).test
    np.testing.assert_allclose(sine.targets, np.sin(sine.inputs))
    assert np.pi * 0.9 < np.abs(sine.inputs).max() <= np.pi


def test_noise_has_the_stated_size() -> None:
    sine = datasets.sine(noise=0.3, samples=5000).train
    assert np.std(sine.targets - np.sin(sine.inputs)) == pytest.approx(0.3, rel=0.05)


def test_outliers_are_a_share_of_training_only() -> None:
    plain, thrown = datasets.line(samples=50), datasets.line(samples=50, outliers=0.1)
    lifted = thrown.train.targets - plain.train.targets
    assert np.count_nonzero(lifted) == 5
    np.testing.assert_allclose(lifted[lifted != 0.0], 4.0)
    assert np.array_equal(plain.validation.targets, thrown.validation.targets)
    assert np.array_equal(plain.test.targets, thrown.test.targets)
