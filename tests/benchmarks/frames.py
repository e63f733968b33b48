"""What each demo of the course costs a frame while it plays, in the whole app: milliseconds and calls by layer, bytes.

Prints a table, for terminals of 80×24 and 120×40. The milliseconds are the least of some runs: whatever else the
machine does only ever adds to them. "med" is the median of what all frames of all runs took, everything together.

Run it with `python -m tests.benchmarks.frames [--size 80x24] [--repeats N] [DEMO ...]`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
for variable, value in (("TERM", "xterm-256color"), ("LANG", "C.UTF-8")):
    os.environ.setdefault(variable, value)

from tests.tutor.frame_meter import LAYERS, Cost, measure  # noqa: E402
from tutor.tui.services import Services  # noqa: E402

SIZES = ((80, 24), (120, 40))


def demos(wanted: list[str]) -> Iterator[tuple[str, str]]:
    """The lesson and the name of every demo of the course, or of those that are named; the playground before them."""
    if not wanted or "playground" in wanted:
        yield "playground", "24 units"
    services = Services()
    for part in services.outline():
        for heading in part.lessons:
            yield from ((heading.id, name) for name in services.load(heading.id).demos if name in wanted or not wanted)


def a_frame(counted: Mapping[str, float], frames: int, scale: float) -> list[float]:
    """So much a frame, by layer, and in all."""
    shares = [counted[layer] * scale / max(1, frames) for layer in LAYERS]
    return [*shares, sum(shares)]


def row(name: str, best: list[float], middle: float, calls: list[float], cost: Cost) -> str:
    """A line of the table."""
    shares = "".join(f"{share:8.2f}" for share in (*best, middle)) + "  " + "".join(f"{share:8,.0f}" for share in calls)
    return f"{name:<28}{shares}{cost.sent / max(1, cost.frames):8,.0f}{cost.frames:5}"


def table(wanted: list[str], size: tuple[int, int], repeats: int, home: Path) -> None:
    """Measure, and print as it comes."""
    heads = "".join(f"{layer:>8}" for layer in (*LAYERS, "all"))
    print(
        f"\n{size[0]}×{size[1]}: ms a frame, then calls a frame\n{'':28}{heads}{'med':>8}  {heads}{'bytes':>8}{'n':>5}"
    )
    totals, total_calls = list[list[float]](), list[list[float]]()
    for lesson, demo in demos(wanted):
        costs = [measure(lesson, demo, home, size=size) for _ in range(repeats)]
        best = min((a_frame(cost.seconds, cost.frames, 1e3) for cost in costs), key=lambda shares: shares[-1])
        counted = measure(lesson, demo, home, size=size, calls=True)
        calls = a_frame(counted.calls, counted.frames, 1)
        middle = 1e3 * median([seconds for cost in costs for seconds in cost.each] or [0.0])
        totals.append([*best, middle])
        total_calls.append(calls)
        print(row(f"{lesson} {demo}", best, middle, calls, counted), flush=True)
    means = [[sum(column) / len(column) for column in zip(*rows, strict=True)] for rows in (totals, total_calls)]
    print(row("mean", means[0][:-1], means[0][-1], means[1], Cost()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("demos", nargs="*", metavar="DEMO")
    parser.add_argument("--size", help="columns x rows, such as 80x24; both usual ones without it")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    sizes = [tuple(map(int, asked.size.split("x")))] if asked.size else SIZES
    with tempfile.TemporaryDirectory() as home:
        for columns, rows in sizes:
            table(asked.demos, (columns, rows), asked.repeats, Path(home))


if __name__ == "__main__":
    main()
