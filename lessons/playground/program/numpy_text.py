"""A run as a program with NumPy alone: the text of `numpy_template`, filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lessons.playground.bench import Bench
from lessons.playground.program import numpy_template as text
from lessons.playground.program.activations import activation_functions, called, listed
from lessons.playground.program.data import data_written_out, features_of_points
from lessons.playground.program.facts import flags_of, shapes, starts, values_of
from lessons.playground.program.loop import constants, loop
from lessons.playground.program.network import Edit, edit_lines, start_functions
from lessons.playground.program.optimiser import memory_lines, step_lines
from lessons.playground.program.saved import NUMPY, loaded_lines
from lessons.playground.program.template import filled, spaced


def numpy_program(bench: Bench, head: str, edits: Sequence[Edit] = ()) -> str:
    """Return the program.

    Args:
        bench: the run.
        head: what it begins with: what it is, in a docstring and comments.
        edits: weights that are set by hand before the first update.

    Raises:
        Unreadable: the data is the learner's own, and so large that a part of it was taken.
    """
    flags, data = flags_of(bench), data_written_out(bench)
    values = values_of(bench) | {
        "head": head,
        "constants": constants(flags, values_of(bench)),
        "standard": data.standard,
        "imports": data.imports,
        "data": data.lines,
        **_pieces(bench, flags),
    }
    values["edits"] = _edits(bench, edits)
    sometimes = [text.NORMALISED] * flags["norm"] + [text.DROPOUT] * flags["dropout"]
    parts = [text.INPUTS, text.NETWORK, *sometimes, text.FORWARD, text.BACKWARD, text.LOSS]
    training = loop(
        flags,
        values,
        memory=memory_lines(flags),
        gradient=filled(text.GRADIENT, flags, {}),
        step=step_lines(flags, values),
    )
    return spaced(filled("".join(parts), flags, values) + "\n" + training)


def _pieces(bench: Bench, flags: dict[str, bool]) -> dict[str, str]:
    """Return the values that only this program has."""
    output, hidden = bench.applies.output, bench.settings.activations
    shape, (coordinates, features) = shapes(bench), features_of_points(bench, ones=True)
    return {
        "coordinates": coordinates,
        "features": features,
        "train_aims": _aims(flags, values_of(bench), "train_answers"),
        "test_aims": _aims(flags, values_of(bench), "test_answers"),
        "shapes": ", ".join(map(str, shape)),
        "norm_shapes": ", ".join(f"({units}, 1)" for units in bench.settings.sizes),
        "columns": str(shape[0][1]),
        "start_functions": start_functions(bench),
        "start": _saved(bench, flags) if flags["saved"] else _start(bench, flags),
        "activations": _activations(bench, flags),
        "activation": "ACTIVATIONS[layer]" if flags["mixed"] else called(hidden[0]) if hidden else "",
        "slope": "SLOPES[layer - 1]" if flags["mixed"] else f"{hidden[0]}_slope" if hidden else "",
        "output": called(output),
        "output_slope": f"{output}_slope",
        "kept": ", ".join(["a, mask"] * flags["dropout"] + ["normal, spread"] * flags["norm"]),
    }


def _aims(flags: Mapping[str, bool], values: Mapping[str, str], answers: str) -> str:
    """Return the expression of what outputs aim at, (outputs, n), where these are the answers."""
    return filled(text.AIMS, flags, {**values, "answers": answers}).rstrip("\n")


def _saved(bench: Bench, flags: Mapping[str, bool]) -> str:
    """Return the lines that take the weights from a file."""
    return f"{loaded_lines(bench)}\n{filled(NUMPY, flags, {})}".rstrip()


def _start(bench: Bench, flags: Mapping[str, bool]) -> str:
    """Return the lines that draw the weights, and set the biases where they do not start at 0."""
    rules, bias = starts(bench), values_of(bench)["bias"]
    if set(rules) == {"zeros"}:
        return "# All weights start at 0, and so do the biases."
    if not bench.settings.sizes:
        drawn = f"parameters[:, :-1] = {rules[0]}({bench.sizes[0]}, {bench.sizes[1]}).T"
        return drawn + f"\nparameters[:, -1] = {bias}" * flags["biases"]
    if len(set(rules)) == 1:
        each, draw = "matrix in weights", rules[0]
    else:
        each, draw = f"matrix, draw in zip(weights, ({', '.join(rules)}), strict=True)", "draw"
    drawn = f"for {each}:\n    matrix[:, :-1] = {draw}(matrix.shape[1] - 1, len(matrix)).T"
    return drawn + f"\n    matrix[:, -1] = {bias}" * flags["biases"]


def _edits(bench: Bench, edits: Sequence[Edit]) -> str:
    """Return the lines that set weights by hand."""
    matrix = "weights[{layer}]" if bench.settings.sizes else "parameters"
    return edit_lines(edits, f"{matrix}[{{unit}}, {{source}}]", f"{matrix}[{{unit}}, -1]")


def _activations(bench: Bench, flags: dict[str, bool]) -> str:
    """Return the functions that the layers need, and which layer has which."""
    functions = activation_functions(bench)
    if not flags["mixed"]:
        return functions
    names, slopes = listed(bench)
    return f"{functions}\n\nACTIVATIONS = ({names})\nSLOPES = ({slopes})"
