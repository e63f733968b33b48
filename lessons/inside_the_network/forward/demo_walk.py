"""The demo of the walk: a forward pass through two layers, a node at a time."""

from __future__ import annotations

import numpy as np

from lessons.inside_the_network.forward.model import NOTES, PaperNetwork, PaperUnit
from lessons.kit.charts import Bars
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

FIRST, SECOND = PaperUnit((1.5, -0.5), 0.25), PaperUnit((-1.0, 0.5), -0.5)
WEIGHTS = (-1.0, -2.0)
"""How the output unit weighs the two hidden ones; its bias is a knob."""
OPTIONS = ("Below one half", "Exactly one half", "Above one half")
_NODES = ("x1", "x2", "h1", "h2", "sum", "output")


@demo(
    prediction=Prediction("What will the output say?", OPTIONS),
    x1=Knob(-2.0, 2.0, start=1.0, steps=8),
    x2=Knob(-2.0, 2.0, start=2.0, steps=8),
    bias=Knob(-1.0, 2.0, start=0.5, steps=12, label="output's bias"),
)
def walk(x1: float, x2: float, bias: float, seed: int) -> Frames:  # noqa: ARG001
    """A forward pass, node by node."""
    network = PaperNetwork(FIRST, SECOND, PaperUnit(WEIGHTS, bias))
    there = network.meets((x1, x2))
    values = np.array([x1, x2, there["h1"], there["h2"], there["sum"], there.value()])
    for known, caption in enumerate(_captions(network, values, there), 2):
        yield _frame(network, there, values, known, caption)


def side_of_half(total: float) -> int:
    """Return which option the output's sum makes true."""
    return 1 if total == 0 else 2 if total > 0 else 0


def _captions(network: PaperNetwork, values: Array, there: Computation) -> list[str]:
    inputs, hidden = values[:2].tolist(), values[2:4].tolist()
    told = ["The inputs stand there; nothing is worked out yet."]
    for name, unit in (("h1", network.first), ("h2", network.second)):
        added = f"{name} adds up {unit.written(inputs)} = {exact(there[f'sum of {name}'])}"
        told.append(f"{added}, and passes on {exact(there[name])}.")
    told.append(f"The output unit adds up {network.last.written(hidden)} = {exact(there['sum'])}.")
    return [*told, f"The sigmoid makes {figure(there.value())} of {exact(there['sum'])}: that is the prediction."]


def _frame(network: PaperNetwork, there: Computation, values: Array, known: int, caption: str) -> Frame:
    over = known == len(_NODES)
    told = np.where(np.arange(len(_NODES)) < known, values, np.nan)
    readings: dict[str, Reading] = {"step": known - 2}
    readings |= {name: float(values[i]) for i, name in enumerate(_NODES[:known]) if i > 1}
    return Frame(
        known - 2,
        (network.sheet(), Bars("Node by node", _NODES, told, limits=(-3.0, 3.0), highlight=known - 1)),
        caption,
        readings,
        over,
        inspect=there.inspect("sum", title="A forward pass", notes=NOTES),
        outcome=side_of_half(values[4]) if over else None,
    )
