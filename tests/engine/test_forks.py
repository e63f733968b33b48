"""Forks and changes in mid-run: what is kept means the same there, and the rest begins afresh; PyTorch's figures.

The recorded figures were made by `recorded/record_optimisers.py`, which says how.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import SGD, AdaGrad, Adam, EngineError, Momentum, Nesterov, Network, Optimiser, RMSprop, Training, train
from engine.arrays import Array
from engine.optimisers.optimiser import Workbench
from engine.schedules import Constant, Exponential

Classes = tuple[Array, Array]
RECORDED: dict[str, Any] = json.loads((Path(__file__).parent / "recorded" / "optimisers.json").read_text())
CHANGES: dict[str, tuple[Optimiser, Optimiser]] = {
    "Adam, another beta1": (Adam(0.01), Adam(0.01, beta1=0.5)),
    "Adam, another beta2": (Adam(0.01), Adam(0.01, beta2=0.9)),
    "Adam, another rate and epsilon": (Adam(0.01), Adam(0.05, epsilon=1e-3)),
    "RMSprop, another decay": (RMSprop(0.01), RMSprop(0.01, decay=0.5)),
    "RMSprop, another rate and epsilon": (RMSprop(0.01), RMSprop(0.002, epsilon=1e-2)),
    "AdaGrad, another rate and epsilon": (AdaGrad(0.05), AdaGrad(0.2, epsilon=1e-2)),
    "Momentum, another momentum and rate": (Momentum(0.05), Momentum(0.1, momentum=0.5)),
    "Momentum, then Nesterov": (Momentum(0.05), Nesterov(0.05)),
    "SGD, then Adam": (SGD(0.1), Adam(0.01)),
    "Adam, then Momentum": (Adam(0.01), Momentum(0.05)),
    "Adam, then RMSprop": (Adam(0.01), RMSprop(0.01)),
    "RMSprop, then Adam": (RMSprop(0.01), Adam(0.01)),
    "Momentum, then AdaGrad": (Momentum(0.05), AdaGrad(0.05)),
}


def recorded_run(optimiser: Optimiser) -> Training:
    """A run from the recorded start, after ten updates."""
    net = Network([3, 4, 2], "tanh")
    for place, start in zip(places(net), RECORDED["start"], strict=True):
        place[...] = start
    run = train(net, (RECORDED["inputs"], RECORDED["targets"]), optimiser=optimiser, updates=30)
    while next(run).number < 10:
        pass
    return run


def places(net: Network) -> list[Array]:
    return [array for layer in net.layers for array in (layer.weights, layer.biases)]


def fork(run: Training, optimiser: Optimiser) -> Training:
    data = (RECORDED["inputs"], RECORDED["targets"])
    other = train(Network([3, 4, 2], "tanh", seed=5), data, optimiser=optimiser, updates=30)
    other.restore(run.snapshot())
    return other


def swap(run: Training, optimiser: Optimiser) -> Training:
    run.optimiser = optimiser
    return run


def reset(run: Training, optimiser: Optimiser) -> Training:
    """Change the settings of the run's own optimiser."""
    for name, value in vars(optimiser).items():
        setattr(run.optimiser, name, value)
    return run


WAYS = [
    *((name, way) for name in CHANGES for way in (fork, swap)),
    *((name, reset) for name, (first, second) in CHANGES.items() if type(first) is type(second)),
]


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_what_another_optimiser_makes_of_a_memory_agrees_with_pytorch(
    name: str, way: Callable[[Training, Optimiser], Training]
) -> None:
    first, second = (type(each)(**_asked(each)) for each in CHANGES[name])
    run = way(recorded_run(first), second)
    wanted = RECORDED["changes"][name]
    for update in run:
        for place, figures in zip(places(run.net), wanted.get(str(update.number), places(run.net)), strict=True):
            np.testing.assert_allclose(place, figures, rtol=1e-11, atol=1e-12)
    assert update.number == 30


def _asked(optimiser: Optimiser) -> dict[str, Any]:
    """The settings, as the constructor takes them."""
    return {key: value for key, value in vars(optimiser).items() if key != "nesterov"}


