"""Frozen layers: they keep every bit, whatever steps, and the rest learns as though they were a fixed input."""

from __future__ import annotations

import numpy as np
import pytest

from engine import SGD, AdaGrad, Adam, EngineError, Momentum, Network, Optimiser, RMSprop, train

X = np.random.default_rng(0).normal(size=(24, 3))
Y = np.random.default_rng(1).normal(size=(24, 2))
OPTIMISERS = [SGD(0.1), Momentum(0.05), AdaGrad(0.1), RMSprop(0.01), Adam(0.05)]


def network(**settings: object) -> Network:
    return Network([3, 5, 4, 2], "tanh", seed=3, **settings)  # type: ignore[arg-type]


def run(net: Network, frozen: tuple[int, ...], optimiser: Optimiser, **settings: object) -> Network:
    options = {"updates": 30, "batch": 7, "every": 10, **settings}
    for _ in train(net, (X, Y), optimiser=optimiser, frozen=frozen, **options):  # type: ignore[arg-type]
        pass
    return net


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
@pytest.mark.parametrize("frozen", [(1,), (2,), (3,), (1, 2), (3, 1)])
@pytest.mark.parametrize("settings", [{}, {"l1": 0.1, "l2": 0.1}])
def test_frozen_layers_keep_every_bit_and_all_others_move(
    optimiser: Optimiser, frozen: tuple[int, ...], settings: dict[str, object]
) -> None:
    before, net = network(), run(network(), frozen, optimiser, **settings)
    for old, new in zip(before.layers, net.layers, strict=True):
        same = old.weights.tobytes() == new.weights.tobytes() and old.biases.tobytes() == new.biases.tobytes()
        assert same == (old.number in frozen)
        assert np.any(new.weight_gradients != 0), "the slope is there all the same"


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
def test_the_rest_learns_as_a_network_of_its_own_on_what_the_frozen_layers_pass_on(optimiser: Optimiser) -> None:
    whole = run(network(), (1, 2), optimiser, batch=None)
    head, source = Network([4, 2], seed=0), network()
    head.layers[0].weights[...] = source.layers[2].weights
    for _ in train(head, (source.activations(X)[1], Y), optimiser=optimiser, updates=30, every=30):
        pass
    assert whole.layers[2].weights == pytest.approx(head.layers[0].weights, abs=1e-12)
    assert whole.layers[2].biases == pytest.approx(head.layers[0].biases, abs=1e-12)


def test_one_step_by_hand() -> None:
    net = Network([1, 1, 1], "identity", seed=0)
    net.parameters[...] = [2.0, 0.0, 3.0, 0.0]
    for _ in train(net, ([[1.0]], [[1.0]]), optimiser=SGD(0.01), updates=1, frozen=(1,)):
        pass
    slope = 2 * (2.0 * 3.0 - 1.0)
    assert net.parameters == pytest.approx([2.0, 0.0, 3.0 - 0.01 * slope * 2.0, -0.01 * slope])


def test_nothing_frozen_is_the_same_run_bit_for_bit() -> None:
    assert run(network(), (), Adam(0.05)).parameters.tobytes() == run(network(), (), Adam(0.05)).parameters.tobytes()
    plain = network()
    for _ in train(plain, (X, Y), optimiser=Adam(0.05), updates=30, batch=7, every=10):
        pass
    assert run(network(), (), Adam(0.05)).parameters.tobytes() == plain.parameters.tobytes()


def test_a_run_that_diverges_leaves_them_as_they_are() -> None:
    net, before = Network([3, 5, 2], "relu", seed=3), Network([3, 5, 2], "relu", seed=3)
    updates = list(train(net, (X, Y), optimiser=SGD(1e200), updates=10, frozen=(1,)))
    assert updates[-1].diverged and net.layers[0].weights.tobytes() == before.layers[0].weights.tobytes()


def test_a_changed_optimiser_leaves_them_frozen_and_the_tape_tells_it() -> None:
    net, before = network(), network()
    training = train(net, (X, Y), optimiser=Momentum(0.1), updates=20, frozen=(1,))
    next(training)
    training.optimiser = Adam(0.1)
    list(training)
    assert net.layers[0].weights.tobytes() == before.layers[0].weights.tobytes()
    labels = [step.label for step in training.tape.phase("update")]
    assert labels[-2:] == ["change of W1 = 0 (frozen)", "weights −= change"] and "frozen" in training.source


def test_in_an_ensemble_with_batch_normalisation_all_members_and_both_its_numbers_are_frozen() -> None:
    def make() -> Network:
        return Network([3, 4, 2], "relu", seed=[0, 1, 2], batch_norm=True)

    before, net = make(), run(make(), (1,), Adam(0.05))
    old, new = before.layers[0], net.layers[0]
    assert old.tensor.value.tobytes() == new.tensor.value.tobytes() and old.normalisation and new.normalisation
    assert old.normalisation.scale.value.tobytes() == new.normalisation.scale.value.tobytes()
    assert old.normalisation.shift.value.tobytes() == new.normalisation.shift.value.tobytes()
    assert np.all(np.any(before.layers[1].tensor.value != net.layers[1].tensor.value, axis=(1, 2)))


@pytest.mark.parametrize(
    ("frozen", "told"),
    [
        ((0,), "from 1 to 3; got 0"),
        ((4,), "got 4"),
        (("1",), "got '1'"),
        ((True,), "got True"),
        ((1, 2, 3), "Every layer"),
    ],
)
def test_what_cannot_be_frozen_is_refused_at_once(frozen: tuple[int, ...], told: str) -> None:
    with pytest.raises(EngineError, match=told):
        train(network(), (X, Y), frozen=frozen)
