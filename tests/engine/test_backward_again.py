"""`backward()` after the numbers have changed, or a second time: never old values in a new gradient."""

from collections.abc import Callable

import numpy as np
import pytest

from engine import Network, Tensor, loss_of


def test_a_second_call_after_new_inputs_computes_the_way_there_too() -> None:
    x = Tensor(3.0, name="x")
    loss = (x * x).tanh() * x
    loss.backward()
    x.value = 0.5
    loss.backward()
    fresh = Tensor(0.5)
    again = (fresh * fresh).tanh() * fresh
    again.backward()
    assert loss.value == again.value
    assert x.grad == fresh.grad


def test_the_first_call_after_new_inputs_does_so_too() -> None:
    x = Tensor(3.0, name="x")
    loss = x.exp() * x
    x.value = 0.5
    loss.backward()
    assert loss.value == np.exp(0.5) * 0.5
    assert np.isclose(x.grad, 1.5 * np.exp(0.5), rtol=1e-15)


def write_all(w: Tensor) -> None:
    w.value = [0.5, 2.0]


def write_in_place(w: Tensor) -> None:
    w.value[...] = [0.5, 2.0]


@pytest.mark.parametrize("write", [write_all, write_in_place])
def test_a_second_call_sees_numbers_however_they_were_written(write: Callable[[Tensor], None]) -> None:
    w = Tensor([1.0, -2.0])
    loss = (w**3).sum()
    loss.backward()
    write(w)
    loss.backward()
    assert loss.value == 0.125 + 8.0
    assert np.allclose(w.grad, [0.75, 12.0])


@pytest.mark.parametrize("first", [0, 1])
def test_two_results_of_one_expression_both_notice(first: int) -> None:
    x = Tensor(3.0)
    shared = x * x
    results = [shared * 2.0, shared.exp()]
    x.value = 0.5
    for number in (first, 1 - first, first):
        results[number].backward()
        assert np.isclose(results[number].item(), [0.5, np.exp(0.25)][number])
        assert np.isclose(x.grad, [2.0, np.exp(0.25)][number])


def test_a_detached_number_is_the_new_one() -> None:
    x = Tensor(3.0)
    loss = x.detach() * x
    x.value = 0.5
    loss.backward()
    assert loss.value == 0.25
    assert x.grad == 0.5


def test_the_first_call_runs_the_way_there_no_second_time() -> None:
    net = Network([2, 3, 1], batch_norm=True, seed=0)
    norm = net.layers[0].normalisation
    assert norm is not None
    loss = loss_of(net([[1.0, 2.0], [0.5, -1.0]], training=True), [0.0, 1.0])
    seen = norm.running_mean.copy()
    loss.backward()
    assert np.array_equal(norm.running_mean, seen)
    loss.backward()
    assert not np.array_equal(norm.running_mean, seen)


def test_a_loop_by_hand_reaches_the_bottom() -> None:
    w = Tensor([5.0, -3.0])
    loss = ((w - [1.0, 2.0]) ** 2).sum()
    for _ in range(60):
        loss.backward()
        w.value -= 0.2 * w.grad
    loss.backward()
    assert loss.item() < 1e-20
