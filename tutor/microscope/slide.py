"""The computation that lies under the microscope: run once, forward and backward, every number the engine's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from engine import EngineError, central_differences
from engine.backpropagation import in_order
from engine.vjp import VJP
from lessons.kit.errors import LessonError
from tutor.microscope import figures
from tutor.microscope.names import clear_names

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.node import Node
    from lessons.kit.inspection import Inspection

DENSE = "{out} = {0} [{1}; 1]"
"""How the engine labels a layer's weighted sums."""
CORNERS = (np.maximum, np.minimum, np.absolute, np.sign)
JUMPS = (np.greater,)
CLOSE = 1e-4
"""How near to a corner a nudge may cross it."""


@dataclass(frozen=True)
class SlideLayer:
    """One layer of a network, by the places of its tensors.

    Attributes:
        number: 1 for the first.
        below: what it reads: the inputs, or the activations of the layer before.
        weights: a row for each neuron, its bias last.
        sums: one for each neuron.
    """

    number: int
    below: int
    weights: int
    sums: int


@dataclass(frozen=True)
class Nudge:
    """The slope along one number, found without calculus: nudged up and down, with everything after it run again.

    Attributes:
        name: of the number.
        slope: the central difference.
        gradient: the engine's.
        agrees: whether they are the same, but for rounding.
        why: of a disagreement, as far as it is known.
    """

    name: str
    slope: float
    gradient: float
    agrees: bool
    why: str = ""


