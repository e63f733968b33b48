"""Training in a loop by hand: an optimiser drives tensors and networks, with dropout and batch statistics if wanted."""

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import (
    SGD,
    AdaGrad,
    Adam,
    EngineError,
    Momentum,
    Nesterov,
    Network,
    Optimiser,
    RMSprop,
    Tensor,
    loss_of,
    train,
)
from engine.arrays import Array
from engine.schedules import Exponential

KINDS: list[Optimiser] = [SGD(0.1), Momentum(0.05), Nesterov(0.05), AdaGrad(0.05), RMSprop(0.01), Adam(0.01)]
SCHEDULED: list[Optimiser] = [Adam(Exponential(0.1, factor=0.9)), SGD(Exponential(0.1, factor=0.9))]
INPUTS = np.random.default_rng(0).normal(size=(20, 3))
TARGETS = np.random.default_rng(1).normal(size=(20, 2))
RECORDED: dict[str, Any] = json.loads((Path(__file__).parent / "recorded" / "optimisers.json").read_text())


@pytest.mark.parametrize("optimiser", [*KINDS, *SCHEDULED], ids=repr)
def test_plain_tensors_take_the_steps_that_training_takes(optimiser: Optimiser) -> None:
    net = Network([3, 4, 2], "tanh", seed=3)
    tensors = [
        Tensor(array, name) for layer in net.layers for array, name in ((layer.weights, "W"), (layer.biases, "b"))
    ]
    first, first_bias, second, second_bias = tensors
    hidden = (Tensor(INPUTS, constant=True) @ first + first_bias).tanh()
    loss = ((hidden @ second + second_bias - TARGETS) ** 2).mean()
    driver = optimiser.drive(*tensors)
    for _ in train(net, (INPUTS, TARGETS), optimiser=optimiser, updates=50, every=50):
        pass
    for _ in range(50):
        loss.backward()
        driver.step()
    assert driver.number == 50
    for tensor, layer in ((first, 0), (second, 1)):
        np.testing.assert_allclose(tensor.value, net.layers[layer].weights, rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(first_bias.value, net.layers[0].biases, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("name", [type(kind).__name__ for kind in KINDS])
def test_a_hundred_steps_by_hand_agree_with_pytorch(name: str) -> None:
    tensors = [Tensor(start) for start in RECORDED["start"]]
    w1, b1, w2, b2 = tensors
    loss = (((Tensor(RECORDED["inputs"], constant=True) @ w1 + b1).tanh() @ w2 + b2 - RECORDED["targets"]) ** 2).mean()
    optimiser = next(kind for kind in KINDS if type(kind).__name__ == name)
    driver = optimiser.drive(tensors)
    for _ in range(100):
        loss.backward()
        driver.step()
    for tensor, wanted in zip(tensors, RECORDED[name]["100"], strict=True):
        np.testing.assert_allclose(tensor.value, wanted, rtol=1e-12, atol=1e-12)


def parameters_by_hand(net: Network, optimiser: Optimiser, updates: int, **mode: Any) -> Array:
    driver = optimiser.drive(net)
    for _ in range(updates):
        loss_of(net(INPUTS, **mode), TARGETS).backward()
        driver.step()
    return net.parameters


@pytest.mark.parametrize("settings", [{}, {"batch_norm": True}], ids=str)
def test_a_network_by_hand_is_the_network_that_train_makes(settings: dict[str, Any]) -> None:
    nets = [Network([3, 5, 4, 2], "tanh", seed=3, **settings) for _ in range(2)]
    found = parameters_by_hand(nets[0], Adam(0.02), 30, training=True)
    list(train(nets[1], (INPUTS, TARGETS), optimiser=Adam(0.02), updates=30, every=30, shuffle=False))
    np.testing.assert_allclose(found, nets[1].parameters, rtol=1e-8, atol=1e-10)
    nets[0](INPUTS, training=True)  # `train` looks once more, after its last update
    np.testing.assert_allclose(nets[0].outputs(INPUTS), nets[1].outputs(INPUTS), rtol=1e-8, atol=1e-10)


def test_batch_statistics_are_used_and_kept_in_training_only() -> None:
    net = Network([3, 4, 2], batch_norm=True, seed=0)
    norm = net.layers[0].normalisation
    assert norm is not None
    before = norm.running_mean.copy()
    evaluated = net(INPUTS)
    assert np.array_equal(norm.running_mean, before)
    assert np.allclose(evaluated.value, net.outputs(INPUTS))
    assert not np.allclose(net(INPUTS, training=True).value, evaluated.value)
    sums = net.sums(INPUTS)[0]
    assert np.allclose(norm.running_mean[:, 0], 0.1 * sums.mean(axis=0))


def test_dropout_silences_by_the_generator_that_is_passed() -> None:
    net = Network([1, 4000, 1], "identity", dropout=0.25, seed=0)
    net.layers[0].weights[...], net.layers[1].weights[...] = 1.0, 1 / 4000
    generator = np.random.default_rng(7)
    several = [net([[1.0]], training=generator).item() for _ in range(2)]
    assert np.allclose(several, 1.0, atol=0.05)
    assert several[0] != several[1] != 1.0
    assert net([[1.0]], training=np.random.default_rng(7)).item() == several[0]
    assert np.isclose(net([[1.0]]).item(), 1.0)


def test_a_loop_with_dropout_learns_and_repeats_itself() -> None:
    ends = []
    for _ in range(2):
        net = Network([3, 30, 2], dropout=0.2, seed=1)
        before = loss_of(net(INPUTS), TARGETS).item()
        ends.append(parameters_by_hand(net, Adam(0.02), 100, training=np.random.default_rng(5)).copy())
        assert loss_of(net(INPUTS), TARGETS).item() < before / 3
    assert np.array_equal(ends[0], ends[1])


def test_part_of_a_network_can_be_driven_and_the_rest_stays() -> None:
    net = Network([3, 4, 2], seed=0)
    frozen, last = net.layers[0].weights.copy(), net.layers[1].weights.copy()
    driver = SGD(0.1).drive(net.layers[1].tensor)
    loss_of(net(INPUTS), TARGETS).backward()
    driver.step()
    assert np.array_equal(net.layers[0].weights, frozen)
    assert not np.array_equal(net.layers[1].weights, last)


def test_an_ensemble_has_a_rate_for_each_member() -> None:
    net = Network([3, 2], seed=[0, 0])
    driver = SGD([0.0, 0.1]).drive(net)
    before = net.parameters.reshape(2, -1).copy()
    loss_of(net(INPUTS), TARGETS).sum().backward()
    driver.step()
    after = net.parameters.reshape(2, -1)
    assert np.array_equal(after[0], before[0])
    assert not np.array_equal(after[1], before[1])


def test_what_is_written_between_two_steps_counts() -> None:
    w = Tensor(1.0)
    driver = SGD(0.5).drive(w)
    (w * 2.0).backward()
    driver.step()
    w.value = 10.0
    driver.step()
    assert w.value == 9.0


def test_a_setting_changed_between_two_steps_is_used_and_the_memory_stays() -> None:
    w, optimiser = Tensor(0.0), Momentum(1.0, momentum=0.5)
    driver = optimiser.drive(w)
    (w * 1.0).backward()
    driver.step()
    optimiser.learning_rate = 0.1
    driver.step()
    assert np.isclose(w.value, -1.0 - 0.1 * 1.5)


def test_float32_is_driven_in_float32() -> None:
    w = Tensor([1.0, 2.0], dtype="float32")
    driver = Adam(0.1).drive(w)
    (w * w).sum().backward()
    driver.step()
    assert w.value.dtype == np.float32
    assert np.allclose(w.value, [0.9, 1.9])


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda w: Adam([w]), "drive"),
        (lambda w: Adam(w), "drive"),
        (lambda _: Adam(Network([1, 1])), "drive"),  # type: ignore[arg-type]
        (lambda _: Adam(0.1).drive(), "Nothing"),
        (lambda w: Adam(0.1).drive(w, w), "twice"),
        (lambda w: Adam(0.1).drive(w * 2.0), "computed"),
        (lambda w: Adam(0.1).drive(w.detach()), "constant"),
        (lambda w: Adam(0.1).drive(w, 3.0), "Tensors and networks"),  # type: ignore[arg-type]
        (lambda w: Adam(0.1).drive(w, Tensor(1.0, dtype="float32")), "float32"),
        (lambda w: SGD([0.1, 0.2]).drive(w), "ensemble"),
        (lambda w: SGD(0.1).drive(w).step(), "w has no gradient"),
        (lambda w: copy.deepcopy(SGD(0.1).drive(w)), "copy"),
        (lambda _: Network([1, 2, 1], dropout=0.5)([[1.0]], training=True), "generator"),
        (lambda _: Network([1, 2, 1])([[1.0]], training=7), "training is"),  # type: ignore[arg-type]
        (lambda _: Network([1, 2, 1], batch_norm=True)([[1.0]], training=True), "at least two"),
    ],
)
def test_mistakes_are_told_in_a_sentence(mistake: Any, words: str) -> None:
    with pytest.raises(EngineError, match=words):
        mistake(Tensor(3.0, name="w"))


def test_a_step_that_cannot_be_taken_changes_nothing() -> None:
    a, b = Tensor(1.0), Tensor(2.0)
    driver = SGD(0.1).drive(a, b)
    (a * 3.0).backward()
    with pytest.raises(EngineError, match="no gradient"):
        driver.step()
    assert (a.item(), b.item(), driver.number) == (1.0, 2.0, 0)
