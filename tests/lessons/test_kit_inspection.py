"""What the microscope is put on: it is the computation that the lesson ran, and it stays what it was."""

from __future__ import annotations

import numpy as np
import pytest

from engine import EngineError, Network, loss_of, train
from engine.tensor import Tensor
from lessons.kit.inspection import expression, network_example

X = np.array([0.5, -1.0])
LOSSES = {"mse": [0.3], "half_mse": [0.3], "mae": [0.3], "huber": [3.0], "binary_cross_entropy": [1.0]}


def test_an_expression_is_computed_at_its_place() -> None:
    seen = expression(lambda w, b, x: ((w * x + b).named("z") - 1) ** 2, {"w": 0.5, "b": 0.25}, {"x": 3.0})
    loss = seen.loss()
    loss.backward()
    assert loss.item() == pytest.approx(0.75**2)
    assert "z = a1 + b" in str(loss.tape)
    assert "dw = da1 × x" in str(loss.tape)


def test_an_expression_keeps_the_place_where_it_was_made() -> None:
    place = np.array([1.0, 2.0])
    seen = expression(lambda w: (w * w).sum(), {"w": place})
    place[:] = 0
    assert seen.loss().item() == 5.0


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("batch_norm", [False, True])
def test_an_example_has_the_loss_and_the_gradients_that_the_network_has(loss: str, batch_norm: bool) -> None:
    net = Network([2, 3, 1], "tanh", seed=4, batch_norm=batch_norm)
    expected = loss_of(net(Tensor(X[np.newaxis])), LOSSES[loss], loss)
    expected.backward()
    found = network_example(net, X, LOSSES[loss][0], loss).loss()
    found.backward()
    weights = next(each for each in _leaves(found) if each.name == "W1")
    assert found.item() == pytest.approx(expected.item())
    assert np.allclose(weights.grad[:, :-1].T, net.layers[0].weight_gradients)


def test_an_example_of_a_classifier_takes_a_class() -> None:
    net = Network([2, 4, 3], "relu", seed=1)
    seen = network_example(net, X, 2, "softmax_cross_entropy")
    scores = net.outputs(X[np.newaxis])[0]
    assert seen.loss().item() == pytest.approx(np.log(np.exp(scores).sum()) - scores[2])
    assert "target 2" in seen.notes["loss"]


def test_an_example_stays_what_it_was_while_the_run_goes_on() -> None:
    net = Network([2, 3, 1], "tanh", seed=0)
    seen = network_example(net, X, 1.0)
    before = seen.loss().item()
    for _ in train(net, (X[np.newaxis], np.array([1.0])), updates=5):
        pass
    assert seen.loss().item() == before
    assert network_example(net, X, 1.0).loss().item() < before


def test_looking_leaves_the_run_as_it_was() -> None:
    net = Network([2, 3, 1], "tanh", seed=0)
    runs = train(net, (X[np.newaxis], np.array([1.0])), updates=5)
    next(runs)
    before = net.parameters.copy(), net.gradients.copy()
    network_example(net, X, 1.0).loss().backward()
    assert np.array_equal(net.parameters, before[0])
    assert np.array_equal(net.gradients, before[1])


@pytest.mark.parametrize("member", [0, 2])
def test_a_member_of_an_ensemble_can_be_looked_at(member: int) -> None:
    net = Network([2, 3, 1], "tanh", seed=[5, 6, 7], batch_norm=True)
    alone = Network([2, 3, 1], "tanh", seed=5 + member, batch_norm=True)
    assert network_example(net, X, 1.0, member=member).loss().item() == network_example(alone, X, 1.0).loss().item()


def test_names_of_a_network_are_not_given_twice() -> None:
    net = Network([2, 3, 1], "tanh", seed=0, batch_norm=True)
    results = [
        line.split(" = ")[0] for line in str(network_example(net, X, 1.0).loss().tape.phase("forward")).split("\n")
    ]
    assert results.count("a1") == 1


def test_an_example_that_does_not_fit_says_so() -> None:
    with pytest.raises(EngineError, match="takes inputs of shape"):
        network_example(Network([3, 1]), X, 1.0).loss()


def _leaves(loss: Tensor) -> list[Tensor]:
    found, waiting = [], [loss]
    while waiting:
        tensor = waiting.pop()
        waiting += tensor.operands  # type: ignore[arg-type]
        found += [] if tensor.operands else [tensor]
    return found
