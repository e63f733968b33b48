"""Frozen layers: the steps that take their change back before it reaches the weights."""

from collections.abc import Iterable

import numpy as np

from engine.errors import EngineError
from engine.network import Network
from engine.tape import Step, Tape


def frozen_layers(net: Network, given: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers of the frozen layers, the first first.

    Raises:
        EngineError: if there is no such layer, or none is left to learn.
    """
    layers = [layer.number for layer in net.layers]
    numbers = list(given) if isinstance(given, Iterable) else [given]
    for number in numbers:
        if isinstance(number, bool) or number not in layers:
            raise EngineError(f"frozen names layers by their numbers, from 1 to {len(layers)}; got {number!r}.")
    if set(numbers) == set(layers):
        raise EngineError("Every layer is frozen, so nothing would be learned: leave one out of frozen.")
    return tuple(sorted({int(number) for number in numbers}))


def held(net: Network, frozen: tuple[int, ...]) -> Tape:
    """Return steps that set the change of frozen layers to 0: whatever the optimiser made of them, even NaN.

    Args:
        net: the network, whose optimiser has worked out a change for every parameter.
        frozen: the numbers of the layers that stay as they are, batch normalisation's scale and shift with them.
    """
    kept = {id(layer.tensor) for layer in net.layers if layer.number in frozen}
    for layer in net.layers:
        if layer.number in frozen and layer.normalisation is not None:
            kept |= {id(layer.normalisation.scale), id(layer.normalisation.shift)}
    steps, start = list[Step](), 0
    for tensor in net.tensors():
        end = start + tensor.value.size
        if id(tensor) in kept:
            room = net.gradients_and_room[1, start:end]
            label = f"change of {tensor.name} = 0 (frozen)"
            steps.append(Step(label, np.positive, (np.zeros_like(room),), room, "update"))
        start = end
    return Tape(steps)
