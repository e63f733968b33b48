"""Measures training, as `rivals` says, in this engine and in its rivals, in one interleaved run on one thread.

Round after round, in a new random order each time, everyone trains for about ten milliseconds twice over, and the
second time is timed. The first is there because a library that comes back after others had the processor finds its
caches full of their things; PyTorch's first step then takes up to twenty times as long. Who trains a network does not
switch libraries every ten milliseconds, so that is not what is measured: it is training that is under way. (`--cold`
leaves the first time out, and shows what it costs.)

The figure is the best of these stretches: whatever else the machine does only ever adds time, and equally short
stretches have equal chances of a quiet moment. This engine and `lax.scan` work in whole epochs, of which a stretch has
one at least; the others may be stopped within one, so that their best may have done without the permutation and, where
an epoch is gathered at once, the gathering (about 1 %, to their advantage). The medians are in the JSON too.

Run it with `python -m tests.benchmarks.speed [--json FILE] [--seconds N] [--dtype float32] [--cold]`.
"""

import argparse
import json
import os
import platform
import statistics
import sys
from time import perf_counter
from typing import Any

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before NumPy is imported: one thread for everyone
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import numpy as np  # noqa: E402

from engine import Adam, Network, datasets, train  # noqa: E402
from engine.arrays import Array  # noqa: E402
from engine.bench import WORKLOADS, Workload  # noqa: E402
from tests.benchmarks.rivals.everyone import RIVALS  # noqa: E402
from tests.benchmarks.rivals.jax_loops import scan_race  # noqa: E402
from tests.benchmarks.rivals.task import Runner, Unable, make_task, weights_of  # noqa: E402

STRETCH = 0.01  # seconds


def epoch_of(workload: Workload) -> int:
    """Batches in an epoch of the benchmark's data."""
    return 200 if workload.sizes[0] < 100 else 20


def runners(workload: Workload, dtype: str) -> tuple[dict[str, Runner], dict[str, str]]:
    """Everyone who can do this workload, and why the others cannot."""
    task = make_task(workload, dtype, epoch_of(workload))
    able: dict[str, Runner] = {}
    unable: dict[str, str] = {}
    for name, start in RIVALS.items():
        try:
            able[name] = start(task)
        except Unable as reason:
            unable[name] = str(reason)
    return able, unable


def measure(able: dict[str, Runner], seconds: float, cold: bool = False) -> dict[str, list[float]]:
    """Microseconds for one step of each, in many short stretches, taken in turns."""
    stretch: dict[str, int] = {}
    for name, runner in able.items():
        runner.run(runner.multiple)  # compiles, fills caches
        stretch[name] = max(1, round(STRETCH / timed(runner, runner.multiple))) * runner.multiple
    times: dict[str, list[float]] = {name: [] for name in able}
    turns, end = np.random.default_rng(0), perf_counter() + seconds
    while perf_counter() < end or min(map(len, times.values())) < 5:
        for name in turns.permutation(list(able)).tolist():
            if not cold:
                able[name].run(stretch[name])
            times[name].append(timed(able[name], stretch[name]) / stretch[name] * 1e6)
    return times


def timed(runner: Runner, steps: int) -> float:
    """How many seconds so many steps take."""
    before = perf_counter()
    runner.run(steps)
    return perf_counter() - before


def compare(seconds: float, dtype: str, cold: bool = False) -> list[dict[str, Any]]:
    """One row for each workload."""
    rows = []
    for workload in WORKLOADS:
        able, unable = runners(workload, dtype)
        times = measure(able, seconds / len(WORKLOADS), cold)
        best = {name: min(each) for name, each in times.items()}
        medians = {name: statistics.median(each) for name, each in times.items()}
        rows.append({"workload": workload.name, "microseconds": best, "medians": medians, "skipped": unable})
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """Times, and how many times as fast as PyTorch eager (or as this engine, without PyTorch)."""
    lines = []
    for row in rows:
        times = row["microseconds"]
        base = times.get("PyTorch eager", times["this engine"])
        lines.append(row["workload"])
        lines += [f"    {name:14} {each:10.1f} µs {base / each:8.2f} ×" for name, each in times.items()]
        lines += [f"    {name:14} skipped: {reason}" for name, reason in row["skipped"].items()]
    return "\n".join(lines)


def race(digits: datasets.Dataset, goal: float) -> tuple[list[Array], float]:
    """The orders of the epochs that it takes to reach the goal on the validation digits, and the seconds."""
    net = Network([64, 64, 10], seed=0, dtype="float32")
    training = train(
        net,
        digits.train,
        loss="softmax_cross_entropy",
        optimiser=Adam(1e-3),
        batch=64,
        epochs=60,
        validation=digits.validation,
        every="epoch",
    )
    update, orders = next(training), []
    before = perf_counter()
    while update.validation_accuracy is None or update.validation_accuracy < goal:
        orders.append(training.order)
        update = next(training)
    return orders, perf_counter() - before


def digits_race(goal: float = 0.97) -> str:
    """How long to 97 % of the validation digits, against JAX `lax.scan` on the same epochs: the best of five."""
    digits = datasets.digits(seed=0)
    start = weights_of(Network([64, 64, 10], seed=0, dtype="float32"), None)
    orders, mine = race(digits, goal)
    try:
        rival = scan_race(start, digits, orders)
        pairs = [(race(digits, goal)[1], rival()) for _ in range(5)]
    except Unable as reason:
        return f"Digits to {goal:.0%}: {len(orders)} epochs, this engine {mine * 1e3:.1f} ms; JAX skipped: {reason}"
    mine, theirs = (min(times) * 1e3 for times in zip(*pairs, strict=True))
    both = f"this engine {mine:.1f} ms, JAX lax.scan {theirs:.1f} ms (without compiling)"
    return f"Digits to {goal:.0%}: {len(orders)} epochs, {both}: {mine / theirs:.2f} of its time"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", metavar="FILE", help="write the figures there")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to measure, in all")
    parser.add_argument("--dtype", default="float32", choices=["float32", "float64"])
    parser.add_argument("--cold", action="store_true", help="time everyone at once after the one before")
    options = parser.parse_args(arguments)
    rows = compare(options.seconds, options.dtype, options.cold)
    digits = digits_race()
    print(table(rows), digits, sep="\n")
    if options.json:
        about = {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "dtype": options.dtype,
            "cold": options.cold,
        }
        with open(options.json, "w", encoding="utf-8") as file:  # noqa: PTH123 - a path as typed
            json.dump({**about, "rows": rows, "digits": digits}, file, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
