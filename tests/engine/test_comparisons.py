"""Comparisons give plain arrays of truth values; tensors stay keys by themselves; extremes have places."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from engine import EngineError, Tensor, where

SIX = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]
A = np.array([[1.0, -2.0], [np.nan, np.inf]])


@pytest.mark.parametrize("compare", SIX, ids=lambda each: each.__name__)
@pytest.mark.parametrize("other", [1, -2.0, Fraction(1, 2), np.float32(1), [1.0, np.inf], A, A[:, :1], np.inf], ids=str)
def test_comparisons_are_numpys(compare: Callable[[Any, Any], Any], other: Any) -> None:
    plain = float(other) if isinstance(other, Fraction) else other
    for found, wanted in [
        (compare(Tensor(A), other), compare(A, plain)),
        (compare(other, Tensor(A)), compare(plain, A)),
        (compare(Tensor(A), Tensor(plain)), compare(A, plain)),
    ]:
        assert type(found) is np.ndarray
        assert found.dtype == np.bool
        assert np.array_equal(found, wanted)


def test_a_word_or_none_equals_no_number_and_has_no_order() -> None:
    x = Tensor([1.0, 2.0])
    for other in (None, "1.0", object(), {1.0}):
        assert not (x == other).any()
        assert (x != other).all()
        with pytest.raises(EngineError, match="no real numbers"):
            _ = x < other
    with pytest.raises(EngineError, match="no real numbers"):
        _ = x == ["a", "b"]


def test_shapes_that_do_not_fit_are_told() -> None:
    with pytest.raises(EngineError, match=r"\(2,\) and \(3,\)"):
        _ = Tensor([1.0, 2.0]) == [1.0, 2.0, 3.0]


def test_a_tensor_is_a_key_by_itself() -> None:
    a, b = Tensor([1.0, 2.0]), Tensor([1.0, 2.0])
    assert len({a, b, a}) == 2
    assert {a: "a", b: "b"}[b] == "b"
    assert (a == b).all()


def test_a_number_is_looked_for_among_all() -> None:
    x = Tensor(A)
    assert -2 in x
    assert 7 not in x
    assert np.nan not in x


def test_a_comparison_picks_and_chooses() -> None:
    x = Tensor([1.0, -2.0, 3.0])
    chosen = where(x > 0, x, 0.0).sum() + x[x < 0].sum() * 2.0
    chosen.backward()
    assert np.array_equal(x.grad, [1.0, 2.0, 1.0])
    if x[0] > 0.5:  # one number is true or false
        assert not Tensor(3.0) < 2.0


@pytest.mark.parametrize("axis", [None, 0, 1, -1, np.int64(1)])
@pytest.mark.parametrize("keep", [True, False])
def test_places_are_numpys_the_first_of_several(axis: int | None, keep: bool) -> None:
    a = np.array([[3.0, 1.0, 3.0], [1.0, 1.0, np.nan]])
    assert np.array_equal(Tensor(a).argmax(axis, keep), np.argmax(a, axis, keepdims=keep))
    assert np.array_equal(Tensor(a).argmin(axis, keep), np.argmin(a, axis, keepdims=keep))