@pytest.mark.parametrize("name", [name for name in CHANGES if CHANGES[name][0] != CHANGES[name][1]])
def test_there_and_back_again_is_where_it_was(name: str) -> None:
    first, second = CHANGES[name]
    run = recorded_run(first)
    before, parameters = run.snapshot(), run.net.parameters.copy()
    list(run)
    end = run.net.parameters.copy()
    run.optimiser = second
    run.restore(before)
    next(run)
    run.optimiser = first
    run.restore(before)
    assert np.array_equal(run.net.parameters, parameters)
    list(run)
    assert np.array_equal(run.net.parameters, end)


class Average(Optimiser):
    """A reader's own: steps along a running average. It does not say what its memory depends on."""

    def __init__(self, learning_rate: float, kept: float) -> None:
        super().__init__(learning_rate)
        self.kept = kept

    def write(self, bench: Workbench) -> None:
        """Three steps."""
        average = bench.remember()
        bench.do("average = kept × average", np.multiply, average, bench.number(self.kept), out=average)
        bench.do("average += gradient", np.add, average, bench.gradient, out=average)
        bench.do("change = rate × average", np.multiply, average, bench.rate, out=bench.change)


class Mine(Momentum):
    """Momentum with another memory."""

    write = Average.write
    kept = 0.5


def test_an_optimiser_that_says_nothing_keeps_its_memory_for_another_rate_only() -> None:
    run = recorded_run(Average(0.1, 0.9))
    kept = run.snapshot().place.memory
    assert fork(run, Average(0.2, 0.9)).snapshot().place.memory.since == 0
    for other in (Average(0.1, 0.8), Mine(0.1), Momentum(0.1)):
        memory = fork(run, other).snapshot().place.memory
        assert memory.since == 10
        assert not memory.arrays[0].any()
    assert kept.arrays[0].any()


def test_a_changed_rate_is_used_by_the_next_update(two_classes: Classes) -> None:
    net = Network([2, 3, 1], seed=0)
    run = train(net, two_classes, optimiser=SGD(0.1), updates=6)
    next(run)
    next(run)
    run.optimiser.learning_rate = 0.0
    before = net.parameters.copy()
    assert next(run).learning_rate == 0.0
    assert np.array_equal(net.parameters, before)
    run.optimiser.learning_rate = Constant(0.25)
    gradient = net.gradients.copy()
    assert next(run).learning_rate == 0.25
    np.testing.assert_allclose(net.parameters, before - 0.25 * gradient, rtol=1e-13)
    with pytest.raises(EngineError, match="finite number"):
        run.optimiser.learning_rate = "fast"
    with pytest.raises(EngineError, match="An optimiser is one of"):
        run.optimiser = "fast"
    assert next(run).learning_rate == 0.25


def test_a_schedule_goes_by_the_updates_of_the_run_and_a_correction_by_those_of_the_memory() -> None:
    run = fork(recorded_run(SGD(0.1)), Adam(Exponential(0.01, 0.9)))
    before = run.net.parameters.copy()
    assert next(run).number == 11
    # Adam's first step is as long as the rate, along every axis
    np.testing.assert_allclose(np.abs(run.net.parameters - before), 0.01 * 0.9**10, rtol=1e-5)


def start(data: Classes, **settings: Any) -> Training:
    net = Network([2, 4, 1], settings.pop("activation", "tanh"), seed=0, batch_norm=settings.pop("batch_norm", False))
    return train(net, data, **{"optimiser": SGD(0.2), "batch": 10, "epochs": 4, **settings})


def after(run: Training, updates: int) -> Training:
    for _ in range(updates + 1):
        next(run)
    return run


