"""Every optimiser against PyTorch's own over 100 steps, and every schedule against its formula.

The recorded figures were made by `recorded/record_optimisers.py`, which says how.
"""

import json
from math import cos, pi
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import SGD, AdaGrad, Adam, EngineError, Momentum, Nesterov, Network, Optimiser, RMSprop, train
from engine.schedules import Constant, Cosine, Exponential, StepDecay, WarmUp

RECORDED: dict[str, Any] = json.loads((Path(__file__).parent / "recorded" / "optimisers.json").read_text())
OPTIMISERS: dict[str, Optimiser] = {
    "SGD": SGD(0.1),
    "Momentum": Momentum(0.05, momentum=0.9),
    "Nesterov": Nesterov(0.05, momentum=0.9),
    "AdaGrad": AdaGrad(0.05),
    "RMSprop": RMSprop(0.01),
    "Adam": Adam(0.01),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_hundred_steps_agree_with_pytorch(name: str) -> None:
    net = Network([3, 4, 2], "tanh")
    places = [array for layer in net.layers for array in (layer.weights, layer.biases)]
    for place, start in zip(places, RECORDED["start"], strict=True):
        place[...] = start
    run = train(net, (RECORDED["inputs"], RECORDED["targets"]), optimiser=OPTIMISERS[name], updates=100)
    for update in run:
        for place, wanted in zip(places, RECORDED[name].get(str(update.number), places), strict=True):
            np.testing.assert_allclose(place, wanted, rtol=1e-12, atol=1e-12)
    assert update.number == 100


def test_a_run_does_not_use_up_its_optimiser() -> None:
    adam, ends = Adam(0.05), []
    for _ in range(2):
        net = Network([2, 3, 1], seed=1)
        list(train(net, (np.eye(2), [0.0, 1.0]), optimiser=adam, updates=7))
        ends.append(net.parameters.copy())
    assert np.array_equal(ends[0], ends[1])


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        (Constant(0.3), [0.3, 0.3, 0.3]),
        (StepDecay(1.0, every=2, factor=0.5), [1.0, 1.0, 0.5, 0.5, 0.25]),
        (Exponential(1.0, factor=0.9), [1.0, 0.9, 0.81]),
        (Cosine(1.0, updates=4, lowest=0.2), [0.2 + 0.4 * (1 + cos(pi * t / 4)) for t in range(5)] + [0.2]),
        (WarmUp(4, then=1.0), [0.25, 0.5, 0.75, 1.0, 1.0]),
        (WarmUp(2, then=Exponential(1.0, factor=0.5)), [0.5, 1.0, 1.0, 0.5, 0.25]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_schedules_and_the_rates_that_training_uses(schedule: Any, rates: list[float]) -> None:
    assert np.allclose([schedule(number) for number in range(len(rates))], rates)
    net = Network([1, 1], seed=0)
    run = train(net, ([[1.0]], [5.0]), optimiser=SGD(schedule), updates=len(rates))
    before, gradient = net.parameters.copy(), np.zeros(2)
    for update in run:
        if update.number:
            assert np.allclose(net.parameters, before - rates[update.number - 1] * gradient)
        before, gradient = net.parameters.copy(), net.gradients.copy()


def test_a_schedule_and_a_correction_go_together() -> None:
    scheduled, plain = Network([2, 3, 1], seed=0), Network([2, 3, 1], seed=0)
    data = (np.eye(2), [0.0, 1.0])
    list(train(scheduled, data, optimiser=Adam(Constant(0.05)), updates=9))
    list(train(plain, data, optimiser=Adam(0.05), updates=9))
    np.testing.assert_allclose(scheduled.parameters, plain.parameters, rtol=1e-13)


def test_a_rate_that_is_no_number_is_refused() -> None:
    with pytest.raises(EngineError, match="finite number"):
        SGD(float("nan"))
    with pytest.raises(EngineError, match="as many members"):
        train(Network([2, 1]), (np.eye(2), [0.0, 1.0]), optimiser=SGD([0.1, 0.2]))
