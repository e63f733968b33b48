"""A run of the playground beside the same training without anybody who looks: milliseconds, and how many times as long.

Each is made afresh, data, network and all, in turn; the milliseconds are the least of some rounds.

Run it with `python -m tests.benchmarks.playground [--rounds N]`.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from engine import train  # noqa: E402
from lessons.playground.bench import made_bench  # noqa: E402
from lessons.playground.run import playground  # noqa: E402
from lessons.playground.settings import PlaygroundSettings  # noqa: E402

EPOCHS = (300, 1000, 3000)


def alone(settings: PlaygroundSettings) -> None:
    """Train, and look at nothing before the end."""
    bench = made_bench(settings)
    data = bench.train_inputs, bench.train_targets
    run = train(
        bench.network(), data, loss=bench.loss, optimiser=bench.optimiser(), batch=settings.batch,
        epochs=settings.epochs, every=bench.updates,
    )  # fmt: skip
    assert [update.number for update in run][-1] == bench.updates


def watched(settings: PlaygroundSettings, *, every_picture: bool) -> None:
    """Run the playground; its pictures and words are made for each frame, or (with motion off) for none."""
    run = playground().run(0, data=settings.data, layers=settings.layers, epochs=settings.epochs)
    while (frame := run.next()) is not None and not frame.finished:
        if every_picture:
            frame.prepare()


def least(work: Callable[[], None], rounds: int) -> float:
    """Return the milliseconds of the quickest of some rounds."""
    taken = []
    for _ in range(rounds):
        began = time.thread_time()
        work()
        taken.append(time.thread_time() - began)
    return 1e3 * min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"{'2-8-8-1, epochs':<18}{'train':>9}{'motion off':>12}{'times':>7}{'all pictures':>14}{'times':>7}")
    for epochs in EPOCHS:
        settings = PlaygroundSettings(data="spiral", layers="8,8", epochs=epochs)
        plain = least(lambda s=settings: alone(s), rounds)  # type: ignore[misc]
        off, full = (least(lambda s=settings, p=p: watched(s, every_picture=p), rounds) for p in (False, True))  # type: ignore[misc]
        print(f"{epochs:<18}{plain:9.1f}{off:12.1f}{off / plain:7.2f}{full:14.1f}{full / plain:7.2f}", flush=True)


if __name__ == "__main__":
    main()
