"""What each operation passes on to each operand: the engine's own gradient, kept apart, for any arriving gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from engine import Tensor, central_differences, concatenate, maximum, minimum, stack, where
from engine.backpropagation import in_order, names_of
from engine.vjp import VJP

A, B = np.array([[0.5, -1.2, 2.0], [1.1, 0.3, -0.7]]), np.array([[1.5, 0.4, -0.9], [0.8, -2.0, 1.3]])
OPERATIONS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "twice": lambda a, b: a * a + 0.0 * b,
    "square": lambda a, b: (a - b) ** 2,
    "power": lambda a, b: (a**2 + 1) ** b,
    "maximum": maximum,
    "minimum": minimum,
    "stack": lambda a, b: stack([a, b], axis=1),
    "waves": lambda a, b: a.sin() * b.cos() + a.clip(-1, 1) + b.softplus(),
    "spread": lambda a, b: a.var(axis=0) + b.std(axis=0) + a.min(axis=0) + b.logsumexp(axis=0),
    "detached": lambda a, b: a * b.detach() + b,
    "where": lambda a, b: where(A > 0, a, b),
    "matmul": lambda a, b: a @ b.T,
    "activations": lambda a, b: a.tanh() + b.sigmoid() + a.relu() + b.leaky_relu(),
    "softmax": lambda a, b: a.softmax() * b.log_softmax(),
    "functions": lambda a, b: a.exp() + abs(b) + (b**2).log(),
    "reductions": lambda a, b: a.sum(axis=0) + b.mean(axis=0) + a.max(axis=0),
    "shapes": lambda a, b: a.reshape(3, 2) @ b[:, :2].T + concatenate([a, b])[:3, :2],
    "broadcast": lambda a, b: a[0] * b + a[:, :1],
}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_the_shares_of_every_node_add_up_to_its_gradient(operation: Callable[[Tensor, Tensor], Tensor]) -> None:
    loss = (operation(Tensor(A, "a"), Tensor(B, "b")) ** 2).sum()
    loss.backward()
    order = in_order(loss)
    sums = {id(each): np.zeros(each.shape) for each in order}
    for result in reversed(order):
        if result.operands and not result.constant:
            for given in VJP(result, names_of(order)).run(result.grad):
                sums[id(result.operands[given.operand])] += given.share
    for tensor in order[:-1]:
        if not tensor.constant:
            assert np.allclose(sums[id(tensor)], tensor.grad, rtol=1e-12)


def test_an_arriving_one_gives_the_local_slope() -> None:
    a, b = Tensor(A, "a"), Tensor(B, "b")
    quotient = a / b
    way = VJP(quotient, names_of(in_order(quotient)))
    one = np.zeros(A.shape)
    one[1, 2] = 1.0
    found = {each.operand: each.share.copy() for each in way.run(one)}
    expected = central_differences(lambda at: float((A / at)[1, 2]), B)
    assert np.allclose(found[1], expected, atol=1e-9)
    assert found[0][1, 2] == pytest.approx(1 / B[1, 2])
    assert [each.label for each in way.given] == ["dloss / b", "dloss × slope"]


def test_a_value_that_was_used_twice_is_sent_two_shares() -> None:
    w = Tensor(3.0, "w")
    squared = w * w
    shares = VJP(squared, names_of(in_order(squared))).run(np.array(1.0))
    assert [(each.operand, float(each.share)) for each in shares] == [(0, 3.0), (1, 3.0)]


def test_what_is_fixed_is_sent_nothing() -> None:
    product = Tensor(2.0, "w") * Tensor(5.0, "x", constant=True)
    assert [each.operand for each in VJP(product, names_of(in_order(product))).run(np.array(1.0))] == [0]
