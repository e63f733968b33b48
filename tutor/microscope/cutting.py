"""Cuts the arrays of a computation into the pieces that are looked at: what is followed by itself, all else whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array
    from tutor.microscope.following import Followed
    from tutor.microscope.slide import Slide

NEURONS = 3
"""Neurons of a larger layer that are seen one by one, those with the largest gradient; the others together."""

Pieces = dict[int, list["Array"]]
"""By the place of the tensor: which of its numbers go together."""


def pieces_of(slide: Slide, followed: Followed) -> Pieces:
    """The pieces of every tensor that is to be seen."""
    cutting = _Cutting(slide, followed)
    if followed.kind in ("whole", "entry"):
        cutting.everything()
    else:
        cutting.layer()
    return cutting.pieces


class _Cutting:
    """Pieces in the making."""

    def __init__(self, slide: Slide, followed: Followed) -> None:
        self.slide, self.followed = slide, followed
        self.pieces: Pieces = {}

    def everything(self) -> None:
        """All tensors but plain numbers, which stand in the formulas; an entry that is followed is cut through."""
        slide = self.slide
        for tensor, node in enumerate(slide.tensors):
            if not (node.constant and not node.name and node.value.size == 1 and slide.users[tensor]):
                self.pieces[tensor] = [self._all(tensor)]
        if self.followed.kind == "entry":
            self._cut_through(np.array([self.followed.flat]))

    def layer(self) -> None:
        """A layer, and from there on whatever depends on it."""
        self._cut_layer()
        for tensor in range(len(self.slide.tensors)):
            self._cut_after(tensor)

    def _cut_through(self, picks: Array) -> None:
        """One number of an array, and what stands in its place wherever that is computed from it or it from that."""
        slide, waiting, cut = self.slide, [self.followed.tensor], set[int]()
        while waiting:
            tensor = waiting.pop()
            if tensor in cut:
                continue
            cut.add(tensor)
            self.pieces[tensor] = [picks]
            for position, operand in enumerate(slide.tensors[tensor].operands):
                if slide.each_alone(tensor, position) and operand.value.size > 1:
                    waiting.append(slide.index[id(operand)])
            for user in slide.users[tensor]:
                places = [slide.index[id(each)] for each in slide.tensors[user].operands]
                if all(slide.each_alone(user, n) for n, place in enumerate(places) if place == tensor):
                    waiting.append(user)

    def _cut_layer(self) -> None:
        """The layer that something is followed in: its sums, their weights, and what they are sums of."""
        slide, followed = self.slide, self.followed
        layer = slide.layers[followed.layer - 1]
        columns = slide.tensors[layer.weights].shape[1]
        below, count = slide.tensors[layer.below].value.size, slide.tensors[layer.sums].value.size
        self.pieces = {layer.below: [self._all(layer.below)], layer.weights: [self._all(layer.weights)]}
        if followed.kind == "layer":
            self.pieces[layer.sums] = groups = self._foremost(layer.sums, count)
            rows = np.arange(count * columns).reshape(count, columns)
            self.pieces[layer.weights] = [rows[group].ravel() for group in groups]
            return
        row, column = divmod(followed.flat, columns) if followed.kind == "weight" else (followed.flat, -1)
        self.pieces[layer.sums] = [np.array([row])]
        first = row * columns
        if followed.kind == "neuron":
            self.pieces[layer.weights] = [first + np.arange(columns - 1), np.array([first + columns - 1])]
            return
        self.pieces[layer.weights] = [np.array([followed.flat])]
        if column < below:
            self.pieces[layer.below] = [np.array([column])]
        else:
            del self.pieces[layer.below]

    def _foremost(self, sums: int, count: int) -> list[Array]:
        """The neurons one by one; of many those with the largest gradients, and the others together."""
        if count <= NEURONS + 1:
            return [np.array([each]) for each in range(count)]
        gradient = self.slide.gradient(sums)
        size = np.abs(np.ravel(gradient if gradient is not None else np.zeros(count)))
        first = sorted(np.argsort(-size, kind="stable")[:NEURONS].tolist())
        return [*(np.array([each]) for each in first), np.setdiff1d(np.arange(count), first)]

    def _cut_after(self, tensor: int) -> None:
        """Cut a tensor computed from pieces: piece by piece where each number depends on one number, else whole."""
        slide = self.slide
        node, seeds = slide.tensors[tensor], self.pieces
        operands = [slide.index[id(each)] for each in node.operands]
        from_pieces = [i for i, place in enumerate(operands) if place in seeds and self._follows(place)]
        if tensor in seeds or not from_pieces or node.constant:
            return
        divided = [i for i in from_pieces if not self._is_whole(operands[i])]
        if divided and all(self.slide.each_alone(tensor, i) for i in divided):
            seeds[tensor] = list(seeds[operands[divided[0]]])
        else:
            seeds[tensor] = [self._all(tensor)]

    def _follows(self, tensor: int) -> bool:
        """Whether what is computed from a tensor is to be seen: not what other neurons make of the same inputs."""
        return tensor >= self.slide.layers[self.followed.layer - 1].sums

    def _all(self, tensor: int) -> Array:
        return np.arange(self.slide.tensors[tensor].value.size)

    def _is_whole(self, tensor: int) -> bool:
        pieces = self.pieces[tensor]
        return len(pieces) == 1 and len(pieces[0]) == self.slide.tensors[tensor].value.size
