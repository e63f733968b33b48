"""What the programs' templates ask about a run: words that hold or do not, and values as Python writes them."""

from __future__ import annotations

from itertools import pairwise

from engine.initialisation import BIASES, INITIALISATIONS, initialisation_for
from engine.losses import LOSSES
from engine.optimisers import NAMED
from engine.schedules import StepDecay, WarmUp
from lessons.playground.bench import LAST_SHARE, Bench, wrong_aim
from lessons.playground.controls import AUTO, SAVED, SCHEDULES

MOST_REPORTS = 20
"""Lines that a program prints at most, beside that of the start."""


def flags_of(bench: Bench) -> dict[str, bool]:
    """Return whether each word holds of a run that a template's mark may have."""
    settings, hidden, output = bench.settings, bench.settings.activations, bench.applies.output
    found = {
        "hidden": bool(hidden),
        "mixed": len(set(hidden)) > 1,
        "norm": bench.applies.normalises,
        "dropout": bench.applies.dropout > 0,
        "squashed": output != "identity",
        "several": bench.applies.outputs > 1,
        "classes": bool(bench.data.classes),
        "numbers": bool(bench.data.classes) and not LOSSES[bench.loss].classifies,
        "batches": bench.per_epoch > 1,
        "each": every(bench) == 1,
        "even": settings.epochs % every(bench) == 0,
        "l1": settings.l1 > 0,
        "l2": settings.l2 > 0,
        "started": initialisation(bench) != AUTO,
        "saved": bench.starts_as_saved,
        "zeros": set(starts(bench)) == {"zeros"},
        "biases": initialisation(bench) in BIASES,
        "starts": len(set(starts(bench))) > 1,
        "plain": is_plain(bench),
        **{name: schedule(bench) == name for name in SCHEDULES},
        **{name.removesuffix("_cross_entropy"): bench.loss == name for name in LOSSES},
        **{name: settings.optimiser == name for name in NAMED},
    }
    return found | {
        "stepped": "step" in hidden,
        "drawn": not found["zeros"] and not found["saved"],
        "penalised": found["l1"] or found["l2"],
        "mode": found["norm"] or found["dropout"],
        "counted": found["adam"] or not found["constant"],
        "changing": not found["constant"],
        "overflows": "sigmoid" in (*hidden, output) or found["binary"],
    }


def values_of(bench: Bench) -> dict[str, str]:
    """Return what each name stands for that a template may have."""
    settings, sizes, applies, rate = bench.settings, bench.sizes, bench.applies, bench.optimiser().learning_rate
    return {
        "seed": repr(settings.seed),
        "epochs": repr(settings.epochs),
        "batch": repr(bench.batch),
        "updates": repr(bench.updates),
        "learnt": repr(len(bench.train_inputs)),
        "every": repr(every(bench)),
        "rate": repr(settings.rate),
        "l1": repr(settings.l1),
        "l2": repr(settings.l2),
        "share": repr(applies.dropout),
        "sizes": "-".join(map(str, sizes)),
        "layers": repr(len(sizes) - 1),
        "hidden_layers": repr(len(sizes) - 2),
        "outputs": repr(applies.outputs),
        "classes": repr(len(bench.data.classes)),
        "bias": repr(BIASES.get(initialisation(bench), 0.0)),
        "low": repr(wrong_aim(applies)),
        "halves": repr(rate.every if isinstance(rate, StepDecay) else 0),
        "last": repr(LAST_SHARE),
        "warm": repr(rate.updates if isinstance(rate, WarmUp) else 0),
        "tried": repr(masks_tried(bench)),
    }


def every(bench: Bench) -> int:
    """Return how many epochs lie between two lines that a program prints: 1, 2, 5, 10, 20, 50 and so on."""
    length = 1
    while bench.settings.epochs > MOST_REPORTS * length:
        length = length * 5 // 2 if str(length)[0] == "2" else length * 2
    return length


def is_plain(bench: Bench) -> bool:
    """Return whether the network is given the coordinates of an example as they are."""
    count = len(bench.data.coordinates)
    return not bench.data.chooses_features or bench.features == ("x1", "x2")[:count]


def initialisation(bench: Bench) -> str:
    """Return by which rule weights are drawn; where saved ones are wanted and do not fit, the usual one."""
    return AUTO if bench.settings.initialisation == SAVED else bench.settings.initialisation


def starts(bench: Bench) -> tuple[str, ...]:
    """Return by which rule the weights of each layer are drawn."""
    named = {draw: name for name, draw in INITIALISATIONS.items()}
    names = (*bench.settings.activations, bench.applies.output)
    return tuple(named[initialisation_for(initialisation(bench), name)] for name in names)


def shapes(bench: Bench) -> list[tuple[int, int]]:
    """Return the shape of each layer's weights, (units, inputs + 1)."""
    return [(units, inputs + 1) for inputs, units in pairwise(bench.sizes)]


def schedule(bench: Bench) -> str:
    """Return the schedule by name: a warm-up that would take no update is none."""
    rate = bench.optimiser().learning_rate
    return "constant" if isinstance(rate, WarmUp) and not rate.updates else bench.settings.schedule


def masks_tried(bench: Bench) -> int:
    """Return how many numbers dropout draws before training: the engine tries each size of batch once."""
    left_over = len(bench.train_inputs) % bench.batch
    return sum(bench.settings.sizes) * (bench.batch + left_over)
