"""A run as a program with this project's engine, as one would write it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.optimisers import NAMED
from lessons.playground.bench import Bench
from lessons.playground.program.data import data_of_the_engine, features_of_points
from lessons.playground.program.facts import every, flags_of, initialisation, values_of
from lessons.playground.program.network import Edit, edit_lines
from lessons.playground.program.saved import ENGINE, loaded_lines
from lessons.playground.program.template import filled, spaced

_TEXT = '''
$head

$standard

$numpy

$imports
from engine.schedules import $schedule  #? changing

SEED = $seed

$data

def given(points):  #? !plain
    """Return what the network is given of each point, (n, features)."""  #? !plain
$coordinates
    return $features  #? !plain


def aims_of(answers):  #? numbers
    """Return what the outputs aim at, (n, outputs)."""  #? numbers
    return np.where(answers == 1, 1.0, $low)[:, np.newaxis]  #? numbers !several
    return np.where(answers[:, np.newaxis] == np.arange($classes), 1.0, $low)  #? numbers several


learnt = $learnt  #? !straight
tested = $tested  #? !straight

$network
$saved
$edits


def take_running_figures():  #? norm saved
    """Take batch norm's running means and variances from the file."""  #? norm saved
    for layer in net.layers[:-1]:  #? norm saved
        layer.normalisation.running_mean[...] = saved[f"mean{layer.number}"]  #? norm saved
        layer.normalisation.running_variance[...] = saved[f"variance{layer.number}"]  #? norm saved


def loss_on(inputs, aims):  #? !straight
    """Return the mean loss over some examples."""  #? !straight
    return float(loss_of(net(inputs), aims, "$loss").value)  #? !straight


def loss_on(examples):  #? straight
    """Return the mean loss over some examples."""  #? straight
    return float(loss_of(net(examples.inputs), examples.targets, "$loss").value)  #? straight


for update in train(
    net,
    learnt,  #? !straight
    data.train,  #? straight
    loss="$loss",
    optimiser=$optimiser,
    batch=$batch,  #? batches
    epochs=$epochs,
    every="epoch",  #? each
    every=$report_every,  # updates: $every epochs  #? !each
    l1=$l1,  #? l1
    l2=$l2,  #? l2
    seed=SEED,
):
    if update.number == 0:  # the first look at a batch leaves them as the file has them  #? norm saved
        take_running_figures()  #? norm saved
    train_loss, test_loss = loss_on(*learnt), loss_on(*tested)  #? !straight
    train_loss, test_loss = loss_on(data.train), loss_on(data.test)  #? straight
    print(f"epoch {update.epoch:>5}   loss {train_loss:<16.12g}   test loss {test_loss:.12g}")
print(update.reason)
'''
LINE = 120
"""Characters of a line at most."""


def engine_program(bench: Bench, head: str, edits: Sequence[Edit] = ()) -> str:
    """Return the program; arguments and errors are those of `numpy_program`."""
    flags, data, rate = flags_of(bench), data_of_the_engine(bench), bench.optimiser().learning_rate
    coordinates, features = features_of_points(bench, ones=False)
    kind = NAMED[bench.settings.optimiser].__name__
    names = [kind, "Network", *["datasets"] * ("datasets" in data.imports), "loss_of", "train"]
    needs_numpy = not flags["plain"] or flags["numbers"] or "np." in data.lines
    flags["straight"] = not needs_numpy
    values = values_of(bench) | {
        "head": head,
        "numpy": "import numpy as np" if needs_numpy or flags["saved"] else "",
        "standard": data.standard,
        "imports": f"from engine import {', '.join(sorted(names, key=_as_isort_does))}",
        "schedule": type(rate).__name__,
        "data": data.lines.splitlines()[0] if flags["straight"] else data.lines,
        "coordinates": coordinates,
        "features": features,
        "learnt": _examples("train", flags),
        "tested": _examples("test", flags),
        "network": _network(bench, flags),
        "saved": f"{loaded_lines(bench)}\n{filled(ENGINE, flags, {})}".rstrip() if flags["saved"] else "",
        "edits": edit_lines(
            edits, "net.layers[{layer}].weights[{source}, {unit}]", "net.layers[{layer}].biases[{unit}]"
        ),
        "loss": bench.loss,
        "optimiser": f"{kind}({rate if flags['changing'] else bench.settings.rate!r})",
        "report_every": str(every(bench) * bench.per_epoch),
    }
    return spaced(filled(_TEXT, flags, values))


def _examples(side: str, flags: Mapping[str, bool]) -> str:
    """Return the inputs and the aims of one side."""
    inputs = f"{side}_points" if flags["plain"] else f"given({side}_points)"
    return f"{inputs}, " + (f"aims_of({side}_answers)" if flags["numbers"] else f"{side}_answers")


def _network(bench: Bench, flags: Mapping[str, bool]) -> str:
    """Return the line that makes the network, or the lines if it is long."""
    hidden = [f'"{name}"' for name in bench.settings.activations]
    told = {
        repr(list(bench.sizes)): True,
        f"[{', '.join(hidden)}]" if flags["mixed"] else "".join(hidden[:1]): flags["hidden"],
        f'output="{bench.applies.output}"': flags["squashed"],
        f'initialisation="{initialisation(bench)}"': flags["started"],
        "batch_norm=True": flags["norm"],
        f"dropout={bench.applies.dropout!r}": flags["dropout"],
        "seed=SEED": True,
    }
    arguments = [argument for argument, has in told.items() if has]
    line = f"net = Network({', '.join(arguments)})"
    return line if len(line) <= LINE else "net = Network(\n    " + ",\n    ".join(arguments) + ",\n)"


def _as_isort_does(name: str) -> tuple[bool, bool, str]:
    """Return what names in an import are sorted by: capitals, then classes, then functions."""
    return not name.isupper(), name[0].islower(), name
