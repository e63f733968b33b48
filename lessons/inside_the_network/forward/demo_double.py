"""The demo of doubling: inputs grow to twice what they were, and the hidden units and the output's sum with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lessons.inside_the_network.forward.model import NOTES, PaperNetwork, PaperUnit
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import exact
from lessons.kit.knobs import Choices
from lessons.kit.slopes import Array

NETWORK = PaperNetwork(PaperUnit((1.0, 0.5), -0.5), PaperUnit((2.0, -1.5), -1.0), PaperUnit((1.0, -2.0), 0.25))
INPUTS = (1.0, 1.0)
STEPS = 20
WHICH = ("x1", "both inputs")
OPTIONS = ("Exactly twice what it was", "More than twice", "Grown, but not to twice", "Not grown at all")


@demo(
    prediction=Prediction("What will the output's sum be in the end?", OPTIONS),
    doubled=Choices(*WHICH),
    biases=Choices("with", "without"),
    bend=Choices("ReLU", "none", label="hidden activation"),
)
def double(doubled: str, biases: str, bend: str, seed: int) -> Frames:  # noqa: ARG001
    """Twice the input."""
    network = NETWORK if biases == "with" else without_biases(NETWORK)
    factors = np.linspace(1.0, 2.0, STEPS + 1)
    nodes = np.array([_nodes(network, _grown(factor, doubled), bend) for factor in factors])
    for step in range(STEPS + 1):
        yield _frame(network, factors, nodes, step, doubled)


def without_biases(network: PaperNetwork) -> PaperNetwork:
    """Return a network with the same weights, and no biases."""
    first, second, last = (replace(unit, bias=0.0) for unit in (network.first, network.second, network.last))
    return PaperNetwork(first, second, last)


def grown_to(before: float, after: float) -> int:
    """Return which option is true of a sum that was above zero before."""
    ratio = after / before
    return 0 if abs(ratio - 2) < 1e-9 else 1 if ratio > 2 else 2 if ratio > 1 + 1e-9 else 3


def _grown(factor: float, doubled: str) -> tuple[float, float]:
    return INPUTS[0] * factor, INPUTS[1] * (factor if doubled == WHICH[1] else 1.0)


def _nodes(network: PaperNetwork, inputs: tuple[float, float], bend: str) -> list[float]:
    """Return what h1 and h2 pass on, and the output's sum."""
    there = network.meets(inputs)
    if bend == "ReLU":
        return [there["h1"], there["h2"], there["sum"]]
    hidden = there["sum of h1"], there["sum of h2"]
    return [*hidden, network.last.adds_up(hidden)]


def _frame(network: PaperNetwork, factors: Array, nodes: Array, step: int, doubled: str) -> Frame:
    now, over = nodes[: step + 1].T, step == STEPS
    h1, h2, total = now[:, -1]
    held = "both inputs are" if doubled == WHICH[1] else "x1 is"
    return Frame(
        step,
        (_curves("The output's sum", factors, now[2:], nodes[0, 2]), _hidden(factors, now[:2])),
        f"Where {held} {exact(factors[step])} times what it was, h1 passes on {exact(h1)} and h2 {exact(h2)}; "
        f"the output adds up {exact(total)}.",
        {"step": step, "h1": float(h1), "h2": float(h2), "before": float(nodes[0, 2]), "sum": float(total)},
        over,
        inspect=network.meets(_grown(float(factors[step]), doubled)).inspect("sum", title="Now", notes=NOTES),
        outcome=grown_to(float(nodes[0, 2]), float(total)) if over else None,
    )


def _curves(title: str, factors: Array, now: Array, before: float) -> Lines:
    series = (
        Series("in step with the input", factors, before * factors, tone="muted"),
        Series("the sum", factors[: now.shape[1]], now[0], tone="main"),
    )
    marks = (Mark("0", y=0.0),)
    return Lines(title, series, "times the input", "sum", (1.0, 2.0), (-3.0, 5.0), marks=marks)


def _hidden(factors: Array, now: Array) -> Lines:
    along = factors[: now.shape[1]]
    series = (Series("h1", along, now[0], tone="second"), Series("h2", along, now[1], tone="third"))
    return Lines("What the hidden units pass on", series, "times the input", "", (1.0, 2.0), (-1.0, 4.0))