@pytest.mark.parametrize(
    "changed",
    [
        {"loss": "mae"},
        {"loss": "binary_cross_entropy"},
        {"l2": 0.1},
        {"weights": np.arange(60.0)},
        {"activation": "sigmoid"},
        {"batch_norm": True, "loss": "huber"},
    ],
    ids=str,
)
def test_with_another_aim_the_first_step_is_along_its_own_gradient(
    changed: dict[str, Any], two_classes: Classes
) -> None:
    same = {"batch_norm": changed.get("batch_norm", False)}
    run = after(start(two_classes, **same), 8)
    fresh = start(two_classes, **changed)
    fresh.restore(run.snapshot())
    assert fresh.net.snapshot() == run.net.snapshot()
    batch = run.order[20:30]  # update 8 of 6 to the epoch is followed by a look at the third batch
    weights = changed.get("weights", np.ones(60))[batch]
    net = Network([2, 4, 1], changed.get("activation", "tanh"), batch_norm=same["batch_norm"])
    net.restore(run.net.snapshot())
    told = {key: each for key, each in changed.items() if key in ("loss", "l2")}
    wanted = next(train(net, (two_classes[0][batch], two_classes[1][batch]), weights=weights, shuffle=False, **told))
    parameters = run.net.parameters.copy()
    next(fresh)
    np.testing.assert_allclose(fresh.net.parameters, parameters - 0.2 * net.gradients, rtol=1e-11, atol=1e-14)
    assert wanted.number == 0


def test_with_the_same_aim_a_fork_goes_on_bit_for_bit(two_classes: Classes) -> None:
    run = after(start(two_classes, batch_norm=True), 8)
    other = start(two_classes, batch_norm=True, seed=9, validation=two_classes)
    other.restore(run.snapshot())
    assert [update.loss for update in run] == [update.loss for update in other]
    assert run.net.snapshot() == other.net.snapshot()


def test_another_batch_size_begins_an_epoch_and_counts_on(two_classes: Classes) -> None:
    run = after(start(two_classes, epochs=3), 14)  # 6 updates to the epoch: 2 epochs and 2 updates
    other = start(two_classes, epochs=3, batch=20, shuffle=False)  # 3 to the epoch
    other.restore(run.snapshot())
    moved = run.net.parameters - 0.2 * _gradient(run.net, two_classes, slice(0, 20))
    updates = list(other)
    assert [(update.number, update.epoch) for update in updates] == [(15, 2), (16, 2), (17, 3)]
    assert updates[-1].reason.startswith("Finished")
    back = start(two_classes, epochs=3, batch=20, shuffle=False)
    back.restore(run.snapshot())
    next(back)
    np.testing.assert_allclose(back.net.parameters, moved, rtol=1e-12)


def _gradient(net: Network, data: Classes, rows: slice) -> Array:
    twin = Network(net.sizes, "tanh")
    twin.restore(net.snapshot())
    next(train(twin, (data[0][rows], data[1][rows])))
    return twin.gradients


def test_a_place_before_the_first_look_can_be_taken_over_with_another_batch_size(two_classes: Classes) -> None:
    first, second = start(two_classes, epochs=1), start(two_classes, epochs=1, batch=20)
    second.restore(first.snapshot())
    assert [update.number for update in second] == [0, 1, 2, 3]


def test_early_stopping_does_not_compare_losses_of_different_things(two_classes: Classes) -> None:
    inputs, classes = two_classes
    settings = {"epochs": 40, "patience": 5, "optimiser": SGD(0.01)}
    run = after(start(two_classes, validation=two_classes, loss="mae", **settings), 3)
    kept = start(two_classes, validation=two_classes, loss="mae", **settings)
    kept.restore(run.snapshot())
    assert kept.snapshot().stopping == run.snapshot().stopping
    for changed in ({"validation": (inputs, 1 - classes), "loss": "mae"}, {"validation": two_classes, "loss": "mse"}):
        other = start(two_classes, **settings, **changed)
        other.restore(run.snapshot())
        assert other.snapshot().stopping._replace(watched="").lowest == np.inf  # type: ignore[union-attr]
    plain = start(two_classes, epochs=40)
    after(plain, 3)
    run.restore(plain.snapshot())
    assert run.snapshot().stopping._replace(watched="").kept is None  # type: ignore[union-attr]
