"""Every operation against central differences, on random shapes and values."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine import Tensor, concatenate, gradient_check, maximum, minimum, stack, where
from engine.arrays import Array

LIMIT = 1e-6
SHAPES = arrays.array_shapes(min_dims=0, max_dims=3, max_side=4)
PAIRS = arrays.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=3)
SEEDS = st.integers(0, 2**32 - 1)


def draw(shape: tuple[int, ...], seed: int, *, positive: bool = False) -> Array:
    """Numbers between 0.2 and 2 in size, so that none lies on a kink at 0."""
    generator = np.random.default_rng(seed)
    size = generator.uniform(0.2, 2.0, shape)
    return size if positive else size * generator.choice([-1.0, 1.0], shape)


def weighted(tensor: Tensor) -> Tensor:
    """A number in which every element counts differently, so that no mistake cancels out."""
    return (tensor * np.cos(np.arange(tensor.value.size)).reshape(tensor.shape)).sum()


BINARY: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "both ways": lambda a, b: a * b + a / b - b * b,
    "maximum": lambda a, b: maximum(a, b + 0.0137),
    "minimum": lambda a, b: minimum(a, b + 0.0137) * a,
    "detached": lambda a, b: a * b + Tensor(b.value, constant=True) - b.detach(),
}
UNARY: dict[str, Callable[[Tensor], Tensor]] = {
    "negative": lambda a: -a,
    "absolute": abs,
    "square": lambda a: a**2,
    "cube": lambda a: a**3,
    "reciprocal": lambda a: 1.0 / a,
    "from the left": lambda a: 2.0 - a * 3.0,
    "exp": lambda a: a.exp(),
    "tanh": lambda a: a.tanh(),
    "sigmoid": lambda a: a.sigmoid(),
    "relu": lambda a: a.relu(),
    "leaky relu": lambda a: a.leaky_relu(),
    "sine": lambda a: a.sin() * a,
    "cosine": lambda a: a.cos() * a,
    "softplus": lambda a: (3.0 * a).softplus() * a,
    "clip": lambda a: a.clip(-1.1, 0.9) * a,
    "clip from below": lambda a: a.clip(0.7) ** 2,
    "clip from above, by an array": lambda a: a.clip(high=np.full((2, *a.shape), 0.7)).sum(axis=0) * a,
    "stack": lambda a: stack([a, a * a, np.ones(a.shape)], axis=-1).sum(axis=-1) * a,
    "sum": lambda a: a.sum() * a,
    "mean": lambda a: a.mean() * a,
    "max": lambda a: a.max() * a,
    "transpose": lambda a: a.transpose() * a.T,
    "flatten": lambda a: a.reshape(-1) ** 2,
    "where": lambda a: where(a.value > 0, a * a, 3.0 * a),
}


@pytest.mark.parametrize("name", BINARY)
@given(shapes=PAIRS, seed=SEEDS)
def test_two_operands_with_broadcasting(name: str, shapes: arrays.BroadcastableShapes, seed: int) -> None:
    a, b = (draw(shape, seed + number) for number, shape in enumerate(shapes.input_shapes))
    assert gradient_check(lambda x, y: weighted(BINARY[name](x, y)), (a, b)) < LIMIT


@pytest.mark.parametrize("name", UNARY)
@given(shape=SHAPES, seed=SEEDS)
def test_one_operand(name: str, shape: tuple[int, ...], seed: int) -> None:
    assert gradient_check(lambda x: weighted(UNARY[name](x)), draw(shape, seed)) < LIMIT


@given(shapes=PAIRS, seed=SEEDS)
def test_powers_and_logarithms_of_positive_numbers(shapes: arrays.BroadcastableShapes, seed: int) -> None:
    a, b = (draw(shape, seed + number, positive=True) for number, shape in enumerate(shapes.input_shapes))
    assert gradient_check(lambda x, y: weighted(x**y + x.log() + 2.0**y + x.sqrt()), (a, b)) < LIMIT


@given(shape=arrays.array_shapes(min_dims=1, max_dims=3, max_side=4), seed=SEEDS, data=st.data(), keep=st.booleans())
def test_reductions_over_axes(shape: tuple[int, ...], seed: int, data: st.DataObject, keep: bool) -> None:
    axes = data.draw(st.one_of(st.none(), arrays.valid_tuple_axes(len(shape), min_size=1)))
    a = draw(shape, seed)
    for method in ("sum", "mean", "max", "min", "var", "std"):
        assert np.allclose(
            getattr(Tensor(a), method)(axis=axes, keepdims=keep).value,
            getattr(a, method)(axis=axes, keepdims=keep),
        )
        assert gradient_check(lambda x, how=method: weighted(getattr(x, how)(axis=axes, keepdims=keep)), a) < LIMIT


@given(shape=arrays.array_shapes(min_dims=1, max_dims=3, max_side=4), seed=SEEDS, data=st.data(), keep=st.booleans())
def test_the_logarithm_of_a_sum_of_exponentials(
    shape: tuple[int, ...], seed: int, data: st.DataObject, keep: bool
) -> None:
    axes = data.draw(st.one_of(st.none(), arrays.valid_tuple_axes(len(shape), min_size=1)))
    a = draw(shape, seed)
    wanted = np.log(np.exp(a).sum(axis=axes, keepdims=keep))
    assert np.allclose(Tensor(a).logsumexp(axis=axes, keepdims=keep).value, wanted)
    assert gradient_check(lambda x: weighted(x.logsumexp(axis=axes, keepdims=keep)), a) < LIMIT


@given(
    shape=arrays.array_shapes(min_dims=1, max_dims=2, min_side=2, max_side=4), seed=SEEDS, ddof=st.sampled_from([0, 1])
)
def test_variance_and_deviation_with_fewer_degrees_of_freedom(shape: tuple[int, ...], seed: int, ddof: int) -> None:
    a = draw(shape, seed)
    for method in ("var", "std"):
        assert np.allclose(getattr(Tensor(a), method)(axis=-1, ddof=ddof).value, getattr(a, method)(axis=-1, ddof=ddof))
        assert gradient_check(lambda x, how=method: weighted(getattr(x, how)(axis=-1, ddof=ddof)), a) < LIMIT


@given(shape=SHAPES, seed=SEEDS, data=st.data())
def test_stack_along_any_new_axis(shape: tuple[int, ...], seed: int, data: st.DataObject) -> None:
    axis = data.draw(st.integers(-len(shape) - 1, len(shape)))
    a, b = draw(shape, seed), draw(shape, seed + 1)
    assert np.array_equal(stack([Tensor(a), b], axis).value, np.stack([a, b], axis))
    assert gradient_check(lambda x, y: weighted(stack([x, y, x], axis) ** 2), (a, b)) < LIMIT


@given(shape=arrays.array_shapes(min_dims=1, max_dims=3, max_side=4), seed=SEEDS, data=st.data())
def test_softmax_along_any_axis(shape: tuple[int, ...], seed: int, data: st.DataObject) -> None:
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    a = draw(shape, seed)
    assert np.allclose(Tensor(a).softmax(axis=axis).value.sum(axis=axis), 1.0)
    assert np.allclose(Tensor(a).softmax(axis=axis).value, np.exp(Tensor(a).log_softmax(axis=axis).value))
    assert gradient_check(lambda x: weighted(x.softmax(axis=axis)), a) < LIMIT
    assert gradient_check(lambda x: weighted(x.log_softmax(axis=axis)), a) < LIMIT


MATMULS = [
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (3, 2)),
    ((2, 3), (3, 4)),
    ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)),
    ((5, 2, 3), (5, 3, 4)),
    ((2, 1, 2, 3), (5, 3, 4)),
    ((5, 2, 3), (3,)),
    ((3,), (5, 3, 4)),
]


@pytest.mark.parametrize(("left", "right"), MATMULS)
def test_matmul_of_vectors_matrices_and_stacks(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    a, b = draw(left, 1), draw(right, 2)
    assert np.allclose((Tensor(a) @ Tensor(b)).value, a @ b)
    assert gradient_check(lambda x, y: weighted((x @ y) ** 2), (a, b)) < LIMIT


@pytest.mark.parametrize(
    "index",
    [
        0,
        (slice(None), 1),
        (slice(None, None, -1),),
        (Ellipsis, None, 2),
        (2, 3),
        -1,
        np.int64(1),
        np.array([2, 0], dtype=np.uint8),
        (slice(None), [3, -1, 3]),
        (np.array([[0, -1], [2, 2]]), None, slice(1, 3)),
        [0, 0, 2],
        [[0, -1], [2, 2]],
        ([0, 1, 1], [2, 2, 2]),
        np.array([True, False, True]),
    ],
    ids=str,
)
def test_indexing_counts_what_is_picked_twice(index: Any) -> None:
    a = draw((3, 4), 3)
    assert np.array_equal(Tensor(a)[index].value, a[index])
    assert gradient_check(lambda x: weighted(x[index] ** 2), a) < LIMIT


def test_an_embedding_adds_up_the_gradients_of_a_repeated_word() -> None:
    table = Tensor(np.ones((3, 2)), name="table")
    table[[1, 1, 2]].sum().backward()
    assert np.array_equal(table.grad, [[0, 0], [2, 2], [1, 1]])


@given(shape=arrays.array_shapes(min_dims=1, max_dims=3, max_side=3), seed=SEEDS, data=st.data())
def test_concatenate_and_transpose(shape: tuple[int, ...], seed: int, data: st.DataObject) -> None:
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    order = tuple(data.draw(st.permutations(range(len(shape)))))
    a, b = draw(shape, seed), draw(shape, seed + 1)
    assert (
        gradient_check(lambda x, y: weighted(concatenate([x, y, x], axis=axis).transpose(*order) ** 2), (a, b)) < LIMIT
    )


def test_a_tie_is_shared() -> None:
    a, b = Tensor([1.0, 2.0], name="a"), Tensor([1.0, 3.0], name="b")
    maximum(a, b).sum().backward()
    assert np.array_equal(a.grad, [0.5, 0.0])
    assert np.array_equal(b.grad, [0.5, 1.0])


def test_the_step_function_lets_nothing_through_on_purpose() -> None:
    z = Tensor([-1.0, 2.0])
    z.step().sum().backward()
    assert np.array_equal(z.step().value, [0.0, 1.0])
    assert np.array_equal(z.grad, [0.0, 0.0])


def test_softmax_and_sigmoid_stay_finite_far_out() -> None:
    z = Tensor([-1e4, 0.0, 1e4])
    for result in (z.softmax(), z.log_softmax(), z.sigmoid()):
        result.sum().backward()
        assert np.isfinite(result.value).all()
        assert np.isfinite(z.grad).all()


def test_attention_is_a_few_lines() -> None:
    words = draw((2, 5, 4), 11)

    def attend(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        q, k, v = words @ query, words @ key, words @ value
        weights = (q @ k.transpose(0, 2, 1) / 2.0).softmax(axis=-1)
        return weighted(weights @ v)

    assert gradient_check(attend, (draw((4, 4), 1), draw((4, 4), 2), draw((4, 3), 3))) < LIMIT


def test_several_largest_share_alike() -> None:
    x = Tensor([2.0, 1.0, 2.0])
    x.max().backward()
    assert np.array_equal(x.grad, [0.5, 0.0, 0.5])
