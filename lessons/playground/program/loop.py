"""The numbers that a run is set to and its loop as code, which the programs with NumPy and with PyTorch share."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from lessons.playground.program.template import filled

_CONSTANTS = """
SEED = $seed
EPOCHS = $epochs
BATCH = $batch  # examples for each update  #? batches
RATE = $rate
UPDATES = $updates  # in the whole run  #? exponential|cosine
L1 = $l1  #? l1
L2 = $l2  #? l2
"""

_LOOP = """
orders = np.random.default_rng(SEED)  #? batches
$memory

report(0)  #? !norm
for epoch in range(1, EPOCHS + 1):  #? !norm
for epoch in range(EPOCHS + 1):  #? norm
    order = orders.permutation($learnt)  #? batches
    for start in range(0, len(order), BATCH):  #? batches
        batch = order[start : start + BATCH]  #? batches
$gradient
        # The engine looks at a batch before it reports: batch norm's running figures have seen it.  #? norm batches
        if epoch == start == 0:  # at the very start they are the file's own  #? norm batches saved
            take_running_figures()  #? norm batches saved
        if start == 0$when:  #? norm batches
            report(epoch)  #? norm batches
        if epoch == EPOCHS:  #? norm batches
            break  #? norm batches
    # The engine looks at a batch before it reports: batch norm's running figures have seen it.  #? norm !batches
    if epoch == 0:  # at the very start they are the file's own  #? norm !batches saved
        take_running_figures()  #? norm !batches saved
    if $whenever:  #? norm !batches !each
        report(epoch)  #? norm !batches !each
    report(epoch)  #? norm !batches each
    if epoch == EPOCHS:  #? norm !batches
        break  #? norm !batches
$step
    if $whenever:  #? !norm !each
        report(epoch)  #? !norm !each
    report(epoch)  #? !norm each
"""


def constants(flags: Mapping[str, bool], values: Mapping[str, str]) -> str:
    """Return the numbers that a run is set to, each under its name."""
    return filled(_CONSTANTS, flags, values)


def loop(flags: Mapping[str, bool], values: Mapping[str, str], *, memory: str, gradient: str, step: str) -> str:
    """Return the loop, from the order of the examples to the last report.

    Args:
        flags: as a template takes them.
        values: likewise.
        memory: lines before it: what is remembered from update to update.
        gradient: lines that look at a batch, named `batch` where there are several.
        step: lines that make an update.
    """
    deeper = " " * (8 if flags["batches"] else 4)
    whenever = f"epoch % {values['every']} == 0" + ("" if flags["even"] else " or epoch == EPOCHS")
    when = "" if flags["each"] else f" and {whenever}" if flags["even"] else f" and ({whenever})"
    own = {"gradient": indent(gradient, deeper).rstrip("\n"), "step": indent(step, deeper).rstrip("\n")}
    return filled(_LOOP, flags, {**values, **own, "memory": memory.rstrip("\n"), "when": when, "whenever": whenever})
