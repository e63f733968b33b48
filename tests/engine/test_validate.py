"""Settings that make no sense get a sentence at once; what overflows makes a run diverge, without a NumPy warning."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import SGD, AdaGrad, Adam, EngineError, Momentum, Network, Optimiser, RMSprop, train
from engine.schedules import Exponential, StepDecay

X, Y = np.ones((4, 1)), np.zeros((4, 1))
SENSELESS: list[Callable[[], Any]] = [
    lambda: Network([1, 1], seed=-1),
    lambda: Network([1, 1], seed=1.5),  # type: ignore[arg-type]
    lambda: Network([1, 1], seed="x"),  # type: ignore[arg-type]
    lambda: Network([1, 1], seed=[]),
    lambda: Network([1, 1], dtype="banana"),
    lambda: Network([1, 1], dtype=int),
    lambda: Network([2.5, 1]),  # type: ignore[list-item]
    lambda: Network([3]),
    lambda: Network([1, 1], dropout=1.0),
    lambda: train(Network([1, 1]), (X, Y), seed=-4),
    lambda: train(Network([1, 1]), (X, Y), epochs=math.nan),
    lambda: train(Network([1, 1]), (X, Y), epochs=-1),
    lambda: train(Network([1, 1]), (X, Y), updates=-1),
    lambda: train(Network([1, 1]), (X, Y), l2=-4),
    lambda: train(Network([1, 1]), (X, Y), l1=math.nan),
    lambda: train(Network([1, 1]), (X, Y), batch=0),
    lambda: train(Network([1, 1]), (X, Y), updates=2.5),
    lambda: train(Network([1, 1]), (X, Y), updates=0.5),
    lambda: train(Network([1, 1]), (X, Y), updates=math.nan),
    lambda: train(Network([1, 1]), (X, Y), updates=True),
    lambda: train(Network([1, 1]), (X, Y), updates="all"),  # type: ignore[arg-type]
    lambda: train(Network([1, 1]), (X, Y), epochs=0.3),
    lambda: train(Network([1, 1]), (X, Y), batch=2, epochs=1.25),
    lambda: train(Network([1, 1]), (X, Y), batch=True),
    lambda: train(Network([1, 1]), (X, Y), every=0),
    lambda: train(Network([1, 1]), (X, Y), optimiser="fastest"),
    lambda: train(Network([1, 1]), (X, Y), optimiser=Optimiser),
    lambda: train(Network([1, 1]), (X, Y), optimiser=0.1),  # type: ignore[arg-type]
    lambda: SGD("a"),  # type: ignore[arg-type]
    lambda: SGD("0.1"),  # type: ignore[arg-type]
    lambda: SGD([]),
    lambda: SGD([[0.1]]),  # type: ignore[list-item]
    lambda: SGD([0.1, math.nan]),
    lambda: SGD(None),  # type: ignore[arg-type]
    lambda: SGD(0.1j),  # type: ignore[arg-type]
    lambda: AdaGrad(epsilon=math.nan),
    lambda: Momentum(nesterov="yes"),  # type: ignore[arg-type]
    lambda: SGD(math.inf),
    lambda: Momentum(0.1, 2.0),
    lambda: Adam(beta1=2),
    lambda: Adam(epsilon=-1),
    lambda: RMSprop(decay=-0.1),
]


@pytest.mark.parametrize("make", SENSELESS)
def test_what_makes_no_sense_gets_a_sentence(make: Callable[[], Any]) -> None:
    with pytest.raises(EngineError, match=r"\w+ .*\.$"):
        make()


@pytest.mark.parametrize("schedule", [Exponential(1e-300, 10.0), StepDecay(1.0, 1, 1e3)])
def test_a_schedule_that_outgrows_all_numbers_makes_the_run_diverge(schedule: Callable[[int], float]) -> None:
    last = list(train(Network([1, 1]), (X, Y + 1), optimiser=SGD(schedule), updates=5000, every=100))[-1]
    assert last.diverged and last.reason


def test_what_float32_cannot_hold_makes_the_run_diverge_without_a_warning() -> None:
    for optimiser, inputs in ((SGD(1e300), X), (SGD(0.1), X * 1e300)):
        net = Network([1, 1], dtype="float32")
        last = list(train(net, (inputs, Y + 1), optimiser=optimiser, updates=5))[-1]
        assert last.diverged and last.reason


@pytest.mark.parametrize(
    ("epochs", "batch", "updates"),
    [
        (0.5, 2, 1),
        (1.5, 1, 6),
        (0.1 + 0.2, 1, None),
        (2.0, None, 2),
        (0.75, 1, 3),
        (1 / 3, 1, None),
        (np.int64(3), 2, 6),
    ],
)
def test_epochs_that_are_whole_updates_are_made_and_others_refused(
    epochs: float, batch: int | None, updates: int | None
) -> None:
    if updates is None:
        with pytest.raises(EngineError, match="say updates="):
            train(Network([1, 1]), (X, Y), epochs=epochs, batch=batch)
        return
    assert list(train(Network([1, 1]), (X, Y), epochs=epochs, batch=batch))[-1].number == updates


def test_tenths_of_an_epoch_are_taken_as_they_are_meant() -> None:
    inputs = np.ones((30, 1))
    run = train(Network([1, 1]), (inputs, inputs), batch=1, epochs=0.1 + 0.2, every=30)
    assert list(run)[-1].number == 9


def test_a_whole_number_of_updates_may_be_a_float_and_endless_has_no_end() -> None:
    assert list(train(Network([1, 1]), (X, Y), updates=2.0))[-1].number == 2
    for settings in ({"updates": math.inf}, {"epochs": math.inf}, {"epochs": 1e308}, {"updates": 10**400}):
        run = train(Network([1, 1]), (X, Y), every=50, **settings)
        assert [next(run).number for _ in range(3)] == [0, 50, 100]


def test_every_may_change_while_training_runs_and_makes_sense_then_too() -> None:
    run = train(Network([1, 1]), (X, Y), batch=1, updates=20)
    next(run)
    for wrong in (0, -1, 2.5, "week", True, math.inf):
        with pytest.raises(EngineError, match="every is a whole number"):
            run.every = wrong  # type: ignore[assignment]
    assert next(run).number == 1
    run.every = "epoch"
    assert next(run).number == 5
    run.every = 100
    assert next(run).number == 20


def test_what_a_run_trains_and_how_much_is_dropped_are_settled() -> None:
    run = train(Network([1, 1]), (X, Y))
    with pytest.raises(AttributeError):
        run.net = Network([1, 1])  # type: ignore[misc]
    with pytest.raises(AttributeError):
        run.net.dropout = 0.5  # type: ignore[misc]


@pytest.mark.parametrize("gives", [None, "fast", [0.1, 0.2], 1j])
def test_a_schedule_that_gives_no_number_gets_a_sentence(gives: Any) -> None:
    for optimiser in (
        SGD(lambda number: gives if number == 2 else 0.1),
        Adam(lambda number: gives if number == 2 else 0.1),
    ):
        run = train(Network([1, 1]), (X, Y), optimiser=optimiser, updates=5)
        with pytest.raises(EngineError, match="for update 2"):
            list(run)
        with pytest.raises(EngineError, match="for update 2"):
            list(train(Network([1, 1]), (X, Y), optimiser=optimiser, updates=5, every=5))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("adam", Adam()), ("RMSprop", RMSprop()), (Adam, Adam()), (None, SGD()), (Adam(0.5), Adam(0.5))],
)
def test_an_optimiser_by_name_or_class(given: Any, wanted: Optimiser) -> None:
    assert train(Network([1, 1]), (X, Y), optimiser=given).optimiser == wanted
