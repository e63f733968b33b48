"""The demo of the way back: the gradient of each layer of a deep network, revealed from the last to the first."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.charts import Bars, Chart, Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.vanishing.model import (
    ACTIVATIONS,
    EXTRAS,
    examples,
    expected,
    first_lengths,
    measured,
    network,
)

OPTIONS = ("At least a tenth as long", "A tenth to a thousandth of it", "Less than a thousandth of it")
HALF, THOUSANDTH = 0.1, 0.001
EXPLODED = 100.0
"""A gradient this long throws weights of about 1 far off at any usual rate."""
PLAIN: dict[str, Setting] = {"weights": 1.0, "extra": "none"}
_LIMITS = (1e-9, 1e4)


@demo(
    prediction=Prediction("How long will the first layer's gradient be, beside the last hidden layer's?", OPTIONS),
    activation=Choices(*ACTIVATIONS),
    depth=Knob(3, 12, start=10, steps=9, whole=True, label="hidden layers"),
    weights=Knob(1.0, 3.0, start=1.0, steps=4, label="first weights ×"),
    extra=Choices(*EXTRAS, label="added"),
)
def back(activation: str, depth: float, weights: float, extra: str, seed: int) -> Frames:
    """The way back through a deep network."""
    net, data = network(activation, int(depth), seed, weights, extra), examples(seed)
    found, factor = first_lengths(net, seed), expected(net, data.inputs)
    for reached in range(int(depth) + 1):
        yield _frame(net, seed, found, factor, reached)


def what_became_of(found: Array) -> int:
    """Return which option came true, from the length of each layer's gradient, shape (depth,)."""
    ratio = float(found[0] / found[-1])
    return 0 if ratio >= HALF else 1 if ratio >= THOUSANDTH else 2


def _frame(net: Network, seed: int, found: Array, factor: float, reached: int) -> Frame:
    over, data = reached == len(found), examples(seed)
    readings: dict[str, Reading] = {"layers reached": reached}
    if reached:
        readings["length there"] = float(found[-reached])
    if over:
        told: Reading = "no rule" if np.isnan(factor) else factor
        readings |= {"of the last": float(found[0] / found[-1]), "expected a layer": told}
        readings["measured a layer"] = measured(found)
    return Frame(
        reached,
        _charts(found, factor, reached),
        _caption(found, factor, reached),
        readings,
        over,
        _trouble(found) if over else None,
        network_example(net, data.inputs[0], data.targets[0], "binary_cross_entropy"),
        what_became_of(found) if over else None,
    )


def _caption(found: Array, factor: float, reached: int) -> str:
    if not reached:
        return f"The network has answered, and been corrected. {len(found)} hidden layers wait for their gradient."
    here = figure(float(found[-reached]))
    if reached < len(found):
        return f"Layer {len(found) + 1 - reached}: its gradient is {here} long."
    rule = "" if np.isnan(factor) else f"; expected: {figure(factor)}"
    ends = f"last layer {figure(float(found[-1]))}, first layer {here}"
    return f"Back at the start: {ends}. Each layer multiplied by {figure(measured(found))}{rule}."


def _trouble(found: Array) -> Trouble | None:
    """Name a gradient that is lost on the way, or grows out of hand."""
    if float(found.max()) > EXPLODED:
        why = f"The longest gradient is {figure(float(found.max()))}: one update would throw the weights far off."
        return Trouble("It exploded", why, PLAIN)
    if what_became_of(found) == 2:
        why = "Each layer let back only a part. ReLU's slope is 1 wherever it is awake."
        return Trouble("It vanished", why, {"activation": "ReLU", **PLAIN})
    return None


def _charts(found: Array, factor: float, reached: int) -> tuple[Chart, ...]:
    shown = [len(found) - i for i in range(reached)]
    bars = Bars(
        "Gradient, by layer",
        tuple(str(number) for number in shown),
        found[::-1][:reached],
        _LIMITS,
        log=True,
    )
    curve = _curve(found, factor, np.array(shown, dtype=float))
    return (curve, bars) if reached else (curve,)


def _curve(found: Array, factor: float, shown: Array) -> Lines:
    """Draw the lengths by layer, and what the factor foretells from the last layer on."""
    there = np.array([found[int(number) - 1] for number in shown])
    rule = found[-1] * factor ** (len(found) - shown)
    series = (
        Series("expected", shown, rule, tone="second"),
        Series("measured", shown, there, kind="points"),
    )
    limits = (1.0, float(len(found))), _LIMITS
    return Lines("By layer", series[int(np.isnan(factor)) :], "layer", "length", *limits, log_y=True)
