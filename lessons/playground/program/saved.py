"""Weights that a run takes from a file, as code: NumPy's own loading, and each array to its place."""

from __future__ import annotations

from lessons.playground.bench import Bench
from lessons.playground.program.literals import path_written

_LOADED = """
# The weights were saved by the playground in this file, which is needed where the program runs.
saved = np.load({path})
"""
NUMPY = """
for number, matrix in enumerate(weights, 1):  #? hidden
    matrix[:, :-1], matrix[:, -1] = saved[f"W{number}"].T, saved[f"b{number}"]  #? hidden
parameters[:, :-1], parameters[:, -1] = saved["W1"].T, saved["b1"]  #? !hidden
"""
ENGINE = """
for layer in net.layers:
    layer.weights[...], layer.biases[...] = saved[f"W{layer.number}"], saved[f"b{layer.number}"]
for layer in net.layers[:-1]:  #? norm
    layer.normalisation.scale.value[...] = saved[f"scale{layer.number}"]  #? norm
    layer.normalisation.shift.value[...] = saved[f"shift{layer.number}"]  #? norm
"""
TORCH = """
    for number, module in enumerate(linear, 1):
        module.weight.copy_(torch.from_numpy(saved[f"W{number}"].T))
        module.bias.copy_(torch.from_numpy(saved[f"b{number}"]))
    for number, module in enumerate(norms, 1):  #? norm
        module.weight.copy_(torch.from_numpy(saved[f"scale{number}"][:, 0]))  #? norm
        module.bias.copy_(torch.from_numpy(saved[f"shift{number}"][:, 0]))  #? norm
"""


def loaded_lines(bench: Bench) -> str:
    """Return the lines that load the weights that a run starts with; "" if it draws them."""
    if bench.saved is None or not bench.starts_as_saved:
        return ""
    return _LOADED.strip().format(path=path_written(bench.saved.name))
