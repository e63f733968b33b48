"""Odd kinds and shapes: each does what NumPy's and PyTorch's users expect, or is refused with a sentence."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from engine import EngineError, Network, Tensor, concatenate, maximum, where

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a * b,
    "by": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "maximum": maximum,
    "where": lambda a, b: where([True], a, b),
    "concatenate": lambda a, b: concatenate([a, b]),
}
NO_NUMBERS = [
    None,
    [1.0, None],
    1j,
    np.array([1j]),
    "3",
    ["3"],
    b"3",
    [[1.0], [2.0, 3.0]],
    {},
    object(),
    [{}],
    np.datetime64("2020"),
]


@pytest.mark.parametrize("data", NO_NUMBERS, ids=lambda data: type(data).__name__)
def test_what_is_no_number_is_refused_in_a_sentence(data: Any) -> None:
    x = Tensor([1.0, 2.0])
    with pytest.raises(EngineError, match="number"):
        Tensor(data)
    with pytest.raises(EngineError, match="number"):
        x.value = data
    with pytest.raises(EngineError, match="number"):
        where(data, x, 0.0)
    for operation in BINARY.values():
        with pytest.raises(EngineError, match="number"):
            operation(x, data)
    assert np.array_equal(x.value, [1.0, 2.0])


@pytest.mark.parametrize("dtype", [int, "int32", bool, complex, "float16", np.longdouble, object, "nonsense"])
def test_a_gradient_needs_one_of_two_kinds_of_numbers(dtype: Any) -> None:
    with pytest.raises(EngineError, match="float64 or float32"):
        Tensor([1, 2, 4], dtype=dtype)


@pytest.mark.parametrize(
    "data", [[1, 2, 4], np.array([1, 2, 4], np.int8), [Fraction(1), Decimal(2), 4], (True, 2, 4.0)]
)
def test_whole_numbers_and_exact_ones_become_float64(data: Any) -> None:
    x = Tensor(data)
    assert x.dtype == np.float64
    assert x.mean().item() == pytest.approx(7 / 3)
    assert Tensor(10**30).item() == 1e30
    with pytest.raises(EngineError, match="too large"):
        Tensor(10**400)


def test_a_value_that_does_not_fit_is_told() -> None:
    x = Tensor([1.0, 2.0])
    with pytest.raises(EngineError, match=r"shape \(3,\) do not fit into shape \(2,\)"):
        x.value = [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("left", "right"), [((2, 3), (3, 4)), ((3,), (3,)), ((3,), (3, 2)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4))]
)
def test_float32_meets_float64(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    a, b = np.random.default_rng(0).normal(size=left), np.random.default_rng(1).normal(size=right)
    for kinds in (("float32", "float64"), ("float64", "float32")):
        x, y = Tensor(a, dtype=kinds[0]), Tensor(b, dtype=kinds[1])
        p, q = Tensor(a), Tensor(b)
        mixed, same = x @ y, p @ q
        assert mixed.dtype == np.float64
        ((mixed**2).sum() * 0.5).backward()
        ((same**2).sum() * 0.5).backward()
        assert (str(x.grad.dtype), str(y.grad.dtype)) == kinds
        assert np.allclose(x.grad, p.grad, rtol=1e-5) and np.allclose(y.grad, q.grad, rtol=1e-5)


@pytest.mark.parametrize("name", [name for name in BINARY if name != "concatenate"])
@pytest.mark.parametrize("shapes", [((1,), (0,)), ((), (0,)), ((2, 1), (1, 0)), ((1, 3), (0, 3)), ((1, 1), (2, 0, 1))])
def test_one_number_meets_none(name: str, shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    for pair in (shapes, shapes[::-1]):
        a, b = (Tensor(np.ones(shape)) for shape in pair)
        result = BINARY[name](a, b)
        assert result.shape == np.broadcast_shapes(*pair)
        result.sum().backward()
        assert [np.array_equal(each.grad, np.zeros(each.shape)) for each in (a, b)] == [True, True]


@pytest.mark.parametrize(("shape", "axis"), [((0,), None), ((0,), 0), ((3, 0), -1), ((3, 0), (0, 1)), ((0, 0), None)])
def test_the_mean_of_nothing_is_nan_with_a_word(shape: tuple[int, ...], axis: Any) -> None:
    with pytest.warns(RuntimeWarning, match="no numbers"):
        result = Tensor(np.ones(shape)).mean(axis)
    assert result.size and np.isnan(result.value).all()
    assert np.array_equal(Tensor(np.ones((0, 3))).mean(1).value, [])
    assert not Tensor(np.ones(shape)).sum(axis).value.any()
    with pytest.raises(EngineError, match="no largest"):
        Tensor(np.ones(shape)).max(axis)


@pytest.mark.parametrize(("shape", "axis"), [((0,), -1), ((0, 3), 0), ((3, 0), 1), ((0, 3), 1)])
def test_the_softmax_of_nothing_is_nothing(shape: tuple[int, ...], axis: int) -> None:
    x = Tensor(np.ones(shape))
    for result in (x.softmax(axis), x.log_softmax(axis)):
        assert result.shape == shape
        result.sum().backward()
        assert x.grad.shape == shape


def test_parts_may_be_arrays_and_lists() -> None:
    x = Tensor([1.0, 2.0], dtype="float32")
    joined = concatenate([x, [3.0], np.array([4.0])])
    assert joined.dtype == np.float32
    joined.sum().backward()
    assert np.array_equal(joined.value, [1, 2, 3, 4]) and np.array_equal(x.grad, [1, 1])
    assert np.array_equal(concatenate([[1.0], [2.0]]).value, [1, 2])
    assert np.array_equal(concatenate(np.ones((2, 3))).value, np.ones(6))
    assert np.array_equal(concatenate(x[None] for _ in range(2)).value, [[1, 2], [1, 2]])
    for wrong in ([], 3.0, "ab", [1.0, 2.0], [x, [[1.0]]]):
        with pytest.raises(EngineError, match="concatenate"):
            concatenate(wrong)  # type: ignore[arg-type]


def test_a_network_takes_arrays_and_lists() -> None:
    for sizes, inputs in (([2, 3, 1], [[0.5, 1.0], [2.0, 3.0]]), ([1, 3, 2], [0.5, 1.0])):
        net = Network(sizes, seed=0)
        wanted = net.outputs(inputs)
        for given in (inputs, np.array(inputs), Tensor(inputs), Tensor(inputs, dtype="float32")):
            result = net(given)
            assert np.allclose(result.value, wanted)
            result.sum().backward()
            assert net.gradients.any()
        x = Tensor(inputs)
        net(x).sum().backward()
        assert x.grad.shape == x.shape and x.grad.any()
        assert np.array_equal(net.outputs(Tensor(inputs)), wanted)
        with pytest.raises(EngineError, match="arrays of numbers"):
            net([None])  # type: ignore[arg-type]
