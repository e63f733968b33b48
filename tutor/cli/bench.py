"""`nntutor bench`: how fast the engine trains on this machine, as a table that a curious learner can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tutor.console.shell import FINE, Shell
from tutor.text.wrapping import wrapped

if TYPE_CHECKING:
    from engine.bench import Timing

SECONDS = 10.0
"""Seconds for all workloads together."""
HEADINGS = (
    ("", "", "NumPy", "µs an", "updates"),
    ("what is trained", "parameters", "calls", "update", "a second"),
)
WIDTH = 79
IN_WORDS = {
    "2-8-8-1 tanh, SGD, batch 10": "a toy that tells two kinds apart",
    "2-16-16-2 tanh, Adam, batch 32": "a larger toy, with a better optimiser",
    "64-64-10 ReLU, Adam, batch 64": "reads digits of 8 × 8 pixels",
    "784-128-10 ReLU, momentum, batch 128": "reads digits of 28 × 28 pixels",
    "12 × 32 sigmoid, SGD, batch 64": "a deep one, twelve layers",
    "32 learning rates at once, 2-8-8-1": "32 toys side by side, 32 learning rates",
}
"""The engine's workloads in words, for somebody who does not read their recipes."""


def bench(shell: Shell, options: SimpleNamespace, seconds: float = SECONDS) -> int:
    """Measure each workload in turn, and tell what came out."""
    from engine.bench import bench as measure

    if options.json:
        for row in measure(seconds):
            shell.tell({"type": "workload", **asdict(row)})
        return FINE
    shell.complain(f"Training six networks, {seconds:g} seconds in all …")
    rows = list(measure(seconds))
    shell.say(*_table(rows), "", *wrapped(meaning(rows), WIDTH))
    return FINE


def meaning(rows: Sequence[Timing]) -> str:
    """Tell the meaning of the figures, in a sentence or two."""
    heaviest = max(rows, key=lambda row: row.parameters)
    return (
        "In an update a batch of examples goes forward, the error comes back, and every weight is moved a little: here "
        f"up to {max(rows, key=lambda row: row.steps_per_second).steps_per_second:,.0f} times a second for a toy, and "
        f"{_count(heaviest)} times where {heaviest.parameters:,} parameters have to be moved."
    )


def _count(row: Timing) -> str:
    return f"{row.steps_per_second:,.0f}"


def _table(rows: Sequence[Timing]) -> list[str]:
    """Words to the left, figures to the right, under headings of two lines, so that 80 columns hold it all."""
    lines = [*HEADINGS]
    for row in rows:
        lines.append((IN_WORDS.get(row.workload, row.workload), *_figures(row)))
        lines.append((f"  {row.workload}", "", "", "", ""))
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return ["  ".join([f"{name:{first}}", *map(str.rjust, figures, others)]).rstrip() for name, *figures in lines]


def _figures(row: Timing) -> tuple[str, str, str, str]:
    return f"{row.parameters:,}", f"{row.calls:,}", f"{row.microseconds:,.0f}", _count(row)
