"""The TensorFlow Playground's data sets follow its rules, and noise does to each what it does there."""

from collections.abc import Callable

import numpy as np
import pytest

from engine import datasets
from engine.arrays import Array
from engine.datasets import Dataset

Maker = Callable[..., Dataset]
MOST = 4000


def drawn(make: Maker, noise: float = 0.0) -> tuple[Array, Array]:
    split = make(seed=3, samples=MOST, noise=noise, held_out=1).train
    return split.inputs, split.targets


def inside(at: Array) -> Array:
    return np.asarray(np.hypot(*at.T) < 2.5)


def alike(at: Array) -> Array:
    return np.asarray(at.prod(axis=1) >= 0)


@pytest.mark.parametrize("name", [name for name in datasets.names() if name.startswith("wide")])
def test_more_examples_keep_those_that_were_there_and_leave_the_test_alone(name: str) -> None:
    make: Maker = getattr(datasets, name)
    few, many = make(seed=5, samples=20, noise=0.3), make(seed=5, samples=50, noise=0.3)
    assert np.array_equal(few.train.inputs, many.train.inputs[:20])
    assert np.array_equal(few.train.targets, many.train.targets[:20])
    assert np.array_equal(few.test.inputs, many.test.inputs) and np.array_equal(few.test.targets, many.test.targets)


def test_a_circle_is_a_disc_and_a_ring_half_each() -> None:
    at, classes = drawn(datasets.wide_circle)
    distance = np.linalg.norm(at, axis=1)
    assert np.array_equal(classes == 1, distance < 2.5) and classes.mean() == 0.5
    assert distance.max() <= 5 and distance[classes == 0].min() >= 3.5
    assert np.quantile(distance[classes == 1], 0.5) == pytest.approx(1.25, abs=0.1), "even along the radius"


def test_xor_keeps_off_both_axes() -> None:
    at, classes = drawn(datasets.wide_xor)
    assert np.array_equal(classes == 1, alike(at))
    assert np.abs(at).min() >= 0.3 and 5.2 < np.abs(at).max() <= 5.3


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (0.25, 2.25), (0.5, 4.0)])
def test_two_clouds_grow_with_the_noise(noise: float, variance: float) -> None:
    at, classes = drawn(datasets.wide_gauss, noise)
    for cloud, middle in ((0, -2.0), (1, 2.0)):
        np.testing.assert_allclose(at[classes == cloud].mean(axis=0), middle, atol=0.15)
        np.testing.assert_allclose(at[classes == cloud].var(axis=0), variance, rtol=0.1)


def test_an_arm_goes_round_one_and_three_quarters_times_and_noise_moves_its_points() -> None:
    at, classes = drawn(datasets.wide_spiral)
    distance, angle = np.linalg.norm(at, axis=1), np.arctan2(at[:, 0], at[:, 1])
    surplus = (angle - np.pi * (1 - classes)) / (2 * np.pi) - 1.75 * distance / 5
    np.testing.assert_allclose(surplus, np.rint(surplus), atol=1e-9)
    assert 4.9 < distance.max() <= 5
    moved, same = drawn(datasets.wide_spiral, 0.5)
    assert np.array_equal(same, classes) and 0.45 < np.abs(moved - at).max() <= 0.5


def test_a_plane_rises_by_a_tenth_of_both() -> None:
    at, heights = drawn(datasets.wide_plane)
    np.testing.assert_allclose(heights[:, 0], at.sum(axis=1) / 10)
    assert 5.9 < np.abs(at).max() <= 6


def test_bumps_are_cones_up_and_down() -> None:
    at, heights = drawn(datasets.wide_bumps)
    for x, y, top in ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)):
        near = np.hypot(at[:, 0] - x, at[:, 1] - y)
        here = near < 1.9
        np.testing.assert_allclose(heights[here, 0], top * (1 - near[here] / 2), atol=1e-12)
    assert (heights == 0).mean() == pytest.approx(1 - 6 * np.pi * 4 / 144, abs=0.03)


@pytest.mark.parametrize(("make", "rule"), [(datasets.wide_circle, inside), (datasets.wide_xor, alike)])
@pytest.mark.parametrize("noise", [0.1, 0.5])
def test_a_point_has_the_class_of_a_place_nearby(make: Maker, rule: Callable[[Array], Array], noise: float) -> None:
    """Points stay, and a share of them is wrong: as large as for places drawn here by the same words."""
    at, classes = drawn(make, noise)
    assert np.array_equal(at, drawn(make)[0])
    dice = np.random.default_rng(0)
    again = rule(at + dice.uniform(-5, 5, at.shape) * noise) != rule(at)
    assert np.mean((classes == 1) != rule(at)) == pytest.approx(again.mean(), abs=0.025)
    assert again.mean() > 0.003


@pytest.mark.parametrize("make", [datasets.wide_plane, datasets.wide_bumps])
def test_a_height_is_that_of_a_place_nearby(make: Maker) -> None:
    (at, clean), (again, noisy) = drawn(make), drawn(make, 0.2)
    assert np.array_equal(at, again)
    assert 0 < np.abs(noisy - clean).max() <= (0.2 * 6 * 2 / 10 if make is datasets.wide_plane else 2.0)
