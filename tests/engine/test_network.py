"""Networks: shapes, views, initialisation, and every kind of layer against central differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import (
    EngineError,
    Network,
    Tensor,
    example_loss,
    gradient_check,
    later_copy,
    loss_of,
    train,
)
from engine.arrays import Array
from engine.gradient_checking import extrapolated_differences, relative_error


def check(net: Network, seed: int, loss: str) -> float:
    """The relative error of the whole gradient that `train` would step along."""
    generator = np.random.default_rng(seed)
    inputs = generator.normal(size=(6, net.sizes[0]))
    classes = generator.integers(0, net.sizes[-1], 6)
    targets = classes if loss == "softmax_cross_entropy" else np.eye(net.sizes[-1])[classes]
    net.parameters[...] += generator.normal(size=net.parameters.size) * 0.3
    run = train(net, (inputs, targets), loss=loss)
    next(run)
    gradient, forward = net.gradients.copy(), run.tape.phase("forward")

    def loss_at(parameters: Array) -> float:
        net.parameters[...] = parameters
        forward.replay()
        return float(forward[-1].value)

    return relative_error(gradient, extrapolated_differences(loss_at, net.parameters.copy()))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu", "identity"])
@pytest.mark.parametrize("loss", ["mse", "binary_cross_entropy", "softmax_cross_entropy"])
@settings(max_examples=10)
@given(seed=st.integers(0, 2**32 - 1), depth=st.integers(0, 3))
def test_the_gradient_of_whole_networks(activation: str, loss: str, seed: int, depth: int) -> None:
    net = Network([3, *[4] * depth, 2], activation, seed=seed)
    assert check(net, seed, loss) < 1e-6


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_gradient_through_batch_normalisation(seed: int) -> None:
    assert check(Network([3, 4, 4, 2], "tanh", seed=seed, batch_norm=True), seed, "mse") < 1e-6


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "identity"])
@settings(max_examples=10)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_gradient_past_layers_that_are_skipped(activation: str, batch_norm: bool, seed: int) -> None:
    for sizes in ([3, 4, 4, 4, 2], [4, 4, 5, 5, 2]):
        assert check(Network(sizes, activation, seed=seed, skip=True, batch_norm=batch_norm), seed, "mse") < 1e-6
    net = Network([4, 4, 5, 5, 2], activation, seed=seed, skip=True, batch_norm=batch_norm)
    inputs = np.random.default_rng(seed).normal(size=(5, 4))
    assert gradient_check(lambda x: (net(x) ** 2).mean(), inputs) < 1e-6


@pytest.mark.parametrize("seed", [1, 2, 3])  # in which no sum lies within a nudge of ReLU's corner
@pytest.mark.parametrize("sizes", [[3, 4, 4, 2], [3, 4, 4, 4, 2]])
def test_the_gradient_past_skipped_relus(sizes: list[int], seed: int) -> None:
    assert check(Network(sizes, "relu", seed=seed, skip=True), seed, "mse") < 1e-6


def test_a_skip_adds_what_a_hidden_layer_of_the_same_width_receives() -> None:
    inputs = np.random.default_rng(0).normal(size=(6, 3))
    for seeds in (7, [7, 8]):
        net = Network([3, 4, 4, 2, 2, 2], "tanh", seed=seeds, skip=True, dropout=0.0)
        assert [layer.skip for layer in net.layers] == [False, True, False, True, False]  # the last one never does
        signal = inputs
        for layer, said in zip(net.layers, net.activations(inputs), strict=True):
            z = signal @ layer.weights + layer.biases[..., np.newaxis, :]
            a = z if layer is net.layers[-1] else np.tanh(z)
            signal = a + signal if layer.skip else a
            assert np.allclose(said, signal, rtol=1e-13)
    plain, skipping = (Network([3, 4, 5, 2], "tanh", seed=0, skip=skip) for skip in (False, True))
    assert np.array_equal(plain.outputs(inputs), skipping.outputs(inputs))  # no two widths are alike


def test_the_microscopes_copy_of_a_network_skips_too() -> None:
    net = Network([3, 4, 4, 2], "tanh", seed=0, skip=True)
    copied = later_copy(net)()
    assert np.array_equal(copied.outputs(np.eye(3)), net.outputs(np.eye(3))) and copied.plan == net.plan


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_gradient_through_an_output_activation(seed: int) -> None:
    assert check(Network([3, 4, 2], "tanh", output="sigmoid", seed=seed), seed, "mse") < 1e-6


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_gradient_with_respect_to_the_inputs(seed: int) -> None:
    net = Network([3, 4, 2], "tanh", seed=seed, batch_norm=True)
    inputs = np.random.default_rng(seed).normal(size=(5, 3))
    assert gradient_check(lambda x: (net(x) ** 2).mean(), inputs) < 1e-6
    assert gradient_check(lambda x: 3.0 * loss_of(net(x), [0, 1, 1, 0, 1], "softmax_cross_entropy"), inputs) < 1e-6


def test_calling_a_network_gives_its_outputs_and_its_gradients() -> None:
    data = (np.random.default_rng(0).normal(size=(5, 3)), np.arange(5) % 2)
    net = Network([3, 4, 2], "tanh", seed=0)
    next(train(net, data, loss="softmax_cross_entropy"))
    trained = net.gradients.copy()
    outputs = net(Tensor(data[0]))
    loss_of(outputs, data[1], "softmax_cross_entropy").backward()
    assert np.allclose(outputs.value, net.outputs(data[0]), rtol=1e-14)
    assert np.allclose(net.gradients, trained, rtol=1e-12)


def test_weights_and_biases_are_views_of_the_flat_vectors() -> None:
    net = Network([64, 32, 10], seed=0)
    assert net.parameters.shape == net.gradients.shape == (64 * 32 + 32 + 32 * 10 + 10,)
    assert [layer.weights.shape for layer in net.layers] == [(64, 32), (32, 10)]
    assert [layer.biases.shape for layer in net.layers] == [(32,), (10,)]
    for layer in net.layers:
        assert np.shares_memory(layer.weights, net.parameters)
        assert np.shares_memory(layer.weight_gradients, net.gradients)
        assert np.shares_memory(layer.bias_gradients, net.gradients)
    inputs = np.random.default_rng(1).normal(size=(4, 64))
    net.layers[0].biases[...] = 0.5
    by_hand = np.maximum(inputs @ net.layers[0].weights + 0.5, 0) @ net.layers[1].weights
    assert np.allclose(net.outputs(inputs), by_hand)


def test_activations_and_sums_of_every_layer() -> None:
    net = Network([2, 3, 1], "tanh", output="sigmoid", seed=1)
    inputs = np.array([[0.5, -1.0], [2.0, 0.0]])
    hidden, outputs = net.activations(inputs)
    assert np.allclose(hidden, np.tanh(net.sums(inputs)[0]))
    assert np.allclose(outputs, 1 / (1 + np.exp(-net.sums(inputs)[1])))
    assert hidden.shape == (2, 3)


def test_initialisations() -> None:
    def weights(name: str, activation: str = "tanh") -> Array:
        return Network([300, 200], activation, output=activation, initialisation=name, seed=0).layers[0].weights

    assert not weights("zeros").any()
    assert np.isclose(weights("small").std(), 0.01, rtol=0.02)
    assert np.isclose(weights("he").std(), np.sqrt(2 / 300), rtol=0.02)
    assert np.abs(weights("glorot")).max() <= np.sqrt(6 / 500)
    assert np.isclose(weights("glorot").std(), np.sqrt(2 / 500), rtol=0.02)
    assert np.isclose(np.abs(weights("uniform")).max(), 0.5, rtol=0.001) and abs(weights("uniform").mean()) < 0.01
    assert np.array_equal(weights("auto"), weights("glorot"))
    assert np.array_equal(weights("auto", "relu"), weights("he", "relu"))


def test_biases_start_at_zero_but_for_those_of_uniform_weights() -> None:
    for name, bias in (("glorot", 0.0), ("zeros", 0.0), ("uniform", 0.1)):
        assert all((layer.biases == bias).all() for layer in Network([2, 3, 1], initialisation=name).layers)


def test_the_same_seed_gives_the_same_network() -> None:
    assert np.array_equal(Network([5, 4, 3], seed=3).parameters, Network([5, 4, 3], seed=3).parameters)
    assert not np.array_equal(Network([5, 4, 3], seed=3).parameters, Network([5, 4, 3], seed=4).parameters)


def test_a_member_of_an_ensemble_is_the_network_of_its_seed() -> None:
    inputs = np.random.default_rng(0).normal(size=(7, 3))
    ensemble = Network([3, 4, 2], "tanh", seed=[5, 6], batch_norm=True)
    assert ensemble.outputs(inputs).shape == (2, 7, 2)
    assert ensemble.layers[0].weights.shape == (2, 3, 4)
    for member, seed in enumerate([5, 6]):
        assert np.allclose(
            ensemble.outputs(inputs)[member], Network([3, 4, 2], "tanh", seed=seed, batch_norm=True).outputs(inputs)
        )


def test_snapshot_and_restore() -> None:
    net = Network([2, 3, 1], batch_norm=True, seed=0)
    before, snapshot = net.outputs([[1.0, 2.0]]), net.snapshot()
    list(train(net, (np.eye(2), [0.0, 1.0]), updates=5))
    assert not np.allclose(net.outputs([[1.0, 2.0]]), before)
    net.restore(snapshot)
    assert np.array_equal(net.outputs([[1.0, 2.0]]), before)
    with pytest.raises(EngineError, match="other sizes"):
        Network([2, 4, 1]).restore(snapshot)


def test_the_tape_holds_every_step_of_one_example() -> None:
    net = Network([2, 2, 1], "sigmoid", seed=0)
    loss = example_loss(net, [1.0, -2.0], 1.0, "mse")
    loss.backward()
    labels = [step.label for step in loss.tape]
    for wanted in (
        "z1 = W1 [x; 1]",
        "z2 = W2 [a1; 1]",
        "dW2 = dz2 [a1; 1]ᵀ",
        "d[a1; 1] = W2ᵀ dz2",
        "dW1 = dz1 [x; 1]ᵀ",
    ):
        assert wanted in labels
    by_label = {step.label: step for step in loss.tape}
    sums = by_label["z1 = W1 [x; 1]"]
    assert np.allclose(sums.value[:, 0], [1.0, -2.0] @ net.layers[0].weights + net.layers[0].biases)
    through = by_label["dz1 = da1 × slope"]
    assert through.incoming is not None
    assert through.local is not None
    assert np.allclose(through.value, through.incoming * through.local)
    a = net.activations([[1.0, -2.0]])[0][0]
    assert np.allclose(through.local[:, 0], a * (1 - a))


def test_dropout_silences_while_training_only() -> None:
    net = Network([1, 4000, 1], "identity", dropout=0.25, seed=0)
    net.layers[0].weights[...], net.layers[1].weights[...] = 1.0, 1 / 4000
    assert np.isclose(net.outputs([[1.0]])[0, 0], 1.0)
    run = train(net, ([[1.0]], [0.0]), updates=2, every=1)
    masks = [next(step for step in run.tape if step.label.startswith("a1' =")).value.copy() for _ in run]
    silenced = [(mask == 0).mean() for mask in masks]
    assert np.allclose(silenced, 0.25, atol=0.03)
    assert np.isclose(masks[0].max(), 1 / 0.75)
    assert not np.array_equal(masks[0] == 0, masks[1] == 0)


def test_batch_normalisation_normalises_and_remembers() -> None:
    net = Network([2, 5, 1], "identity", batch_norm=True, seed=0)
    inputs = np.random.default_rng(0).normal(3.0, 2.0, size=(50, 2))
    run = train(net, (inputs, np.zeros(50)), updates=300, every=300)
    next(run)
    normal = next(step for step in run.tape if step.label == "normal = centred / spread").value
    assert np.allclose(normal.mean(axis=-1), 0.0)
    assert np.allclose(normal.std(axis=-1), 1.0, atol=1e-4)
    norm = net.layers[0].normalisation
    assert norm is not None
    net.restore(net.snapshot())
    sums = net.sums(inputs)[0]
    assert np.allclose(norm.running_mean[:, 0], 0.1 * sums.mean(axis=0))
    assert np.allclose(norm.running_variance[:, 0], 0.9 + 0.1 * sums.var(axis=0, ddof=1))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"sizes": [3]}, "input and an output"),
        ({"sizes": [3, 2], "output": "soft"}, "no activation called 'soft'"),
        ({"sizes": [3, 2, 1], "activation": ["tanh", "tanh"]}, "1 hidden layers and 2"),
        ({"sizes": [3, 2], "dropout": 1.0}, "dropout"),
        ({"sizes": [3, 2], "dtype": "int32"}, "float64 or float32"),
        ({"sizes": [3, 2], "initialisation": "xavier"}, "no initialisation"),
    ],
)
def test_settings_that_make_no_sense(settings: dict[str, object], words: str) -> None:
    with pytest.raises(EngineError, match=words):
        Network(**settings)  # type: ignore[arg-type]


def test_inputs_of_another_width() -> None:
    with pytest.raises(EngineError, match=r"\(examples, 3\)"):
        Network([3, 2]).outputs([[1.0, 2.0]])


def test_the_gradient_through_dropout_with_its_mask_held_still() -> None:
    net = Network([3, 6, 6, 2], "tanh", dropout=0.4, seed=0)
    rows = np.random.default_rng(0).normal(size=(5, 4))
    rows[:, -1] = 1.0
    generator = np.random.default_rng(1)
    before = generator.bit_generator.state
    loss = (net.express(rows.T, generator).activations[-1] ** 2).mean()
    loss.backward()
    forward = loss.tape.phase("forward")

    def loss_at(parameters: Array) -> float:
        net.parameters[...] = parameters
        generator.bit_generator.state = before
        forward.replay()
        return loss.item()

    gradient = net.gradients.copy()
    assert relative_error(gradient, extrapolated_differences(loss_at, net.parameters.copy())) < 1e-6
    masks = [step.value for step in forward if step.label.startswith("mask")]
    assert any((mask == 0).any() for mask in masks)
