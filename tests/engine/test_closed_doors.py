"""Where nothing arrives, or nothing is let through, the gradient is 0, whatever else is infinite or not a number."""

from collections.abc import Callable

import numpy as np
import pytest

from engine import Network, Tensor, concatenate, loss_of, maximum, where
from engine.arrays import Array

WILD = [-np.inf, -1e200, -1.0, -0.0, 0.0, 1e-320, 0.5, 1e200, np.inf, np.nan]
ONE: dict[str, Callable[[Tensor], Tensor]] = {
    "negative": lambda x: -x,
    "absolute": abs,
    "square": lambda x: x**2,
    "cube": lambda x: x**3,
    "reciprocal": lambda x: 1.0 / x,
    "root": lambda x: x.sqrt(),
    "logarithm": lambda x: x.log(),
    "exponential": lambda x: (x * 10.0).exp(),
    "power of 2": lambda x: 2.0**x,
    "power of 0": lambda x: 0.0**x,
    "power of itself": lambda x: x**x,
    "times infinity": lambda x: x * np.inf,
    "by infinity": lambda x: x / np.inf,
    "infinity by": lambda x: np.inf / x,
    "by itself": lambda x: x / x,
    "tanh": lambda x: x.tanh(),
    "sigmoid": lambda x: x.sigmoid(),
    "relu": lambda x: x.relu(),
    "leaky relu": lambda x: x.leaky_relu(),
    "step": lambda x: x.step(),
    "maximum": lambda x: maximum(x, 1.0 / x),
    "where": lambda x: where(x.value > 0, x.log(), x.sqrt()),
    "mean": lambda x: x.mean() * x,
    "max": lambda x: x.max() * x,
    "softmax": lambda x: x.softmax(),
    "log softmax": lambda x: x.log_softmax(),
    "matrix product": lambda x: (x.reshape(-1, 1) @ np.full((1, 2), np.inf))[:, 0] + x.reshape(1, -1) @ x,
    "shapes": lambda x: concatenate([x.reshape(-1, 1).T[0], 1.0 / x])[: len(x)],
}
NOTHING = np.zeros(len(WILD))


def slopes(number: Callable[[Tensor], Tensor], at: object) -> Array:
    """The gradient of a number at some point."""
    x = Tensor(at)  # type: ignore[arg-type]
    number(x).backward()
    return x.grad


@pytest.mark.parametrize("name", ONE)
def test_the_side_that_where_does_not_choose(name: str) -> None:
    assert np.array_equal(slopes(lambda x: where(True, 3.0, ONE[name](x)).sum(), WILD), NOTHING)
    assert np.array_equal(slopes(lambda x: where(False, ONE[name](x), 3.0).sum(), WILD), NOTHING)


@pytest.mark.parametrize("name", ONE)
def test_what_is_multiplied_by_nothing(name: str) -> None:
    kept = np.where(np.isfinite(ONE[name](Tensor(WILD)).value), 0.0, np.nan)
    assert np.array_equal(slopes(lambda x: where(np.isnan(kept), 1.0, ONE[name](x) * 0.0).sum(), WILD), NOTHING)


DOORS: dict[str, Callable[[Tensor], Tensor]] = {
    "relu": Tensor.relu,
    "step": Tensor.step,
    "maximum": lambda x: maximum(x, 0.0),
    "where": lambda x: where(False, x, 0.0),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
@pytest.mark.parametrize("above", ["root", "logarithm", "reciprocal", "power of itself"])
def test_what_lies_below_a_door_that_is_shut(above: str, door: Callable[[Tensor], Tensor]) -> None:
    assert float(slopes(lambda x: ONE[above](door(x)), -1.0)) == 0.0


def test_the_loser_of_a_maximum() -> None:
    assert np.array_equal(slopes(lambda x: maximum(x, 5.0).sum(), [-np.inf, 1.0, np.inf]), [0, 0, 1])
    assert np.array_equal(slopes(lambda x: maximum(x, np.inf).sum(), [-np.inf, 1.0]), [0, 0])
    assert np.array_equal(
        slopes(lambda x: maximum(x[:2], x[2:]).sqrt().sum(), [-1.0, 4.0, 0.25, 4.0]), [0, 1 / 8, 1, 1 / 8]
    )
    assert np.array_equal(slopes(lambda x: (x.max() - 3.0).sqrt(), [3.0, -np.inf, 1.0]), [np.inf, 0, 0])


@pytest.mark.parametrize("same", [np.inf, -np.inf, 0.0, 1e300])
def test_equals_share_a_maximum_however_large(same: float) -> None:
    a, b = Tensor(same), Tensor(same)
    maximum(a, b).backward()
    assert (float(a.grad), float(b.grad)) == (0.5, 0.5)
    assert np.array_equal(slopes(Tensor.max, [same, same]), [0.5, 0.5])


def test_a_power_of_0_does_not_move_with_its_exponent() -> None:
    assert np.array_equal(slopes(lambda b: (0.0**b).sum(), [0.0, 0.5, 1.0, 2.0, np.inf]), np.zeros(5))
    assert np.array_equal(slopes(lambda b: (0.0**b).sum(), [-1.0]), [-np.inf])
    assert np.array_equal(slopes(lambda b: (np.inf**b).sum(), [-1.0]), [0.0])
    assert np.array_equal(
        slopes(lambda a: (a ** np.array([0.0, 1.0, 2.0, 0.0])).sum(), [0.0, 0.0, 0.0, np.inf]), [0, 1, 0, 0]
    )


def test_the_length_of_a_vector_of_zeros_is_at_its_lowest() -> None:
    assert np.array_equal(slopes(lambda x: (x**2).sum().sqrt(), [0.0, 0.0]), [0.0, 0.0])


def test_what_is_infinite_or_unknown_stays_so_where_it_matters() -> None:
    assert np.array_equal(slopes(lambda x: x.sqrt().sum(), [0.0, 4.0]), [np.inf, 0.25])
    assert np.isnan(slopes(lambda x: x.sqrt().sum(), [-1.0])).all()
    assert np.array_equal(slopes(lambda x: (x * [np.nan, np.inf]).sum(), [1.0, 1.0]), [np.nan, np.inf], equal_nan=True)


def test_an_example_that_is_left_out_may_hold_anything() -> None:
    inputs = np.array([[1.0, 2.0], [np.nan, 0.5], [0.5, -1.0], [np.inf, -np.inf]])
    there = np.array([[True], [False], [True], [False]])
    for net in (Network([2, 3, 1], "tanh", seed=0), Network([2, 3, 3, 1], "relu", seed=[0, 1], dtype="float32")):
        where(there, net(Tensor(inputs)), 0.0).sum().backward()
        masked = net.gradients.copy()
        net(Tensor(inputs[[0, 2]])).sum().backward()
        assert np.allclose(masked, net.gradients, rtol=1e-6) and net.gradients.any()


@pytest.mark.parametrize("name", ["mse", "huber", "binary_cross_entropy", "softmax_cross_entropy"])
def test_a_loss_that_does_not_count(name: str) -> None:
    assert not slopes(lambda z: loss_of(z, [[1.0], [0.0]], name) * 0.0, [[3.0], [0.5]]).any()
    assert not slopes(lambda z: where(False, loss_of(z, [[1.0], [0.0]], name), 1.0), [[np.inf], [np.nan]]).any()
