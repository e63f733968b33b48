"""Tensors: gradients add up, the tape can be read and replayed, and depth costs nothing but memory."""

import gc
from collections.abc import Callable

import numpy as np
import pytest

from engine import EngineError, Tensor, central_differences, gradient_check, maximum, where


def number(x: Tensor) -> float:
    return float(x.grad)


def test_fan_out_adds() -> None:
    x = Tensor(3.0, name="x")
    (x * x).backward()
    assert number(x) == 6.0


def test_a_second_backward_gives_the_same_not_twice() -> None:
    x = Tensor(3.0)
    y = x * x + x
    y.backward()
    y.backward()
    assert number(x) == 7.0


def test_two_results_from_one_leaf_each_give_their_own_gradient() -> None:
    x = Tensor(2.0)
    square, cube = x**2, x**3
    square.backward()
    assert number(x) == 4.0
    cube.backward()
    assert number(x) == 12.0
    square.backward()
    assert number(x) == 4.0


def test_the_example_of_the_readme_and_its_labels() -> None:
    w = Tensor([[0.5], [-1.0]], name="w")
    x = Tensor([[1.0, 2.0]], name="x")
    loss = ((x @ w - 3.0) ** 2).mean()
    assert [step.label for step in loss.tape] == [
        "a1 = x @ w",
        "a2 = a1 − 3",
        "a3 = a2²",
        "loss = Σ a3",
        "loss = loss / 1",
    ]
    loss.backward()
    assert np.allclose(w.grad, [[-9.0], [-18.0]])
    assert [step.label for step in loss.tape.phase("backward")] == [
        "dloss = 1",
        "da3 = dloss / 1",
        "slope = 2 × a2",
        "da2 = da3 × slope",
        "da1 = da2",
        "dx = da1 @ wᵀ",
        "dw = xᵀ @ da1",
    ]


def test_a_step_tells_what_came_in_and_what_it_was_multiplied_by() -> None:
    x = Tensor([1.0, 2.0], name="x")
    loss = (x**2).sum().named("L")
    loss.backward()
    last = loss.tape[-1]
    assert last.label == "dx = da1 × slope"
    assert last.incoming is not None
    assert last.local is not None
    assert np.array_equal(last.incoming, [1.0, 1.0])
    assert np.array_equal(last.local, [2.0, 4.0])
    assert np.array_equal(last.value, last.incoming * last.local)


def test_the_local_derivative_of_a_quotient_is_one_over_the_divisor() -> None:
    x = Tensor([1.0, 2.0], name="x")
    loss = (x / [4.0, 0.5]).sum()
    loss.backward()
    last = next(step for step in loss.tape if step.label.startswith("dx"))
    assert last.local is not None and last.incoming is not None
    assert np.array_equal(last.local, [0.25, 2.0])
    assert np.array_equal(last.value, last.incoming * last.local)


def test_a_replay_computes_everything_afresh_in_the_same_buffers() -> None:
    w = Tensor([1.0, -2.0], name="w")
    loss = (w * w).sum()
    loss.backward()
    gradient, tape = w.grad, loss.tape
    w.value = [3.0, 4.0]
    tape.replay()
    assert loss.item() == 25.0
    assert w.grad is gradient
    assert np.array_equal(w.grad, [6.0, 8.0])


def test_descent_by_replay_reaches_the_bottom() -> None:
    w = Tensor([5.0, -3.0])
    loss = ((w - [1.0, 2.0]) ** 2).sum()
    loss.backward()
    for _ in range(60):
        w.value -= 0.2 * w.grad
        loss.tape.replay()
    assert loss.item() < 1e-20


def test_depth_does_not_recurse() -> None:
    x = Tensor(1.0)
    y = x
    for _ in range(5000):
        y = y * 1.0001
    y.backward()
    assert np.isclose(number(x), 1.0001**5000)


def test_expressions_leave_no_reference_cycles() -> None:
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            x = Tensor([1.0, 2.0])
            ((x * x).tanh() @ Tensor([3.0, 4.0])).backward()
        del x
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_constants_get_no_gradient() -> None:
    x, c = Tensor(2.0), Tensor(5.0, constant=True)
    (x * c).backward()
    assert number(x) == 5.0
    with pytest.raises(EngineError, match="constant"):
        _ = c.grad


def test_an_array_on_the_left_gives_way() -> None:
    result = np.array([[1.0, 2.0]]) @ Tensor([[3.0], [4.0]])
    assert isinstance(result, Tensor)
    assert result.item() == 11.0


