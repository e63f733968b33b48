"""Makes a view of a slide: which nodes there are when something is followed, and what passes between them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tutor.microscope import figures, following
from tutor.microscope.cutting import pieces_of
from tutor.microscope.formulas import formula
from tutor.microscope.stillness import is_nothing, why_nothing
from tutor.microscope.view import Share, ShownNode, View

if TYPE_CHECKING:
    from engine.arrays import Array
    from tutor.microscope.following import Followed
    from tutor.microscope.slide import Slide

TABLE = 256
"""Most numbers of a result for which the slope along an operand is still found one by one."""


def view_of(slide: Slide, followed: Followed) -> View:
    """Return everything there is to see when something is followed; every number of it is computed now."""
    with np.errstate(all="ignore"):  # numbers that have run away are shown as they are
        return _Viewing(slide, followed).view()


class _Viewing:
    """One view in the making."""

    def __init__(self, slide: Slide, followed: Followed) -> None:
        self.slide, self.followed = slide, followed
        self.pieces = pieces_of(slide, followed)
        self.nodes: list[ShownNode] = []
        self.of: dict[int, list[int]] = {}
        self.wires: dict[tuple[int, int], None] = {}

    def view(self) -> View:
        """Nodes, then what passes between them."""
        for tensor, pieces in sorted(self.pieces.items()):
            self.of[tensor] = []
            for picks in pieces:
                self.of[tensor].append(len(self.nodes))
                self.nodes.append(self._node(tensor, picks))
        rest = self._rest()
        shares = self._shares()
        if rest is not None:
            self._put_first(rest, shares)
        name = following.name(self.slide, self.followed)
        return View(self.followed, name, self.slide.title, tuple(self.nodes), tuple(self.wires), tuple(shares))

    def _node(self, tensor: int, picks: Array) -> ShownNode:
        slide, node = self.slide, self.slide.tensors[tensor]
        gradient = slide.gradient(tensor)
        along = None if gradient is None else np.ravel(gradient)[picks]
        value = np.ravel(node.value)[picks]
        steepest = picks[int(np.nanargmax(np.abs(along)))] if along is not None and not np.all(np.isnan(along)) else 0
        told, worked = self._told(tensor, picks)
        whole = len(picks) == node.value.size
        return ShownNode(
            tensor,
            picks,
            self._name(tensor, picks),
            node.shape if whole and node.value.size > 1 else (),
            told,
            worked,
            self._note(tensor, picks),
            value,
            along,
            slide.nudge(tensor, int(steepest)),
            partial(slide.entry, tensor),
            slide.picture(tensor) if whole else None,
        )

    def _whole(self, tensor: int) -> Array:
        return np.arange(self.slide.tensors[tensor].value.size)

    def _note(self, tensor: int, picks: Array) -> str:
        """Tell what a node is, in words: a single weight or sum by its neuron."""
        slide = self.slide
        rows = self._neurons(tensor, picks)
        if rows is not None and rows[0] == rows[-1] and self.followed.kind not in ("whole", "entry"):
            layer, columns = slide.weights[tensor], slide.tensors[tensor].shape[1]
            owner = f"neuron {rows[0] + 1} of layer {layer.number}"
            if len(picks) > 1:
                return f"the weights of {owner}"
            column = int(picks[0]) % columns
            if column == columns - 1:
                return f"the bias of {owner}"
            return f"{owner} multiplies {slide.entry(layer.below, column)} by it"
        for layer in slide.layers:
            if layer.sums == tensor and len(picks) == 1:
                return f"the weighted sum of neuron {int(picks[0]) + 1} in layer {layer.number}"
        return slide.note(tensor)

    def _name(self, tensor: int, picks: Array) -> str:
        slide, name = self.slide, self.slide.names[tensor]
        count = slide.tensors[tensor].value.size
        if len(picks) == count:
            return name
        if len(picks) == 1:
            return slide.entry(tensor, int(picks[0]))
        neurons = self._neurons(tensor, picks)
        if neurons is not None and neurons[0] == neurons[-1]:
            return f"{name}[{neurons[0] + 1}, …]"
        return f"{name}[others]"

    def _told(self, tensor: int, picks: Array) -> tuple[str, str]:
        """A node's formula with names, and with numbers where all of them are single."""
        slide, node = self.slide, self.slide.tensors[tensor]
        layer = next((each for each in slide.layers if each.sums == tensor), None)
        visible = any(slide.index[id(each)] in self.pieces for each in node.operands)
        if not node.operands or not (visible or self.followed.kind in ("whole", "entry")):
            return "", ""
        if layer is not None and self.followed.kind not in ("whole", "entry") and len(picks) == 1:
            return self._sum_of(layer.weights, layer.below, int(picks[0]))
        places = [slide.index[id(each)] for each in node.operands]
        template = formula(node)
        same = [self._same(tensor, position, picks) for position in range(len(places))]
        names = [self._name(place, p) for place, p in zip(places, same, strict=True)]
        if any(len(p) > 1 for p in same):
            return template.format(*names), ""
        numbers = [
            figures.factor(float(np.ravel(slide.tensors[place].value)[p[0]]))
            for place, p in zip(places, same, strict=True)
        ]
        return template.format(*names), re.sub(r"\(\(([^()]*)\)\)", r"(\1)", template.format(*numbers))

    def _same(self, tensor: int, position: int, picks: Array) -> Array:
        """Return which numbers of an operand a node is computed from."""
        place = self.slide.index[id(self.slide.tensors[tensor].operands[position])]
        cut = self.pieces.get(place, [])
        alone = bool(cut) and self.slide.each_alone(tensor, position)
        return next((p for p in cut if alone and np.array_equal(p, picks)), self._whole(place))

    def _sum_of(self, weights: int, below: int, row: int) -> tuple[str, str]:
        """A neuron's sum: its largest terms one by one, the others together, and its bias."""
        slide = self.slide
        w, a = slide.tensors[weights].value[row], np.ravel(slide.tensors[below].value)
        terms = w[:-1] * a
        first = sorted(np.argsort(-np.abs(terms), kind="stable")[: figures.FEW].tolist())
        told = [f"{figures.factor(float(w[j]))} × {figures.factor(float(a[j]))}" for j in first]
        if len(terms) > len(first):
            rest = float(terms.sum() - terms[first].sum())
            told.append(f"{figures.factor(rest)} from the {len(terms) - len(first)} others")
        number, bias = slide.weights[weights].number, figures.factor(float(w[-1]))
        named = f"Σ W{number}[{row + 1}, …] × {slide.names[below]} + b{number}[{row + 1}]"
        return named, f"{' + '.join(told)} + {bias}"

    def _shares(self) -> list[Share]:
        """From the loss back to what is given, in the order of the tape; the wires on the way."""
        shares: list[Share] = []
        for result in sorted(self.pieces, reverse=True):
            for r in self.of[result]:
                for position, operand in enumerate(self.slide.tensors[result].operands):
                    for b in self.of.get(self.slide.index[id(operand)], ()):
                        self._connect(r, position, b, shares)
        return shares

    def _connect(self, r: int, position: int, b: int, shares: list[Share]) -> None:
        result, operand = self.nodes[r], self.nodes[b]
        if result.given:
            return
        alone = self.slide.each_alone(result.tensor, position)
        reached = operand.picks if alone else self._neurons(operand.tensor, operand.picks)
        if reached is not None and not np.intersect1d(result.picks, reached).size:
            return
        self.wires[b, r] = None
        if operand.gradient is None or result.gradient is None:
            return
        passed = self.slide.shares(result.tensor, result.picks).get(position)
        if passed is not None:
            label, product = passed
            local = self._local(result, position, operand, alone=alone)
            went = np.ravel(product)[operand.picks]
            why = self._why(result, position, shares) if is_nothing(went) else ""
            shares.append(Share(r, b, label, result.gradient, local, went, why))

    def _why(self, result: ShownNode, position: int, shares: list[Share]) -> str:
        """Tell why a share is 0: because of this operation, or because nothing arrived, for the reason given there."""
        assert result.gradient is not None
        if is_nothing(result.gradient):
            number = self.nodes.index(result)
            return next((each.why for each in shares if each.operand == number and each.why), "")
        node = self.slide.tensors[result.tensor]
        names = [self.slide.names[self.slide.index[id(each)]] for each in node.operands]
        return why_nothing(node, result.picks, position, names)

    def _neurons(self, tensor: int, picks: Array) -> Array | None:
        """The neurons that weights belong to; None for what is no weights."""
        return picks // self.slide.tensors[tensor].shape[1] if tensor in self.slide.weights else None

    def _local(self, result: ShownNode, position: int, operand: ShownNode, *, alone: bool) -> Array | None:
        """The local derivative, where it is a number or a row of them."""
        if len(result.picks) == 1 or alone:
            return np.ravel(self.slide.slopes(result.tensor, result.picks)[position][1])[operand.picks]
        if len(operand.picks) > 1 or len(result.picks) > TABLE:
            return None
        each = [
            self.slide.slopes(result.tensor, result.picks[n : n + 1])[position][1] for n in range(len(result.picks))
        ]
        return np.array([np.ravel(one)[operand.picks[0]] for one in each])

    def _rest(self) -> ShownNode | None:
        """Everything else that goes into the sum when one weight is followed."""
        if self.followed.kind != "weight":
            return None
        layer = self.slide.layers[self.followed.layer - 1]
        row, column = divmod(self.followed.flat, self.slide.tensors[layer.weights].shape[1])
        w, a = self.slide.tensors[layer.weights].value[row], np.append(self.slide.tensors[layer.below].value, 1.0)
        others = np.delete(w * a, column)
        if not others.size:
            return None
        name = f"{len(others)} other{'s' * (len(others) > 1)}"
        note = "the other terms of the sum, as they are"
        return ShownNode(-1, np.arange(1), name, (), "", "", note, np.array([others.sum()]), None, None, lambda _: name)

    def _put_first(self, rest: ShownNode, shares: list[Share]) -> None:
        """The rest of a sum stands before everything, so that every other node moves up by one."""
        sums = self.of[self.slide.layers[self.followed.layer - 1].sums][0]
        self.nodes.insert(0, rest)
        self.wires = dict.fromkeys([*((b + 1, r + 1) for b, r in self.wires), (0, sums + 1)])
        shares[:] = [replace(each, result=each.result + 1, operand=each.operand + 1) for each in shares]
