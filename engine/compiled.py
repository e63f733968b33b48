"""A tape, compiled to straight-line Python: one line for each step, in a loop over batches.

Replaying a list costs a little for every step: fetching it, unpacking its arguments. Written out as a function,

    for inputs, inputs_T in windows:
        dot(inputs, z1)          # z1 = W1 [x; 1]
        tanh(z1, a1)             # a1 = tanh(z1)

the same calls run without that. Arrays that change from batch to batch (views of the inputs and the targets) become the
loop's variables; everything else is bound once.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any, TypeAlias

import numpy as np

from engine.arrays import Array
from engine.tape import Step

Views: TypeAlias = tuple[Array, ...]


def takes_out_last(call: Callable[..., object]) -> bool:
    """Whether the buffer may stand last without its name, which is a little quicker (NumPy wants it for two ufuncs)."""
    if isinstance(call, np.ufunc):
        return call not in (np.maximum, np.minimum)
    return isinstance(getattr(call, "__self__", None), np.ndarray)


def moved(view: Array, old: Array, new: Array) -> Array:
    """The view of `new` that lies where `view` lies in `old`; both are contiguous and alike."""
    offset = view.ctypes.data - old.ctypes.data
    return np.ndarray(view.shape, view.dtype, new.data, offset, view.strides)


class CompiledLoop:
    """A loop over batches, written out.

    Args:
        steps: what to do for each batch.
        moving: the buffers that are another window for each batch.
        prepare: called before each batch with the number of updates made so far.

    Attributes:
        source: the Python that was written, to be looked at.
        run: `run(windows, number)` does every step for every window.
    """

    def __init__(
        self, steps: Sequence[Step], moving: Sequence[Array], prepare: Callable[[int], None] | None = None
    ) -> None:
        self._moving = moving
        self._views: list[tuple[Array, Array]] = []
        self._names: dict[int, str] = {}
        self._bound: dict[str, Any] = {}
        lines = [f"            {self._line(step)}" for step in steps]
        if prepare is not None:
            self._bound["prepare"] = prepare
            lines = ["            prepare(number); number += 1", *lines]
        views = "".join(f"window{number}, " for number in range(len(self._views))) or "_"
        self.source = "\n".join(
            [
                f"def bind({', '.join(self._bound)}):",
                "    def run(windows, number):",
                f"        for {views} in windows:",
                *lines,
                "    return run",
            ]
        )
        space: dict[str, Any] = {}
        exec(_compiled(self.source), space)
        self.run: Callable[[Iterable[Views], int], None] = space.pop("bind")(*self._bound.values())

    def window(self, new: Sequence[Array]) -> Views:
        """The views to run with, for moving buffers that lie elsewhere."""
        place = {id(old): fresh for old, fresh in zip(self._moving, new, strict=True)}
        return tuple(moved(view, old, place[id(old)]) for view, old in self._views)

    def _line(self, step: Step) -> str:
        arguments = [self._name(each) for each in step.arguments]
        call = self._bind(step.call, getattr(step.call, "__name__", "call"))
        out = self._name(step.value) if takes_out_last(step.call) else f"out={self._name(step.value)}"
        return f"{call}({', '.join([*arguments, out])})  # {step.label}"

    def _name(self, value: Any) -> str:
        """How the written code calls an argument."""
        if not isinstance(value, np.ndarray):
            return repr(value)
        for old in self._moving:
            if np.may_share_memory(value, old):
                return self._window_name(value, old)
        return self._bind(value, "array")

    def _window_name(self, value: Array, old: Array) -> str:
        for number, (view, _) in enumerate(self._views):
            if _same(view, value):
                return f"window{number}"
        self._views.append((value, old))
        return f"window{len(self._views) - 1}"

    def _bind(self, value: Any, kind: str) -> str:
        if id(value) not in self._names:
            name = f"{kind}_{len(self._names)}"
            self._names[id(value)] = name
            self._bound[name] = value
        return self._names[id(value)]


@lru_cache(maxsize=64)
def _compiled(source: str) -> CodeType:
    """Compile what was written: runs of one network differ in arrays alone, so another run finds its code ready."""
    return compile(source, "<the tape, written out>", "exec")


def _same(a: Array, b: Array) -> bool:
    return a.ctypes.data == b.ctypes.data and a.shape == b.shape and a.strides == b.strides
