"""The microscope: a tape run step by step, with everything that each step read and wrote kept.

>>> from engine import Tensor, trace_tape
>>> x = Tensor(3.0, name="x")
>>> y = (x * x).named("y")
>>> y.backward()
>>> for moment in trace_tape(y.tape):
...     print(moment.label, "→", moment.value)
y = x × x → 9.0
dy = 1 → 1.0
dx = dy × x → 3.0
share = dy × x → 3.0
dx += share → 6.0
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from engine.network import Network
from engine.tape import Array, Phase, Tape
from engine.training import train


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One step as it happened; all arrays are copies.

    Attributes:
        label: what was computed, such as `dW2 = dz2 [a1; 1]ᵀ`.
        phase: forward or backward.
        inputs: what it read.
        value: what it wrote.
        incoming: in the backward pass, the gradient that arrived from above; else None.
        local: the local derivative that it was multiplied by; else None.
        product: incoming times local: the gradient that is passed on; else None.
    """

    label: str
    phase: Phase
    inputs: tuple[Array, ...]
    value: Array
    incoming: Array | None = None
    local: Array | None = None
    product: Array | None = None


def trace_tape(tape: Tape) -> list[Moment]:
    """Run a tape step by step (without any update of weights), and keep every number."""
    moments = []
    with np.errstate(all="ignore"):
        for step in tape:
            if step.phase == "update":
                continue
            inputs, incoming, local = tuple(map(np.copy, step.inputs)), step.incoming, step.local
            incoming, local = (None if each is None else each.copy() for each in (incoming, local))
            step.run()
            value = step.value.copy()
            product = None if incoming is None else value
            moments.append(Moment(step.label, step.phase, inputs, value, incoming, local, product))
    return moments


def trace_example(net: Network, inputs: ArrayLike, target: ArrayLike, loss: str = "mse") -> list[Moment]:
    """One example's way through a network, forward and backward. Columns are examples; here there is one.

    Args:
        net: the network; it is left as it is.
        inputs: (inputs,).
        target: a number, a class, or (outputs,).
        loss: its name.
    """
    before = net.snapshot()
    run = train(net, (np.asarray(inputs)[np.newaxis], np.asarray(target)[np.newaxis]), loss=loss)
    next(run)
    moments = trace_tape(run.tape)
    net.restore(before)
    return moments
