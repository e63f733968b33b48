"""Every loss: its value in plain NumPy, its gradient by central differences, and finite far out."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import EngineError, Network, example_loss, gradient_check, loss_of, train
from engine.arrays import Array
from engine.backpropagation import backpropagate
from engine.gradient_checking import extrapolated_differences, relative_error
from engine.losses import LOSSES, loss_named, shared_weight
from engine.tape import Tape
from engine.tensor import Tensor
from engine.training_step import without_value

PLAIN: dict[str, Callable[[Array, Array], Array]] = {
    "mse": lambda z, y: (z - y) ** 2,
    "half_mse": lambda z, y: (z - y) ** 2 / 2,
    "mae": lambda z, y: np.abs(z - y),
    "huber": lambda z, y: np.where(np.abs(z - y) < 1, (z - y) ** 2 / 2, np.abs(z - y) - 0.5),
    "binary_cross_entropy": lambda z, y: np.log1p(np.exp(z)) - y * z,
    "softmax_cross_entropy": lambda z, y: -y * (z - np.log(np.exp(z).sum(axis=-2, keepdims=True))),
}


def evaluate(name: str, z: Array, y: Array, weights: Array) -> tuple[Array, Array]:
    """The loss, and its gradient with respect to the outputs z, (outputs, examples)."""
    loss = loss_named(name)
    encoded = loss.encode(y, weights / y.shape[1])
    outputs = Tensor(z, name="z")
    result = Tensor.apply(lambda each: loss.record(each, encoded, shared_weight(encoded)), outputs)
    tape, gradients = backpropagate(result, head=True)
    tape.replay()
    return result.value, gradients[id(outputs)]


def targets_for(name: str, outputs: int, examples: int, generator: np.random.Generator) -> Array:
    if name == "softmax_cross_entropy":
        return generator.dirichlet(np.ones(outputs), examples).T
    if name == "binary_cross_entropy":
        return generator.uniform(size=(outputs, examples))
    return generator.normal(size=(outputs, examples)) * 2


@pytest.mark.parametrize("name", LOSSES)
@given(outputs=st.integers(1, 4), examples=st.integers(1, 5), seed=st.integers(0, 2**32 - 1))
def test_value_and_gradient(name: str, outputs: int, examples: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    z, y = generator.normal(size=(outputs, examples)) * 2, targets_for(name, outputs, examples, generator)
    z += 0.01 * (np.abs(np.abs(z - y) - 1) < 1e-3)  # off huber's kinks
    weights = generator.uniform(0.1, 3.0, examples)
    terms = examples if name == "softmax_cross_entropy" else examples * outputs
    value, gradient = evaluate(name, z, y, weights)
    assert np.isclose(value, (weights * PLAIN[name](z, y)).sum() / terms, rtol=1e-12)
    slopes = extrapolated_differences(lambda at: float(evaluate(name, at, y, weights)[0]), z)
    assert relative_error(gradient, slopes) < 1e-6


@pytest.mark.parametrize("name", LOSSES)
def test_an_ensemble_has_the_losses_of_its_members(name: str) -> None:
    generator = np.random.default_rng(0)
    z, y = generator.normal(size=(3, 2, 4)), targets_for(name, 2, 4, generator)
    losses, gradients = evaluate(name, z, y, np.ones(4))
    for member in range(3):
        value, gradient = evaluate(name, z[member], y, np.ones(4))
        assert np.isclose(losses[member], value, rtol=1e-13)
        assert np.allclose(gradients[member], gradient, rtol=1e-13)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", LOSSES)
def test_finite_for_extreme_outputs(name: str, dtype: str) -> None:
    z = np.array([[1e4, -1e4, 1e4, -1e4], [-1e4, 1e4, 1e4, -1e4]], dtype)
    y = np.array([[1, 1, 0, 0], [0, 0, 1, 1]], dtype)
    value, gradient = evaluate(name, z, y, np.ones(4, dtype))
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()


def test_cross_entropy_is_exact_far_out() -> None:
    value, gradient = evaluate("binary_cross_entropy", np.array([[-50.0]]), np.array([[1.0]]), np.ones(1))
    assert np.isclose(value, 50.0, rtol=1e-12)
    assert np.isclose(gradient[0, 0], -1.0, rtol=1e-12)
    _, gradient = evaluate("binary_cross_entropy", np.array([[-50.0]]), np.array([[0.0]]), np.ones(1))
    assert np.isclose(gradient[0, 0], np.exp(-50.0), rtol=1e-12)


def test_a_know_nothing_guess_costs_ln_of_the_number_of_classes() -> None:
    net = Network([2, 10], initialisation="zeros")
    data = (np.ones((5, 2)), np.arange(5))
    assert np.isclose(next(train(net, data, loss="softmax_cross_entropy")).loss, np.log(10))


def test_class_weights_weigh_the_examples_of_a_class() -> None:
    data = (np.eye(3), np.array([0, 1, 1]))
    first = Network([3, 2], seed=4)
    second = Network([3, 2], seed=4)
    next(train(first, data, loss="softmax_cross_entropy", class_weights=[1.0, 5.0]))
    next(train(second, data, loss="softmax_cross_entropy", weights=[1.0, 5.0, 5.0]))
    assert np.array_equal(first.gradients, second.gradients)
    assert np.any(first.gradients)


@pytest.mark.parametrize(
    ("targets", "settings", "words"),
    [
        ([0, 1, 2], {"loss": "softmax_cross_entropy"}, "classes from 0 to 1"),
        ([0, 1], {"loss": "softmax_cross_entropy"}, "one target for each input"),
        ([0.0, 1.0, 2.0], {"loss": "mse"}, "2 outputs"),
        ([[0, 2]] * 3, {"loss": "binary_cross_entropy"}, "from 0 to 1"),
        ([0, 1, 1], {"loss": "hinge"}, "no loss called 'hinge'"),
        ([0, 1, 1], {"loss": "softmax_cross_entropy", "weights": [1.0]}, "3 numbers"),
        (["no", "yes", "yes"], {"loss": "softmax_cross_entropy"}, "arrays of numbers.*text"),
        ([0, 1, 1], {"loss": "softmax_cross_entropy", "batch": 2.5}, "batch is a whole number"),
        ([0, 1, 1], {"loss": "softmax_cross_entropy", "every": "week"}, "every is a whole number"),
        ([0, 1, 1], {"loss": "softmax_cross_entropy", "validation": (np.eye(3),)}, "a pair"),
        ([0, 1, 1], {"loss": "softmax_cross_entropy", "weights": [1.0, -1.0, 1.0]}, "none negative"),
        ([0, 1, 1], {"loss": "softmax_cross_entropy", "class_weights": [1.0, 1.0, 1.0]}, "2 numbers"),
    ],
)
def test_what_does_not_fit_is_told(targets: list[object], settings: dict[str, object], words: str) -> None:
    with pytest.raises(EngineError, match=words):
        train(Network([3, 2]), (np.eye(3), targets), **settings)  # type: ignore[arg-type]


def test_a_loss_in_an_expression_needs_a_target_for_each_example() -> None:
    with pytest.raises(EngineError, match="outputs for 3 examples and 2 targets"):
        loss_of(Network([3, 2])(Tensor(np.eye(3))), [0, 1], "softmax_cross_entropy")


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_below_something_else_passes_on_what_arrives(name: str) -> None:
    generator = np.random.default_rng(0)
    z, y = generator.normal(size=(4, 2)), targets_for(name, 2, 4, generator).T
    assert gradient_check(lambda outputs: loss_of(outputs, y, name) ** 2 * -3.0, z) < 1e-6


@pytest.mark.parametrize("outputs", [1, 2])
@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_of_an_ensemble_below_something_else(name: str, outputs: int) -> None:
    generator = np.random.default_rng(0)
    z, y = generator.normal(size=(3, 4, outputs)), targets_for(name, outputs, 4, generator).T
    for weights in (None, [1.0, 2.0, 0.5, 3.0]):
        losses = loss_of(Tensor(z), y, name, weights)
        alone = [loss_of(Tensor(each), y, name, weights).item() for each in z]
        assert np.allclose(losses.value, alone, rtol=1e-13)
        assert gradient_check(lambda z, w=weights: (loss_of(z, y, name, w) * [1.0, 2.0, -3.0]).sum(), z) < 1e-6


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_takes_arrays_and_lists(name: str) -> None:
    z, y = [[0.5], [-1.0], [2.0]], [[1.0], [0.0], [1.0]]
    wanted = loss_of(Tensor(z), y, name).item()
    for outputs in (z, np.array(z), Tensor(z), Tensor(z, dtype="float32")):
        for targets in (y, np.array(y), np.array(y, np.float32), Tensor(y)):
            assert np.isclose(loss_of(outputs, targets, name).item(), wanted, rtol=1e-6)
    if name != "softmax_cross_entropy":
        assert np.isclose(loss_of(Tensor(z)[:, 0], [1.0, 0.0, 1.0], name).item(), wanted)


@pytest.mark.parametrize("classes", [[0, 1, np.nan], [0, 1, np.inf], [0, 1, -1], [0, 1, 2], [0, 1, 0.5], [0, 1, None]])
def test_classes_are_whole_numbers_below_the_number_of_outputs(classes: list[float]) -> None:
    with pytest.raises(EngineError, match=r"classes from 0 to 1|None"):
        loss_of(np.eye(3)[:, :2], classes, "softmax_cross_entropy")
    assert loss_of(np.eye(3)[:, :2], [0.0, 1.0, True], "softmax_cross_entropy").item() > 0


@pytest.mark.parametrize("name", LOSSES)
def test_outputs_of_no_shape_are_told(name: str) -> None:
    with pytest.raises(EngineError, match=r"\(examples, outputs\)"):
        loss_of(Tensor(3.0), [1.0], name)


@pytest.mark.parametrize("name", LOSSES)
def test_the_gradients_do_not_need_the_value_of_the_loss(name: str) -> None:
    net = Network([2, 3, 2], "tanh", seed=0)
    loss = loss_of(net(Tensor([[0.5, -1.0], [2.0, 0.3]])), [[0.0, 1.0], [1.0, 0.0]], name)
    loss.backward()
    steps = without_value(loss.tape, loss)
    before = loss.item()
    net.parameters[...] *= 1.5
    Tape(steps).replay()
    quick = net.gradients.copy()
    assert loss.item() == before
    loss.tape.replay()
    assert loss.item() != before
    assert np.array_equal(net.gradients, quick)


def test_soft_targets_need_not_add_up_to_one() -> None:
    generator = np.random.default_rng(0)
    z, y = generator.normal(size=(7, 3)), generator.uniform(size=(7, 3))
    y[2] = 0.0
    net = Network([3, 3], initialisation="zeros")
    net.layers[0].weights[...] = np.eye(3)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    wanted = -(y * log_p).sum() / 7
    run = train(net, (z, y), loss="softmax_cross_entropy", validation=(z, y))
    update = next(run)
    assert np.isclose(update.loss, wanted, rtol=1e-12)
    assert np.isclose(update.validation_loss or 0.0, wanted, rtol=1e-12)
    slopes = (np.exp(log_p) * y.sum(axis=1, keepdims=True) - y) / 7
    np.testing.assert_allclose(net.layers[0].bias_gradients, slopes.sum(axis=0), atol=1e-14)
    weights = generator.uniform(size=7)
    expressed = loss_of(Tensor(z), y, "softmax_cross_entropy", weights)
    assert np.isclose(expressed.item(), -(weights[:, None] * y * log_p).sum() / 7, rtol=1e-12)
    assert gradient_check(lambda at: loss_of(at, y, "softmax_cross_entropy", weights), z) < 1e-6


@pytest.mark.parametrize("name", ["binary_cross_entropy", "softmax_cross_entropy"])
@pytest.mark.parametrize("output", ["sigmoid", "tanh", "relu"])
def test_outputs_that_are_squashed_already_are_refused_where_logits_are_wanted(name: str, output: str) -> None:
    net, data = Network([2, 2], output=output), (np.eye(2), np.eye(2))
    refused: list[Callable[[], object]] = [
        lambda: train(net, data, loss=name),
        lambda: loss_of(net(Tensor(data[0])), data[1], name),
        lambda: loss_of(getattr(Tensor(data[0]), output)(), data[1], name),
        lambda: loss_of(Tensor(data[0]).softmax().T.reshape(2, 2), data[1], name),
        lambda: example_loss(net, data[0][0], data[1][0], name),
    ]
    for make in refused:
        with pytest.raises(EngineError, match=r"raw outputs \(logits\).*mse\.$"):
            make()
    assert next(train(net, data, loss="mse")).loss > 0
    assert loss_of(Tensor(data[0]).sigmoid() * 2.0, data[1], name).item() > 0


@pytest.mark.parametrize("name", LOSSES)
def test_the_losses_of_an_ensemble_in_an_expression_are_those_of_its_members(name: str) -> None:
    generator = np.random.default_rng(1)
    x, y = generator.normal(size=(5, 2)), targets_for(name, 2, 5, generator).T
    net = Network([2, 3, 2], "tanh", seed=[4, 5, 6])
    (loss_of(net(Tensor(x)), y, name) * np.array([1.0, 2.0, -1.0])).sum().backward()
    for member, (seed, factor) in enumerate([(4, 1.0), (5, 2.0), (6, -1.0)]):
        alone = Network([2, 3, 2], "tanh", seed=seed)
        loss_of(alone(Tensor(x)), y, name).backward()
        for mine, theirs in zip(net.layers, alone.layers, strict=True):
            np.testing.assert_allclose(mine.weight_gradients[member], factor * theirs.weight_gradients, atol=1e-14)


@pytest.mark.parametrize(("batch", "examples"), [(1, 4), (None, 1), (2, 5), (4, 5)])
def test_batch_normalisation_of_a_single_example_is_refused(batch: int | None, examples: int) -> None:
    net, data = Network([2, 3, 1], batch_norm=True), (np.ones((examples, 2)), np.ones(examples))
    before = net.snapshot()
    with pytest.raises(EngineError, match="at least two"):
        train(net, data, batch=batch)
    assert net.snapshot() == before
    assert (
        len(list(train(net, (np.ones((5, 2)), np.ones(5)), batch=3, epochs=1, validation=(np.ones((1, 2)), [1.0]))))
        == 3
    )
    train(Network([2, 1], batch_norm=True), data, batch=batch)  # there is nothing to normalise


@pytest.mark.parametrize("name", LOSSES)
def test_an_example_may_count_below_zero_in_an_expression_and_its_gradient_then_leads_away(name: str) -> None:
    generator = np.random.default_rng(0)
    for outputs, weights in ((1, [1.0, -2.0, 0.0, 0.5]), (2, [-1.5, -1.5, -1.5, -1.5]), (2, [3.0, -1.0, 0.0, -0.5])):
        z, y = generator.normal(size=(4, outputs)), targets_for(name, outputs, 4, generator).T
        expected = np.mean([w * loss_of(z[[i]], y[[i]], name).item() for i, w in enumerate(weights)])
        assert np.isclose(loss_of(z, y, name, weights).item(), expected, rtol=1e-12)
        assert gradient_check(lambda z, y=y, w=weights: loss_of(z, y, name, w), z) < 1e-6
        assert gradient_check(lambda z, y=y, w=weights: loss_of(z, y, name, w) * -2.0, z) < 1e-6


def test_a_policy_gradient_is_better_than_average_times_what_was_done_less_its_chance() -> None:
    z, done, better = np.array([[0.2, -0.4, 1.0], [0.0, 0.3, 0.1]]), [2, 0], np.array([-0.7, 1.3])
    given = Tensor(z)
    loss_of(given, done, "softmax_cross_entropy", better).backward()
    chances = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert given.grad == pytest.approx(-better[:, None] * (np.eye(3)[done] - chances) / 2)


@pytest.mark.parametrize("weights", [[1.0, np.inf], [1.0], [np.nan, 1.0]])
def test_weights_of_an_expression_are_as_many_as_examples_and_finite(weights: list[float]) -> None:
    with pytest.raises(EngineError, match="2 numbers, one for each example, none infinite"):
        loss_of(np.zeros((2, 3)), [0, 1], "softmax_cross_entropy", weights)
    with pytest.raises(EngineError, match="none negative or infinite"):
        loss_of(np.zeros((2, 3)), [0, 1], "softmax_cross_entropy", class_weights=[1.0, -1.0, 1.0])
