"""Training: what an update tells, seeds to the bit, ensembles, early stopping, forks, divergence."""

import gc
import tracemalloc

import numpy as np
import pytest

from engine import SGD, Adam, EngineError, Momentum, Network, RMSprop, Tensor, train
from engine.arrays import Array

Classes = tuple[Array, Array]


def test_update_0_is_before_any_update_and_everything_is_measured_where_it_stands(two_classes: Classes) -> None:
    net = Network([2, 4, 2], seed=0)
    losses, start = [], net.parameters.copy()
    for update in train(net, two_classes, loss="softmax_cross_entropy", optimiser=SGD(0.3), updates=3):
        logits = net.outputs(two_classes[0])
        p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        assert np.isclose(update.loss, -np.log(p[np.arange(60), two_classes[1]]).mean())
        assert np.isclose(update.gradient_norm, np.linalg.norm(net.gradients))
        if update.number == 0:
            assert np.array_equal(net.parameters, start)
            expected = start - 0.3 * net.gradients
        if update.number == 1:
            assert np.allclose(net.parameters, expected)
        losses.append(update.loss)
    assert len(losses) == 4
    assert losses == sorted(losses, reverse=True)


@pytest.mark.parametrize(
    ("settings", "numbers", "epochs"),
    [
        ({"epochs": 2, "batch": 20}, [0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1, 2]),
        ({"epochs": 2, "batch": 25, "every": 4}, [0, 4, 6], [0, 1, 2]),
        ({"updates": 7, "batch": 25, "every": "epoch"}, [0, 3, 6, 7], [0, 1, 2, 2]),
        ({"epochs": 1, "batch": 1, "every": 30}, [0, 30, 60], [0, 0, 1]),
        ({"epochs": 3}, [0, 1, 2, 3], [0, 1, 2, 3]),
        ({"updates": 0}, [0], [0]),
    ],
)
def test_numbers_and_epochs(
    two_classes: Classes, settings: dict[str, object], numbers: list[int], epochs: list[int]
) -> None:
    updates = list(train(Network([2, 2]), two_classes, loss="softmax_cross_entropy", **settings))  # type: ignore[arg-type]
    assert [update.number for update in updates] == numbers
    assert [update.epoch for update in updates] == epochs
    assert [bool(update.reason) for update in updates] == [False] * (len(updates) - 1) + [True]


def test_an_epoch_sees_every_example_once(two_classes: Classes) -> None:
    """With a rate of 0 nothing moves, so that the batches' mean losses must average to the loss of all."""
    net = Network([2, 3, 2], seed=0)
    run = train(net, two_classes, loss="softmax_cross_entropy", optimiser=SGD(0.0), batch=8, epochs=1)
    losses = [update.loss for update in run][:-1]
    sizes = [8] * 7 + [4]
    whole = next(train(net, two_classes, loss="softmax_cross_entropy")).loss
    assert np.isclose(np.dot(losses, sizes) / 60, whole)
    assert len(set(losses)) == 8


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_same_seed_gives_the_same_run_bit_for_bit(two_classes: Classes, dtype: str) -> None:
    ends = []
    for seed, every in ((3, 1), (3, 7), (4, 1)):
        net = Network([2, 8, 2], seed=0, dropout=0.2, dtype=dtype)
        settings = {"loss": "softmax_cross_entropy", "optimiser": Adam(0.01), "batch": 16, "epochs": 5}
        list(train(net, two_classes, seed=seed, every=every, **settings))  # type: ignore[arg-type]
        ends.append(net.parameters.copy())
    assert np.array_equal(ends[0], ends[1])
    assert not np.array_equal(ends[0], ends[2])
    assert ends[0].dtype == dtype


@pytest.mark.parametrize("loss", ["mse", "mae", "huber", "binary_cross_entropy"])
@pytest.mark.parametrize("batch", [None, 7, 1])
def test_every_loss_falls_in_every_kind_of_descent(two_classes: Classes, loss: str, batch: int | None) -> None:
    net = Network([2, 12, 1], "tanh", seed=0)
    validation = [
        update.validation_loss
        for update in train(
            net,
            two_classes,
            loss=loss,
            optimiser=Adam(0.02),
            batch=batch,
            updates=800,
            every=800,
            validation=two_classes,
        )
    ]
    assert validation[0] is not None
    assert validation[1] is not None
    assert validation[1] < 0.7 * validation[0]


