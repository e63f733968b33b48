"""The pieces of a network that several programs share: where weights start, and which are set by hand."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.playground.bench import Bench
from lessons.playground.program.facts import starts

Edit = tuple[int, int, int, float]
"""A weight that is set by hand: its layer, unit and input, counted from 1, and the number; input 0 is the bias."""

_STARTS = {
    "zeros": '''
def zeros(inputs, units):
    """Nothing but zeros: the units of a layer stay alike."""
    return np.zeros((inputs, units))
''',
    "small": '''
def small(inputs, units):
    """Normal, with a standard deviation of 0.01."""
    return generator.normal(0.0, 0.01, (inputs, units))
''',
    "glorot": '''
def glorot(inputs, units):
    """Uniform, the narrower the more links there are: for tanh and sigmoid (Glorot and Bengio, 2010)."""
    reach = np.sqrt(6.0 / (inputs + units))
    return generator.uniform(-reach, reach, (inputs, units))
''',
    "he": '''
def he(inputs, units):
    """Normal, the narrower the more inputs there are: for ReLU (He et al., 2015)."""
    return generator.normal(0.0, np.sqrt(2.0 / inputs), (inputs, units))
''',
    "uniform": '''
def uniform(inputs, units):
    """Uniform, however many links there are: as the TensorFlow Playground does it."""
    return generator.uniform(-0.5, 0.5, (inputs, units))
''',
}


def start_functions(bench: Bench) -> str:
    """Return the functions that draw the weights of a run; none where a file has them."""
    if bench.starts_as_saved:
        return ""
    return "\n".join(_STARTS[name] for name in dict.fromkeys(starts(bench)) if name != "zeros")


def edit_lines(edits: Sequence[Edit], weight: str, bias: str, indent: str = "") -> str:
    """Return a line for each weight that is set by hand before the first update.

    Args:
        edits: all of them.
        weight: how a weight is named, with {layer}, {unit} and {source}, all counted from 0.
        bias: how a bias is named, with {layer} and {unit}.
        indent: what each line begins with.
    """
    lines = []
    for layer, unit, source, number in edits:
        place = {"layer": layer - 1, "unit": unit - 1, "source": source - 1}
        lines.append(f"{indent}{(weight if source else bias).format(**place)} = {number!r}")
    return "\n".join(lines)
