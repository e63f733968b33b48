"""What callers hand over: lists, Tensors, names and classes work as expected, and the rest gets a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import SGD, Adam, EngineError, Momentum, Nesterov, Network, Tensor, datasets, example_loss, loss_of, train
from engine.classes import winners
from engine.schedules import Constant, Cosine, Exponential, StepDecay, WarmUp

X = np.random.default_rng(0).normal(size=(6, 2))
CLASSES = np.arange(6) % 2
RAGGED: Any = [[1.0, 2.0], [3.0]]


@pytest.mark.parametrize("given", [X, X.tolist(), X.astype(np.float32), np.arange(12).reshape(6, 2)], ids=type)
@pytest.mark.parametrize("seed", [0, [0, 1]])
def test_a_network_takes_arrays_and_lists_as_it_takes_tensors(given: Any, seed: Any) -> None:
    net, same = (Network([2, 3, 2], "tanh", seed=seed, batch_norm=True) for _ in range(2))
    x = Tensor(given)
    mine, theirs = net(given), same(x)
    assert np.array_equal(mine.value, theirs.value)
    assert np.array_equal(net.outputs(x), net.outputs(given))
    (mine**2).sum().backward()
    (theirs**2).sum().backward()
    np.testing.assert_allclose(net.gradients, same.gradients, rtol=1e-14)
    assert net.gradients.any()
    assert x.grad.any()


def test_one_feature_may_be_a_plain_list_and_a_tensor_of_it_gets_its_gradient() -> None:
    net = Network([1, 3, 1], "tanh", seed=0)
    flat, upright = Tensor([0.5, -1.0]), Tensor([[0.5], [-1.0]])
    for x in (flat, upright):
        (net(x) ** 2).sum().backward()
    assert np.array_equal(flat.grad, upright.grad[:, 0])
    assert net([0.5, -1.0]).shape == (2, 1)


@pytest.mark.parametrize(
    "data", [[X, CLASSES], [X.tolist(), CLASSES.tolist()], (Tensor(X), CLASSES), (X, CLASSES > 0)], ids=str
)
def test_examples_may_be_a_list_of_two(data: Any) -> None:
    wanted = next(train(Network([2, 2]), (X, CLASSES), loss="softmax_cross_entropy")).loss
    run = train(Network([2, 2]), data, loss="softmax_cross_entropy", validation=data)
    update = next(run)
    assert update.loss == wanted
    assert update.validation_accuracy == run.net.accuracy(data) == Network([2, 2]).accuracy((X, CLASSES))


def soft(**settings: Any) -> Any:
    return train(Network([2, 2]), settings.pop("data", (X, CLASSES)), loss="softmax_cross_entropy", **settings)


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "ragged inputs": (lambda: Network([2, 2])(RAGGED), "equally long"),
    "ragged outputs": (lambda: Network([2, 2]).outputs(RAGGED), "equally long"),
    "ragged example": (lambda: example_loss(Network([2, 2]), RAGGED, 0), "equally long"),
    "no inputs": (lambda: Network([2, 2])(None), "arrays of numbers"),  # type: ignore[arg-type]
    "complex": (lambda: Network([2, 2])([[1j, 2]]), "arrays of numbers"),
    "one row": (lambda: Network([2, 2])([1.0, 2.0]), r"\(examples, 2\)"),
    "a dict": (lambda: soft(data={"inputs": X, "targets": CLASSES}), "a pair"),
    "only inputs": (lambda: soft(data=X), "a pair"),
    "nothing": (lambda: soft(data=None), "a pair"),
    "three": (lambda: soft(data=(X, CLASSES, CLASSES)), "a pair"),
    "a whole data set": (lambda: soft(data=datasets.moons(0)), r"data\.train"),
    "no targets": (lambda: soft(data=(X, None)), "arrays of numbers"),
    "NaN classes": (lambda: soft(data=(X, np.where(CLASSES, np.nan, 0.0))), "one is nan"),
    "infinite classes": (lambda: soft(data=(X, np.where(CLASSES, np.inf, 0.0))), "one is inf"),
    "huge classes": (lambda: soft(data=(X, np.where(CLASSES, 1e300, 0.0))), r"one is 1e\+300"),
    "NaN in validation": (lambda: soft(validation=(X, CLASSES * np.nan)), "one is nan"),
    "NaN in an expression": (lambda: loss_of(Tensor(X), CLASSES * np.nan, "softmax_cross_entropy"), "one is nan"),
    "classes in a column": (lambda: soft(data=(X, CLASSES[:, None])), "ravel"),
    "infinite weights": (lambda: soft(weights=[np.inf] * 6), "weights must be 6"),
    "weights in words": (lambda: soft(weights=["a"] * 6), "weights must be 6"),
    "ragged weights": (lambda: soft(weights=RAGGED), "weights must be 6"),
    "class weights in words": (lambda: soft(class_weights="ab"), "class_weights must be 2"),
    "a class for a network": (lambda: train(Network, (X, CLASSES)), "is a network"),  # type: ignore[arg-type]
    "no loss": (lambda: train(Network([2, 2]), (X, CLASSES), loss=None), "no loss called"),  # type: ignore[arg-type]
    "losses": (lambda: train(Network([2, 2]), (X, CLASSES), loss=["mse"]), "no loss called"),  # type: ignore[arg-type]
    "several seeds": (lambda: soft(seed=[1, 2]), "A seed is"),
    "shuffle in a word": (lambda: soft(shuffle="no"), "True or False"),
    "sizes in words": (lambda: Network(["2", 3]), "input and an output size"),  # type: ignore[list-item]
    "sizes as text": (lambda: Network("23"), "input and an output size"),  # type: ignore[arg-type]
    "one size": (lambda: Network(3), "input and an output size"),  # type: ignore[arg-type]
    "no sizes": (lambda: Network(None), "input and an output size"),  # type: ignore[arg-type]
    "nested sizes": (lambda: Network([[2], [3]]), "input and an output size"),  # type: ignore[list-item]
    "a truth for a size": (lambda: Network([True, 2]), "input and an output size"),
    "more than memory": (lambda: Network([10**7, 10**8]), "more than memory holds"),
    "more than numbers": (lambda: Network([10**30, 10**30]), "more than memory holds"),
    "no activation": (lambda: Network([2, 3, 1], None), "no activation called"),  # type: ignore[arg-type]
    "nested activations": (lambda: Network([2, 3, 1], [["tanh"]]), "no activation called"),  # type: ignore[list-item]
    "skip in a word": (lambda: Network([2, 3, 1], skip="no"), "True or False"),  # type: ignore[arg-type]
    "batch_norm in a word": (lambda: Network([2, 3, 1], batch_norm="no"), "True or False"),  # type: ignore[arg-type]
    "Cosine over nothing": (lambda: Cosine(0.1, 0), "updates is a number above 0"),
    "Cosine of a word": (lambda: Cosine("0.1", 10), "rate is a finite number"),  # type: ignore[arg-type]
    "StepDecay every 0": (lambda: StepDecay(0.1, 0), "every is a whole number from 1"),
    "StepDecay of NaN": (lambda: StepDecay(math.nan, 2), "rate is a finite number"),
    "Exponential of nothing": (lambda: Exponential(None), "rate is a finite number"),  # type: ignore[arg-type]
    "Exponential that turns": (lambda: Exponential(0.1, -0.5), "factor is a number from 0"),
    "Constant infinity": (lambda: Constant(math.inf), "rate is a finite number"),
    "WarmUp backwards": (lambda: WarmUp(-1, 0.1), "updates is a number from 0"),
    "WarmUp to nothing": (lambda: WarmUp(3, None), "then is a finite number"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_gets_a_sentence(case: str) -> None:
    make, words = REFUSED[case]
    with pytest.raises(EngineError, match=words):
        make()


def test_sizes_and_seeds_of_every_usual_kind() -> None:
    for sizes in ((2, 3), np.array([2, 3]), [2.0, np.int64(3)], range(2, 4)):
        assert Network(sizes).sizes == (2, 3)  # type: ignore[arg-type]
    assert Network([2, 3], seed=np.array(4)).members is None  # type: ignore[arg-type]
    assert Network([2, 3], seed=np.array([4])).members == 1  # type: ignore[arg-type]
    assert Network([2, 3], seed=range(3)).members == 3


@pytest.mark.parametrize("output", ["identity", "sigmoid"])
def test_the_class_rule_is_the_same_wherever_a_class_is_asked_for(output: str) -> None:
    net, data = Network([2, 1], output=output, seed=3), (X, np.linspace(0, 1, 6))
    outputs, half = net.outputs(X)[:, 0], 0.5 if output == "sigmoid" else 0.0
    assert np.array_equal(net.classes(X), (outputs > half).astype(int))
    right = np.mean((outputs > half) == (data[1] > 0.5))
    assert net.accuracy(data) == net.accuracy((X, data[1][:, None])) == right
    loss = "binary_cross_entropy" if output == "identity" else "mse"
    update = next(train(net, data, loss=loss, validation=data))
    assert update.validation_accuracy == (right if loss != "mse" else None)
    assert winners(np.array([[0.2, 0.7], [0.3, 0.1]]), axis=0).tolist() == [1, 0]


def test_how_networks_runs_and_optimisers_show_themselves() -> None:
    net = Network([2, 3, 3, 1], ["tanh", "relu"], output="sigmoid", seed=[0, 1], batch_norm=True, dropout=0.2)
    told = "[2, 3, 3, 1], tanh and relu, output='sigmoid', members=2, batch_norm=True, float64, dropout=0.2"
    assert repr(net) == f"<Network {told}: {net.size} parameters>"
    assert net.size == net.parameters.size == 2 * (9 + 12 + 4 + 12)
    assert repr(Network([2, 2, 1], skip=True)) == "<Network [2, 2, 1], relu, skip=True, float64: 9 parameters>"
    assert repr(Network([2, 1], dtype="float32")) == "<Network [2, 1], no hidden layer, float32: 3 parameters>"
    run = train(net, (X, CLASSES), optimiser=Nesterov(0.2), updates=7, every=2)
    next(run)
    next(run)
    assert repr(run) == (
        f"<Training {net!r}, loss='mse', optimiser=Nesterov(learning_rate=0.2, momentum=0.9): update 2 of 7>"
    )
    assert repr(train(net, (X, CLASSES), epochs=math.inf)).endswith("update 0 without end>")
    for made in (Adam(0.01, beta2=0.5), SGD([0.1, 0.2]), Nesterov(), Momentum(nesterov=True), SGD(Cosine(0.1, 5))):
        assert eval(repr(made)) == made


def test_equality_and_truth_of_networks_runs_and_optimisers() -> None:
    assert SGD(0.1) == SGD(0.1) != SGD(0.2)
    assert SGD([0.1, 0.2]) == SGD(np.array([0.1, 0.2])) != SGD((0.1, 0.3))
    assert SGD(Cosine(0.1, 5)) == SGD(Cosine(0.1, 5)) != SGD(Cosine(0.1, 6))
    assert Momentum(0.1, nesterov=True) != Nesterov(0.1)
    net = Network([2, 2])
    assert net == net != Network([2, 2])
    run = soft()
    next(run)
    assert run.snapshot() == run.snapshot() != soft().snapshot()
    assert net.snapshot() == Network([2, 2]).snapshot() != Network([2, 2], seed=1).snapshot()
    broken = Network([2, 2])
    broken.parameters[...] = np.nan
    assert broken.snapshot() == broken.snapshot()
    assert net and run and SGD()
    for compared in (lambda: net > 1, lambda: run > 1, lambda: float(net), lambda: hash(SGD())):  # type: ignore[operator,arg-type]
        with pytest.raises(TypeError):
            compared()
