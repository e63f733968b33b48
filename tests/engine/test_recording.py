"""Recording costs what it must: no step that nobody reads, no second product, no room for what is not picked."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import Tensor, where
from engine.operations import products
from engine.tape import Step, is_read

X = np.array([[0.5, 1.2], [2.0, 0.3]])
WITH_A_CONSTANT: dict[str, Callable[[Tensor], Tensor]] = {
    "x ** 3": lambda x: x**3,
    "2 ** x": lambda x: 2.0**x,
    "x / 5": lambda x: x / 5.0,
    "5 / x": lambda x: 5.0 / x,
    "x * 5": lambda x: x * 5.0,
    "maximum on the left": lambda x: x.maximum(1.0),
    "where": lambda x: where(x.value > 1, x, 2.0),
    "twice": lambda x: x / 5.0 + x**3 * (2.0 / x),
    "broadcast": lambda x: x[0] / np.ones((3, 2)) - x[:1] ** np.full((3, 1), 3.0),
}


@pytest.mark.parametrize("record", WITH_A_CONSTANT.values(), ids=WITH_A_CONSTANT)
def test_the_way_back_holds_no_step_that_nobody_reads(record: Callable[[Tensor], Tensor]) -> None:
    x = Tensor(X, name="x")
    loss = record(x).sum()
    loss.backward()
    steps = list(loss.tape)
    for at, step in enumerate(steps):
        assert step.value is x.grad or is_read(step.value, steps[at + 1 :]) or step.label.startswith(("loss", "dx"))


def labels(steps: Any) -> list[str]:
    return [step.label for step in steps]


def test_a_power_and_a_quotient_leave_only_what_leads_to_x() -> None:
    x = Tensor(2.0, name="x")
    cube, fifth = x**3, x / 5
    cube.backward()
    fifth.backward()
    assert labels(cube.tape.phase("backward"))[-3:] == [
        "slope = x ** exponent",
        "slope = 3 × slope",
        "dx = dloss × slope",
    ]
    assert labels(fifth.tape.phase("backward")) == ["dloss = 1", "dx = dloss / 5"]


@pytest.mark.parametrize("shape", [((3,), (3,)), ((2, 3), (3,)), ((2, 3), (3, 4)), ((2, 1, 2, 3), (5, 3, 4))])
def test_a_product_is_multiplied_once_when_it_is_recorded(
    shape: tuple[tuple[int, ...], tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    left, right = map(np.ones, shape)
    wanted = np.matmul(left, right).shape

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("multiplied while it was being recorded")

    monkeypatch.setattr(np, "matmul", refuse)
    product = products.matmul(left, right)
    assert product.value.shape == wanted
    assert len(product.steps) == 1


SHAPES = [(), (1,), (3,), (0,), (2, 3), (3, 2), (5, 2, 3), (5, 3, 2), (4, 3, 2)]


@pytest.mark.parametrize("left", SHAPES, ids=str)
@pytest.mark.parametrize("right", SHAPES, ids=str)
def test_a_product_fits_exactly_where_numpy_s_does(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    a, b = np.ones(left), np.ones(right)
    try:
        wanted = (a @ b).shape
    except ValueError:
        with pytest.raises(ValueError, match="matmul cannot take shapes"):
            Tensor(a) @ Tensor(b)
    else:
        assert (Tensor(a) @ Tensor(b)).shape == wanted


@pytest.mark.parametrize("index", [list(range(10)), slice(10), (list(range(10)), 3), (slice(10), [1, 2])], ids=str)
def test_an_index_takes_room_for_what_it_picks_alone(index: Any) -> None:
    table = Tensor(np.zeros((100_000, 64)))
    tracemalloc.start()
    picked = table[index]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(picked) == 10
    assert most < 2_000_000  # of 51,200,000 bytes in the table


def test_a_step_knows_what_it_reads_in_the_same_memory() -> None:
    buffer = np.zeros(4)
    step = Step("c = a + b", np.add, (buffer[:2], np.ones(2)), np.zeros(2))
    assert is_read(buffer, [step])
    assert not is_read(np.zeros(4), [step])