def test_float32_stays_float32() -> None:
    x = Tensor([1.0, 2.0], dtype="float32")
    loss = ((x * 2.0).sigmoid() / 3).mean()
    loss.backward()
    assert loss.value.dtype == np.float32
    assert x.grad.dtype == np.float32
    chosen = maximum(1.5, where([True, False], x, 3.0))
    chosen.sum().backward()
    assert chosen.value.dtype == np.float32
    assert x.grad.dtype == np.float32


def test_infinity_is_a_result_not_a_warning() -> None:
    x = Tensor(0.0)
    loss = x.log() + 1.0 / x + (x - 1e200) ** 2 * 1e200
    loss.backward()
    assert not np.isfinite(loss.value)


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda: Tensor([1.0, 2.0]).backward(), "one number"),
        (lambda: Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0]), "shapes"),
        (lambda: Tensor([1.0, 2.0]) @ Tensor([1.0, 2.0, 3.0]), "shapes"),
        (lambda: Tensor([1.0, 2.0])[5], "index"),
        (lambda: (Tensor(1.0, constant=True) * 2).backward(), "constants"),
        (lambda: Tensor(Tensor(1.0)), "already"),  # type: ignore[arg-type]
        (lambda: Tensor([1.0, 2.0]).reshape(3), "shapes"),
        (lambda: Tensor([1.0, 2.0]).sum(axis=4), "axis"),
    ],
)
def test_mistakes_are_told_in_a_sentence(mistake: object, words: str) -> None:
    with pytest.raises(EngineError, match=words):
        mistake()  # type: ignore[operator]


def test_gradient_check_fails_on_a_wrong_gradient() -> None:
    def forgetful(x: Tensor) -> Tensor:
        """x², whose gradient is computed as if one factor were a constant."""
        return (x * Tensor(x.value, constant=True)).sum()

    at = np.array([1.0, -2.0, 0.5])
    assert gradient_check(lambda x: (x * x).sum(), at) < 1e-8
    assert gradient_check(forgetful, at) > 0.1


def through(x: Tensor, weights: object) -> Tensor:
    """A number whose gradient at x is those weights, whatever else is added to it as a constant."""
    return (x * np.asarray(weights)).sum()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda x: x.log().sum() * 0.0,
        lambda x: (x * np.nan).sum(),
        lambda x: (x * [1.0, np.inf, 1.0]).sum(),
        lambda x: (x**0.5).sum(),
        lambda x: through(x, [1.0, np.nan, 1.0]) * Tensor(0.0, constant=True),
    ],
)
def test_gradient_check_fails_where_something_is_not_a_number(wrong: Callable[[Tensor], Tensor]) -> None:
    assert gradient_check(wrong, [1.0, 0.0, -1.0]) == float("inf")


@pytest.mark.parametrize("size", [1.0, 1e3, 1e6, 1e9])
def test_a_large_derivative_hides_no_wrong_one_beside_it(size: float) -> None:
    def one_for_six(x: Tensor) -> Tensor:
        """Its derivatives are `size` and 6, but five sixths of the second are recorded as a constant."""
        return through(x, [size, 1.0]) + through(Tensor(x.value, constant=True), [0.0, 5.0])

    assert gradient_check(one_for_six, [0.7, 0.3]) > 0.5
    assert gradient_check(lambda x: through(x, [size, 6.0]), [0.7, 0.3]) < 1e-6


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_gradient_check_needs_no_loss_of_ordinary_size(scale: float) -> None:
    at = np.array([1.3, -2.0, 0.5])
    assert gradient_check(lambda x: (x.tanh() * scale).sum(), at) < 1e-6
    assert gradient_check(lambda x: (x.tanh() * scale).sum() + (Tensor(x.value) ** 2).sum() * scale, at) > 0.1


def test_an_argument_that_is_not_used_has_gradient_0() -> None:
    assert gradient_check(lambda _, y: (y * y).sum(), ([np.inf], [3.0])) == float("inf")
    assert gradient_check(lambda _, y: (y * y).sum(), ([2.0], [3.0])) < 1e-8
    assert gradient_check(lambda _: Tensor(5.0, constant=True), [2.0]) == 0.0


def test_central_differences_know_no_engine() -> None:
    slopes = central_differences(lambda x: float(np.sin(x).sum()), [[0.0, 1.0]])
    assert np.allclose(slopes, np.cos([[0.0, 1.0]]), atol=1e-9)
