"""What is followed through a computation: the whole of it, or in a network one layer, one neuron or one weight.

Everything is counted from 1, as it is typed: `layer 2`, `neuron 1.3` (or `z1[3]`), `weight W1[3, 2]`, `b1[3]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from lessons.kit.errors import Unreadable

if TYPE_CHECKING:
    from tutor.microscope.slide import Slide, SlideLayer

FollowedKind = Literal["whole", "layer", "neuron", "weight", "entry"]


@dataclass(frozen=True)
class Followed:
    """The thing that is followed through a computation.

    Attributes:
        kind: the whole; a layer, a neuron or a weight of a network; an entry of any other array.
        layer: the number of the layer.
        tensor: the place of the tensor that is followed from: weights, sums, or the array.
        flat: the entry of it.
    """

    kind: FollowedKind = "whole"
    layer: int = 0
    tensor: int = -1
    flat: int = 0


WHOLE = Followed()
LONGEST = 60
"""Characters of what is typed that are looked at."""
NETWORK = "whole, layer 1, neuron 1.2 (layer 1, neuron 2), a weight such as W1[2, 1], or a bias such as b1[2]"


def examples(slide: Slide) -> str:
    """Return a clause that tells a learner which things may be typed, for this computation."""
    if slide.layers:
        return NETWORK
    arrays = [i for i, tensor in enumerate(slide.tensors) if tensor.value.size > 1 and not tensor.constant]
    entry = f", or a single number such as {slide.entry(arrays[0], 0)}" if arrays else ""
    return f"whole, or a name such as {slide.names[0]}{entry}"


def name(slide: Slide, following: Followed) -> str:
    """Return the name of the thing that is followed, in words that can be typed again."""
    if following.kind == "whole":
        return "whole"
    if following.kind == "layer":
        return f"layer {following.layer}"
    if following.kind == "neuron":
        return f"neuron {following.layer}.{following.flat + 1}"
    return slide.entry(following.tensor, following.flat)


def read(slide: Slide, text: str) -> tuple[Followed, int]:
    """Return the thing to follow that a text names, and the tensor that the eye goes to (−1 for the beginning).

    Raises:
        Unreadable: there is no such thing here; the message says what there is.
    """
    said = re.sub(r"\s+", " ", text.strip())[:LONGEST]
    if not said or said.casefold() in ("whole", "all", "everything"):
        return WHOLE, -1
    words, numbers = said.casefold().split(" ")[0], [int(each) for each in re.findall(r"\d+", said)]
    if words == "layer" and len(numbers) == 1:
        return _layer(_number(slide, numbers[0])), -1
    if words == "neuron" and len(numbers) == 2:
        return _neuron(slide, *numbers), -1
    found = re.fullmatch(r"(?:weight |bias )?(.+?) ?(?:\[([\d ,.]+)\])?", said, re.IGNORECASE)
    assert found is not None
    return _named(slide, found[1], [int(each) for each in re.findall(r"\d+", found[2] or "")])


def _named(slide: Slide, wanted: str, index: list[int]) -> tuple[Followed, int]:
    """A tensor by its name, with or without an entry."""
    bias = re.fullmatch(r"[bB](\d+)", wanted)
    if bias and wanted not in slide.names and slide.layers and len(index) == 1:
        layer = _number(slide, int(bias[1]))
        return _weight(slide, layer, index[0], slide.tensors[layer.weights].shape[1]), -1
    places = [i for i, each in enumerate(slide.names) if each == wanted] or [
        i for i, each in enumerate(slide.names) if each.casefold() == wanted.casefold()
    ]
    if not places:
        raise Unreadable(f"There is no “{wanted[:30]}” here. {_what_there_is(slide)}")
    tensor = places[0]
    if not index:
        return WHOLE, tensor
    if tensor in slide.weights:
        if len(index) != 2:
            raise Unreadable(f"A weight needs two numbers: {wanted}[neuron, input]. {_what_there_is(slide)}")
        return _weight(slide, slide.weights[tensor], *index), -1
    for layer in slide.layers:
        if tensor in (layer.sums, _activations(slide, layer)) and len(index) == 1:
            return _neuron(slide, layer.number, index[0]), -1
    return _entry(slide, tensor, index), -1


def _entry(slide: Slide, tensor: int, index: list[int]) -> Followed:
    shape = tuple(size for size in slide.tensors[tensor].shape if size > 1)
    if len(index) != len(shape) or not all(0 < at <= size for at, size in zip(index, shape, strict=True)):
        has = figures_of(shape) if shape else "one number"
        raise Unreadable(f"{slide.names[tensor]} has no such entry: it holds {has}, counted from 1.")
    return Followed("entry", 0, tensor, int(np.ravel_multi_index([at - 1 for at in index], shape)) if shape else 0)


def figures_of(shape: tuple[int, ...]) -> str:
    """A shape in words."""
    return " by ".join(map(str, shape)) + " numbers"


def _number(slide: Slide, number: int) -> SlideLayer:
    if not 1 <= number <= len(slide.layers):
        count = len(slide.layers)
        there = (
            "There are no layers here"
            if not count
            else f"The layers go from 1 to {count}"
            if count > 1
            else ("There is one layer")
        )
        raise Unreadable(f"There is no layer {number}. {there}.")
    return slide.layers[number - 1]


def _layer(layer: SlideLayer) -> Followed:
    return Followed("layer", layer.number, layer.sums)


def _neuron(slide: Slide, number: int, neuron: int) -> Followed:
    layer = _number(slide, number)
    count = slide.tensors[layer.sums].value.size
    if not 1 <= neuron <= count:
        raise Unreadable(f"There is no neuron {neuron} in layer {number}; its neurons go from 1 to {count}.")
    return Followed("neuron", number, layer.sums, neuron - 1)


def _weight(slide: Slide, layer: SlideLayer, row: int, column: int) -> Followed:
    rows, columns = slide.tensors[layer.weights].shape
    if not (1 <= row <= rows and 1 <= column <= columns):
        raise Unreadable(
            f"W{layer.number} has no entry [{row}, {column}]: its neurons go from 1 to {rows}, its inputs from 1 to "
            f"{columns - 1}."
        )
    return Followed("weight", layer.number, layer.weights, (row - 1) * columns + column - 1)


def _activations(slide: Slide, layer: SlideLayer) -> int:
    """The place of what the layer passes on, or −1 if that is its sums."""
    above = slide.layers[layer.number].below if layer.number < len(slide.layers) else -1
    named = f"a{layer.number}"
    return above if above >= 0 else slide.names.index(named) if named in slide.names else -1


def _what_there_is(slide: Slide) -> str:
    if slide.layers:
        return f"There is {NETWORK}."
    return f"There is {', '.join(dict.fromkeys(slide.names))}, and the whole."


def one_neuron(slide: Slide, tensor: int) -> Followed:
    """Return the neuron to begin with: of a tensor's layer, or of the first, the one with the largest blame."""
    layer = next(
        (
            each
            for each in slide.layers
            if tensor >= 0 and tensor in (each.weights, each.sums, _activations(slide, each))
        ),
        slide.layers[0],
    )
    gradient = slide.gradient(layer.sums)
    sizes = np.nan_to_num(np.abs(np.ravel(gradient))) if gradient is not None else np.zeros(1)
    return Followed("neuron", layer.number, layer.sums, int(np.argmax(sizes)))


