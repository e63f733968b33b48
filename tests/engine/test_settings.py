"""Settings that make no sense get a sentence at once; what overflows makes a run diverge, without a NumPy warning."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import SGD, Adam, EngineError, Momentum, Network, RMSprop, train
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
    lambda: SGD("a"),  # type: ignore[arg-type]
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
