"""A run as a program with this project's engine, as one would write it by hand."""

from __future__ import annotations

from collections.abc import Sequence

from engine.optimisers import NAMED
from lessons.playground.bench import Bench
from lessons.playground.program.data import DataLines, data_of_the_engine, features_of_points
from lessons.playground.program.facts import every, flags_of, values_of
from lessons.playground.program.network import edit_lines
from lessons.playground.program.template import filled, spaced

_TEXT = '''
$head

$numpy

$imports
from engine.schedules import $schedule  #? changing

SEED = $seed

$data

def given(points):  #? !plain
    """Return what the network is given of each point, (n, features)."""  #? !plain
    return $features  #? !plain


def aims_of(answers):  #? numbers
    """Return what the outputs aim at, (n, outputs)."""  #? numbers
    return np.where(answers == 1, 1.0, $low)[:, np.newaxis]  #? numbers !several
    return np.where(answers[:, np.newaxis] == np.arange($classes), 1.0, $low)  #? numbers several


train_x, test_x = given(train_points), given(test_points)  #? !plain
train_x, test_x = train_points, test_points  #? plain
train_aims, test_aims = aims_of(train_answers), aims_of(test_answers)  #? numbers
train_aims, test_aims = train_answers, test_answers  #? !numbers

net = Network(
    $net_sizes,
    $activations,  #? hidden
    output="$output",  #? squashed
    initialisation="$initialisation",  #? started
    batch_norm=True,  #? norm
    dropout=$share,  #? dropout
    seed=SEED,
)
$edits


def loss_on(x, aims):
    """Return the mean loss over some examples."""
    return float(loss_of(net(x), aims, "$loss").value)


for update in train(
    net,
    (train_x, train_aims),
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
    train_loss, test_loss = loss_on(train_x, train_aims), loss_on(test_x, test_aims)
    print(f"epoch {update.epoch:>5}   loss {train_loss:<16.12g}   test loss {test_loss:.12g}")
print(update.reason)
'''


def engine_program(bench: Bench, head: str, own: DataLines | None = None) -> str:
    """Return the program; arguments and errors are those of `numpy_program`."""
    flags, data, rate = flags_of(bench), data_of_the_engine(bench, own), bench.optimiser().learning_rate
    hidden, kind = bench.settings.activations, NAMED[bench.settings.optimiser].__name__
    names = [kind, "Network", *["datasets"] * ("datasets" in data.imports), "loss_of", "train"]
    needs_numpy = not flags["plain"] or flags["numbers"] or "np." in data.lines
    values = values_of(bench) | {
        "head": head,
        "numpy": "import numpy as np" if needs_numpy else "",
        "imports": f"from engine import {', '.join(sorted(names, key=_as_isort_does))}",
        "schedule": type(rate).__name__,
        "data": data.lines,
        "features": features_of_points(bench, ones=False),
        "net_sizes": repr(list(bench.sizes)),
        "activations": _quoted(hidden) if flags["mixed"] else _quoted(hidden[:1])[1:-1],
        "output": bench.applies.output,
        "initialisation": bench.settings.initialisation,
        "edits": edit_lines(
            bench, "net.layers[{layer}].weights[{source}, {unit}]", "net.layers[{layer}].biases[{unit}]"
        ),
        "loss": bench.loss,
        "optimiser": f"{kind}({rate if flags['changing'] else bench.settings.rate!r})",
        "report_every": str(every(bench) * bench.per_epoch),
    }
    return spaced(filled(_TEXT, flags, values))


def _quoted(names: Sequence[str]) -> str:
    """Return names as a list of texts."""
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _as_isort_does(name: str) -> tuple[bool, bool, str]:
    """Return what names in an import are sorted by: capitals, then classes, then functions."""
    return not name.isupper(), name[0].islower(), name