class Slide:
    """A computation under the microscope, run forward and backward.

    Attributes:
        title: what is being computed.
        tensors: everything, operands before results, the loss last.
        names: what each is called.
        layers: the layers of a network, if it is one.
    """

    def __init__(self, inspection: Inspection) -> None:
        """Run a computation, forward and backward.

        Raises:
            LessonError: it cannot be computed, or is not one number.
        """
        try:
            self.loss = inspection.loss()
            self.loss.backward()
        except EngineError as problem:
            raise LessonError(f"There is nothing to look at here: {problem}") from problem
        except Exception as problem:
            raise LessonError(f"This computation fails ({type(problem).__name__}: {problem}).") from problem
        self.title, self.focus, self._notes = inspection.title, inspection.focus, inspection.notes
        self._pictures = inspection.pictures
        self.tensors = in_order(self.loss)
        self._called = clear_names(self.tensors)
        self.names = [self._called[id(each)] for each in self.tensors]
        self.index = {id(each): i for i, each in enumerate(self.tensors)}
        self.users: list[list[int]] = [[] for _ in self.tensors]
        for i, tensor in enumerate(self.tensors):
            for operand in dict.fromkeys(map(id, tensor.operands)):
                self.users[self.index[operand]].append(i)
        self._ways: dict[int, VJP] = {}
        self._alone: dict[tuple[int, int], bool] = {}

    @cached_property
    def layers(self) -> tuple[SlideLayer, ...]:
        """Each place where weights meet what a layer reads."""
        dense = [i for i, tensor in enumerate(self.tensors) if [do.label for do in tensor.steps] == [DENSE]]
        found = []
        for number, sums in enumerate(dense, 1):
            weights, below = (self.index[id(each)] for each in self.tensors[sums].operands)
            found.append(SlideLayer(number, below, weights, sums))
        return tuple(found)

    @cached_property
    def weights(self) -> dict[int, SlideLayer]:
        """The layers by the place of their weights."""
        return {layer.weights: layer for layer in self.layers}

    def note(self, tensor: int) -> str:
        """Return what a tensor is, in words, or ""."""
        return self._notes.get(self.names[tensor], "")

    def picture(self, tensor: int) -> tuple[int, int] | None:
        """Return the rows and columns of a tensor that is a picture, or None."""
        return self._pictures.get(self.names[tensor])

    def gradient(self, tensor: int) -> Array | None:
        """The engine's gradient, or None for what is fixed."""
        node = self.tensors[tensor]
        return None if node.constant else node.grad

    def entry(self, tensor: int, flat: int) -> str:
        """Return an entry's name: `W1[2, 3]`, `b1[2]` for a bias, `z1[2]`; of a lone number its tensor's name."""
        node, name = self.tensors[tensor], self.names[tensor]
        index = tuple(int(each) for each in np.unravel_index(flat, node.shape))
        if tensor not in self.weights:
            return name + figures.place(index, node.shape)
        row, column = index
        if column == node.shape[1] - 1:
            return f"b{self.weights[tensor].number}[{row + 1}]"
        return f"{name}[{row + 1}, {column + 1}]"

    def shares(self, result: int, picks: Array) -> dict[int, tuple[str, Array]]:
        """Return what picked entries of a result pass on, by operand's position: how, and how much (in its shape)."""
        arriving = self.gradient(result)
        assert arriving is not None
        return self._pass(result, picks, np.ravel(arriving)[picks])

    def slopes(self, result: int, picks: Array) -> dict[int, tuple[str, Array]]:
        """Return local slopes of a result's picked entries, by operand: how, and how much (in its shape)."""
        return self._pass(result, picks, np.ones(len(picks)))

    def _pass(self, result: int, picks: Array, arriving: Array) -> dict[int, tuple[str, Array]]:
        if result not in self._ways:
            self._ways[result] = VJP(self.tensors[result], self._called)
        masked = np.zeros(self.tensors[result].shape)
        masked.reshape(-1)[picks] = arriving
        return {each.operand: (each.label, each.share.copy()) for each in self._ways[result].run(masked)}

    def each_alone(self, result: int, position: int) -> bool:
        """Whether every number of a result depends on just one number of an operand, the one in its own place."""
        node, key = self.tensors[result], (result, position)
        if key not in self._alone:
            reach = self._moved if node.operands[position].constant else self._slopes_reach
            self._alone[key] = node.operands[position].shape == node.shape and not any(
                np.any(np.delete(reach(result, position, picks), picks))
                for picks in (np.arange(start, node.value.size, 2) for start in (0, 1))
            )
        return self._alone[key]

    def _slopes_reach(self, result: int, position: int, picks: Array) -> Array:
        """Which numbers of an operand the picked ones of a result have a slope along."""
        passed = self.slopes(result, picks).get(position)
        return np.ones(self.tensors[result].value.size) if passed is None else np.ravel(passed[1])

    def _moved(self, result: int, position: int, picks: Array) -> Array:
        """Which numbers of a result move when the picked ones of an operand do: for what has no gradient."""
        node = self.tensors[result]
        operand, before = node.operands[position], node.value.copy()
        kept = operand.value.copy()
        operand.value.flat[picks] += 1.0
        self._run(node)
        moved = np.ravel(node.value != before)
        operand.value = kept
        self._run(node)
        return moved

    def nudge(self, tensor: int, flat: int) -> Nudge | None:
        """The slope of the loss along one entry by central differences; None for what is fixed."""
        gradient, node = self.gradient(tensor), self.tensors[tensor]
        if gradient is None:
            return None
        place = np.unravel_index(flat, node.shape)
        before = float(node.value[place])

        def loss_at(value: Array) -> float:
            node.value[place] = value
            self._run_after(tensor)
            return float(self.loss.value.item())

        if tensor == len(self.tensors) - 1:
            slope = 1.0
        else:
            with np.errstate(all="ignore"):
                slope = float(central_differences(loss_at, before))
                loss_at(np.array(before))
        exact = float(gradient[place])
        allowed = 1e-5 * max(abs(exact), abs(slope)) + 1e-8 * max(1.0, abs(float(self.loss.value.item())))
        agrees = bool(abs(slope - exact) <= allowed)
        return Nudge(self.entry(tensor, flat), slope, exact, agrees, "" if agrees else self._why(tensor, slope - exact))

    def _run_after(self, tensor: int) -> None:
        """Compute again everything that was computed after a tensor."""
        for node in self.tensors[tensor + 1 :]:
            self._run(node)

    def _run(self, node: Node) -> None:
        """Run one operation again."""
        with np.errstate(all="ignore"):
            for do in node.steps:
                do.call(*do.arguments, out=do.value)

    def _why(self, tensor: int, difference: float) -> str:
        """Tell what keeps nudging from agreeing: unbounded numbers, or an operation at a corner or a jump; or ""."""
        if not np.isfinite(difference):
            return "The numbers have run away, so there is nothing to compare"
        for i in range(tensor + 1, len(self.tensors)):
            for do in self.tensors[i].steps:
                kind = "corner" if do.call in CORNERS else "jump" if do.call in JUMPS else ""
                if kind and _near(do.arguments):
                    here = f"{self.names[i]} has a {kind} just here"
                    return f"{here}, so there is no single slope; the engine settles for one"
        return ""


def _near(arguments: tuple[object, ...]) -> bool:
    """Whether what is compared is as good as equal somewhere (a lone argument is compared with 0)."""
    arrays = [each for each in arguments if isinstance(each, np.ndarray)]
    difference = arrays[0] - arrays[1] if len(arrays) > 1 else arrays[0]
    return bool(np.any(np.abs(difference) < CLOSE))
