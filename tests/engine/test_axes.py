"""Axes in every spelling that NumPy knows: the values are NumPy's, the gradients those of central differences."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import EngineError, Tensor, concatenate, gradient_check

SHAPE = (3, 3, 3)  # all alike, so that a wrong order of axes fits too
A = np.random.default_rng(0).normal(size=SHAPE)
ORDERS = [
    tuple(axis - 3 * below for axis, below in zip(order, negative, strict=True))
    for order in itertools.permutations(range(3))
    for negative in itertools.product([False, True], repeat=3)
]
AXES = [0, -1, np.int64(1), np.int8(-2), (0,), (0, -1), (-1, 0), (np.int64(2), 1), [0, 2], np.array([0, -2]), (), None]
REDUCTIONS = ["sum", "mean", "max"]


def weighted(tensor: Tensor) -> Tensor:
    """A number in which every element counts differently, so that no exchange of two goes unseen."""
    return (tensor * np.cos(np.arange(tensor.value.size)).reshape(tensor.shape)).sum()


def spelt(axis: Any) -> Any:
    """As NumPy wants several axes."""
    return tuple(axis) if np.ndim(axis) else axis


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_transpose_sends_each_gradient_back_to_where_it_came_from(order: tuple[int, ...]) -> None:
    for spelling in (order, (order,), (list(order),), (np.array(order),), tuple(np.array(order))):
        x = Tensor(A)
        turned = x.transpose(*spelling)
        assert np.array_equal(turned.value, A.transpose(order))
        weights = np.arange(27.0).reshape(SHAPE)
        (turned * weights).sum().backward()
        there = np.empty(SHAPE)
        there.transpose(order)[...] = weights
        assert np.array_equal(x.grad, there)


def test_a_transpose_without_axes_reverses_them() -> None:
    assert np.array_equal(Tensor(A).transpose(None).value, A.T)
    assert np.array_equal(Tensor(A).transpose().value, A.T)
    assert Tensor(3.0).transpose().shape == ()


@pytest.mark.parametrize("axis", AXES, ids=str)
@pytest.mark.parametrize("method", REDUCTIONS)
def test_a_reduction_takes_every_spelling(method: str, axis: Any) -> None:
    for keep in (False, True):
        found = getattr(Tensor(A), method)(axis=axis, keepdims=keep).value
        assert np.allclose(found, getattr(A, method)(axis=spelt(axis), keepdims=keep), rtol=1e-14)
        assert gradient_check(lambda x, how=keep: weighted(getattr(x, method)(axis=axis, keepdims=how)), A) < 1e-6


@pytest.mark.parametrize("axis", AXES, ids=str)
def test_a_softmax_adds_up_to_1_over_every_spelling(axis: Any) -> None:
    assert np.allclose(Tensor(A).softmax(axis).value.sum(axis=spelt(axis)), 1.0)
    assert np.allclose(np.exp(Tensor(A).log_softmax(axis).value), Tensor(A).softmax(axis).value)
    assert gradient_check(lambda x: weighted(x.softmax(axis)), A) < 1e-6
    assert gradient_check(lambda x: weighted(x.log_softmax(axis)), A) < 1e-6


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3, np.int64(-3), np.int64(1), None], ids=str)
def test_parts_are_joined_along_every_spelling(axis: Any) -> None:
    assert np.array_equal(concatenate([Tensor(A), Tensor(2 * A)], axis).value, np.concatenate([A, 2 * A], axis))
    assert gradient_check(lambda x, y: weighted(concatenate([x, y, x], axis)), (A, 2 * A)) < 1e-6


@pytest.mark.parametrize(
    "shape", [(9, 3), (-1, 3), (np.int64(9), -1), ((9, 3),), ([9, -1],), (np.array([9, 3]),), (-1,)]
)
def test_a_shape_takes_every_spelling(shape: tuple[Any, ...]) -> None:
    assert np.array_equal(Tensor(A).reshape(*shape).value, A.reshape(*shape))
    assert gradient_check(lambda x: weighted(x.reshape(*shape)), A) < 1e-6


@pytest.mark.parametrize("axis", [0, -1, None])
def test_a_single_number_may_be_called_an_axis(axis: int | None) -> None:
    x = Tensor(3.0)
    assert [getattr(x, method)(axis).item() for method in REDUCTIONS] == [3.0, 3.0, 3.0]
    assert (x.softmax(axis).item(), x.log_softmax(axis).item()) == (1.0, 0.0)
    (x.softmax(axis) + x.sum(axis) * x.max(axis)).backward()
    assert float(x.grad) == 6.0


OPERATIONS: dict[str, Callable[[Tensor, Any], Tensor]] = {
    "sum": lambda x, axis: x.sum(axis),
    "mean": lambda x, axis: x.mean(axis),
    "max": lambda x, axis: x.max(axis),
    "softmax": lambda x, axis: x.softmax(axis),
    "log_softmax": lambda x, axis: x.log_softmax(axis),
    "concatenate": lambda x, axis: concatenate([x, x], axis),
    "transpose": lambda x, axis: x.transpose(axis, 0, 1),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_axis_that_does_not_exist_is_told(name: str) -> None:
    for axis in (3, -4, np.int64(3)):
        with pytest.raises(EngineError, match="axis") as told:
            OPERATIONS[name](Tensor(A), axis)
        assert isinstance(told.value, IndexError)
    for nonsense in (0.5, "0", [0.0]):
        with pytest.raises(EngineError):
            OPERATIONS[name](Tensor(A), nonsense)


@pytest.mark.parametrize("axes", [(0, 0), (0, -3), (1, np.int64(-2))])
def test_a_repeated_axis_is_told(axes: tuple[int, ...]) -> None:
    for method in (*REDUCTIONS, "softmax", "log_softmax"):
        with pytest.raises(EngineError, match="repeated axis"):
            getattr(Tensor(A), method)(axis=axes)
    with pytest.raises(EngineError, match="repeated axis"):
        Tensor(A).transpose(*axes, 2)


def test_too_few_axes_are_told() -> None:
    for axes in ((0, 1), (0,), ((),)):
        with pytest.raises(EngineError, match="axes"):
            Tensor(A).transpose(*axes)


@pytest.mark.parametrize("index", [7, (0, -4), [0, 9], (0, 0, 0, 0), "name", 0.5])
def test_an_index_that_does_not_fit_is_an_index_error_too(index: Any) -> None:
    with pytest.raises(EngineError, match=r"does not fit shape \(3, 3, 3\)") as told:
        Tensor(A)[index]
    assert isinstance(told.value, IndexError)