def test_accuracy_is_reported_for_classes(two_classes: Classes) -> None:
    net = Network([2, 16, 2], "tanh", seed=0)
    run = train(
        net,
        two_classes,
        loss="softmax_cross_entropy",
        optimiser=Adam(0.05),
        updates=300,
        every=300,
        validation=two_classes,
    )
    *_, last = run
    assert last.validation_accuracy is not None
    assert last.validation_accuracy == net.accuracy(two_classes) > 0.95


def test_an_ensemble_of_rates_trains_like_its_members_alone(two_classes: Classes) -> None:
    rates = [0.01, 0.1, 1.0]
    ensemble = Network([2, 5, 5, 2], "tanh", seed=[0] * 3, batch_norm=True)
    settings = {"loss": "softmax_cross_entropy", "batch": 16, "updates": 30, "every": 30}
    *_, together = train(ensemble, two_classes, optimiser=SGD(rates), **settings)  # type: ignore[arg-type]
    for member, rate in enumerate(rates):
        alone = Network([2, 5, 5, 2], "tanh", seed=0, batch_norm=True)
        *_, last = train(alone, two_classes, optimiser=SGD(rate), **settings)  # type: ignore[arg-type]
        assert np.isclose(together.losses[member], last.loss, rtol=1e-9)
        assert np.isclose(together.gradient_norms[member], last.gradient_norm, rtol=1e-9)
        assert np.allclose(ensemble.layers[1].weights[member], alone.layers[1].weights, rtol=1e-9)


def test_an_ensemble_goes_on_while_one_member_lives() -> None:
    data = (np.linspace(-1, 1, 9), np.linspace(-3, 1, 9))
    ensemble = Network([1, 1], seed=[0, 0])
    *_, last = train(ensemble, data, optimiser=SGD([0.1, 50.0]), updates=400, every=100)
    assert last.number == 400
    assert np.isfinite(last.losses[0])
    assert not np.isfinite(last.losses[1])
    assert not last.diverged


def test_divergence_is_a_result_with_a_reason() -> None:
    data = (np.linspace(-1, 1, 9), np.linspace(-3, 1, 9))
    for activation in ("identity", "relu", "tanh", "sigmoid"):
        net = Network([1, 4, 1], activation, seed=0)
        *_, last = train(net, data, optimiser=SGD(1e6), updates=2000)
        assert last.number < 2000
        assert last.diverged
        assert "smaller learning rate" in last.reason


@pytest.mark.parametrize(
    ("inputs", "targets", "dtype", "words"),
    [
        ([1.0, np.nan], [0.0, 1.0], "float64", "inputs are not all finite"),
        ([1.0, 1e300], [0.0, 1.0], "float32", "inputs are not all finite"),
        ([1.0, 2.0], [0.0, np.inf], "float64", "targets are not all finite"),
    ],
)
def test_examples_that_are_not_finite_are_named(
    inputs: list[float], targets: list[float], dtype: str, words: str
) -> None:
    update = next(train(Network([1, 1], dtype=dtype), (inputs, targets)))
    assert update.diverged
    assert words in update.reason
    assert "learning rate" not in update.reason


def test_float32_overflow_is_no_warning(two_classes: Classes) -> None:
    net = Network([2, 8, 1], "sigmoid", seed=0, dtype="float32")
    list(
        train(net, (two_classes[0] * 1e4, two_classes[1]), loss="binary_cross_entropy", optimiser=SGD(10.0), epochs=20)
    )
    assert net.parameters.dtype == np.float32


