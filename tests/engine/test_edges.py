"""Edge values of what takes an extreme, a bound, a spread or an exponential: ties, one element, far out, infinite."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import EngineError, Tensor, concatenate, minimum, stack
from engine.arrays import Array
from engine.errors import OutOfRange

INF, NAN = np.inf, np.nan


def slopes(function: Callable[[Tensor], Tensor], at: Any) -> tuple[Array, Array]:
    """The value, and the gradient of the sum of it."""
    x = Tensor(at)
    result = function(x)
    result.sum().backward()
    return result.value, x.grad


@pytest.mark.parametrize(
    ("function", "at", "value", "gradient"),
    [
        (lambda x: x.min(), [1, 2, 1], 1, [0.5, 0, 0.5]),
        (lambda x: x.min(), [INF, INF], INF, [0.5, 0.5]),
        (lambda x: x.min(), [-INF, 1], -INF, [1, 0]),
        (lambda x: x.min(axis=1), [[2, 1], [3, 3]], [1, 3], [[0, 1], [0.5, 0.5]]),
        (lambda x: minimum(x, [1, 1, INF]), [0, 1, INF], [0, 1, INF], [1, 0.5, 0.5]),
        (lambda x: (x.minimum(4.0) - 4.0).abs().sqrt(), [9.0, 3.0], [0, 1], [0, -0.5]),  # 0 × ∞ for the loser
        (lambda x: x.clip(0, 1), [-1, 0, 0.5, 1, 2], [0, 0, 0.5, 1, 1], [0, 1, 1, 1, 0]),
        (lambda x: x.clip(0, 1), [-INF, INF, NAN], [0, 1, NAN], [0, 0, 0]),
        (lambda x: x.clip(0).sqrt(), [-1.0, 4.0], [0, 2], [0, 0.25]),  # 0 × ∞ below the bound
        (lambda x: x.clip(1, 1), [0, 1, 2], [1, 1, 1], [0, 1, 0]),
        (lambda x: x.clip(), [-INF, 3], [-INF, 3], [1, 1]),
        (lambda x: x.var(), [3], 0, [0]),
        (lambda x: x.std(), [3], 0, [0]),
        (lambda x: x.std(), [2, 2, 2], 0, [0, 0, 0]),
        (lambda x: x.std(), [0.1] * 3, 0, [0, 0, 0]),
        (lambda x: x.var(), [1e9, 1e9 + 0.125, 1e9 - 0.125], 0.03125 / 3, [0, 0.25 / 3, -0.25 / 3]),
        (lambda x: x.std(axis=0), [[1, 5], [3, 5]], [1, 0], [[-0.5, 0], [0.5, 0]]),
        (lambda x: x.std(), 7.0, 0, 0),
        (lambda x: x.logsumexp(), [1000, 1000], 1000 + np.log(2), [0.5, 0.5]),
        (lambda x: x.logsumexp(), [-1000, -1000], -1000 + np.log(2), [0.5, 0.5]),
        (lambda x: x.logsumexp(), [-1000, 1000], 1000, [0, 1]),
        (lambda x: x.logsumexp(), [INF, 0], INF, [1, 0]),
        (lambda x: x.logsumexp(), [INF, INF], INF, [0.5, 0.5]),
        (lambda x: x.logsumexp(), [-INF, 0], 0, [0, 1]),
        (lambda x: x.logsumexp(), [-INF, -INF], -INF, [0.5, 0.5]),
        (lambda x: x.logsumexp(), 5.0, 5, 1),
        (lambda x: x.softplus(), [-1000, 0, 1000], [0, np.log(2), 1000], [0, 0.5, 1]),
        (lambda x: x.softplus(), [-INF, INF], [0, INF], [0, 1]),
        (lambda x: x.softplus(), [-40.0], [np.exp(-40)], [np.exp(-40)]),
        (lambda x: x.sin(), [0, np.pi], [0, 0], [1, -1]),
        (lambda x: x.cos(), [0, np.pi / 2], [1, 0], [0, -1]),
    ],
)
def test_the_value_and_the_gradient_at_an_edge(
    function: Callable[[Tensor], Tensor], at: Any, value: Any, gradient: Any
) -> None:
    found = slopes(function, at)
    np.testing.assert_allclose(found[0], value, rtol=1e-15, atol=1e-15)
    np.testing.assert_allclose(found[1], gradient, rtol=1e-15, atol=1e-15)


def test_a_small_softplus_keeps_its_digits() -> None:
    assert np.allclose(slopes(lambda x: x.softplus(), [-40.0])[1] * np.exp(40), 1.0, rtol=1e-15)


def take(method: str, **settings: Any) -> Callable[[Tensor], Tensor]:
    return lambda x: getattr(x, method)(**settings)


@pytest.mark.parametrize("method", ["min", "max", "var", "std", "logsumexp"])
def test_what_is_not_a_number_stays_none(method: str) -> None:
    assert np.isnan(slopes(take(method), [NAN, 1.0])[0])


def test_no_variance_is_left_of_one_number_with_a_degree_less_and_it_is_said() -> None:
    for method in ("var", "std"):
        with pytest.warns(RuntimeWarning, match="no variance"):
            assert np.isnan(slopes(take(method, ddof=1), [3.0])[0])
        with pytest.warns(RuntimeWarning, match="no variance"):
            assert getattr(Tensor(np.zeros((2, 0))), method)(axis=1).shape == (2,)
        assert getattr(Tensor(np.zeros((0, 2))), method)(axis=1).shape == (0,)


def test_float32_stays_float32() -> None:
    x = Tensor([0.5, -2.0], dtype="float32")
    result = stack([x.clip(-1, 1), x.softplus().sin().cos(), x.minimum(1.5)])
    loss = result.var() + result.std() + result.logsumexp() + result.min()
    loss.backward()
    assert loss.value.dtype == result.value.dtype == x.grad.dtype == np.float32


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda x: x.clip(2, 1), "low must not be above high"),
        (lambda x: x.clip(NAN), "both be numbers"),
        (lambda x: x.clip(x), "maximum"),
        (lambda x: x.clip("a"), "text"),
        (lambda x: x.clip([1, 2]), "shapes"),
        (lambda _: stack([]), "nothing to join"),
        (lambda x: stack([x, 1.0]), "must be alike"),
        (lambda _: stack(3.0), "list"),  # type: ignore[arg-type]
        (lambda _: concatenate([1.0, 2.0]), "stacked"),
        (lambda x: concatenate([x, [[1.0]]]), "equally long"),
        (lambda _: Tensor(np.zeros((0, 2))).min(axis=0), "no smallest"),
        (lambda _: Tensor(np.zeros(0)).argmax(), "empty"),
        (lambda x: x.argmin(axis=0.5), "argmin"),
    ],
)
def test_mistakes_are_told_in_a_sentence(mistake: Callable[[Tensor], object], words: str) -> None:
    with pytest.raises(EngineError, match=words):
        mistake(Tensor([1.0, 2.0, 3.0]))


@pytest.mark.parametrize("beyond", [lambda x: x.min(axis=2), lambda x: x.argmax(axis=2), lambda x: stack([x], axis=3)])
def test_an_axis_that_is_not_there_is_out_of_range(beyond: Callable[[Tensor], object]) -> None:
    with pytest.raises(OutOfRange):
        beyond(Tensor([1.0, 2.0]))


def test_detached_numbers_are_shared_and_get_no_gradient() -> None:
    x = Tensor(3.0, name="x")
    (x * x.detach()).backward()
    assert x.grad == 3.0
    assert x.detach().constant
    assert x.detach().value is x.value
    with pytest.raises(EngineError, match="constants"):
        (x.detach() * 2.0).backward()


def test_detached_numbers_keep_nothing_of_what_they_came_from() -> None:
    x = Tensor(3.0)
    assert (x * x).detach().operands == ()


@pytest.mark.parametrize("first", [True, False])
def test_a_replay_computes_detached_numbers_before_they_are_used(first: bool) -> None:
    x = Tensor(3.0, name="x")
    square = x * x
    product = square.detach() * x
    loss = product + square if first else square + product
    loss.backward()
    assert x.grad == 9.0 + 6.0
    x.value = 2.0
    loss.tape.replay()
    assert loss.value == 4.0 * 2.0 + 4.0
    assert x.grad == 4.0 + 4.0