def neighbour(slide: Slide, following: Followed, by: int) -> Followed:
    """The next of its kind (or the one before, for −1), round and round; the whole has none."""
    if following.kind == "whole":
        return following
    if following.kind == "layer":
        return _layer(slide.layers[(following.layer - 1 + by) % len(slide.layers)])
    flat = (following.flat + by) % slide.tensors[following.tensor].value.size
    return Followed(following.kind, following.layer, following.tensor, flat)


def closer(slide: Slide, tensor: int, flat: int | None) -> Followed | None:
    """Return what to follow for a closer look at a tensor, or at one entry of it; None where nothing is smaller."""
    size = slide.tensors[tensor].value.size
    for layer in slide.layers:
        if tensor in (layer.sums, _activations(slide, layer)):
            return _layer(layer) if flat is None else Followed("neuron", layer.number, layer.sums, flat)
        if tensor == layer.weights:
            return _layer(layer) if flat is None else Followed("weight", layer.number, tensor, flat)
    if size == 1 or flat is None or slide.gradient(tensor) is None:
        return None
    return Followed("entry", 0, tensor, flat)


def farther(slide: Slide, following: Followed) -> Followed:
    """Return what to follow one step farther away: of a weight its neuron, of that its layer, of that the whole."""
    if following.kind == "weight":
        columns = slide.tensors[following.tensor].shape[1]
        sums = slide.layers[following.layer - 1].sums
        return Followed("neuron", following.layer, sums, following.flat // columns)
    return _layer(slide.layers[following.layer - 1]) if following.kind == "neuron" else WHOLE