def test_penalties_act_on_weights_and_not_on_biases(two_classes: Classes) -> None:
    plain, penalised = (Network([2, 3, 1], seed=0, batch_norm=True) for _ in range(2))
    for net in (plain, penalised):
        net.layers[0].biases[...] = 0.7
    next(train(plain, two_classes))
    next(train(penalised, two_classes, l1=0.01, l2=0.1))
    extra = penalised.gradients - plain.gradients
    for before, layer in zip(plain.layers, penalised.layers, strict=True):
        share = layer.weight_gradients - before.weight_gradients
        assert np.allclose(share, 0.1 * layer.weights + 0.01 * np.sign(layer.weights))
        assert np.array_equal(layer.bias_gradients, before.bias_gradients)
    assert not extra[-6:].any()


def test_early_stopping_gives_back_the_best_weights() -> None:
    generator = np.random.default_rng(1)
    x = np.linspace(-1, 1, 12)
    noisy, clean = (
        np.sin(3 * x) + generator.normal(size=12) * 0.5,
        (np.linspace(-1, 1, 50), np.sin(3 * np.linspace(-1, 1, 50))),
    )
    net = Network([1, 40, 1], "tanh", seed=0)
    seen = {}
    run = train(net, (x, noisy), optimiser=Adam(0.02), updates=5000, every=20, validation=clean, patience=8)
    for update in run:
        seen[update.number] = update.validation_loss
    best = min(seen, key=lambda number: seen[number] or 0.0)
    assert update.best == best
    assert update.number == best + 8 * 20
    assert "has not improved" in update.reason
    now = next(train(net, clean)).loss
    assert np.isclose(now, seen[best] or 0.0, rtol=1e-12)


def test_early_stopping_needs_something_to_watch(two_classes: Classes) -> None:
    with pytest.raises(EngineError, match="validation"):
        train(Network([2, 2]), two_classes, loss="softmax_cross_entropy", patience=3)


def test_a_snapshot_goes_back_exactly_and_forks(two_classes: Classes) -> None:
    settings = {"loss": "softmax_cross_entropy", "batch": 16, "updates": 40, "seed": 5}
    net = Network([2, 6, 2], seed=0, dropout=0.3, batch_norm=True)
    run = train(net, two_classes, optimiser=Momentum(0.05), **settings)  # type: ignore[arg-type]
    for _ in range(18):
        next(run)
    checkpoint = run.snapshot()
    first = [update.loss for update in run]
    end = net.parameters.copy()
    run.restore(checkpoint)
    assert [update.loss for update in run] == first
    assert np.array_equal(net.parameters, end)
    fork = train(Network([2, 6, 2], dropout=0.3, batch_norm=True), two_classes, optimiser=RMSprop(0.01), **settings)  # type: ignore[arg-type]
    fork.restore(checkpoint)
    update = next(fork)
    assert update.number == 18
    assert not np.array_equal(fork.net.parameters, end)


def test_a_snapshot_of_another_run_is_refused(two_classes: Classes) -> None:
    checkpoint = train(Network([2, 1]), two_classes).snapshot()
    with pytest.raises(EngineError, match="other examples"):
        train(Network([2, 1]), (two_classes[0][:9], two_classes[1][:9])).restore(checkpoint)


def test_a_caller_may_move_the_parameters_between_updates(two_classes: Classes) -> None:
    net = Network([2, 3, 1], "tanh", seed=0)
    run = train(net, two_classes, optimiser=SGD(0.5), updates=3)
    next(run)
    net.parameters[...] = moved = Network([2, 3, 1], "tanh", seed=9).parameters
    fresh = Network([2, 3, 1], "tanh", seed=9)
    assert np.array_equal(fresh.parameters, moved)
    list(train(fresh, two_classes, optimiser=SGD(0.5), updates=1))
    next(run)
    assert np.array_equal(net.parameters, fresh.parameters)


def test_a_caller_may_use_the_gradients_between_updates(two_classes: Classes) -> None:
    left_alone, used = (Network([2, 3, 1], "tanh", seed=0) for _ in range(2))
    for net in (left_alone, used):
        for _ in train(net, two_classes, optimiser=SGD(0.5), batch=7, updates=20):
            if net is used:
                (net(Tensor(two_classes[0])) ** 3).sum().backward()
    assert np.array_equal(left_alone.parameters, used.parameters)


