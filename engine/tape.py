"""The tape: what was computed, as a flat list of labelled steps that can be run again.

Every step is one NumPy call that writes into a buffer which exists already. Running the list again ("replaying" it)
therefore computes everything afresh from whatever the leaves hold now, builds no graph and allocates nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

import numpy as np

from engine.arrays import Array
from engine.copying import Uncopied
from engine.shares import over

Phase = Literal["forward", "backward", "update"]


@dataclass(frozen=True, slots=True, eq=False)
class Step(Uncopied):
    """One labelled NumPy call: `call(*arguments, out=value)`.

    Attributes:
        label: what the step does, in the lesson's words, such as `z1 = W1 [x; 1]`.
        call: the NumPy function (or an array's own `dot`).
        arguments: what it is called with; arrays among them are live buffers, not copies.
        value: the buffer that it writes. Read it between two steps, or after a replay.
        phase: whether the step belongs to the forward pass, the backward pass or the update.
        incoming: in the backward pass, the gradient that arrives from above (one of the arguments).
    """

    instead = "A step writes into the arrays that it was recorded with, so a copy would too: record it anew."

    label: str
    call: Callable[..., object]
    arguments: tuple[Any, ...]
    value: Array
    phase: Phase = "forward"
    incoming: Array | None = None

    def run(self) -> None:
        """Compute this one step again."""
        self.call(*self.arguments, out=self.value)

    @property
    def inputs(self) -> tuple[Array, ...]:
        """The arrays that the step reads, in the order in which it takes them."""
        owner = getattr(self.call, "__self__", None)
        return tuple(each for each in (owner, *self.arguments) if isinstance(each, np.ndarray))

    @property
    def local(self) -> Array | None:
        """The local derivative that multiplies the incoming gradient; None outside the backward pass."""
        if self.incoming is None:
            return None
        factors = [each for each in self.inputs if not np.may_share_memory(each, self.incoming)]
        if self.call in (np.divide, over) and len(factors) == 1:
            with np.errstate(all="ignore"):
                return np.asarray(1.0 / factors[0])
        return factors[0] if factors else np.array(-1.0 if self.call is np.negative else 1.0)


def is_read(value: Array, later: Iterable[Step]) -> bool:
    """Return whether any of these steps reads a buffer (or another that may lie in the same memory)."""
    return any(np.may_share_memory(value, each) for step in later for each in step.inputs)


class Tape(Uncopied, Sequence[Step]):
    """Steps in the order in which they run."""

    instead = (
        "A tape's steps write into the arrays that they were recorded with, so a copy's would too: record it anew, "
        "on a copy of the network or of the numbers."
    )

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> "Tape": ...
    def __getitem__(self, index: int | slice) -> "Step | Tape":
        return Tape(self._steps[index]) if isinstance(index, slice) else self._steps[index]

    def __len__(self) -> int:
        return len(self._steps)

    def __add__(self, other: "Tape") -> "Tape":
        return Tape(self._steps + other._steps)

    def __str__(self) -> str:
        return "\n".join(step.label for step in self._steps)

    def phase(self, phase: Phase) -> "Tape":
        """Only the steps of one phase: `"forward"`, `"backward"` or `"update"`."""
        return Tape(step for step in self._steps if step.phase == phase)

    def replay(self) -> None:
        """Run every step again, in order, into the same buffers."""
        with np.errstate(all="ignore"):
            for step in self._steps:
                step.call(*step.arguments, out=step.value)