def test_the_tape_can_be_read_between_updates(two_classes: Classes) -> None:
    net = Network([2, 3, 1], "tanh", seed=0)
    run = train(net, two_classes, batch=25, loss="binary_cross_entropy", epochs=2)
    for update in run:
        tape = run.tape
        assert tape[0].label == "z1 = W1 [x; 1]"
        labels = [step.label for step in tape]
        assert "dW2 = dz2 [a1; 1]ᵀ" in labels
        rows = tape[0].inputs[1][:-1].T
        hidden = next(step.value for step in tape if step.label == "a1 = tanh(z1)")
        assert np.allclose(hidden.T, net.activations(rows)[0])
        loss = next(step.value for step in tape if step.label.startswith("loss ="))
        assert np.isclose(float(loss), update.loss)


def test_training_leaves_no_garbage_and_needs_no_collection(two_classes: Classes) -> None:
    run = train(
        Network([2, 8, 2], seed=0), two_classes, loss="softmax_cross_entropy", batch=10, updates=3000, every=1000
    )
    next(run)
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    for _ in run:
        pass
    assert [generation["collections"] for generation in gc.get_stats()] == before
    del run
    assert gc.collect() < 50


def test_memory_does_not_grow_with_steps(two_classes: Classes) -> None:
    run = train(Network([2, 8, 2]), two_classes, loss="softmax_cross_entropy", batch=10, updates=4000, every=1000)
    next(run)
    next(run)
    tracemalloc.start()
    try:
        next(run)
        first = tracemalloc.get_traced_memory()[0]
        next(run)
        assert tracemalloc.get_traced_memory()[0] - first < 4096
    finally:
        tracemalloc.stop()


WORKLOADS = {
    "2-8-8-1": ([2, 8, 8, 1], "tanh", "binary_cross_entropy", SGD(0.1), 23),
    "2-16-16-2": ([2, 16, 16, 2], "tanh", "softmax_cross_entropy", Adam(0.001), 31),
    "64-64-10": ([64, 64, 10], "relu", "softmax_cross_entropy", Adam(0.001), 25),
    "784-128-10": ([784, 128, 10], "relu", "softmax_cross_entropy", Momentum(0.01), 21),
    "12 × 32": ([2, *[32] * 12, 1], "sigmoid", "binary_cross_entropy", SGD(0.1), 109),
}


@pytest.mark.parametrize("name", WORKLOADS)
def test_numpy_calls_in_one_training_step(name: str) -> None:
    sizes, activation, loss, optimiser, most = WORKLOADS[name]
    data = (np.zeros((4, sizes[0])), np.zeros(4, dtype=np.int64))
    run = train(Network(sizes, activation), data, loss=loss, optimiser=optimiser, batch=2)
    written = [line for line in run.source.splitlines() if "  # " in line]
    assert len(written) == len(run.tape) <= most


def test_how_many_batches_are_laid_out_at_a_time_changes_nothing(
    two_classes: Classes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = []
    for cache in (1, 600, 2**18):
        monkeypatch.setattr("engine.batches.CACHE", cache)
        net = Network([2, 6, 2], seed=0)
        run = train(net, two_classes, loss="softmax_cross_entropy", batch=8, epochs=4, every=3)
        for update in run:
            if update.number == 12:
                here = run.snapshot()
        first = net.parameters.copy()
        run.restore(here)
        list(run)
        assert np.array_equal(net.parameters, first)
        ends.append(first)
    assert np.array_equal(ends[0], ends[1])
    assert np.array_equal(ends[0], ends[2])


def test_whether_a_batch_is_turned_changes_nothing_but_rounding(
    two_classes: Classes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends, products = [], []
    for large in (1, 2**18):
        monkeypatch.setattr("engine.batches.LARGE", large)
        net = Network([2, 6, 2], seed=0)
        run = train(net, two_classes, loss="softmax_cross_entropy", batch=8, epochs=4)
        list(run)
        ends.append(net.parameters.copy())
        products.append(run.tape[0].inputs[1].flags.c_contiguous)
    assert products == [False, True]
    assert np.allclose(ends[0], ends[1], rtol=1e-12)
